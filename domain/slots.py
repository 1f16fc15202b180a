"""Who is asked for a slot, and whether enough people have taken it up."""

from __future__ import annotations

from domain.group import Group, OpenTask
from domain.playbook import Task


def asked(group: Group, line: Task) -> tuple[str, ...]:
    """Who is asked for a task that a line opens.

    Slots are given out in turn: whoever was never asked comes first, then whoever was asked
    longest ago, so nobody has two in a row unless there are too few people; members before
    deputies before leads. For slots that people sign up to themselves nobody is asked.
    """
    if not line.places:
        return group.answerable
    if line.rota == "open":
        return ()
    order = sorted(
        group.posts, key=lambda m: (group.asked.get(m, 0), _LAST[group.posts[m].position])
    )
    return tuple(order[: line.places])


_LAST = {"member": 0, "deputy": 1, "lead": 2}


def missing(task: OpenTask) -> int:
    """How many people a slot still needs."""
    return max(task.places - len(task.taken), 0)
