"""Levels, recovery and modes, on each of the databases."""

from __future__ import annotations

import msgspec
import pytest

from domain.facts import community as c
from domain.facts.group import TaskOverdue
from domain.facts.occurrence import OccurrenceClosed as Closed
from domain.group import Group
from domain.ids import task_id
from domain.playbook import Due, Event, Task
from domain.refusal import NotFound, Refused
from engine.workflow.activations import Asked
from engine.workflow.tasks import Said
from tests.examples import CODE, HOUR, MINUTE, PLAN, words
from tests.given import NOON
from tests.town import EAST, LI, WEST, Town, caller

URGENT = {"life": ((5 * MINUTE, "lead"),), "routine": ((2 * HOUR, "lead"),)}
AFTER = Task("sup.90", words("sup.90"), Due("event", event="stand_down", plus=24 * HOUR))
CONTROL = Task("sup.91", words("sup.91"), Due("offset", plus=HOUR), nature="control")
RESCUE = Task("sup.92", words("sup.92"), Due("offset", plus=HOUR), ladder="life", nature="rescue")
SUPPLY = msgspec.structs.replace(
    PLAN.groups[2], tasks=(*PLAN.groups[2].tasks, AFTER, CONTROL, RESCUE)
)
#: the plan with control, rescue and an aftermath
WAR = msgspec.structs.replace(
    PLAN,
    digest="digest-of-epidemic-2",
    revision="2",
    groups=(*PLAN.groups[:2], SUPPLY, *PLAN.groups[3:]),
    events={"stand_down": Event("stand_down", words("解除"), system=True)},
    ladders=URGENT,
)
#: what runs between wars
PEACE = msgspec.structs.replace(
    WAR,
    id="peace",
    digest="digest-of-peace",
    mode="peacetime",
    groups=(msgspec.structs.replace(SUPPLY, id="service", tasks=(AFTER,)),),
)


def started(town: Town, playbook: str, *grids: str) -> str:
    """Activate another playbook; its id."""
    asked = Asked(playbook, grids or None)
    return str(town.workflow.activations.activate(CODE, asked, caller()).body["id"])


def state(town: Town, id: str, key: str, grid: str | None = EAST) -> tuple[str, str | None]:
    """A task's state, and why it was cancelled."""
    group = next(g for g in WAR.groups if any(t.id == key for t in g.tasks))
    task = town.group(id, group.id, grid).tasks[key]
    return task.shown_state, task.cause


def test_raising_the_level_opens_what_waits_for_it_in_one_save(town: Town) -> None:
    id = town.click(EAST, WEST).body["id"]
    assert state(town, id, "coo.04") == ("waiting", None)
    town.clock.advance(hours=3)
    head = town.store.head()
    answer = town.workflow.activations.set_level(CODE, id, "II", caller(), reason="雨大了")
    assert (answer.body, answer.changed) == ({"id": id, "tasks": 2, "level": "II"}, True)
    facts = town.facts(after=head)
    assert [r.topic for r in facts] == ["level_changed.v1", "task_timed.v1", "task_timed.v1"]
    assert len({r.recorded_at for r in facts}) == 1
    assert town.group(id, "coordination", WEST).tasks["coo.04"].due_at == NOON + 4 * HOUR
    again = town.workflow.activations.set_level(CODE, id, "II", caller(), reason="又说一遍")
    assert (again.changed, again.body["level"], town.store.head()) == (
        False,
        "II",
        facts[-1].position,
    )


def test_lowering_takes_off_what_is_idle_and_raising_brings_it_back(town: Town) -> None:
    set_level, id = town.workflow.activations.set_level, town.click(EAST, level="III").body["id"]
    assert state(town, id, "coo.04") == ("open", None)
    set_level(CODE, id, "IV", caller())
    assert state(town, id, "coo.04") == ("cancelled", "level_lowered")
    town.clock.advance(hours=5)
    set_level(CODE, id, "II", caller())
    task = town.group(id, "coordination", EAST).tasks["coo.04"]
    assert (task.shown_state, task.due_at) == ("open", NOON + 6 * HOUR)


def test_a_document_given_with_the_level_unlocks_what_waits_for_one(town: Town) -> None:
    id = town.click(EAST).body["id"]
    town.workflow.activations.set_level(CODE, id, "III", caller(), authority="闽防〔2026〕1号")
    assert state(town, id, "tst.01") == ("open", None)
    held = town.community.activations[id].authority
    assert town.store.directory.texts([held or ""]) == {held: "闽防〔2026〕1号"}


def test_levels_are_refused_where_they_are_unknown_or_nothing_runs(town: Town) -> None:
    id = town.click(EAST).body["id"]
    with pytest.raises(Refused, match="level_unknown"):
        town.workflow.activations.set_level(CODE, id, "V", caller(), reason="错了")
    town.workflow.activations.stand_down(CODE, id, None, caller())
    with pytest.raises(Refused, match="activation_ended"):
        town.workflow.activations.set_level(CODE, id, "II", caller())


@pytest.fixture
def war(town: Town) -> str:
    """The plan with an aftermath, running in the east."""
    town.workflow.plans.publish([WAR])
    return str(town.click(EAST, case_ref="病例-001").body["id"])


def test_recovery_releases_restrictions_and_opens_what_comes_after(town: Town, war: str) -> None:
    head = town.store.head()
    answer = town.workflow.activations.recover(CODE, war, "全部转阴", caller())
    assert answer.body["mode"] == "recovery"
    assert state(town, war, "tst.01") == ("cancelled", "recovery")
    assert state(town, war, "sup.91") == ("cancelled", "recovery")
    assert state(town, war, "coo.01") == ("open", None)
    (after,) = [t for t in town.group(war, "supply", EAST).tasks.values() if t.key == "sup.90"]
    assert (after.due_at, after.occurrence is not None) == (NOON + 24 * HOUR, True)
    (rescue,) = answer.body["open"]["tasks"]
    assert (rescue["key"], rescue["group"]) == ("sup.92", "supply")
    assert len({r.recorded_at for r in town.facts(after=head)}) == 1
    assert town.community.activations[war].mode == "recovery"
    again = town.workflow.activations.recover(CODE, war, "又说", caller())
    assert (again.changed, again.body["mode"]) == (False, "recovery")


def test_from_recovery_it_stands_down_and_may_start_anew(town: Town, war: str) -> None:
    town.workflow.activations.recover(CODE, war, None, caller())
    ended = town.workflow.activations.stand_down(CODE, war, None, caller())
    assert ended.body["open"]["occurrences"] == []
    assert not any(case.is_open for case in town.community.cases.values())
    assert town.click(EAST).status == 201


@pytest.mark.parametrize("recovered", [True, False])
def test_what_comes_after_the_end_opens_once_and_is_done_after_it(
    town: Town, war: str, recovered: bool
) -> None:
    act, opened = (
        town.workflow.tasks.act,
        sum(not task.is_closed for group in town.groups(war) for task in group.tasks.values()),
    )
    if recovered:
        town.workflow.activations.recover(CODE, war, None, caller())
        opened = sum(not t.is_closed for g in town.groups(war) for t in g.tasks.values()) - 1
    ended = town.workflow.activations.stand_down(CODE, war, "结束", caller())
    assert ended.body["closed"] == opened
    group = town.group(war, "supply", EAST)
    assert (group.is_closed, list(group.remaining)) == (True, [after(group)])
    (logged,) = town.facts("occurrence_logged")
    assert logged.position < town.facts("task_opened")[-1].position
    id = task_id(group.id, after(group))
    for verb in ("accept", "start", "complete"):
        assert act(id, verb, Said(), caller()).changed
    with pytest.raises(Refused, match="activation_ended"):
        act(id, "reopen", Said(), caller())
    assert town.group(war, "supply", EAST).is_over
    causes = [f.cause for r in town.facts("occurrence_closed") if isinstance(f := r.fact, Closed)]
    assert causes == ["done"]
    assert town.click(EAST).status == 201


def test_deadlines_and_ladders_run_on_for_what_comes_after_the_end(town: Town, war: str) -> None:
    town.workflow.activations.stand_down(CODE, war, None, caller())
    group = town.group(war, "supply", EAST)
    town.clock.advance(hours=30)
    streams = [g.id.hex for g in town.groups(war)]
    assert town.workflow.duties.fulfil(streams, caller()) == 1
    (overdue,) = town.facts("task_overdue")
    assert isinstance(overdue.fact, TaskOverdue)
    assert overdue.fact.task == task_id(group.id, after(group))
    assert town.workflow.duties.fulfil(streams, caller()) == 0


def test_whoever_leaves_after_the_end_leaves_what_comes_after_to_others(
    town: Town, war: str
) -> None:
    town.workflow.activations.stand_down(CODE, war, None, caller())
    group = town.group(war, "supply", EAST)
    id, key = task_id(group.id, after(group)), after(group)
    li = town.member(LI)
    town.workflow.tasks.act(id, "accept", Said(member=li), caller())
    assert li in town.group(war, "supply", EAST).tasks[key].assignees
    town.workflow.members.remove(li, caller())
    assert li not in town.group(war, "supply", EAST).tasks[key].assignees


def test_an_undone_click_leaves_nothing_to_do(town: Town, war: str) -> None:
    town.workflow.activations.undo(CODE, war, "点错了", caller())
    assert all(group.is_over for group in town.groups(war))


def after(group: Group) -> str:
    """The key of the one task that comes after the end."""
    (key,) = (key for key, task in group.tasks.items() if task.key == "sup.90")
    return key


def test_standing_down_opens_what_peacetime_has_to_do_after_it_once(town: Town, war: str) -> None:
    town.workflow.plans.publish([PEACE])
    id = started(town, "peace")
    town.workflow.activations.recover(CODE, war, None, caller())
    town.workflow.activations.stand_down(CODE, war, None, caller())
    groups = town.groups(id)
    opened = [t.key for g in groups for t in g.tasks.values()]
    assert opened == ["sup.90"] * len(groups)


def test_peacetime_work_has_no_recovery(town: Town) -> None:
    town.workflow.plans.publish([PEACE])
    id = started(town, "peace")
    with pytest.raises(Refused, match="nothing_to_recover"):
        town.workflow.activations.recover(CODE, id, None, caller())


def test_a_case_stays_open_while_another_playbook_answers_it(town: Town, war: str) -> None:
    flood = msgspec.structs.replace(WAR, id="flood", digest="digest-of-flood")
    town.workflow.plans.publish([flood])
    second = started(town, "flood", town.grid(EAST))
    town.workflow.activations.stand_down(CODE, war, None, caller())
    assert [case.is_open for case in town.community.cases.values()] == [True]
    town.workflow.activations.stand_down(CODE, second, None, caller())
    assert [case.is_open for case in town.community.cases.values()] == [False]


def test_an_alert_by_hand_stands_until_it_is_lifted_or_what_it_led_to_ends(town: Town) -> None:
    alerts, east = town.workflow.alerts, town.grid(EAST)
    first = alerts.raise_alert(CODE, east, "上游涨水", caller())
    again = alerts.raise_alert(CODE, east, "上游涨水", caller())
    assert (first.status, again.status, again.body) == (201, 200, first.body)
    assert town.community.alerts == {first.body["id"]: east}
    whole = alerts.raise_alert(CODE, None, None, caller())
    alerts.lift(CODE, whole.body["id"], "警报解除", caller())
    assert not alerts.lift(CODE, whole.body["id"], "警报解除", caller()).changed
    id = town.click(EAST).body["id"]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    assert town.community.alerts == {}
    lifted = [r.fact for r in town.facts("alert_lifted")]
    assert isinstance(lifted[-1], c.AlertLifted)
    with pytest.raises(NotFound, match="alert_not_found"):
        alerts.lift(CODE, "none", None, caller())
    with pytest.raises(NotFound, match="grid_not_found"):
        alerts.raise_alert(CODE, "none", None, caller())


def test_a_drill_lifts_no_alert(town: Town) -> None:
    town.workflow.alerts.raise_alert(CODE, town.grid(EAST), None, caller())
    id = town.click(EAST, drill=True).body["id"]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    assert len(town.community.alerts) == 1
