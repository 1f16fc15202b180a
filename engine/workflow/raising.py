"""What a report brings about that its task did not before: handed in again, it says more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from domain.facts.group import TaskCompleted, TaskReported
from domain.ids import raised_id, task_place
from domain.outcomes import Decided, Raised, decided
from engine.workflow.ground import Ground
from engine.workflow.reports import Kept, decoded, values_of


def not_yet(ground: Ground, task: str, told: Sequence[Raised]) -> Iterator[tuple[Raised, str]]:
    """What is to be raised, with the id of each.

    An event for the whole report occurs once for its task, one for each row once for every row
    that says something else.
    """
    before: dict[str, list[dict[str, Any]]] = {}
    counted: dict[str, int] = defaultdict(int)
    for one in told:
        event = one.event.id
        if event not in before:
            before[event] = _before(ground, task, event)
            counted[event] = len(before[event])
        known = before[event]
        if one.of_row and one.values in known:
            known.remove(one.values)
        elif one.of_row or not counted[event]:
            yield one, raised_id(task, event, counted[event])
            counted[event] += 1


def _before(ground: Ground, task: str, event: str) -> list[dict[str, Any]]:
    """What each occurrence of the event said that the task raised before, in order."""
    found: list[dict[str, Any]] = []
    while (known := ground.occurrence(raised_id(task, event, len(found)))) is not None:
        found.append(values_of(ground.desk, known.report))
    return found


def not_decided(ground: Ground, task: str, told: Sequence[Decided]) -> Iterator[Decided]:
    """The decisions to become tasks: each row that says something else than any row before it."""
    before: Counter[Decided] = Counter()
    for kept in _reported(ground, task) if told else ():
        plan = ground.desk.plans.known(kept.edition)
        form = plan.papers.get(kept.form) if plan else None
        if plan is not None and form is not None:
            # a report repeats what the one before it said: the most of either count
            before |= Counter(map(_said, decided(form, kept.values, plan.timezone)))
    for one in told:
        if before[_said(one)]:
            before[_said(one)] -= 1
        else:
            yield one


def _said(one: Decided) -> Decided:
    return msgspec.structs.replace(one, path="")


def _reported(ground: Ground, task: str) -> list[Kept]:
    """Each report on a form that was handed in on the task before."""
    topics = (TaskCompleted.TOPIC, TaskReported.TOPIC)
    facts = ground.desk.store.read(0, 2**31, streams=[task_place(task)[0]], topics=topics)
    ids = [
        r.fact.report
        for r in facts
        if isinstance(r.fact, TaskCompleted | TaskReported) and r.fact.task == task
    ]
    texts = ground.desk.store.directory.texts(id for id in ids if id)
    kept = (decoded(texts[id]) for id in ids if id in texts)
    return [one for one in kept if one is not None]
