"""What the second golden log tells: series, slots, conditions, musters, occurrences, levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.aggregate import Aggregate
from domain.community import Community
from domain.facts import Fact, community, group, occurrence
from domain.group import Group
from domain.ids import community_stream, group_stream, occurrence_stream, task_id
from domain.occurrence import Occurrence

CODE, GRID = "350102001001", "g000000000000001"
ACTIVATION, PLAYBOOK = "a0000000-0000-5000-8000-000000000003", "typhoon"
FIRST, SECOND = "d" * 64, "e" * 64
VISIT = "o000000000000001"
HOUR = timedelta(hours=1)


def told(start: datetime) -> Iterator[tuple[Aggregate, list[Fact]]]:
    """A drill of a typhoon with a shift, a patrol and a household to be visited."""
    yield Community(community_stream(CODE), CODE), list(_community(start))
    stream = group_stream(ACTIVATION, GRID, "res")
    yield Group(stream, CODE), list(_group(start))
    yield Occurrence(occurrence_stream(VISIT), CODE), list(_visit(start))


def _community(start: datetime) -> Iterator[Fact]:
    yield community.CommunityRegistered(CODE, "示例社区")
    yield community.GridDrawn(GRID, "一号小区", "compound", 2)
    yield community.AlertRaised("w1", GRID, "t1")
    yield community.AlertLifted("w1", "t2")
    yield community.SecondPersonAsked(ACTIVATION, "level", "f" * 64, "u1", "t3")
    yield community.PlaybookActivated(
        ACTIVATION,
        PLAYBOOK,
        FIRST,
        (GRID,),
        "wartime",
        1,
        start,
        level="iv",
        drill=True,
        pace=24.0,
    )
    yield community.ForecastSet(ACTIVATION, "landfall", start + 30 * HOUR)
    yield community.ActivationAmended(ACTIVATION, SECOND, FIRST, "t4")
    yield community.RecoveryBegun(ACTIVATION, "t5")
    yield community.ReportsExpired(ACTIVATION, "f_visit", 3)
    yield community.ParametersSet(PLAYBOOK, ("gate_people",), "c" * 64, "1")


def _group(start: datetime) -> Iterator[Fact]:
    place = (ACTIVATION, "res", GRID)
    soon, later = start + HOUR / 4, start + 2 * HOUR
    keys = ("res.01~20260301T0600Z", "res.01~20260301T0800Z", f"res.02~{VISIT}", "res.03~b1")
    stream = group_stream(ACTIVATION, GRID, "res")
    shift, after, visit, doors = (task_id(stream, key) for key in keys)
    yield group.GroupStoodUp(
        *place, PLAYBOOK, True, FIRST, muster_by=soon, begin_at=start, pace=24.0
    )
    for member, position in (("m1", "lead"), ("m2", "deputy"), ("m3", "member")):
        yield group.MemberAssigned(*place, member, position, "seat")
    yield group.TaskOpened(*place, doors, "res.03", ("m1",), None, building=1)
    slot = {"series": "res.01", "starts_at": soon, "again_at": soon, "places": 2}
    yield group.TaskOpened(*place, shift, "res.01", ("m3",), later, **slot)  # type: ignore[arg-type]
    yield group.SeriesBegun(*place)
    yield group.MemberMustered(*place, "m2")
    yield group.TaskAccepted(*place, shift, "m3")
    yield group.MusterClosed(*place, ("m1", "m3"))
    yield group.MemberAssigned(*place, "m2", "lead", "step_up")
    yield group.MemberAssigned(*place, "m1", "deputy", "stood_in")
    yield group.TaskAssigned(*place, doors, ("m2",), "step_up")
    yield group.SlotUncovered(*place, shift, soon, 1)
    yield group.TaskOpened(
        *place, after, "res.01", (), later + 2 * HOUR, series="res.01", again_at=later, places=2
    )
    yield group.TaskOpened(*place, visit, "res.02", ("m2",), later, occurrence=VISIT)
    yield group.TaskOverdue(*place, shift, later, later + HOUR / 4)
    yield group.TaskEscalated(*place, shift, 1, "group_lead", ("m2",), later + HOUR)
    yield group.TaskEscalated(*place, shift, 2, "street_duty")
    yield group.TaskCompleted(*place, shift, "m3", (), "t6", form="f_handover")
    yield group.ConditionMet(*place, "landfall_near", later)
    yield group.TaskTimed(*place, doors, later + HOUR, later + HOUR)
    yield group.GroupAmended(*place, SECOND, FIRST)
    yield group.MemberReleased(*place, "m3", "member", "declined", "t7")
    yield group.SeriesTimed(*place, "res.01", later + HOUR)
    yield group.TaskTimed(*place, after, later + HOUR, later, later)
    yield group.SeriesEnded(*place, "res.01", "recovery")
    yield group.TaskCancelled(*place, after, "recovery")


def _visit(start: datetime) -> Iterator[Fact]:
    place = (VISIT, ACTIVATION)
    yield occurrence.OccurrenceLogged(
        *place,
        "visit_needed",
        start,
        GRID,
        1,
        "f_visit",
        "t8",
        "t9",
        drill=True,
        digest=FIRST,
    )
    yield occurrence.PhaseBegun(*place, "visited", "res.02")
    yield occurrence.OccurrenceClosed(*place, "done", "t10")
