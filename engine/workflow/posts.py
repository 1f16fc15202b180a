"""Commands on posts: people are asked, never ordered, and may give theirs up."""

from __future__ import annotations

from uuid import UUID

from domain.group import Group
from domain.posts import leave
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk


class Posts:
    """Commands on posts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decline(self, activation: str, member: str, reason: str | None, caller: Caller) -> Answer:
        """A person gives up every post and open task that they have in an activation.

        Their tasks go to whoever answers for the group, slots are open to anybody. Repeated, it
        changes nothing.
        """
        return self._desk.once(caller, lambda: self._decline(activation, member, reason, caller))

    def _decline(self, activation: str, member: str, reason: str | None, caller: Caller) -> Answer:
        by, writes, version = self._desk.decider(caller), Writes(), 0
        streams = [UUID(hex=s) for s in self._desk.store.refs(f"post:{activation}:{member}")]
        groups = list(self._desk.store.get_many(Group, streams).values())
        if not groups:
            raise NotFound("post", member)
        code = groups[0].community
        if caller.expected is not None:
            version = self._desk.community(code, caller).version
        text = self._desk.text(writes, caller, code, "reason", reason, member)
        posts = []
        at_work = [group for group in groups if not group.is_closed]
        if not at_work:
            raise Refused("activation_ended", activation=activation)
        for group in at_work:
            if post := group.posts.get(member):
                posts.append({"group": group.group, "grid": group.grid, "position": post.position})
            group.decide(leave(group, member, "declined", text), by)
        if not any(group.is_pending for group in at_work):
            writes.texts.clear()
        body = {"member": member, "posts": posts}
        return self._desk.save(caller, body, *at_work, writes=writes, version=version)
