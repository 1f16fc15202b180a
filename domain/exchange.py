"""Exchanging: a task or shift goes to a colleague who agreed, alone or for one of theirs.

Whoever has it asks, the colleague answers. Nobody is ordered, and nobody is asked whom the group
does not know. A shift that somebody was asked for and has not taken up is free for a colleague to
take in their place; one that they have taken up only whoever decides gives to another.
"""

from __future__ import annotations

from datetime import datetime

from domain.acting import Act, closed, find, place_of, running
from domain.at_work import Offer, OpenTask
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id
from domain.refusal import Refused

#: how an asking ends; ``gone`` when the colleague left before they answered
AGREED, DECLINED, WITHDRAWN, GONE = "agreed", "declined", "withdrawn", "gone"
#: why somebody else has a task since
HANDED, SWAPPED, RELIEF = "agreed", "swapped", "relief"


def standing(group: Group, key: str) -> list[Offer]:
    """Who of those who have a task ask whom to take it over, and may still be answered."""
    task = group.tasks[key]
    if task.is_closed:
        return []
    return [o for o in task.offers.values() if o.colleague in group.posts]


def offer(group: Group, key: str, act: Act) -> list[Fact]:
    """Ask ``to`` to take the task over, or to give the one of ``swap`` for it.

    Asking somebody else withdraws what was asked before.
    """
    task = _open(group, key, act.at)
    if act.member is None:
        raise Refused("field_missing", field="for")
    if act.to is None:
        raise Refused("field_missing", field="to")
    wanted = Offer(act.member, act.to, act.swap)
    if act.member not in task.assignees:
        raise Refused("exchange_not_theirs", task=task_id(group.id, key))
    if act.to == act.member or act.to not in group.posts or act.to in task.assignees:
        raise Refused("exchange_with_nobody", field="to")
    if act.swap is not None:
        _other(group, wanted, act.at)
    before = task.offers.get(act.member)
    if before == wanted:
        return []
    asked = facts.ExchangeAsked(*place_of(group, key), act.member, act.to, act.swap, act.reason)
    return [*([_ended(group, key, before, WITHDRAWN)] if before else []), asked]


def take_over(group: Group, key: str, act: Act) -> list[Fact]:
    """The colleague agrees: the task is theirs, and the one for which they swap the other's."""
    task = _open(group, key, act.at)
    asked = _asked(group, key, act)
    if asked is None:
        if act.member in task.assignees:
            return []
        raise Refused("exchange_over", task=task_id(group.id, key))
    cause, other = (HANDED, None) if asked.swap is None else (SWAPPED, _other(group, asked, act.at))
    agreed = [_ended(group, key, asked, AGREED)]
    agreed += _goes(group, key, asked.member, asked.colleague, cause, act.unmet)
    if other is not None:
        agreed += _goes(group, other, asked.colleague, asked.member, cause)
    return agreed


def turn_down(group: Group, key: str, act: Act) -> list[Fact]:
    """The colleague does not; the task stays with whoever asked."""
    find(group, key)
    asked = _asked(group, key, act)
    return [_ended(group, key, asked, DECLINED)] if asked is not None else []


def withdraw(group: Group, key: str, act: Act) -> list[Fact]:
    """Whoever asked does not any more."""
    asked = find(group, key).offers.get(act.member or "")
    return [_ended(group, key, asked, WITHDRAWN)] if asked is not None else []


def forsaken(group: Group, colleague: str) -> list[Fact]:
    """What is asked of a colleague who leaves the group: nobody is left to answer it."""
    return [
        _ended(group, key, asked, GONE)
        for key in group.tasks
        for asked in standing(group, key)
        if asked.colleague == colleague and not group.has_left(key)
    ]


def relieve(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the place of ``relieves`` on a shift: it is theirs no more. Repeated: nothing."""
    task, place = _open(group, key, act.at), place_of(group, key)
    if act.member is None:
        raise Refused("field_missing", field="for")
    if act.member in task.taken:
        return []
    if act.relieves not in task.assignees:
        raise Refused("relief_over", task=task_id(group.id, key))
    if not task.places or act.member in task.assignees:
        raise Refused("relief_impossible", field="relieves")
    if act.relieves in task.taken and not act.decides:
        raise Refused("relief_unasked", task=task_id(group.id, key))
    stay = tuple(m for m in task.assignees if m != act.relieves)
    return [
        facts.TaskAssigned(*place, (*stay, act.member), RELIEF, relieved=act.relieves),
        facts.TaskAccepted(*place, act.member, act.unmet),
    ]


def _open(group: Group, key: str, at: datetime) -> OpenTask:
    """A task that may still go to somebody else: not closed, and no shift that is over."""
    task = running(group, key)
    if task.is_closed:
        raise closed(group, key)
    if task.places and task.due_at is not None and task.due_at <= at:
        raise Refused("shift_over", task=task_id(group.id, key))
    return task


def _asked(group: Group, key: str, act: Act) -> Offer | None:
    """What a colleague was asked, by ``to`` where several people ask."""
    theirs = (o for o in standing(group, key) if o.colleague == act.member)
    return next((o for o in theirs if act.to in (None, o.member)), None)


def _other(group: Group, asked: Offer, at: datetime) -> str:
    """The key of the shift for which one is given; refused where it cannot be had."""
    stream, _, key = (asked.swap or "").partition(".")
    task = group.tasks.get(key) if stream == group.id.hex else None
    theirs = task is not None and asked.colleague in task.assignees
    if task is None or not theirs or asked.member in task.assignees or task.is_closed:
        raise Refused("swap_impossible", field="swap")
    if task.starts_at is None or task.starts_at <= at:
        raise Refused("swap_impossible", field="swap")
    return key


def _goes(
    group: Group, key: str, giver: str, taker: str, cause: str, unmet: tuple[str, ...] = ()
) -> list[Fact]:
    """A task goes from one to another, who has taken it up by agreeing."""
    task, place = group.tasks[key], place_of(group, key)
    stay = tuple(m for m in task.assignees if m not in (giver, taker))
    given: list[Fact] = [facts.TaskAssigned(*place, (*stay, taker), cause)]
    if task.shown_state == "open" or (task.places and not task.locked):
        given.append(facts.TaskAccepted(*place, taker, unmet))
    return given


def _ended(group: Group, key: str, asked: Offer, cause: str) -> Fact:
    return facts.ExchangeClosed(*place_of(group, key), asked.member, asked.colleague, cause)
