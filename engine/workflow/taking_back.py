"""Taking a whole hand-over back while it is fresh: what nobody touched since, in one save."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.community import Community
from domain.facts.group import TaskAssigned
from domain.group import Group
from domain.handing_over import CAUSE
from domain.ids import task_id
from domain.record import Recorded
from domain.refusal import NotFound, Refused
from domain.taking_back import Moments, Returned, take_back
from engine.store import Store, Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk
from engine.workflow.leaving import sweep

#: how long a hand-over may be taken back
WITHIN = timedelta(minutes=10)
#: facts of one save are far fewer
MOST = 100_000


class TakingBack:
    """The command; repeated, it changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def back(
        self, code: str, member: str, position: int, reason: str | None, caller: Caller
    ) -> Answer:
        """Take back what was handed over from a person in the save that ended at ``position``.

        The body's ``posts`` and ``tasks`` are theirs again, those under ``kept`` have moved on and
        stay. Refused when there was no such hand-over, when it is older than ten minutes, and when
        the person is on the roster no more.
        """
        answer = self._desk.once(caller, lambda: self._back(code, member, position, reason, caller))
        sweep(self._desk, code, [member], caller)
        return answer

    def _back(
        self, code: str, member: str, position: int, reason: str | None, caller: Caller
    ) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        began, handed = _handed(self._desk.store, code, position)
        streams = tuple(dict.fromkeys(UUID(hex=r.stream) for r in handed))
        moments = _moments(self._desk.store, streams, began, position)
        moments = [one for one in moments if _concerns(one, member)]
        if not moments:
            raise NotFound("hand_over", str(position))
        self._check(community, member, handed[0])
        text = self._desk.text(writes, caller, code, "reason", reason, member)
        body: dict[str, Any] = {"member": member, "posts": [], "tasks": []}
        body["kept"] = {"posts": [], "tasks": []}
        for one in moments:
            returned = take_back(one, member, text)
            one.now.decide(returned.decided, by)
            _tell(body, one, member, returned)
        groups = [one.now for one in moments]
        moved = [group for group in groups if group.is_pending]
        if not moved:
            writes.texts.clear()
        return self._desk.save(
            caller, body, *moved or groups, writes=writes, version=community.version
        )

    def _check(self, community: Community, member: str, handed: Recorded) -> None:
        if self._desk.clock() > handed.recorded_at + WITHIN:
            raise Refused("take_back_expired", minutes=int(WITHIN.total_seconds() // 60))
        if member not in community.roster.members:
            raise Refused("member_unknown", field="member", member=member)


def _handed(store: Store, code: str, position: int) -> tuple[int, list[Recorded]]:
    """The position before the save that ended at one, and what it handed over."""
    ends = store.save_ends(max(1, position - MOST), position)
    began = max((end for end in ends if end < position), default=0)
    if position not in ends:
        raise NotFound("hand_over", str(position))
    saved = store.read(began, MOST, until=position, community=code)
    return began, [r for r in saved if CAUSE in _causes(r)]


def _causes(r: Recorded) -> tuple[Any, Any]:
    return getattr(r.fact, "cause", None), getattr(r.fact, "basis", None)


def _moments(store: Store, streams: Collection[UUID], began: int, ended: int) -> list[Moments]:
    if not streams:
        return []
    before, after = (_as_of(store, streams, until) for until in (began, ended))
    now = store.get_many(Group, streams)
    return [Moments(before[id], after[id], now[id]) for id in streams]


def _as_of(store: Store, streams: Collection[UUID], until: int) -> dict[UUID, Group]:
    """Groups as they stood at a position."""
    groups: dict[UUID, Group] = {}
    for r in store.read(0, MOST, until=until, streams=streams):
        id = UUID(hex=r.stream)
        group = groups.setdefault(id, Group(id, r.community))
        group.evolve(r.fact, r.occurred_at)
    return groups


def _concerns(moments: Moments, member: str) -> bool:
    before, after, _ = moments
    had = (key for key, task in before.tasks.items() if member in task.assignees)
    gone = any(member not in after.tasks[key].assignees for key in had)
    return gone or (member in before.posts and member not in after.posts)


def _tell(body: dict[str, Any], moments: Moments, member: str, returned: Returned) -> None:
    group = moments.now
    place = {"activation": group.activation, "group": group.group, "grid": group.grid}
    had = moments.before.posts.get(member)
    post = {**place, "position": had.position if had else ""}
    handed = [fact.task for fact in returned.decided if isinstance(fact, TaskAssigned)]
    if len(returned.decided) > len(handed):
        body["posts"].append(post)
    body["tasks"] += [{"id": id, **place} for id in handed]
    if returned.post:
        body["kept"]["posts"].append(post)
    stay: Sequence[str] = [task_id(group.id, key) for key in returned.tasks]
    body["kept"]["tasks"] += [{"id": id, **place} for id in stay]
