"""Handing over everything that one person has: posts, open tasks and shifts, in one save."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

import msgspec

from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.facts.group import TaskAssigned
from domain.group import Group
from domain.handing_over import clashes, hand_over
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk
from engine.workflow.leaving import sweep


class Part(msgspec.Struct, frozen=True):
    """Who takes over in one group; ``activation`` is ``None`` for any of them."""

    group: str
    grid: str | None
    to: str
    activation: str | None = None

    def is_of(self, group: Group) -> bool:
        """Whether it speaks of that group at work."""
        place = (self.group, self.grid) == (group.group, group.grid)
        return place and self.activation in (None, group.activation)


class HandOver(msgspec.Struct, frozen=True):
    """Who takes over from a person: ``to`` wherever no part names somebody else.

    Without ``to`` only the parts are handed over. Without ``activations`` it is about everything
    real that runs, and what is left to do of what ended; drills have to be named.
    """

    to: str | None = None
    parts: Sequence[Part] = ()
    reason: str | None = None
    activations: Collection[str] = ()

    def heir(self, group: Group) -> str | None:
        """Who takes over in a group; ``None`` leaves it as it is."""
        named = (part.to for part in self.parts if part.is_of(group))
        return next(named, self.to)

    @property
    def heirs(self) -> tuple[str, ...]:
        """Everybody who takes something over."""
        several = (*(part.to for part in self.parts), *((self.to,) if self.to else ()))
        return tuple(dict.fromkeys(several))


class Handing:
    """The command; repeated, it changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def over(
        self, code: str, member: str, said: HandOver, caller: Caller, *, dry_run: bool = False
    ) -> Answer:
        """Hand over; with ``dry_run`` only tell what would be, and which shifts would clash.

        Refused when nobody is named, when somebody named is not on the roster or is the person
        themselves, and when the person never had anything in what it is about.
        """
        if dry_run:
            return self._over(code, member, said, caller, True)
        answer = self._desk.once(caller, lambda: self._over(code, member, said, caller, False))
        sweep(self._desk, code, said.heirs, caller)
        return answer

    def _over(
        self, code: str, member: str, said: HandOver, caller: Caller, dry_run: bool
    ) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        _check(community, member, said)
        groups = self._groups(community, member, said)
        if not groups:
            raise NotFound("post_of", member)
        text = self._desk.text(writes, caller, code, "reason", said.reason, member)
        heirs = self._where(groups, said.heirs)
        body = {"member": member, "dry_run": dry_run}
        body |= _decide(groups, heirs, member, said, text, by)
        moved = [group for group in groups if group.is_pending]
        if dry_run:
            return Answer(self._desk.store.head(), body, False, community.version)
        if not moved:
            writes.texts.clear()
        return self._desk.save(
            caller, body, *moved or groups, writes=writes, version=community.version
        )

    def _groups(self, community: Community, member: str, said: HandOver) -> list[Group]:
        """The groups in which the person has or had something, of what it is about."""
        store, streams = self._desk.store, dict[UUID, None]()
        for one in _about(community, said):
            key = f"post:{one.id}:{member}" if one.is_running else f"aftermath:{one.id}"
            streams |= dict.fromkeys(UUID(hex=ref) for ref in store.refs(key))
        return [g for g in store.get_many(Group, streams).values() if not g.is_over]

    def _where(self, groups: Sequence[Group], heirs: Collection[str]) -> dict[str, list[Group]]:
        """Where those who take over already have something, in the same activations."""
        store, own = self._desk.store, {group.id: group for group in groups}
        running = dict.fromkeys(group.activation for group in groups)
        found: dict[str, list[Group]] = {}
        for heir in heirs:
            refs = {UUID(hex=r) for a in running for r in store.refs(f"post:{a}:{heir}")}
            others = store.get_many(Group, refs - own.keys())
            found[heir] = [*own.values(), *others.values()]
        return found


def _check(community: Community, member: str, said: HandOver) -> None:
    if not said.heirs:
        raise Refused("field_missing", field="to")
    for heir in said.heirs:
        if heir == member:
            raise Refused("hand_over_to_self", field="to")
        if heir not in community.roster.members:
            raise Refused("member_unknown", field="to", member=heir)
    for id in said.activations:
        if id not in community.activations:
            raise NotFound("activation", id)


def _about(community: Community, said: HandOver) -> Iterator[Activation]:
    for one in community.activations.values():
        if one.id in said.activations or not (said.activations or one.drill):
            yield one


def _decide(
    groups: Sequence[Group],
    heirs: dict[str, list[Group]],
    member: str,
    said: HandOver,
    text: str | None,
    by: Decider,
) -> dict[str, Any]:
    posts, tasks = [], []
    for group in groups:
        heir = said.heir(group)
        if heir is None:
            continue
        post, here = group.posts.get(member), {"group": group.group, "grid": group.grid}
        place = {"activation": group.activation, **here}
        is_there = any(
            g.activation == group.activation and heir in g.posts and g.posts[heir].mustered
            for g in heirs[heir]
        )
        decided = hand_over(group, member, heir, text, is_there=is_there)
        group.decide(decided, by)
        if post is not None and member not in group.posts:
            posts.append({**place, "position": group.posts[heir].position, "to": heir})
        handed = (fact for fact in decided if isinstance(fact, TaskAssigned))
        tasks += [{"id": fact.task, **place, "to": heir} for fact in handed]
    told = [c for heir, where in heirs.items() for c in clashes(where, [heir])]
    return {"posts": posts, "tasks": tasks, "clashes": [c._asdict() for c in told]}
