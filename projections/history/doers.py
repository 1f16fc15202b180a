"""Who did what a fact tells: the person acted for, who need not be whoever recorded it.

A secretary says for somebody who has only a telephone that they are there, accept, or cannot come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.exchange import GONE, HANDED, RELIEF, SWAPPED, WITHDRAWN
from domain.facts import Fact
from domain.facts import group as facts
from domain.facts.notice import NoticeRead
from domain.returning import RETURNED

#: why somebody has a task now who has said so themselves, or agreed to it
_OWN_WORD = frozenset({"accept", HANDED, SWAPPED, RELIEF})


def doer_of(fact: Fact) -> str | None:
    """The person whose act a fact is; ``None`` when it is the actor's own, or nobody's."""
    step = _DOERS.get(type(fact))
    return step(fact) if step else None


def _member(fact: Any) -> str | None:
    return fact.member or None


def _declined(fact: Any) -> str | None:
    return fact.member if fact.cause == "declined" else None


def _returned(fact: Any) -> str | None:
    return fact.member if fact.basis == RETURNED else None


def _taken(fact: facts.TaskAssigned) -> str | None:
    """Whoever took the task is named last."""
    return fact.assignees[-1] if fact.cause in _OWN_WORD and fact.assignees else None


def _answered(fact: facts.ExchangeClosed) -> str | None:
    if fact.cause == GONE:  # nobody answered
        return None
    return fact.member if fact.cause == WITHDRAWN else fact.colleague


_DOERS: dict[type[Fact], Callable[[Any], str | None]] = {
    facts.MemberMustered: _member,
    facts.MemberReleased: _declined,
    facts.MemberAssigned: _returned,
    facts.TaskAssigned: _taken,
    facts.TaskAccepted: _member,
    facts.TaskStarted: _member,
    facts.TaskCompleted: _member,
    facts.TaskNoted: _member,
    facts.TaskReported: _member,
    facts.ExchangeAsked: _member,
    facts.ExchangeClosed: _answered,
    NoticeRead: _member,
}
