"""Foreseeing: shifts to come are told by the rule that will open them, and nothing is decided."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import msgspec

from domain.aggregate import Decider
from domain.facts import group as g
from domain.foreseeing import MOST, foresee
from domain.group import Group
from domain.opening import Occasion, open_line
from domain.playbook import Playbook
from domain.series import succeed
from tests.domain.test_slots import GUARDED, LI, PLACE, RUNNING, SHIFT, WANG
from tests.given import NOON, given

BY = Decider("tester", NOON)
WEEK = timedelta(days=7)
MORE = [g.MemberAssigned(*PLACE, member, "member", "seat") for member in ("zhao", "sun")]


def gate(plan: Playbook = GUARDED) -> Group:
    """A gate of four whose first shift is open."""
    group = given(Group, g.GroupStoodUp(*PLACE, "p"), WANG, LI, *MORE).aggregate
    line = plan.groups[0].tasks[0]
    group.decide(open_line(group, line, plan, RUNNING, Occasion(NOON)), BY)
    return group


def test_a_week_of_shifts_is_told_one_after_the_other_and_each_in_turn() -> None:
    told = foresee(gate(), GUARDED, RUNNING, NOON + WEEK)
    assert len(told) == 14
    assert all(a.due_at == b.starts_at for a, b in pairwise(told))
    assert all(not {*a.assignees} & {*b.assignees} for a, b in pairwise(told))
    assert {m for shift in told for m in shift.assignees} == {"wang", "li", "zhao", "sun"}


def test_what_is_foreseen_comes_so_when_nothing_changes() -> None:
    group = gate()
    for told in foresee(gate(), GUARDED, RUNNING, NOON + WEEK):
        (opened,) = succeed(group, group.series["sec.01"], GUARDED, RUNNING)
        assert opened == told
        group.decide([opened], BY)


def test_whoever_leaves_is_foreseen_no_more() -> None:
    group = gate()
    group.decide([g.MemberReleased(*PLACE, "zhao", "member", "declined")], BY)
    told = foresee(group, GUARDED, RUNNING, NOON + WEEK)
    assert "zhao" not in {m for shift in told for m in shift.assignees}


def test_nothing_is_foreseen_of_what_has_ended_nor_without_end() -> None:
    ended = gate()
    ended.decide([g.GroupStoodDown(*PLACE, "stand_down")], BY)
    assert foresee(ended, GUARDED, RUNNING, NOON + WEEK) == []
    assert len(foresee(gate(), GUARDED, RUNNING, NOON + 100 * WEEK)) == MOST
    empty = msgspec.structs.replace(GUARDED, groups=())
    assert foresee(gate(), empty, RUNNING, NOON + WEEK) == []
    signed_up = msgspec.structs.replace(SHIFT, rota="open")
    groups = (msgspec.structs.replace(GUARDED.groups[0], tasks=(signed_up,)),)
    plan = msgspec.structs.replace(GUARDED, groups=groups)
    assert {s.assignees for s in foresee(gate(plan), plan, RUNNING, NOON + WEEK)} == {()}
