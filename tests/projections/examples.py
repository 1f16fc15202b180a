"""Canonical values: a plan of two groups, a community of two compounds, a click."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from domain.playbook import Due, Event, Group, Playbook, Task
from projections import board
from projections.presenting import present_board
from projections.rows import MemoryRows
from projections.summaries import present_summary
from tests.projections.logbook import START, Logbook, task

PLAN = Playbook(
    id="epidemic",
    revision="1",
    digest="d1",
    title={"zh": "疫情八大组", "en": "Epidemic"},
    mode="wartime",
    events={
        "request_logged": Event("request_logged", {"zh": "居民诉求", "en": "A request"}),
        "stand_down": Event("stand_down", {"zh": "解除", "en": "Stand-down"}, system=True),
    },
    groups=(
        Group(
            "coordination",
            {"zh": "综合协调组", "en": "Coordination"},
            {"zh": "", "en": ""},
            tasks=(
                Task("coo.01", {"zh": "登记", "en": "Record"}, Due("offset")),
                Task("coo.02", {"zh": "点名", "en": "Muster"}, Due("offset"), pre=("coo.01",)),
            ),
        ),
        Group(
            "testing",
            {"zh": "核酸检测组", "en": "Testing"},
            {"zh": "", "en": ""},
            tasks=(Task("tst.01", {"zh": "采样", "en": "Sample"}, Due("offset"), authority=True),),
        ),
    ),
)

ACTIVATION = "a1"
COO = (ACTIVATION, "coordination", "g1")
TST = (ACTIVATION, "testing", "g1")
COO_01, COO_02, TST_01 = task(COO, "coo.01"), task(COO, "coo.02"), task(TST, "tst.01")
SOON = START + timedelta(minutes=30)


def playbooks(digest: str) -> Playbook | None:
    """The shelf of plans."""
    return PLAN if digest == PLAN.digest else None


def registered() -> list[Fact]:
    """A community with two compounds and an employer."""
    return [
        c.CommunityRegistered("350102001001", "中山社区", "鼓东街道", "350102001"),
        c.GridDrawn("g2", "观风苑"),
        c.GridDrawn("g1", "中山苑"),
        c.GridDrawn("e1", "区医院", "employer"),
    ]


def activated(activation: str = ACTIVATION, **fields: Any) -> c.PlaybookActivated:
    """A click on the first compound, at the start."""
    told: dict[str, Any] = {"digest": PLAN.digest, "grids": ("g1",), "mode": "wartime", **fields}
    return c.PlaybookActivated(activation=activation, playbook=PLAN.id, ordinal=1, at=START, **told)


def clicked(activation: str = ACTIVATION, **fields: Any) -> list[Fact]:
    """A click: coordination with lead and member, testing with nobody and its task locked."""
    grid = fields.get("grids", ("g1",))[0]
    coo, tst = (activation, "coordination", grid), (activation, "testing", grid)
    return [
        activated(activation, **fields),
        g.GroupStoodUp(*coo, PLAN.id, digest=PLAN.digest),
        g.MemberAssigned(*coo, "wang", "lead", "seat"),
        g.MemberAssigned(*coo, "li", "member", "seat"),
        g.TaskOpened(*coo, task(coo, "coo.01"), "coo.01", ("wang",), SOON),
        g.TaskOpened(*coo, task(coo, "coo.02"), "coo.02", ("wang",)),
        g.GroupStoodUp(*tst, PLAN.id, digest=PLAN.digest),
        g.TaskOpened(*tst, task(tst, "tst.01"), "tst.01", (), SOON, locked=True),
    ]


def fold_board(log: Logbook) -> MemoryRows:
    """The board's documents after all facts."""
    rows = MemoryRows()
    for r in log.facts:
        board.fold(rows, r)
    return rows


def board_of(log: Logbook) -> dict[str, Any]:
    """The board as presented."""
    return present_board(fold_board(log), playbooks)


def task_of(log: Logbook, id: str) -> dict[str, Any]:
    """One task of the board as presented."""
    return next(
        t
        for a in board_of(log)["activations"]
        for group in a["groups"]
        for t in group["tasks"]
        if t["id"] == id
    )


def totals(log: Logbook) -> dict[str, Any]:
    """The community's line of a list."""
    return present_summary(fold_board(log).get(board.COMMUNITY))
