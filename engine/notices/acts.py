"""Whoever does what a notice asks has acted on it: at the post, or on the task.

Of whoever others have taken over from nothing is asked any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from domain import notice as decide
from domain.acting import ADDED
from domain.exchange import GONE, WITHDRAWN
from domain.facts import Fact, group
from domain.group import Group
from domain.ids import notice_stream, task_id
from domain.notice import Notice
from domain.record import Recorded
from domain.taking_back import HAND_OVERS
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk

_POSTS = ("muster", "assigned")
_VERBS: dict[type[Fact], str] = {
    group.MemberMustered: "mustered",
    group.MemberReleased: "declined",
    group.TaskAccepted: "accepted",
    group.TaskStarted: "started",
    group.TaskCompleted: "completed",
}
ACTS = (*(kind.TOPIC for kind in _VERBS), group.ExchangeClosed.TOPIC)


def notices_of(desk: Desk, activation: str, member: str) -> list[Notice]:
    """Every notice of a person in an activation."""
    ids = desk.store.refs(f"notices:{activation}:{member}")
    return list(desk.store.get_many(Notice, map(notice_stream, ids)).values())


def acted(desk: Desk, batch: Iterable[Recorded]) -> None:
    """Mark what the people of a batch acted on."""
    done: dict[tuple[str, str], dict[str | None, str]] = {}
    relieved: dict[tuple[str, str], None] = {}
    added: set[tuple[str, str]] = set()
    for r in batch:
        verb, f = _VERBS.get(type(r.fact)), _any(r)
        if isinstance(f, group.MemberReleased) and f.cause != "declined":
            if f.cause in HAND_OVERS:
                relieved[f.activation, f.member] = None
            continue
        if isinstance(f, group.ExchangeClosed) and f.cause not in (WITHDRAWN, GONE):
            done.setdefault((f.activation, f.colleague), {})[f.task] = "answered"
            continue
        if isinstance(f, group.TaskAssigned) and f.cause == ADDED:
            added.add((f.task, f.assignees[-1]))
        if isinstance(f, group.TaskAccepted) and (f.task, f.member) in added:
            # somebody else said it for them, in the same save: they are to be told of it yet
            added.discard((f.task, f.member or ""))
            continue
        if verb is not None and f.member is not None:
            task = getattr(f, "task", None)
            done.setdefault((f.activation, f.member), {})[task] = verb
    for (activation, member), acts in done.items():
        desk.again(_marking(desk, activation, member, acts))
    for activation, member in relieved:
        desk.again(_relieving(desk, activation, member))


def _marking(
    desk: Desk, activation: str, member: str, acts: dict[str | None, str]
) -> Callable[[], None]:
    def mark() -> None:
        caller = Caller("system", cause="notices")
        by, marked = desk.decider(caller), []
        for notice in notices_of(desk, activation, member):
            act = _act(notice, acts)
            notice.decide(decide.acted(notice, act) if act else (), by)
            if notice.is_pending:
                marked.append(notice)
        if marked:
            desk.save(caller, {}, *marked)

    return mark


def _relieving(desk: Desk, activation: str, member: str) -> Callable[[], None]:
    """Let lapse what was asked of a person who has it no longer."""

    def lapse() -> None:
        caller = Caller("system", cause="notices")
        by, lapsed = desk.decider(caller), []
        streams = [UUID(hex=s) for s in desk.store.refs(f"post:{activation}:{member}")]
        groups = list(desk.store.get_many(Group, streams).values())
        has_post = any(member in g.posts for g in groups)
        tasks = [(task_id(g.id, key), task) for g in groups for key, task in g.tasks.items()]
        own = {id for id, task in tasks if member in task.assignees}
        for notice in notices_of(desk, activation, member):
            of_post = notice.kind in (*_POSTS, "slot")
            of_task = notice.kind in ("task", "overdue")
            if (of_post and not has_post) or (of_task and own.isdisjoint(notice.tasks)):
                notice.decide(decide.lapse(notice, "hand_over"), by)
            if notice.is_pending:
                lapsed.append(notice)
        if lapsed:
            desk.save(caller, {}, *lapsed)

    return lapse


def _act(notice: Notice, acts: dict[str | None, str]) -> str | None:
    """What a person did of what the notice is about; whoever does anything heard the call."""
    if notice.kind in _POSTS:
        return acts.get(None) or next(iter(acts.values()))
    return next((acts[task] for task in notice.tasks if task in acts), None)


def _any(r: Recorded) -> Any:
    return r.fact
