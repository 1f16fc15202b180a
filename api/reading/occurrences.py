"""Occurrences with their tasks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.dues import phase_words
from api.house import House
from api.names import ERASED, Named
from api.numbering import Numbered, numbered
from api.reading.freshness import fresh
from api.reading.scanning import scan
from domain.playbook import Playbook, Words
from domain.refusal import NotFound
from projections.occurrences import TOPICS, Happening, TaskOfIt, fold
from projections.rows import MemoryRows

MANY = 2**31


def listed(
    served: House,
    code: str,
    activation: str,
    language: str,
    *,
    event: str | None,
    state: str | None,
    grid: str | None,
    as_of: int | None,
    at_least: int | None,
    after: int,
    limit: int,
    phones: bool,
) -> dict[str, Any]:
    """The occurrences of an activation in the order in which they were logged; a page of them.

    As of a position: as they stood then.
    """
    _known(served, code, activation)
    every = list(_documents(served, code, activation, as_of, at_least))
    found = [
        one
        for one in every
        if event in (None, one.event)
        and grid in (None, one.grid)
        and (state is None or (state == "closed") == (one.closed_at is not None))
    ]
    found = sorted((one for one in found if one.position > after), key=lambda one: one.position)
    shown = found[:limit]
    told = _Told(served, code, shown, language, phones, as_of, numbered(every))
    return {
        "items": [told.line(one) for one in shown],
        "next": shown[-1].position if len(found) > limit else None,
    }


def one(
    served: House,
    code: str,
    activation: str,
    id: str,
    language: str,
    *,
    as_of: int | None,
    at_least: int | None,
    phones: bool,
) -> dict[str, Any]:
    """One occurrence of an activation, or refused."""
    _known(served, code, activation)
    documents = list(_documents(served, code, activation, as_of, at_least))
    found = next((one for one in documents if one.id == id), None)
    if found is None:
        raise NotFound("occurrence", id)
    numbers = numbered(documents)
    return _Told(served, code, [found], language, phones, as_of, numbers).line(found)


def _known(served: House, code: str, activation: str) -> None:
    if activation not in served.workflow.desk.community(code).activations:
        raise NotFound("activation", activation)


def _documents(
    served: House, code: str, activation: str, as_of: int | None, at_least: int | None
) -> Iterable[Happening]:
    if as_of is None:
        fresh(served, "occurrences", at_least)
        return scan(served.views, "occurrences", code, f"{activation}/").values()
    rows = MemoryRows()
    for r in served.store.read(0, MANY, until=as_of, community=code, topics=TOPICS):
        fold(rows, r)
    return [doc for _, doc in rows.items(f"{activation}/")]


class _Told:
    """Occurrences told in one language, with the words of their plans and the names of people."""

    def __init__(
        self,
        served: House,
        code: str,
        shown: list[Happening],
        language: str,
        phones: bool,
        as_of: int | None,
        numbers: dict[str, Numbered],
    ) -> None:
        self._numbers = numbers
        self._plans, self._language = served.workflow.plans, language
        texts = [t for one in shown for t in (one.report, one.about, one.reason)]
        texts += [task.report for one in shown for task in one.tasks.values()]
        by = [one.by for one in shown]
        self._named: Named = served.names.of(
            texts=texts, actors=by, community=code, as_of=as_of, language=language, phones=phones
        )
        roster = served.workflow.desk.community(code).roster
        self._grids = {g.id: g.name for g in roster.grids.values()}
        self._whole = phones

    def line(self, one: Happening) -> dict[str, Any]:
        """An occurrence in words; whom it is about is told only to whom phones are."""
        plan, named = self._plans.known(one.digest), self._named
        event = plan.events.get(one.event) if plan else None
        about = named.text(one.about) if self._whole else None
        return {
            "id": one.id,
            "number": self._numbers[one.id].number,
            "activation": one.activation,
            "event": one.event,
            "name": self._words(event.name if event else None, one.event),
            "state": "closed" if one.closed_at else "open",
            "at": one.at,
            "logged_at": one.logged_at,
            "position": one.position,
            "by": one.by,
            "by_name": named.name(one.by),
            "grid": one.grid,
            "grid_name": self._grids.get(one.grid or ""),
            "building": one.building,
            "form": one.form,
            "report": named.text(one.report),
            "fields": named.fields(one.report),
            "about": about,
            "raised_by": one.raised_by,
            "drill": one.drill,
            "phases": [{"phase": phase, "at": at} for phase, at in one.phases.items()],
            "to_come": [p for p in (event.phases if event else ()) if p not in one.phases],
            "phase_names": self._phases((*one.phases, *(event.phases if event else ())), plan),
            "closed_at": one.closed_at,
            "cause": one.cause,
            "reason": named.text(one.reason),
            "tasks": [self._task(id, task, plan) for id, task in one.tasks.items()],
        }

    def _phases(self, phases: Iterable[str], plan: Playbook | None) -> dict[str, str]:
        return {p: phase_words(p, plan)[self._language] if plan else p for p in phases}

    def _task(self, id: str, task: TaskOfIt, plan: Playbook | None) -> dict[str, Any]:
        line = plan.task(task.key) if plan else None
        group = plan.group(task.group) if plan else None
        return {
            "id": id,
            "key": task.key,
            "title": self._words(line.title if line else None, task.key),
            "group": task.group,
            "group_name": self._words(group.name if group else None, task.group),
            "grid": task.grid,
            "state": task.state,
            "opened_at": task.opened_at,
            "due_at": task.due_at,
            "closed_at": task.closed_at,
            "overdue": task.overdue,
            "assignees": task.assignees,
            "names": {m: self._named.name(m) or ERASED[self._language] for m in task.assignees},
            "report": self._named.text(task.report),
            "report_owed": task.report_owed,
        }

    def _words(self, words: Words | None, id: str) -> str:
        return words[self._language] if words else id
