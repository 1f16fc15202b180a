"""Strategies: logs of facts that a community, its groups and their tasks might write.

Only loosely in order, for evolution never refuses: groups stand up twice, tasks are closed that
were never opened, activations end before their groups, clocks run backwards.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from tests.projections.examples import PLAN
from tests.projections.logbook import START, Logbook, task

CODES = ("350102001001", "350102001002")
MEMBERS = st.sampled_from(["wang", "li", "zhao", "sun"])
GRIDS = st.sampled_from(["g1", "g2"])
ACTIVATIONS = st.sampled_from(["a1", "a2", "a3"])
TIMES = st.integers(-60, 600).map(lambda minutes: START + timedelta(minutes=minutes))
POSITIONS = st.sampled_from(["lead", "deputy", "member"])
PLACES = st.tuples(
    ACTIVATIONS, st.sampled_from(["coordination", "testing"]), st.one_of(GRIDS, st.none())
)
KEYS = st.sampled_from(["coo.01", "coo.02", "tst.01"])
PEOPLE = st.lists(MEMBERS, max_size=3, unique=True).map(tuple)
TEXT = st.one_of(st.none(), st.just("t1"))


def _of_group(build: Callable[..., Fact], **fields: st.SearchStrategy[Any]) -> Any:
    return st.builds(lambda place, **told: build(*place, **told), PLACES, **fields)


def _of_task(build: Callable[..., Fact], **fields: st.SearchStrategy[Any]) -> Any:
    def made(place: tuple[str, str, str | None], key: str, **told: Any) -> Fact:
        return build(*place, task=task(place, key), **told)

    return st.builds(made, PLACES, KEYS, **fields)


def _opened(place: tuple[str, str, str | None], key: str, **told: Any) -> Fact:
    return g.TaskOpened(*place, task(place, key), key, **told)


COMMUNITY_FACTS = st.one_of(
    st.builds(c.GridDrawn, GRIDS, st.sampled_from(["甲苑", "乙苑"])),
    st.builds(c.CaseReported, st.sampled_from(["k1", "k2"]), st.just("t1"), GRIDS | st.none()),
    st.builds(
        c.PlaybookActivated,
        activation=ACTIVATIONS,
        playbook=st.just(PLAN.id),
        digest=st.just(PLAN.digest),
        grids=st.lists(GRIDS, unique=True).map(tuple),
        mode=st.sampled_from(["wartime", "alert", "recovery"]),
        ordinal=st.just(1),
        at=TIMES,
        case=st.sampled_from([None, "k1", "k2"]),
        drill=st.booleans(),
    ),
    st.builds(c.PlaybookStoodDown, ACTIVATIONS, TEXT),
    st.builds(c.ActivationUndone, ACTIVATIONS, TEXT),
    st.builds(c.AuthorityRecorded, ACTIVATIONS, st.just("t2")),
    st.builds(c.PlannedEndSet, ACTIVATIONS, TIMES),
    st.builds(c.LevelChanged, ACTIVATIONS, st.sampled_from(["I", "II"])),
    st.builds(c.ForecastSet, ACTIVATIONS, st.just("landfall"), TIMES),
    st.builds(c.ActivationAmended, ACTIVATIONS, st.just("d2"), st.just(PLAN.digest)),
    st.builds(c.RecoveryBegun, ACTIVATIONS),
    st.builds(c.AlertRaised, st.sampled_from(["w1", "w2"]), GRIDS | st.none()),
    st.builds(c.AlertLifted, st.sampled_from(["w1", "w2"])),
    st.builds(c.MemberEnrolled, MEMBERS, st.booleans()),
    st.builds(c.MemberLeft, MEMBERS),
    st.builds(c.RoleGranted, MEMBERS, st.just("volunteer"), GRIDS),
    st.builds(c.SeatAssigned, MEMBERS, st.just(PLAN.id), st.just("testing"), POSITIONS, GRIDS),
    st.builds(c.SeatVacated, MEMBERS, st.just(PLAN.id), st.just("testing"), POSITIONS, GRIDS),
)
POST_FACTS = st.one_of(
    _of_group(g.GroupStoodUp, playbook=st.just(PLAN.id)),
    _of_group(g.GroupStoodUp, playbook=st.just(PLAN.id)),
    _of_group(g.GroupStoodDown, cause=st.just("stand_down")),
    _of_group(g.MemberAssigned, member=MEMBERS, position=POSITIONS, basis=st.just("seat")),
    _of_group(g.MemberAssigned, member=MEMBERS, position=POSITIONS, basis=st.just("seat")),
    _of_group(g.MemberReleased, member=MEMBERS, position=POSITIONS, cause=st.just("left")),
    _of_group(g.MemberMustered, member=MEMBERS),
)
TASK_FACTS = st.one_of(
    st.builds(
        _opened, PLACES, KEYS, assignees=PEOPLE, due_at=TIMES | st.none(), locked=st.booleans()
    ),
    st.builds(_opened, PLACES, KEYS, assignees=PEOPLE, due_at=TIMES, locked=st.just(False)),
    _of_task(g.TaskUnlocked, due_at=TIMES | st.none()),
    _of_task(g.TaskTimed, due_at=TIMES),
    _of_task(g.TaskAssigned, assignees=PEOPLE, cause=st.just("reassign"), reason=TEXT),
    _of_task(g.TaskAccepted, member=MEMBERS | st.none()),
    _of_task(g.TaskStarted, member=MEMBERS | st.none()),
    _of_task(g.TaskCompleted, report=TEXT, report_owed=st.booleans(), late=st.booleans()),
    _of_task(g.TaskReopened, reason=TEXT),
    _of_task(g.TaskCancelled, cause=st.just("decision")),
    _of_task(g.TaskNoted, note=st.just("t3")),
    _of_task(g.TaskReported, report=st.just("t4")),
    _of_task(g.TaskOverdue, due_at=TIMES),
    _of_task(g.TaskEscalated, step=st.just(1), role=st.just("lead"), to=PEOPLE),
)
FACTS = st.one_of(COMMUNITY_FACTS, POST_FACTS, POST_FACTS, TASK_FACTS, TASK_FACTS)

#: commits of one community each: code, skewed time of occurring, facts
Commits = list[tuple[str, datetime, list[Fact]]]
COMMITS = st.lists(
    st.tuples(st.sampled_from(CODES), TIMES, st.lists(FACTS, min_size=1, max_size=8)),
    max_size=25,
)


def logbook(commits: Commits, gap: int = 1) -> Logbook:
    """The log of those commits, after a first one that lets something run in both places."""
    log = Logbook(gap)
    for code in CODES:
        for activation in ("a1", "a2"):
            click = c.PlaybookActivated(
                activation, PLAN.id, PLAN.digest, ("g1",), "wartime", 1, START, case="k1"
            )
            places = [(activation, group, "g1") for group in ("coordination", "testing")]
            log.record(click, *(g.GroupStoodUp(*p, PLAN.id) for p in places), community=code)
    for code, occurred_at, facts in commits:
        log.record(*facts, community=code, occurred_at=occurred_at)
    return log
