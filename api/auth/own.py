"""What somebody of the roster may do: their own work, and that of those whom they lead.

A lead or deputy leads the group while it is at work, a grid leader every group of their grids:
both end with the war.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from api.auth.permissions import WRITE, Principal
from api.house import House
from domain.group import Group, OpenTask
from domain.ids import task_place
from domain.refusal import NotFound, Refused
from domain.tasks import find
from engine.workflow.tasks import Said

GRID_LEADER = "grid_leader"
LEADS = ("lead", "deputy")
#: verbs of whoever has the task; who leads may reopen besides
OWN_VERBS = frozenset({"accept", "start", "complete", "note", "reassign", "offer", "withdraw"})
#: verbs of whoever is asked to take a task over
ASKED_VERBS = frozenset({"take-over", "turn-down"})
LEADING_VERBS = OWN_VERBS | ASKED_VERBS | {"reopen"}


def grids_of(served: House, who: Principal) -> frozenset[str]:
    """The grids that a grid leader leads, as the roster says now."""
    if who.role != GRID_LEADER:
        return frozenset()
    member = served.workflow.desk.community(who.place).roster.members.get(who.member)
    roles = member.roles if member else []
    return frozenset(r.grid for r in roles if r.role == GRID_LEADER and r.grid)


def acts(served: House, who: Principal, task: str, verb: str, said: Said) -> Said:
    """What is said with a verb, by whoever may say it: members speak for themselves."""
    code = served.workflow.tasks.community_of(task)
    added = said.member not in (None, who.member)
    if who.can(WRITE, code):
        return msgspec.structs.replace(said, decides=True, added=added)
    if not who.member:
        raise Refused("forbidden")
    group, key = _group(served, who, task)
    leads = is_led(served, who, group)
    member = said.member or who.member
    if verb not in LEADING_VERBS or (verb == "reopen" and not leads):
        raise Refused("forbidden")
    state = find(group, key)
    here = {*group.posts, *state.assignees}
    if leads:
        if member not in here | {who.member} or (said.to and said.to not in here):
            raise Refused("forbidden")
        return msgspec.structs.replace(said, member=member, decides=True, added=added)
    if member != who.member or not _may(who.member, group, state, verb):
        raise Refused("forbidden")
    if said.to and said.to not in group.posts:
        raise Refused("forbidden")
    return msgspec.structs.replace(said, member=member)


def _may(member: str, group: Group, task: OpenTask, verb: str) -> bool:
    """Whether somebody who leads nobody may say this of a task for themselves."""
    if verb in ASKED_VERBS:
        asked = any(o.colleague == member for o in task.offers.values())
        return asked or member in group.posts
    if member in task.assignees:
        return True
    free = not task.assignees or bool(task.places)
    return member in group.posts and free and verb not in ("reassign", "offer")


def reads_task(served: House, who: Principal, task: str) -> bool:
    """Whether a task is of a group in which somebody of the roster is, or which they lead."""
    found = _found(served, who, task)
    here = found is not None and who.member in found[0].posts
    return here or handles(served, who, task)


def handles(served: House, who: Principal, task: str) -> bool:
    """Whether somebody of the roster has a task, or leads its group."""
    found = _found(served, who, task)
    if found is None:
        return False
    group, key = found
    return who.member in find(group, key).assignees or is_led(served, who, group)


def _found(served: House, who: Principal, task: str) -> tuple[Group, str] | None:
    """The group of a task, where somebody of the roster may look for it."""
    try:
        return _group(served, who, task) if who.member else None
    except Refused:
        return None


def speaks_for(served: House, who: Principal, activation: str, member: str) -> None:
    """Refuse to say of somebody else that they are there, or give up, unless one leads them."""
    code = served.workflow.activations.community_of(activation)
    if who.can(WRITE, code):
        return
    if not who.member or who.activation not in ("", activation) or who.place != code:
        raise Refused("forbidden")
    if member == who.member:
        return
    streams = [UUID(hex=s) for s in served.store.refs(f"post:{activation}:{member}")]
    groups = served.store.get_many(Group, streams).values()
    if not any(is_led(served, who, g) for g in groups):
        raise Refused("forbidden")


def is_led(served: House, who: Principal, group: Group) -> bool:
    """Whether somebody leads a group that is at work."""
    if group.is_closed:
        return False
    post = group.posts.get(who.member)
    if post is not None and post.position in LEADS:
        return True
    return group.grid is not None and group.grid in grids_of(served, who)


def _group(served: House, who: Principal, task: str) -> tuple[Group, str]:
    """The group of a task, which lies where the caller may be."""
    stream, key = task_place(task)
    group = served.store.get(Group, stream)
    if group is None:
        raise NotFound("task", task)
    if group.community != who.place or who.activation not in ("", group.activation):
        raise Refused("forbidden")
    return group, key
