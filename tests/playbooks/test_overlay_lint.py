"""A fault of an overlay is told at its own line, whatever playbook it makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.playbooks import Layer, lint, open_file
from tests.playbooks.laying import LOCAL
from tests.playbooks.spoiling import EVERYTHING

BASE = EVERYTHING.read_text("utf-8")
Write = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes an overlay into a folder beside the playbook that it is for."""
    (tmp_path / "everything.yaml").write_text(BASE, "utf-8")
    (tmp_path / "overlays").mkdir()

    def write(text: str) -> Path:
        file = tmp_path / "overlays" / "harbour.yaml"
        file.write_text(text, "utf-8")
        return file

    return write


def test_an_overlay_without_fault_is_linted_and_opened(written: Write) -> None:
    file = written(LOCAL)
    assert lint(file) == []
    assert isinstance(open_file(file), Layer)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("playbook_unknown", "playbook: everything", "playbook: everthing"),
        ("spelling_wrong", 'place: "990102001"', 'place: "99010"'),
        ("parameter_not_there", "{people_per_shift: 3}", "{people_per_shft: 3}"),
        ("number_expected", "{people_per_shift: 3}", "{people_per_shift: many}"),
        ("group_not_there", "  supply:", "  suply:"),
        ("line_unknown", "      sup.03: {", "      sup.33: {"),
        ("line_unknown", "      sup.05: null", "      sup.55: null"),
        ("line_taken", "      - id: sup.90", "      - id: sup.04"),
        ("role_unknown", "lead: volunteer", "lead: volunter"),
        ("duration_invalid", "every: P1D", "every: daily"),
        ("guard_broken", 'zh: "送水"', 'zh: "封堵单元门"'),
        ("field_unknown", "    set: {lead: volunteer}", "    sets: {lead: volunteer}"),
        ("base_moved", 'base_revision: "1"', 'base_revision: "0"'),
    ],
)
def test_a_fault_of_an_overlay_is_told_at_its_own_line(
    code: str, old: str, new: str, written: Write
) -> None:
    assert old in LOCAL
    file = written(LOCAL.replace(old, new, 1))
    line = LOCAL[: LOCAL.index(old)].count("\n") + 1
    (finding, *_) = [finding for finding in lint(file) if finding.code == code]
    assert finding.file == file
    assert abs(finding.line - line) <= 1


def test_a_place_cannot_take_a_lock_off(written: Write) -> None:
    text = LOCAL[: LOCAL.index("groups:")]
    loosened = "groups: {security: {tasks: {sec.03: {set: {authority: false}}}}}\n"
    assert [f.code for f in lint(written(text + loosened))] == ["lock_taken_off"]


RESCUE = "groups: {security: {tasks: {sec.02: {set: {%s}}}}}\n"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("rescue_renatured", "nature: service"),
        ("rescue_locked_here", "authority: true, nature: service"),
        ("rescue_locked_here", 'authority: true, nature: service, zh: "核对", en: "Check"'),
        ("lock_on_rescue", "authority: true"),
        ("condition_on_rescue", "condition: wind_moved"),
    ],
)
def test_a_place_can_neither_lock_a_rescue_nor_call_it_something_else(
    code: str, change: str, written: Write
) -> None:
    text = LOCAL[: LOCAL.index("groups:")] + RESCUE % change
    found = [(f.code, f.line) for f in lint(written(text))]
    assert (code, text[: text.index("groups:")].count("\n") + 1) in found


def test_a_rescue_that_a_place_takes_out_is_worth_a_look(written: Write) -> None:
    text = LOCAL[: LOCAL.index("groups:")] + "groups: {security: {tasks: {sec.02: null}}}\n"
    assert [f.code for f in lint(written(text))] == ["rescue_taken_out"]


def test_a_fault_of_the_playbook_below_is_told_under_its_own_name(written: Write) -> None:
    file = written(LOCAL)
    below = file.parent.parent / "everything.yaml"
    below.write_text(BASE.replace("ladder: life", "ladder: death"), "utf-8")
    (finding,) = lint(file)
    assert (finding.file.name, finding.code) == ("everything.yaml", "ladder_unknown")


def test_a_playbook_that_is_nowhere_is_told_with_the_folder_where_it_should_be(
    written: Write,
) -> None:
    file = written(LOCAL.replace("playbook: everything", "playbook: nothing"))
    (finding,) = lint(file)
    assert finding.params["folder"] == str(file.parent.parent)
