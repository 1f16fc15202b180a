"""Commands on posts: people are asked, never ordered, and may give theirs up."""

from __future__ import annotations

from uuid import UUID

import msgspec

from domain.appointing import appoint
from domain.group import Group
from domain.ids import group_stream
from domain.posts import leave, muster, stand_in, withdraw_muster
from domain.refusal import NotFound, Refused
from domain.returning import come_back
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import running_in
from engine.workflow.desk import Desk, after_start


class Post(msgspec.Struct, frozen=True):
    """A post that somebody is to have: ``grid`` is ``None`` where the group stands once."""

    group: str
    grid: str | None
    member: str
    position: str


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
        at_work = self._at_work(activation, member)
        code = at_work[0].community
        if caller.expected is not None:
            version = self._desk.community(code, caller).version
        text = self._desk.text(writes, caller, code, "reason", reason, member)
        posts = []
        for group in at_work:
            after_start(group, caller)
            if post := group.posts.get(member):
                posts.append({"group": group.group, "grid": group.grid, "position": post.position})
            group.decide(leave(group, member, "declined", text), by)
        if not any(group.is_pending for group in at_work):
            writes.texts.clear()
        body = {"member": member, "posts": posts}
        return self._desk.save(caller, body, *at_work, writes=writes, version=version)

    def muster(self, activation: str, member: str, caller: Caller) -> Answer:
        """A person is at the post: for every group of the activation that they have one in.

        Repeated, it changes nothing.
        """
        return self._desk.once(caller, lambda: self._muster(activation, member, caller))

    def _muster(self, activation: str, member: str, caller: Caller) -> Answer:
        by, (groups, version) = self._desk.decider(caller), self._posted(activation, member, caller)
        for group in groups:
            group.decide(muster(group, member), by)
        return self._told(groups, member, version, caller)

    def withdraw_muster(self, activation: str, member: str, caller: Caller) -> Answer:
        """A person is not at the post after all, which was recorded by mistake; in every group.

        Repeated, it changes nothing.
        """
        return self._desk.once(caller, lambda: self._withdraw_muster(activation, member, caller))

    def _withdraw_muster(self, activation: str, member: str, caller: Caller) -> Answer:
        by, (groups, version) = self._desk.decider(caller), self._posted(activation, member, caller)
        for group in groups:
            if withdrawn := withdraw_muster(group, member):
                group.decide(withdrawn, by)
                group.decide(stand_in(group), by)
        return self._told(groups, member, version, caller)

    def _posted(self, activation: str, member: str, caller: Caller) -> tuple[list[Group], int]:
        """The groups at work in which a person has a post, and what version the answer is of."""
        groups = [g for g in self._at_work(activation, member) if member in g.posts]
        if not groups:
            raise NotFound("post", member)
        version = 0
        if caller.expected is not None:
            version = self._desk.community(groups[0].community, caller).version
        for group in groups:
            after_start(group, caller)
        return groups, version

    def _told(
        self,
        groups: list[Group],
        member: str,
        version: int,
        caller: Caller,
        writes: Writes | None = None,
    ) -> Answer:
        posts = [
            {"group": g.group, "grid": g.grid, "position": g.posts[member].position} for g in groups
        ]
        body = {"member": member, "posts": posts}
        return self._desk.save(caller, body, *groups, writes=writes, version=version)

    def rejoin(self, activation: str, member: str, caller: Caller) -> Answer:
        """A person can come after all: the posts that they gave up are theirs again.

        The tasks that they had stay with whom they went to. Repeated, it changes nothing.
        """
        return self._desk.once(caller, lambda: self._rejoin(activation, member, caller))

    def _rejoin(self, activation: str, member: str, caller: Caller) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        at_work = self._at_work(activation, member)
        community = self._desk.community(at_work[0].community, caller)
        if member not in community.roster.members:
            raise NotFound("member", member)
        writes.hold(community)  # whoever leaves the roster meanwhile must not have a post again
        for group in at_work:
            after_start(group, caller)
            group.decide(come_back(group, member), by)
        there = [group for group in at_work if member in group.posts]
        if not there:
            raise NotFound("post", member)
        return self._told(there, member, community.version, caller, writes)

    def appoint(
        self, code: str, activation: str, post: Post, reason: str | None, caller: Caller
    ) -> Answer:
        """A person of the roster has a post from now on, in a group that is at work.

        Repeated, or where they have a higher post there, it changes nothing.
        """
        return self._desk.once(
            caller, lambda: self._appoint(code, activation, post, reason, caller)
        )

    def _appoint(
        self, code: str, activation: str, post: Post, reason: str | None, caller: Caller
    ) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        running = running_in(community, activation)
        if post.member not in community.roster.members:
            raise Refused("member_unknown", field="member", member=post.member)
        group = self._desk.store.get(Group, group_stream(running.id, post.grid, post.group))
        if group is None or group.is_closed:
            raise NotFound("group", post.group)
        after_start(group, caller)
        text = self._desk.text(writes, caller, code, "reason", reason, post.member)
        theirs = [g.posts.get(post.member) for g in self._groups(activation, post.member)]
        is_there = any(one.mustered for one in theirs if one is not None)
        group.decide(appoint(group, post.member, post.position, text, is_there=is_there), by)
        if not group.is_pending:
            writes.texts.clear()
        writes.hold(community)  # whoever leaves the roster meanwhile must not have a post
        return self._told([group], post.member, community.version, caller, writes)

    def _at_work(self, activation: str, member: str) -> list[Group]:
        """The groups at work in which a person has or had something to do, or refused."""
        groups = self._groups(activation, member)
        if not groups:
            raise NotFound("post", member)
        at_work = [group for group in groups if not group.is_closed]
        if not at_work:
            raise Refused("activation_ended", activation=activation)
        return at_work

    def _groups(self, activation: str, member: str) -> list[Group]:
        streams = [UUID(hex=s) for s in self._desk.store.refs(f"post:{activation}:{member}")]
        return list(self._desk.store.get_many(Group, streams).values())
