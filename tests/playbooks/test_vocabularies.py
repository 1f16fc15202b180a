"""A vocabulary may take over the words of another, and add to them."""

from __future__ import annotations

from pathlib import Path

from engine.playbooks import lint, load
from engine.playbooks.library import Library
from tests.playbooks.spoiling import EVERYTHING

HARBOUR = """\
id: harbour
title: {zh: 港区, en: Harbour}
extends: community
roles:
  - {id: volunteer, zh: 港口志愿者, en: Harbour volunteer}
  - {id: pilot, zh: 引航员, en: Pilot}
groups:
  - {id: quay, zh: 码头组, en: Quay group}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "vocabularies").mkdir(exist_ok=True)
    file = folder / "vocabularies" / "harbour.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_vocabulary_adds_to_the_words_that_it_takes_over(tmp_path: Path) -> None:
    assert lint(written(tmp_path, HARBOUR)) == []
    words = Library(tmp_path).vocabulary("harbour")
    assert words is not None
    roles = {role.id: role.zh for role in words.roles}
    assert (roles["pilot"], roles["volunteer"], roles["grid_leader"]) == (
        "引航员",
        "港口志愿者",
        "网格长",
    )
    assert {"quay", "supply"} <= {group.id for group in words.groups}
    assert [mode.id for mode in words.modes][-1] == "wartime"


def test_a_playbook_speaks_in_the_words_of_its_own_vocabulary(tmp_path: Path) -> None:
    written(tmp_path, HARBOUR)
    text = EVERYTHING.read_text("utf-8")
    text = text.replace("vocabulary: community", "vocabulary: harbour")
    file = tmp_path / "everything.yaml"
    file.write_text(text.replace("    lead: police_officer", "    lead: pilot"), "utf-8")
    assert lint(file) == []
    plan = load(file)
    assert plan.roles["pilot"] == {"zh": "引航员", "en": "Pilot"}
    written(tmp_path, HARBOUR.replace("引航员", "领航员"))
    assert load(file).digest != plan.digest


def test_what_it_extends_must_be_there_and_not_itself(tmp_path: Path) -> None:
    missing = written(tmp_path, HARBOUR.replace("extends: community", "extends: comunity"))
    assert [(f.code, f.line) for f in lint(missing)] == [("vocabulary_unknown", 3)]
    circle = written(tmp_path, HARBOUR.replace("extends: community", "extends: harbour"))
    assert [(f.code, f.line) for f in lint(circle)] == [("vocabulary_circle", 3)]
