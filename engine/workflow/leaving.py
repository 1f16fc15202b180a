"""Whoever is off the roster has no post and no open task in what runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from domain.aggregate import Decider
from domain.community import Community
from domain.group import Group
from domain.posts import leave
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk


def released(
    desk: Desk, community: Community, members: Collection[str], by: Decider
) -> list[Group]:
    """Groups at work in which these people had a post or a task, which others have now.

    Also those that ended, where something that comes after is left to be done.
    """
    streams: dict[UUID, dict[str, None]] = {}
    for activation in community.activations.values():
        if not activation.is_running:
            for ref in desk.store.refs(f"aftermath:{activation.id}"):
                streams.setdefault(UUID(hex=ref), {}).update(dict.fromkeys(members))
            continue
        for member in members:
            for ref in desk.store.refs(f"post:{activation.id}:{member}"):
                streams.setdefault(UUID(hex=ref), {})[member] = None
    groups = desk.store.get_many(Group, streams)
    for stream, group in groups.items():
        for member in streams[stream]:
            group.decide(leave(group, member), by)
    return list(groups.values())


def gone_from(community: Community, groups: Iterable[Group]) -> set[str]:
    """Whoever had something to do and is on the roster no more."""
    people = {m for g in groups for t in g.tasks.values() for m in t.assignees}
    return people - community.roster.members.keys()


def sweep(desk: Desk, code: str, members: Collection[str], caller: Caller) -> None:
    """Release whoever left while they were being given something, or the other way round.

    Streams are saved each at its own version, so a task may be handed to somebody in the moment
    in which they leave. Whoever saves last looks again: after leaving, and after handing over.
    """
    if not members:
        return

    def look() -> None:
        community = desk.community(code)
        gone = [m for m in members if m not in community.roster.members]
        by = desk.decider(Caller(caller.actor, caller.cause))
        groups = [g for g in released(desk, community, gone, by) if g.pending]
        if groups:
            desk.save(Caller(caller.actor, caller.cause), {}, *groups)

    desk.again(look)
