"""What runs goes on with another edition of its plan, and its times move: shown before."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from domain.playbook import Due, Playbook, Task
from domain.playbook import Group as PlanGroup
from domain.refusal import Refused
from engine.workflow.amendments import Amendment
from tests.examples import CODE, COORDINATION, HOUR, MINUTE, PLAN, SUPPLY, TESTING, after, words
from tests.given import NOON
from tests.town import EAST, QIAN, SUN, WANG, WEST, Town, caller

LANDFALL = Due("before", target="landfall", minus=2 * HOUR)
FLOOD = msgspec.structs.replace(
    PLAN,
    digest="digest-of-flood",
    groups=(
        msgspec.structs.replace(
            COORDINATION, tasks=(*COORDINATION.tasks, Task("coo.06", words("撤离"), LANDFALL))
        ),
        *PLAN.groups[1:],
    ),
    forecasts={"landfall": words("登陆")},
)
#: coo.02 later, coo.01 gone, coo.07 and coo.08 new; no transport, but a group for rumours
NEXT = msgspec.structs.replace(
    PLAN,
    digest="digest-of-epidemic-2",
    revision="2",
    groups=(
        msgspec.structs.replace(
            COORDINATION,
            tasks=(
                Task("coo.02", words("点名"), after(90)),
                *COORDINATION.tasks[2:],
                Task("coo.07", words("新的一项"), after(120)),
                Task("coo.08", words("已经晚了"), after(10)),
            ),
        ),
        TESTING,
        SUPPLY,
        PlanGroup(
            "rumours",
            words("舆情组"),
            words("舆情"),
            lead_role="driver",
            tasks=(Task("rum.01", words("巡查"), after(180)),),
        ),
    ),
)


def amend(town: Town, id: str, *, dry_run: bool = False, **what: Any) -> Any:
    """Amend what runs; the answer."""
    amendment = Amendment(**what)
    return town.workflow.activations.amend(CODE, id, amendment, caller(), dry_run=dry_run)


def test_a_forecast_that_becomes_known_or_moves_takes_its_deadlines_with_it(town: Town) -> None:
    town.workflow.plans.publish([FLOOD])
    id = town.click(EAST).body["id"]
    first = amend(town, id, forecasts={"landfall": NOON + 20 * HOUR})
    assert town.group(id, "coordination", EAST).tasks["coo.06"].due_at == NOON + 18 * HOUR
    assert [r.topic for r in town.facts(after=first.position - 2)] == [
        "forecast_set.v1",
        "task_timed.v1",
    ]
    moved = amend(town, id, forecasts={"landfall": NOON + 12 * HOUR})
    assert town.group(id, "coordination", EAST).tasks["coo.06"].due_at == NOON + 10 * HOUR
    assert (moved.body["tasks"], moved.body["dry_run"]) == (1, False)
    assert not amend(town, id, forecasts={"landfall": NOON + 12 * HOUR}).changed
    with pytest.raises(Refused, match="forecast_unknown") as refused:
        amend(town, id, forecasts={"flood": NOON})
    assert refused.value.field == "forecasts.flood"


@pytest.fixture
def id(town: Town) -> str:
    """The first edition runs in both compounds; half an hour later there is a second."""
    found = str(town.click(EAST, WEST).body["id"])
    town.clock.advance(minutes=30)
    town.workflow.plans.publish([NEXT])
    return found


def lines(told: dict[str, Any], kind: str) -> list[str]:
    return [task["key"] for task in told[kind]]


def test_the_effect_of_another_edition_is_told_and_nothing_is_written(town: Town, id: str) -> None:
    head, version = town.store.head(), town.community.version
    answer = amend(town, id, edition="latest", dry_run=True)
    assert (town.store.head(), answer.position, answer.changed) == (head, head, False)
    assert (town.community.version, answer.body["dry_run"]) == (version, True)
    effect = {(e["group"], e["grid"]): e for e in answer.body["effect"]}
    east, west = town.grid(EAST), town.grid(WEST)
    coordination = effect["coordination", east]
    assert lines(coordination, "cancelled") == ["coo.01"]
    assert lines(coordination, "retimed") == ["coo.02"]
    assert lines(coordination, "opened") == ["coo.07"]
    assert coordination["cancelled"][0]["title"] == PLAN.groups[0].tasks[0].title
    assert coordination["opened"][0]["title"] == words("新的一项")
    assert coordination["retimed"][0]["due_at"] == NOON + 90 * MINUTE
    assert (effect["transport", None]["change"], effect["rumours", west]["change"]) == (
        "stands_down",
        "stands_up",
    )
    assert ("testing", east) not in effect


def test_what_runs_goes_on_with_the_other_edition_in_one_save(town: Town, id: str) -> None:
    town.act(town.task(id, "coo.01"), "start", member=WANG)
    told = amend(town, id, edition="latest", dry_run=True).body["effect"]
    head = town.store.head()
    answer = amend(town, id, edition="latest", reason="省里发了新方案")
    facts = town.facts(after=head)
    assert facts[0].topic == "activation_amended.v1"
    assert len({r.recorded_at for r in facts}) == 1
    assert [(e["group"], lines(e, "opened")) for e in answer.body["effect"]] == [
        (e["group"], lines(e, "opened")) for e in told
    ]
    assert town.community.activations[id].digest == NEXT.digest
    groups = town.groups(id)
    assert {g.pinned for g in groups} == {NEXT.digest}
    assert [g.group for g in groups].count("rumours") == 2
    east = town.group(id, "coordination", EAST)
    assert east.tasks["coo.01"].state == "started"
    assert east.tasks["coo.02"].due_at == NOON + 90 * MINUTE
    assert (east.tasks["coo.07"].due_at, "coo.08" in east.tasks) == (NOON + 2 * HOUR, False)
    assert town.group(id, "transport", None).is_closed
    rumours = town.group(id, "rumours", EAST)
    assert rumours.holder("lead") == town.member(SUN)
    assert rumours.tasks["rum.01"].due_at == NOON + 3 * HOUR
    assert not amend(town, id, edition="latest").changed
    assert not amend(town, id, edition=NEXT.digest).changed


def test_the_old_edition_may_be_gone_back_to(town: Town, id: str) -> None:
    amend(town, id, edition=NEXT.digest)
    amend(town, id, edition=PLAN.digest)
    east = town.group(id, "coordination", EAST)
    assert (east.pinned, east.tasks["coo.01"].state) == (PLAN.digest, "open")
    assert (east.tasks["coo.07"].state, east.tasks["coo.07"].cause) == ("cancelled", "amended")
    assert town.group(id, "rumours", EAST).is_closed
    again = town.group(id, "transport", None)
    assert (again.is_closed, again.holder("lead")) == (False, town.member(SUN))
    assert again.tasks["trn.01"].due_at == NOON + 45 * MINUTE


def test_only_a_published_edition_of_its_own_playbook_will_do(town: Town, id: str) -> None:
    other = msgspec.structs.replace(NEXT, id="flood", digest="digest-of-another")
    town.workflow.plans.publish([other])
    for edition in ("nothing", other.digest):
        with pytest.raises(Refused, match="edition_unknown"):
            amend(town, id, edition=edition)


def test_another_edition_and_another_end_are_one_save(town: Town, id: str) -> None:
    amend(town, id, edition="latest", planned_end=NOON + 48 * HOUR)
    assert town.group(id, "coordination", EAST).tasks["coo.03"].due_at == NOON + 36 * HOUR


def without(plan: Playbook, digest: str, *keys: str, **instead: Due) -> Playbook:
    """A plan without some lines, and with other times for others."""
    groups = tuple(
        msgspec.structs.replace(
            group,
            tasks=tuple(
                msgspec.structs.replace(line, due=instead.get(line.id.replace(".", "_"), line.due))
                for line in group.tasks
                if line.id not in keys
            ),
        )
        for group in plan.groups
    )
    return msgspec.structs.replace(plan, digest=digest, revision=digest, groups=groups)


HOURLY = Due("interval", every=HOUR)


def test_a_series_that_one_edition_drops_and_another_restores_runs_again(town: Town) -> None:
    first = without(PLAN, "with", coo_02=HOURLY)
    town.workflow.plans.publish([first])
    id = str(town.click(EAST).body["id"])
    town.workflow.plans.publish([without(first, "dropped", "coo.02")])
    amend(town, id, edition="latest")
    assert "coo.02" not in town.group(id, "coordination", EAST).series
    town.clock.advance(minutes=10)
    amend(town, id, edition="with")
    group = town.group(id, "coordination", EAST)
    tasks = [key for key, task in group.tasks.items() if task.key == "coo.02"]
    assert [group.tasks[key].state for key in tasks] == ["cancelled", "open"]
    assert group.series["coo.02"] == tasks[1]


def test_a_line_that_becomes_a_series_runs_as_one(town: Town) -> None:
    id = str(town.click(EAST).body["id"])
    town.workflow.plans.publish([without(PLAN, "hourly", coo_02=HOURLY)])
    amend(town, id, edition="latest")
    group = town.group(id, "coordination", EAST)
    assert (group.tasks["coo.02"].state, group.tasks["coo.02"].cause) == ("cancelled", "amended")
    assert group.tasks[group.series["coo.02"]].due_at == NOON + HOUR


def test_what_a_restored_line_opens_again_goes_to_somebody_who_is_there(town: Town) -> None:
    id = str(town.click(EAST).body["id"])
    town.act(town.task(id, "coo.02"), "reassign", to=QIAN)
    town.workflow.plans.publish([without(PLAN, "dropped", "coo.02")])
    amend(town, id, edition="latest")
    town.workflow.members.remove(town.member(QIAN), caller())
    amend(town, id, edition=PLAN.digest)
    task = town.group(id, "coordination", EAST).tasks["coo.02"]
    assert (task.state, task.assignees) == ("open", (town.member(WANG),))


def test_who_has_a_post_in_a_group_that_was_dropped_musters_and_declines_in_the_others(
    town: Town,
) -> None:
    id = str(town.click(EAST).body["id"])
    groups = tuple(g for g in PLAN.groups if g.id != "supply")
    fewer = msgspec.structs.replace(PLAN, digest="fewer", revision="2", groups=groups)
    town.workflow.plans.publish([fewer])
    amend(town, id, edition="latest")
    wang = town.member(WANG)
    mustered = town.workflow.posts.muster(id, wang, caller()).body["posts"]
    assert [post["group"] for post in mustered] == ["coordination"]
    declined = town.workflow.posts.decline(id, wang, None, caller()).body["posts"]
    assert [post["group"] for post in declined] == ["coordination"]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    with pytest.raises(Refused, match="activation_ended"):
        town.workflow.posts.decline(id, wang, None, caller())
