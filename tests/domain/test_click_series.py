"""What a click sets going: musters, series to begin, lines that wait, lines of every building."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from domain.facts import community as c
from domain.facts.group import GroupStoodUp
from domain.group import Group
from domain.playbook import Due, Playbook, Task
from domain.playbook import Group as PlanGroup
from tests.examples import EAST, HOUR, MINUTE, WEST, click, community, words
from tests.given import NOON


def line(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


TESTING = PlanGroup(
    "testing",
    words("核酸检测组"),
    words(""),
    tasks=(line("tst.01", Due("offset", plus=HOUR)), line("tst.02", Due("daily", at=(time(9),)))),
    condition="round_ordered",
)
SECURITY = PlanGroup(
    "security",
    words("安保组"),
    words(""),
    tasks=(
        line("sec.01", Due("offset", plus=HOUR), each="building"),
        line("sec.02", Due("offset", plus=HOUR), condition="area_closed"),
        line("sec.03", Due("interval", every=2 * HOUR), each="visit_needed"),
        line("sec.04", Due("event", event="rumour_found", plus=HOUR)),
    ),
)
PLAN = Playbook(
    "p",
    "1",
    "d",
    words("p"),
    "wartime",
    (TESTING, SECURITY),
    muster_within=15 * MINUTE,
)


def groups(**asked: object) -> dict[str, Group]:
    counted = community(c.GridDrawn(EAST, "东苑", buildings=2), c.GridDrawn(WEST, "西苑"))
    done = click(counted, EAST, plan=PLAN, **asked)  # type: ignore[arg-type]
    return {group.group: group for group in done.groups}


def test_every_group_stands_up_and_what_waits_for_an_event_has_no_time_yet() -> None:
    found = groups()
    assert list(found) == ["testing", "security"]
    assert {k: t.shown_state for k, t in found["testing"].tasks.items()} == {"tst.01": "waiting"}
    assert found["security"].tasks["sec.02"].shown_state == "waiting"


def test_lines_of_buildings_open_for_each_and_those_of_occurrences_not_yet() -> None:
    assert list(groups()["security"].tasks) == ["sec.01~b1", "sec.01~b2", "sec.02"]


@pytest.mark.parametrize(
    ("asked", "muster", "pace"),
    [
        ({}, timedelta(minutes=15), 1.0),
        ({"pace": 30.0}, timedelta(minutes=15), 1.0),
        ({"drill": True, "pace": 30.0}, timedelta(seconds=30), 30.0),
    ],
    ids=["real", "no drill", "drill"],
)
def test_a_group_knows_by_when_it_musters_and_how_fast_it_lives(
    asked: dict[str, object], muster: timedelta, pace: float
) -> None:
    stood_up = {name: group.pending[0] for name, group in groups(**asked).items()}
    for fact in stood_up.values():
        assert isinstance(fact, GroupStoodUp)
        assert (fact.muster_by, fact.pace) == (NOON + muster, pace)
