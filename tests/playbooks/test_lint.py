"""A fault in a file is named with its line, and in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.catalogue import catalogue, words
from engine.playbooks import SHIPPED, FaultyFile, lint, load

Edit = tuple[str, str, str]
"""What is wrong, a text of the shipped file, and what stands there instead."""

IN_A_PLAYBOOK: list[Edit] = [
    ("group_unknown", "  - id: supply\n", "  - id: suply\n"),
    ("role_unknown", "    lead: police_officer", "    lead: police_oficer"),
    ("role_unknown", "    deputy: grid_leader", "    deputy: gridleader"),
    ("role_unknown", "      - {role: seconded_cadre, min: 1}", "      - {role: cadre, min: 1}"),
    ("form_unknown", "        form: f_first_report", "        form: f_second_report"),
    ("ladder_unknown", "        ladder: life", "        ladder: death"),
    ("source_unknown", "        src: [L5-20, F10]", "        src: [L5-20, X10]"),
    ("mode_unknown", "mode: wartime", "mode: warlike"),
    ("vocabulary_unknown", "vocabulary: community", "vocabulary: village"),
    ("timezone_unknown", "timezone: Asia/Shanghai", "timezone: Asia/Fuzhou"),
    ("id_twice", "      - id: coo.03", "      - id: coo.02"),
    ("pre_unknown", "        pre: [mov.06]", "        pre: [mov.66]"),
    ("due_before_pre", "plus: PT15M}\n        pre: [coo.01]", "plus: PT4M}\n        pre: [coo.01]"),
    ("duration_invalid", "{kind: offset, plus: PT5M}", "{kind: offset, plus: 5m}"),
    ("duration_invalid", "{kind: offset, plus: PT20M}", "{kind: offset, plus: P1M}"),
    ("duration_invalid", "{kind: interval, every: P2D}", "{kind: interval, every: PT0S}"),
    ("clock_invalid", 'day: 2, at: "12:00"', 'day: 2, at: "25:00"'),
    ("value_ambiguous", 'day: 2, at: "12:00"', "day: 2, at: 12:00"),
    ("windows_uneven", 'until: ["13:00", "19:00"]', 'until: ["13:00"]'),
    ("field_unknown", "        ladder: urgent", "        lader: urgent"),
    ("number_expected", "{role: community_cadre, min: 2}", '{role: community_cadre, min: "2"}'),
    ("out_of_range", "{role: community_cadre, min: 2}", "{role: community_cadre, min: 0}"),
    ("choice_unknown", "        basis: seed", "        basis: rumour"),
    ("choice_unknown", "{kind: day, day: 2,", "{kind: week, day: 2,"),
    ("spelling_wrong", "      - id: coo.03", "      - id: Coo03"),
    ("too_long", 'zh: "首报街道"', f'zh: "{"首" * 31}"'),
    ("too_short", 'zh: "首报街道"', 'zh: ""'),
    ("text_expected", 'zh: "首报街道"', "zh: 12"),
    ("list_expected", "        pre: [mov.06]", "        pre: mov.06"),
    ("truth_expected", "        authority: true", '        authority: "true"'),
    ("mapping_expected", "        due: {kind: offset, plus: PT5M}", "        due: PT5M"),
    ("schema_unknown", "schema: pingzhan.playbook/v1", "schema: pingzhan.playbook/v9"),
    ("level_unknown", "{kind: offset, plus: PT5M}", "{kind: level, level: II, plus: PT5M}"),
]

IN_A_SHARED_FILE: list[tuple[str, str, str, str]] = [
    ("forms.yaml", "id_twice", "  - id: f_daily", "  - id: f_opinion"),
    ("forms.yaml", "field_refused", 'zh: "楼栋"', 'zh: "身份证号"'),
    ("forms.yaml", "field_refused", 'en: "Channel"', 'en: "Test results"'),
    ("forms.yaml", "spelling_wrong", "    keep: 90d", "    keep: forever"),
    ("ladders.yaml", "target_unknown", "after: PT10M, to: compound_lead", "after: PT10M, to: boss"),
    ("ladders.yaml", "rungs_unordered", "{after: PT10M,", "{after: PT5M,"),
    ("ladders.yaml", "target_unclear", ", position: lead}", "}"),
    ("guards.yaml", "id_twice", "  - id: no_tracking", "  - id: volunteer_fit"),
    ("sources.yaml", "id_twice", "{id: N3,", "{id: N2,"),
    ("readiness.yaml", "weights_uneven", "    weight: 25", "    weight: 24"),
    ("readiness.yaml", "bands_uneven", "min: 90", "min: 60"),
    ("readiness.yaml", "check_not_measurable", "  - id: roles", "  - id: courage"),
    ("vocabularies/community.yaml", "id_twice", "  - id: volunteer", "  - id: police_officer"),
    ("vocabularies/community.yaml", "alias_twice", "aliases: [楼长,", "aliases: [公安,"),
    ("vocabularies/community.yaml", "field_unknown", "    six: true", "    sixth: true"),
]


def spoil(name: str, old: str, new: str, folder: Path) -> tuple[Path, int]:
    """A copy of a shipped file with its first such text replaced, and the line where it is."""
    text = (SHIPPED / name).read_text("utf-8")
    assert old in text
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(old, new, 1), "utf-8")
    changed = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    return file, text[: text.index(old) + changed].count("\n") + 1


@pytest.mark.parametrize(("code", "old", "new"), IN_A_PLAYBOOK)
def test_a_fault_of_a_playbook_is_told_with_its_line(
    code: str, old: str, new: str, tmp_path: Path
) -> None:
    file, line = spoil("eight_groups_epidemic.yaml", old, new, tmp_path)
    assert (code, line) in {(f.code, f.line) for f in lint(file)}


@pytest.mark.parametrize(("name", "code", "old", "new"), IN_A_SHARED_FILE)
def test_a_fault_of_a_shared_file_is_told_with_its_line(
    name: str, code: str, old: str, new: str, tmp_path: Path
) -> None:
    file, line = spoil(name, old, new, tmp_path)
    told = {(f.code, f.line) for f in lint(file)}
    if code in ("weights_uneven", "bands_uneven"):
        assert code in {c for c, _ in told}
    else:
        assert (code, line) in told


@pytest.mark.parametrize(("code", "old", "new"), IN_A_PLAYBOOK)
def test_a_faulty_playbook_is_never_loaded(code: str, old: str, new: str, tmp_path: Path) -> None:
    file, _ = spoil("eight_groups_epidemic.yaml", old, new, tmp_path)
    with pytest.raises(FaultyFile, match="choice_unknown" if code == "schema_unknown" else code):
        load(file)


def test_what_is_missing_is_told_where_it_belongs(tmp_path: Path) -> None:
    file, line = spoil(
        "eight_groups_epidemic.yaml", "        ladder: life\n        basis: adapted\n", "", tmp_path
    )
    (finding,) = lint(file)
    assert (finding.code, finding.params["field"].split(".")[-1]) == ("field_missing", "basis")
    assert line - 6 <= finding.line <= line


def test_preconditions_that_wait_for_each_other_are_told_as_a_circle(tmp_path: Path) -> None:
    file, _ = spoil(
        "eight_groups_epidemic.yaml",
        "        due: {kind: offset, plus: PT5M}\n",
        "        due: {kind: offset, plus: PT30M}\n        pre: [coo.03]\n",
        tmp_path,
    )
    (circle,) = [f for f in lint(file) if f.code == "pre_cycle"]
    assert sorted(circle.params["value"].split(" → ")[1:]) == ["coo.01", "coo.02", "coo.03"]


def test_a_misspelt_name_is_answered_with_the_nearest_that_exists(tmp_path: Path) -> None:
    file, _ = spoil("eight_groups_epidemic.yaml", "- id: supply\n", "- id: suply\n", tmp_path)
    (finding,) = lint(file)
    assert finding.params == {"value": "suply", "known": "supply"}


def test_a_playbook_beside_its_own_forms_is_held_against_these(tmp_path: Path) -> None:
    spoil("forms.yaml", "f_first_report", "f_opening_report", tmp_path)
    file, line = spoil(
        "eight_groups_epidemic.yaml", "form: f_first_report", "form: f_opening_report", tmp_path
    )
    assert lint(file) == []
    (tmp_path / "forms.yaml").unlink()
    assert [(f.code, f.line) for f in lint(file)] == [("form_unknown", line)]


def test_a_fault_in_what_a_playbook_refers_to_is_told_under_its_own_name(tmp_path: Path) -> None:
    spoil("forms.yaml", "    keep: 90d", "    keep: forever", tmp_path)
    text = (SHIPPED / "eight_groups_epidemic.yaml").read_text("utf-8")
    file = tmp_path / "eight_groups_epidemic.yaml"
    file.write_text(text, "utf-8")
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_words_that_its_particulars_fill(language: str, tmp_path: Path) -> None:
    texts = catalogue("playbook")
    plans = [("eight_groups_epidemic.yaml", *edit) for edit in IN_A_PLAYBOOK]
    for n, (name, _, old, new) in enumerate([*plans, *IN_A_SHARED_FILE]):
        folder = tmp_path / str(n)
        folder.mkdir()
        for finding in lint(spoil(name, old, new, folder)[0]):
            entry = texts[finding.code]
            assert set(re.findall(r"\{(\w+)\}", entry[language])) <= set(finding.params)
            assert "{" not in words(entry, dict(finding.params))[language]
