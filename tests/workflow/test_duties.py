"""What falls due, recorded: every deadline once, whoever asks and whatever else goes on."""

from __future__ import annotations

from datetime import time
from threading import Barrier, Thread

import pytest

from domain.playbook import Due, Group, Playbook, Target, Task
from engine.deadlines import Deadlines
from engine.workflow.activations import Asked
from tests.examples import CODE, HOUR, MINUTE, words
from tests.given import NOON
from tests.town import EAST, LI, WANG, WEST, ZHAO, Town, at_once, caller


def line(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


PATROLS = Playbook(
    "patrols",
    "1",
    "digest-of-patrols-1",
    words("巡查"),
    "wartime",
    (
        Group(
            "coordination",
            words("综合协调组"),
            words(""),
            lead_role="grid_leader",
            deputy_role="steward",
            tasks=(
                line("coo.01", Due("offset", plus=5 * MINUTE), ladder="urgent"),
                line("coo.02", Due("interval", every=2 * HOUR), authority=True),
                line("coo.03", Due("daily", at=(time(18),)), each="building"),
            ),
        ),
    ),
    ladders={"urgent": ((15 * MINUTE, "grid_leader"), (HOUR, "street_duty"))},
    targets={
        "grid_leader": Target("grid_leader", words("网格长"), role="grid_leader"),
        "street_duty": Target("street_duty", words("街道值班"), tier="street"),
    },
    muster_within=15 * MINUTE,
)


@pytest.fixture
def id(town: Town) -> str:
    """The community's plan, clicked on both compounds at noon."""
    return str(town.click().body["id"])


def streams(town: Town, id: str, *grids: str) -> list[str]:
    return [town.group(id, "coordination", grid).id.hex for grid in grids or (EAST, WEST)]


def fulfil(town: Town, groups: list[str]) -> int:
    return town.workflow.duties.fulfil(groups, caller("system"))


def test_what_is_due_becomes_overdue_once(town: Town, id: str) -> None:
    groups = streams(town, id)
    fulfil(town, groups)
    town.clock.advance(minutes=4)
    assert fulfil(town, groups) == 0
    town.clock.advance(minutes=1)
    assert fulfil(town, groups) == 2
    assert fulfil(town, groups) == 0
    facts = town.facts("task_overdue")
    assert {r.actor for r in facts} == {"system"}
    assert [r.fact.due_at for r in facts] == [NOON + 5 * MINUTE] * 2  # type: ignore[attr-defined]


def test_fired_by_many_at_once_everything_is_recorded_once(town: Town, id: str) -> None:
    groups = streams(town, id)
    town.clock.advance(hours=1)
    fired = at_once(4, lambda _: fulfil(town, groups))
    assert len(town.facts("task_overdue")) == 4
    assert sum(fired) == len(town.facts("task_overdue", "task_escalated", "muster_closed"))


def test_a_busy_group_does_not_hold_up_others(town: Town, id: str) -> None:
    groups, busy = streams(town, id), town.task(id, "coo.02", EAST)
    town.clock.advance(minutes=10)
    began = Barrier(2)

    def chatter() -> None:
        began.wait()
        for n in range(40):
            town.act(busy, "note", reason=f"第{n}条")

    thread = Thread(target=chatter)
    thread.start()
    began.wait()
    fulfil(town, groups)
    thread.join()
    assert len(town.facts("task_overdue")) == 2
    assert len(town.facts("task_noted")) == 40


def test_nothing_is_due_of_what_is_gone(town: Town, id: str) -> None:
    groups = [*streams(town, id), "0" * 32]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    town.clock.advance(hours=1)
    assert fulfil(town, groups) == 0


def patrols(town: Town, **asked: object) -> str:
    town.workflow.plans.publish([PATROLS])
    done = town.workflow.activations.activate(CODE, Asked("patrols", **asked), caller())  # type: ignore[arg-type]
    return str(done.body["id"])


def test_series_begin_with_the_click_by_building_and_locked_ones_wait(town: Town) -> None:
    id = patrols(town)
    assert fulfil(town, streams(town, id)) == 0
    east = town.group(id, "coordination", EAST)
    evening = f"{NOON + 6 * HOUR:%Y%m%dT%H%MZ}"
    assert {key for key in east.tasks if key.startswith("coo.03")} == {
        f"coo.03~b{n}~{evening}" for n in (1, 2, 3)
    }
    assert f"coo.03~{evening}" in town.group(id, "coordination", WEST).tasks
    town.clock.advance(hours=3)
    fulfil(town, streams(town, id))
    patrol = [t for t in town.group(id, "coordination", EAST).tasks.values() if t.key == "coo.02"]
    assert [t.shown_state for t in patrol] == ["locked"]
    town.workflow.activations.record_authority(CODE, id, "闽防〔2026〕1号", caller())
    town.clock.advance(hours=1)
    fulfil(town, streams(town, id))
    patrol = [t for t in town.group(id, "coordination", EAST).tasks.values() if t.key == "coo.02"]
    assert [t.due_at for t in patrol] == [NOON + 4 * HOUR, NOON + 6 * HOUR]


def test_rungs_reach_the_roles_of_the_grid_and_say_when_there_was_nobody(town: Town) -> None:
    id = patrols(town)
    town.clock.advance(hours=2)
    fulfil(town, streams(town, id))
    told = {(r.fact.grid, r.fact.role): r.fact.to for r in town.facts("task_escalated")}  # type: ignore[attr-defined]
    assert told == {
        (town.grid(EAST), "grid_leader"): (town.member(WANG),),
        (town.grid(WEST), "grid_leader"): (town.member(ZHAO),),
        (town.grid(EAST), "street_duty"): (),
        (town.grid(WEST), "street_duty"): (),
    }


def test_a_deputy_steps_up_when_the_lead_does_not_come(town: Town) -> None:
    id = patrols(town)
    town.workflow.posts.muster(id, town.member(LI), caller())
    town.clock.advance(minutes=15)
    fulfil(town, streams(town, id, EAST))
    east = town.group(id, "coordination", EAST)
    assert east.holder("lead") == town.member(LI)
    assert east.tasks["coo.01"].assignees == (town.member(LI),)
    town.workflow.posts.muster(id, town.member(WANG), caller())
    assert town.group(id, "coordination", EAST).holder("lead") == town.member(LI)


def test_a_drill_is_over_sooner(town: Town) -> None:
    id = patrols(town, drill=True, pace=60.0)
    town.clock.advance(minutes=2)
    fulfil(town, streams(town, id))
    east = town.group(id, "coordination", EAST)
    assert east.muster_by == NOON + 15 * MINUTE / 60
    assert east.tasks["coo.01"].overdue
    assert len(town.facts("task_escalated")) == 4


def test_whoever_declines_has_no_post_and_no_open_task_left(town: Town, id: str) -> None:
    wang = town.member(WANG)
    done = town.workflow.posts.decline(id, wang, "家中有事", caller())
    assert {p["group"] for p in done.body["posts"]} == {"coordination", "supply"}
    for group in town.groups(id):
        assert wang not in group.posts
        assert all(wang not in task.assignees for task in group.tasks.values())
    east = town.group(id, "coordination", EAST)
    assert east.tasks["coo.01"].assignees == (town.member(LI),)
    (released, _) = town.facts("member_released")
    assert released.fact.cause == "declined"  # type: ignore[attr-defined]
    head = town.store.head()
    again = town.workflow.posts.decline(id, wang, "家中有事", caller())
    assert (again.changed, town.store.head()) == (False, head)


def test_what_a_worker_asks_the_view_for_is_fired_in_batches(
    town: Town, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.deadlines.SAVED", 2)
    everything = [group.id.hex for group in town.groups(id)]
    deadlines = Deadlines(town.workflow.duties, lambda before, limit: everything, town.clock)
    town.clock.advance(hours=2)
    assert deadlines.fire() > 0
    assert deadlines.fire() == 0
    assert town.facts("task_overdue")
