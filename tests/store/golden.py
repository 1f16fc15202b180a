"""Golden logs: logs as they were once stored. They must decode and fold for ever.

``python -m tests.store.golden NAME`` writes a new one beside the others when topics were added;
those that stand there are never written again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from domain.aggregate import Aggregate, Decider
from domain.campaign import Campaign
from domain.community import Community
from domain.facts import Fact, campaign, community, group
from domain.group import Group
from domain.ids import campaign_stream, community_stream, group_stream, task_id
from engine.store.mapper import FactMapper, NoTranscoder
from tests.store import exchanging, mistaking, notices, routine, winding

LOGS = Path(__file__).parents[1] / "logs"
CODE, GRID, OTHER = "350102001001", "g000000000000001", "g000000000000002"
ACTIVATION, PLAYBOOK, PINNED = "a0000000-0000-5000-8000-000000000001", "eight_groups", "d" * 64
UNDONE, CAMPAIGN = "a0000000-0000-5000-8000-000000000002", "c000000000000001"
START = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


class Line(msgspec.Struct):
    """A stored fact; ``state`` is its exact bytes."""

    position: int
    stream: str
    version: int
    topic: str
    community: str
    recorded_at: int
    digest: str
    state: str


def lines(log: Path) -> list[Line]:
    """The stored facts of a golden log, in order."""
    return [msgspec.json.decode(line, type=Line) for line in log.read_bytes().splitlines()]


def at(hours: float) -> datetime:
    """A time on the first days of the log."""
    return START + timedelta(hours=hours)


def told() -> list[tuple[Aggregate, list[Fact]]]:
    """A life of a community that tells every fact there is."""
    return [
        (Community(community_stream(CODE), CODE), [*_roster(), *_activations()]),
        (Group(group_stream(ACTIVATION, GRID, "coo"), CODE), list(_group())),
        (Campaign(campaign_stream(CAMPAIGN), "350102"), list(_campaign())),
    ]


def _roster() -> Iterator[Fact]:
    yield community.CommunityRegistered(
        CODE, "示例社区", "示例街道", "350102001", "示例区", "350102", "示例市", "示例省"
    )
    yield community.GridDrawn(GRID, "一号小区", "compound", 12, 300, "t1")
    yield community.GridDrawn(OTHER, "某单位", "employer", without_property=True)
    for member, reachable in (("m1", True), ("m2", False), ("m3", True), ("m4", True)):
        yield community.MemberEnrolled(member, reachable)
    yield community.RoleGranted("m1", "grid_leader", GRID)
    yield community.RoleGranted("m2", "property_manager", None)
    yield community.RoleRevoked("m2", "property_manager", None)
    yield community.SeatAssigned("m1", PLAYBOOK, "coo", "lead", GRID)
    yield community.SeatAssigned("m2", PLAYBOOK, "coo", "deputy", GRID)
    yield community.SeatVacated("m2", PLAYBOOK, "coo", "deputy", GRID)
    yield community.ContactChanged("m2", ("phone",), True)
    yield community.RosterImported(2, 4, 2, 2, 1)
    yield community.MemberLeft("m3")
    yield community.MemberLeft("m4")
    yield community.MemberErased("m4")
    yield community.CaseReported("k1", "t2", GRID, at(0))


def _activations() -> Iterator[Fact]:
    yield community.PlaybookActivated(
        ACTIVATION,
        PLAYBOOK,
        PINNED,
        (GRID,),
        "wartime",
        1,
        at(1),
        level="iv",
        reason="t3",
        case="k1",
        forecasts={"landfall": at(30)},
        campaign=CAMPAIGN,
    )
    yield community.AuthorityRecorded(ACTIVATION, "t4")
    yield community.PlannedEndSet(ACTIVATION, at(90))
    yield community.LevelChanged(ACTIVATION, "iii", "iv", "t5")
    yield community.PlaybookActivated(
        UNDONE, PLAYBOOK, PINNED, (OTHER,), "wartime", 1, at(2), drill=True
    )
    yield community.ActivationUndone(UNDONE, "t6")
    yield community.PlaybookStoodDown(ACTIVATION, "t7")


def _group() -> Iterator[Fact]:
    place = (ACTIVATION, "coo", GRID)
    stream = group_stream(ACTIVATION, GRID, "coo")
    first, second, third = (task_id(stream, f"coo.0{i}") for i in (1, 2, 3))
    yield group.GroupStoodUp(*place, PLAYBOOK, digest=PINNED)
    yield group.MemberAssigned(*place, "m1", "lead", "seat")
    yield group.MemberAssigned(*place, "m2", "member", "rule:property_manager", "t8")
    yield group.TaskOpened(*place, first, "coo.01", ("m1",), at(3))
    yield group.TaskOpened(*place, second, "coo.02", ("m1", "m2"), None, True)
    yield group.TaskOpened(*place, third, "x.03", (), None, title="t9")
    yield group.MemberMustered(*place, "m1")
    yield group.TaskUnlocked(*place, second, at(6))
    yield group.TaskTimed(*place, third, at(8))
    yield group.TaskAssigned(*place, third, ("m2",), "reassign", "t10")
    yield group.TaskAccepted(*place, first, "m1")
    yield group.TaskStarted(*place, first, "m1", ("coo.00",))
    yield group.TaskOverdue(*place, first, at(3))
    yield group.TaskEscalated(*place, first, 1, "community_secretary", ("m9",))
    yield group.TaskNoted(*place, first, "t11", "m1")
    yield group.TaskCompleted(*place, first, "m1", ("coo.00",), None, True, True)
    yield group.TaskReported(*place, first, "t12", "m1")
    yield group.TaskReopened(*place, first, "t13")
    yield group.TaskCompleted(*place, first, None, (), "t14")
    yield group.TaskCancelled(*place, third, "decision", "t15")
    yield group.MemberReleased(*place, "m2", "member", "hand_over", "t16")
    yield group.GroupStoodDown(*place, "stand_down")


def _campaign() -> Iterator[Fact]:
    codes = (CODE, "350102001002")
    yield campaign.CampaignStarted(
        CAMPAIGN, "350102", PLAYBOOK, codes, "t17", "t18", "iv", at(90), True
    )
    yield campaign.CampaignCommunityActivated(CAMPAIGN, CODE, ACTIVATION, True)
    yield campaign.CampaignStopped(CAMPAIGN)
    yield campaign.CampaignResumed(CAMPAIGN)
    yield campaign.CampaignCommunityFailed(CAMPAIGN, codes[1], "roster_empty")
    yield campaign.CampaignFinished(CAMPAIGN)


#: what a log of that name tells; of the first the whole life of a community
TOLD: dict[str, Callable[[], Iterable[tuple[Aggregate, list[Fact]]]]] = {
    "notices": lambda: notices.told(START),
    "second": lambda: routine.told(START),
    "exchange": lambda: exchanging.told(START),
    "mistaken": lambda: mistaking.told(START),
    "uncalled": lambda: mistaking.called(START),
    "winding": lambda: winding.told(START),
}


def write(log: Path) -> None:
    """Write what is told as the store would keep it today."""
    mapper, position = FactMapper(NoTranscoder()), 0
    with log.open("xb") as out:
        for aggregate, facts in TOLD.get(log.stem, told)():
            aggregate.decide(facts, Decider("u1", START, "because"))
            for stored in mapper.chain(aggregate.collect_events(), {}):
                position += 1
                line = Line(
                    position,
                    stored.originator_id.hex,
                    stored.originator_version,
                    stored.topic,
                    stored.community or "",
                    1_772_337_600_000_000 + position,
                    (stored.digest or b"").hex(),
                    stored.state.decode(),
                )
                out.write(msgspec.json.encode(line) + b"\n")


if __name__ == "__main__":
    write(LOGS / f"{sys.argv[1]}.jsonl")
