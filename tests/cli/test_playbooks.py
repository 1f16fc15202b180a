"""Playbooks on the command line: begun, checked, drawn, compared, merged and published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.plans import Plans
from engine.playbooks import lint
from engine.store import open_store
from tests.cli.typed import typed
from tests.clock import FakeClock
from tests.playbooks.laying import LOCAL
from tests.playbooks.spoiling import EVERYTHING


def changed(folder: Path, *edits: tuple[str, str]) -> Path:
    text = EVERYTHING.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "changed.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_new_playbook_lints_clean_and_is_never_written_over(tmp_path: Path) -> None:
    done = typed("playbook", "new", "heat_wave", "--folder", str(tmp_path))
    assert done.returncode == 0, done.stdout
    file = tmp_path / "heat_wave.yaml"
    assert lint(file) == []
    assert "id: heat_wave" in file.read_text("utf-8")
    assert typed("playbook", "new", "heat_wave", "--folder", str(tmp_path)).returncode == 1
    assert typed("playbook", "new", "Heat-Wave", "--folder", str(tmp_path)).returncode == 1


def test_a_fault_is_told_with_its_line_and_its_remedy_and_a_note_does_no_harm(
    tmp_path: Path,
) -> None:
    told = typed("playbook", "lint", str(changed(tmp_path, ("ladder: life", "ladder: death"))))
    assert told.returncode == 1
    assert "[ladder_unknown]" in told.stdout
    note = typed("playbook", "lint", str(changed(tmp_path, ("        authority: true\n", ""))))
    assert note.returncode == 0
    assert "[control_unlocked]" in note.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_is_drawn_with_groups_lines_and_what_may_occur(language: str) -> None:
    done = typed("playbook", "show", str(EVERYTHING), "--language", language)
    assert done.returncode == 0, done.stdout
    assert "├" in done.stdout
    for line in ("com.01", "sup.02", "sec.03", "request_logged", "people_per_shift"):
        assert line in done.stdout
    shipped = typed("playbook", "show", "eight_groups_epidemic")
    assert "coo.01" in shipped.stdout


def test_two_revisions_are_compared_by_ids(tmp_path: Path) -> None:
    same = typed("playbook", "diff", str(EVERYTHING), str(EVERYTHING))
    assert same.returncode == 0
    other = changed(
        tmp_path, ("plus: PT30M", "plus: PT45M"), ("      - id: sup.04", "      - id: sup.14")
    )
    done = typed("playbook", "diff", str(EVERYTHING), str(other))
    assert done.returncode == 1
    assert "groups.command.tasks.com.01.due.plus：PT30M → PT45M" in done.stdout
    assert "＋ groups.supply.tasks.sup.14" in done.stdout
    assert "－ groups.supply.tasks.sup.04" in done.stdout


def test_a_schema_is_printed_for_editors() -> None:
    done = typed("playbook", "schema", "forms")
    assert json.loads(done.stdout)["$id"] == "pingzhan.forms/v1"
    assert typed("playbook", "schema", "poem").returncode == 1


def test_a_conflict_is_named_and_a_merge_without_one_is_written(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(LOCAL, "utf-8")
    revision = ('revision: "1"', 'revision: "2"')
    clash = changed(tmp_path, revision, ("every: P2D", "every: P3D"))
    told = typed("playbook", "merge", str(EVERYTHING), str(clash), str(overlay))
    assert told.returncode == 1
    assert "groups.supply.tasks.sup.03.due" in told.stdout
    moved = changed(tmp_path, revision, ("minus: PT6H", "minus: PT8H"))
    done = typed("playbook", "merge", str(EVERYTHING), str(moved), str(overlay), "--write")
    assert done.returncode == 0, done.stdout
    assert 'base_revision: "2"' in overlay.read_text("utf-8")


def test_what_is_published_stands_on_the_shelf(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.db'}"
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(LOCAL, "utf-8")
    done = typed("playbook", "publish", str(EVERYTHING), str(overlay), "--store", store)
    assert done.returncode == 0, done.stdout
    shelf = open_store(store, clock=FakeClock())
    try:
        plans = Plans(shelf)
        assert plans.latest("everything").task("sup.05") is not None
        assert plans.latest("everything", "990102001001").task("sup.05") is None
    finally:
        shelf.close()


def test_a_faulty_file_is_not_published(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.db'}"
    faulty = changed(tmp_path, ("ladder: life", "ladder: death"))
    done = typed("playbook", "publish", str(faulty), "--store", store)
    assert done.returncode == 1
    assert "[ladder_unknown]" in done.stdout
    assert not (tmp_path / "log.db").exists()


def test_a_plan_is_drawn_with_its_forms_ladders_and_consequences() -> None:
    told = typed("playbook", "show", str(EVERYTHING), "--language", "en").stdout
    for part in (
        "form: Request (f_asked)",
        "ladder: swift: 0:01:00",
        "begins: Dispatched",
        "raises: A check failed",
        "once: A closure was ordered",
        "started by: An order came",
    ):
        assert part in told


def test_words_that_a_playbook_may_use_are_listed() -> None:
    told = typed("playbook", "words").stdout
    for id in ("community_secretary", "supply", "f_first_report", "life", "group_lead", "N22"):
        assert f"  {id}  " in told
    assert typed("playbook", "words", "nowhere").returncode == 1


def test_a_folder_is_linted_and_each_fault_stands_on_one_line(tmp_path: Path) -> None:
    changed(tmp_path, ("ladder: life", "ladder: death"))
    lines = typed("playbook", "lint", str(tmp_path)).stdout.splitlines()
    assert [line.endswith("[ladder_unknown]") for line in lines] == [True]


def test_revisions_in_a_store_are_shown_and_compared(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.db'}"
    newer = changed(tmp_path, ('revision: "1"', 'revision: "2"'), ("minus: PT6H", "minus: PT8H"))
    done = typed("playbook", "publish", str(EVERYTHING), str(newer), "--store", store)
    assert done.returncode == 0, done.stdout
    assert "everything · 1" in typed("playbook", "show", "everything@1", "--store", store).stdout
    assert "everything · 2" in typed("playbook", "show", "everything", "--store", store).stdout
    told = typed("playbook", "diff", "everything@1", "everything@2", "--store", store)
    assert told.returncode == 1
    assert "PT6H → PT8H" in told.stdout
    assert typed("playbook", "show", "everything@9", "--store", store).returncode == 1


def test_an_overlay_is_published_by_its_own_id_and_revision_and_never_twice(
    tmp_path: Path,
) -> None:
    store = f"sqlite:///{tmp_path / 'log.db'}"
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(LOCAL, "utf-8")
    done = typed("playbook", "publish", str(EVERYTHING), str(overlay), "--store", store)
    assert "harbour_street" in done.stdout
    overlay.write_text(LOCAL.replace("people_per_shift: 3", "people_per_shift: 5"), "utf-8")
    again = typed("playbook", "publish", str(overlay), "--store", store)
    assert again.returncode == 1
    assert "revision_taken" in again.stdout + again.stderr
    locking = LOCAL[: LOCAL.index("groups:")] + (
        "groups: {security: {tasks: {sec.02: {set: {authority: true, nature: service}}}}}\n"
    )
    overlay.write_text(locking, "utf-8")
    locked = typed("playbook", "publish", str(overlay), "--store", store)
    assert locked.returncode == 1
    assert "[rescue_locked_here]" in locked.stdout
