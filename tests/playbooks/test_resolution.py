"""What the language says, as the plan has it."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from domain.playbook import Due, Event, Field, Playbook, Raise, Target
from engine.playbooks import decode, encode, lint, load
from tests.playbooks.spoiling import EVERYTHING


@pytest.fixture(scope="module")
def plan() -> Playbook:
    return load(EVERYTHING)


def due(plan: Playbook, line: str) -> Due:
    task = plan.task(line)
    assert task is not None
    return task.due


def test_an_event_knows_its_form_its_phases_and_the_forecast_that_it_moves(plan: Playbook) -> None:
    logged = plan.events["request_logged"]
    assert (logged.form, logged.phases) == ("f_asked", ("dispatched", "handled"))
    assert plan.phases == {"dispatched": {"zh": "已分办", "en": "Dispatched"}}
    assert plan.events["wind_moved"].forecast == "landfall"
    assert plan.events["stand_down"] == Event(
        "stand_down", {"zh": "解除", "en": "Stand-down"}, system=True
    )


def test_parameters_stand_where_the_plan_refers_to_them(plan: Playbook) -> None:
    assert due(plan, "com.03").every == timedelta(hours=4)
    assert due(plan, "com.05").day == 2
    assert plan.muster_within == timedelta(minutes=15)
    gate = plan.task("sec.01")
    assert gate is not None
    assert (gate.places, gate.rota) == (2, "turn")
    assert gate.due == Due("daily", at=(time(8), time(20)), until=(time(20), time(8)))
    assert plan.parameter_words["shifts"]["en"] == "Shifts"
    assert plan.parameters["shifts"] == ("08:00-20:00", "20:00-08:00")


def test_an_interval_knows_how_it_tightens_with_the_level(plan: Playbook) -> None:
    assert due(plan, "com.03").per_level == {"III": timedelta(hours=2)}
    assert plan.levels == ("IV", "III")
    assert plan.level_words["IV"].colour == "blue"
    assert plan.level_words["IV"].duty["en"] == "On duty"
    assert plan.level_words["III"].duty == {}


def test_a_line_knows_its_phase_its_group_and_what_its_report_raises(plan: Playbook) -> None:
    handle = plan.task("sup.01")
    assert handle is not None
    assert handle.due == Due("phase", phase="dispatched", plus=timedelta(hours=4))
    assert (handle.begins, handle.group_from) == ("handled", "handling_group")
    assert handle.raises == (Raise("check_failed", "outcome", ("unmet",)),)
    visit, told = plan.task("sup.03"), plan.task("sup.05")
    assert visit is not None
    assert told is not None
    assert (visit.each, told.each, told.condition) == (
        "visit_needed",
        "building",
        "closure_ordered",
    )
    scope = plan.task("sec.03")
    assert scope is not None
    assert (scope.nature, scope.authority) == ("control", True)


def test_a_group_has_a_name_of_its_own_or_that_of_the_vocabulary(plan: Playbook) -> None:
    command, supply = plan.group("command"), plan.group("supply")
    assert command is not None
    assert supply is not None
    assert (command.name["zh"], command.per) == ("指挥组", "community")
    assert supply.name["zh"] == "群众保供组"
    assert supply.condition == "closure_ordered"


def test_forms_are_resolved_in_with_their_fields(plan: Playbook) -> None:
    asked = plan.papers["f_asked"]
    assert (asked.pii, asked.keep) == ("resident", 90)
    assert asked.ledger == {"zh": "诉求台账", "en": "Request ledger"}
    fields = {field.id: field for field in asked.fields}
    assert fields["summary"].required
    assert fields["outcome"].choices[1] == ("unmet", {"zh": "未解决", "en": "Not met"})
    assert fields["people"] == Field(
        "people",
        {"zh": "人数", "en": "People"},
        "integer",
        unit={"zh": "人", "en": "people"},
        least=1,
        most=20,
    )
    (rows,) = plan.papers["f_meeting"].fields
    assert rows.decisions
    assert [inner.type for inner in rows.fields] == ["text", "member", "datetime"]
    assert plan.papers["f_meeting"].keep == 3 * 365
    assert plan.papers["f_first_report"].keep is None
    assert plan.forms.keys() == plan.papers.keys()


def test_ladders_bring_those_whom_their_rungs_reach(plan: Playbook) -> None:
    assert set(plan.ladders) == {"urgent", "life", "routine", "swift"}
    reached = {to for rungs in plan.ladders.values() for _, to in rungs}
    assert set(plan.targets) == reached
    assert plan.targets["group_lead"] == Target(
        "group_lead", plan.targets["group_lead"].name, position="lead"
    )


def test_a_playbook_brings_ladders_of_its_own_beside_those_of_the_project(plan: Playbook) -> None:
    assert plan.ladders["swift"] == (
        (timedelta(minutes=1), "group_lead"),
        (timedelta(minutes=3), "first_aider"),
    )
    assert plan.targets["first_aider"].role == "medical_worker"


def test_ladders_beside_a_playbook_add_to_the_projects(tmp_path: Path) -> None:
    (tmp_path / "ladders.yaml").write_text(
        """\
schema: pingzhan.ladders/v1
ladders:
  - {id: heat, zh: 高温, en: Heat, rungs: [{after: PT7M, to: group_lead}]}
  - {id: life, zh: 救命, en: Life, rungs: [{after: PT2M, to: group_lead}]}
""",
        "utf-8",
    )
    file = tmp_path / "everything.yaml"
    text = EVERYTHING.read_text("utf-8")
    file.write_text(text.replace("ladder: swift", "ladder: heat", 1), "utf-8")
    plan = load(file)
    assert set(plan.ladders) == {"urgent", "life", "routine", "heat"}
    assert plan.ladders["life"] == ((timedelta(minutes=2), "group_lead"),)


def test_guards_beside_a_playbook_take_none_of_the_projects_away(tmp_path: Path) -> None:
    (tmp_path / "guards.yaml").write_text(
        "schema: pingzhan.guards/v1\nguards: []\nrefused_fields: {zh: [星座], en: []}\n", "utf-8"
    )
    file = tmp_path / "everything.yaml"
    text = EVERYTHING.read_text("utf-8")
    locked = text.replace('zh: "管控范围核对"', 'zh: "立即拨打120"')
    file.write_text(locked.replace('zh: "内容"', 'zh: "星座"'), "utf-8")
    assert {f.code for f in lint(file)} == {"lock_by_words", "field_refused"}


def test_the_sources_that_are_named_are_told_in_words(plan: Playbook) -> None:
    assert set(plan.sources) == {"L2", "L5", "F10", "N18", "N22", "S004"}


def test_settings_of_the_whole_plan_are_told(plan: Playbook) -> None:
    assert plan.two_persons == ("recover",)
    assert plan.forecasts == {"landfall": {"zh": "登陆时间", "en": "Landfall"}}


def test_a_plan_that_says_everything_comes_back_whole(plan: Playbook) -> None:
    assert decode(encode(plan)) == plan
