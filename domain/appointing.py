"""Appointing: a group that is at work gets somebody whom the table did not give it."""

from __future__ import annotations

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id
from domain.refusal import Refused
from domain.staffing import RANK

#: on what the post of somebody rests who was named while the group was at work
APPOINTED = "appointed"


def appoint(
    group: Group, member: str, position: str, reason: str | None = None, *, is_there: bool = False
) -> list[Fact]:
    """A person has a post from now on; nothing when they have that one or a higher one.

    What nobody has yet goes to them if nobody answered for the group before. ``is_there`` says
    that they are at a post of the activation already: muster is per person. Refused where
    somebody leads and another is to: that post is handed over.
    """
    theirs, lead = group.posts.get(member), group.holder("lead")
    if group.is_closed or (theirs is not None and RANK[theirs.position] <= RANK[position]):
        return []
    if position == "lead" and lead is not None:
        raise Refused("group_has_lead", field="position", member=lead)
    place = (group.activation, group.group, group.grid)
    named: list[Fact] = [facts.MemberAssigned(*place, member, position, APPOINTED, reason)]
    if theirs is None and is_there:
        named.append(facts.MemberMustered(*place, member))
    if position != "member" and not group.answerable:
        named += [
            facts.TaskAssigned(*place, task_id(group.id, key), (member,), APPOINTED)
            for key, task in group.tasks.items()
            if not task.assignees and not task.places and not task.is_closed
        ]
    return named
