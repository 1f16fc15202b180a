"""A fault in a file is named with its line, and in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.catalogue import catalogue
from api.findings import told
from engine.playbooks import FaultyFile, Finding, lint, load
from engine.playbooks.finding import WARNINGS
from tests.playbooks.faulty_plans import ALL, ELSEWHERE, PARAMETERS, TOLD_THERE
from tests.playbooks.spoiling import EVERYTHING, spoil

#: lines between an edit and what it makes wrong
NEAR = 6

IN_A_SHARED_FILE: list[tuple[str, str, str, str]] = [
    ("forms.yaml", "id_twice", "  - id: f_daily", "  - id: f_opinion"),
    ("forms.yaml", "field_refused", "      - {id: matter,", "      - {id: health_code,"),
    ("forms.yaml", "field_refused", 'en: "Matter"', 'en: "Test results"'),
    ("forms.yaml", "spelling_wrong", "    keep: 90d", "    keep: forever"),
    ("ladders.yaml", "target_unknown", "after: PT10M, to: compound_lead", "after: PT10M, to: boss"),
    ("ladders.yaml", "rungs_unordered", "{after: PT10M,", "{after: PT5M,"),
    ("ladders.yaml", "target_unclear", ", position: lead}", "}"),
    ("guards.yaml", "id_twice", "  - id: no_tracking", "  - id: volunteer_fit"),
    ("guards.yaml", "guard_unknown", "  - guard: volunteer_fit", "  - guard: volunteer_fid"),
    ("sources.yaml", "id_twice", "{id: N3,", "{id: N2,"),
    ("readiness.yaml", "weights_uneven", "    weight: 25", "    weight: 24"),
    ("readiness.yaml", "bands_uneven", "min: 90", "min: 60"),
    ("readiness.yaml", "check_not_measurable", "  - id: roles", "  - id: courage"),
    ("vocabularies/community.yaml", "id_twice", "  - id: volunteer", "  - id: police_officer"),
    ("vocabularies/community.yaml", "alias_twice", "aliases: [楼长,", "aliases: [公安,"),
    ("vocabularies/community.yaml", "field_unknown", "    six: true", "    sixth: true"),
]


def told_of(file: Path) -> list[Finding]:
    """What is found in a file; every finding has words in both languages, which it fills."""
    texts, found = catalogue("playbook"), lint(file)
    for finding in found:
        for language in ("zh", "en"):
            wanted = set(re.findall(r"\{(\w+)\}", texts[finding.code][language]))
            assert wanted <= set(finding.params)
            assert "{" not in told(finding)[language]
    return found


@pytest.mark.parametrize(("code", "old", "new"), TOLD_THERE)
def test_a_fault_of_a_playbook_is_told_with_its_line(
    code: str, old: str, new: str, tmp_path: Path
) -> None:
    file, line = spoil(EVERYTHING.name, old, new, tmp_path)
    found = {f.code: f.line for f in told_of(file)}
    assert code in found
    assert abs(found[code] - line) <= NEAR or code in ELSEWHERE


@pytest.mark.parametrize(("code", "old", "new"), PARAMETERS)
def test_a_value_that_does_not_fit_is_told_at_its_parameter_and_by_its_id(
    code: str, old: str, new: str, tmp_path: Path
) -> None:
    file, line = spoil(EVERYTHING.name, old, new, tmp_path)
    (finding, *_) = [f for f in told_of(file) if f.code == code]
    assert finding.line == line
    said = file.read_text("utf-8").splitlines()[line - 1]
    assert f"id: {finding.params['parameter']}," in said
    assert all(finding.params["parameter"] in text for text in told(finding).values())


@pytest.mark.parametrize(("name", "code", "old", "new"), IN_A_SHARED_FILE)
def test_a_fault_of_a_shared_file_is_told_with_its_line(
    name: str, code: str, old: str, new: str, tmp_path: Path
) -> None:
    file, line = spoil(name, old, new, tmp_path)
    found = {(f.code, f.line) for f in told_of(file)}
    if code in ("weights_uneven", "bands_uneven"):
        assert code in {c for c, _ in found}
    else:
        assert (code, line) in found


@pytest.mark.parametrize(("code", "old", "new"), ALL)
def test_a_faulty_playbook_is_never_loaded(code: str, old: str, new: str, tmp_path: Path) -> None:
    file, _ = spoil(EVERYTHING.name, old, new, tmp_path)
    if code in WARNINGS:
        assert load(file).id == "everything"
        return
    with pytest.raises(FaultyFile):
        load(file)


def test_a_playbook_that_says_everything_has_no_fault() -> None:
    assert lint(EVERYTHING) == []


def test_what_is_missing_is_told_where_it_belongs(tmp_path: Path) -> None:
    file, line = spoil(
        EVERYTHING.name, "        ladder: life\n        basis: inference\n", "", tmp_path
    )
    (finding,) = lint(file)
    assert (finding.code, finding.params["field"].split(".")[-1]) == ("field_missing", "basis")
    assert line - 8 <= finding.line <= line


def test_preconditions_that_wait_for_each_other_are_told_as_a_circle(tmp_path: Path) -> None:
    old = "        due: {kind: offset, plus: PT30M}\n"
    file, _ = spoil(EVERYTHING.name, old, f"{old}        pre: [com.02]\n", tmp_path)
    (circle,) = lint(file)
    assert circle.code == "pre_cycle"
    assert sorted(circle.params["value"].split(" → ")[1:]) == ["com.01", "com.02"]


def test_a_misspelt_name_is_answered_with_the_nearest_that_exists(tmp_path: Path) -> None:
    file, _ = spoil(EVERYTHING.name, "- id: supply\n", "- id: suply\n", tmp_path)
    (finding,) = lint(file)
    assert finding.params == {"value": "suply", "known": "supply"}


def test_a_playbook_beside_its_own_forms_is_held_against_these(tmp_path: Path) -> None:
    spoil("forms.yaml", "f_first_report", "f_opening_report", tmp_path)
    file, line = spoil(EVERYTHING.name, "form: f_first_report", "form: f_opening_report", tmp_path)
    assert lint(file) == []
    (tmp_path / "forms.yaml").unlink()
    assert [(f.code, f.line) for f in lint(file)] == [("form_unknown", line)]


def test_a_fault_in_what_a_playbook_refers_to_is_told_under_its_own_name(tmp_path: Path) -> None:
    spoil("forms.yaml", "    keep: 90d", "    keep: forever", tmp_path)
    file = tmp_path / EVERYTHING.name
    file.write_text(EVERYTHING.read_text("utf-8"), "utf-8")
    assert [(f.file, f.code) for f in lint(file)] == [(tmp_path / "forms.yaml", "spelling_wrong")]


@pytest.mark.parametrize(
    ("text", "code"), [("- a\n", "not_a_mapping"), ("a: 1\n", "schema_missing")]
)
def test_a_file_of_no_known_kind_says_what_kinds_there_are(
    text: str, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(text, "utf-8")
    assert [f.code for f in lint(file)] == [code]


def test_a_list_that_is_cut_says_that_there_are_more(tmp_path: Path) -> None:
    file, _ = spoil(EVERYTHING.name, "form: f_first_report", "form: zzz", tmp_path)
    (finding,) = lint(file)
    assert "等" in told(finding)["zh"]
    assert "and others" in told(finding)["en"]


def test_where_a_fault_stands_is_told_by_the_ids_of_group_and_task(tmp_path: Path) -> None:
    file, _ = spoil(EVERYTHING.name, "request_logged, plus: PT30M", "request_logged", tmp_path)
    (finding,) = lint(file)
    assert finding.params["field"] == "groups.command.tasks.com.04.due.plus"


def test_a_parameter_that_nothing_refers_to_is_worth_a_look(tmp_path: Path) -> None:
    file, _ = spoil(EVERYTHING.name, "places: {parameter: people_per_shift}", "places: 2", tmp_path)
    text = file.read_text("utf-8").replace("src: [L2]\nstatus", "status")
    file.write_text(text, "utf-8")
    (finding,) = lint(file)
    assert (finding.code, finding.params["value"]) == ("parameter_unused", "people_per_shift")
    assert finding.is_warning


def test_what_saves_people_waits_for_no_phase_that_only_a_lock_leads_to(tmp_path: Path) -> None:
    text = EVERYTHING.read_text("utf-8")
    anchored = text.replace(
        "        due: {kind: phase, phase: handled, plus: PT24H}\n",
        "        due: {kind: phase, phase: handled, plus: PT24H}\n        nature: medical_exit\n",
    )
    dispatch = "        due: {kind: event, event: request_logged, plus: PT30M}\n"
    handle = "        due: {kind: phase, phase: dispatched, plus: PT4H}\n"
    for said, locked in (
        (anchored, ""),
        (anchored.replace(handle, f"{handle}        authority: true\n"), "sup.01"),
        (anchored.replace(dispatch, f"{dispatch}        authority: true\n"), "com.04"),
    ):
        file = tmp_path / "plan.yaml"
        file.write_text(said, "utf-8")
        found = [f.params["lock"] for f in lint(file) if f.code == "lock_before_rescue"]
        assert found == ([locked] if locked else [])
