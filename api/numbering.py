"""What tells occurrences apart: a running number in their activation, in the order of the log.

So that everybody can say 诉求3号. Nothing is kept of it: the log has the order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from api.catalogue import catalogue, words
from domain.facts.occurrence import OccurrenceLogged
from domain.playbook import Playbook
from engine.store import Store
from projections.occurrences import Happening

MANY = 2**31


class Numbered(NamedTuple):
    """An occurrence with its number; ``about`` and ``report`` are directory texts.

    ``more`` are the reports that its tasks handed in on its form, in the order of their doing.
    """

    id: str
    number: int
    event: str
    grid: str | None
    building: int | None
    about: str | None
    form: str | None = None
    report: str | None = None
    more: tuple[str, ...] = ()


def numbered(happenings: Iterable[Happening]) -> dict[str, Numbered]:
    """The occurrences of one activation by id; all of them have to be told."""
    inorder = sorted(happenings, key=lambda one: one.position)
    return {
        one.id: _numbered(one.id, number, one)._replace(more=_more(one))
        for number, one in enumerate(inorder, 1)
    }


def _numbered(id: str, number: int, told: Happening | OccurrenceLogged) -> Numbered:
    place = (told.event, told.grid, told.building, told.about)
    return Numbered(id, number, *place, told.form, told.report)


def _more(one: Happening) -> tuple[str, ...]:
    done = [
        (task.closed_at, task.report)
        for task in one.tasks.values()
        if task.closed_at and task.report and task.form == one.form
    ]
    return tuple(report for _, report in sorted(done))


def numbered_in(store: Store, community: str, until: int | None = None) -> dict[str, Numbered]:
    """The occurrences of every activation of a community by id, as the log up to then has them."""
    topics = (OccurrenceLogged.TOPIC,)
    found: dict[str, Numbered] = {}
    counts: dict[str, int] = {}
    for r in store.read(0, MANY, until=until, community=community, topics=topics):
        f = r.fact
        if isinstance(f, OccurrenceLogged):
            number = counts[f.activation] = counts.get(f.activation, 0) + 1
            found[f.occurrence] = _numbered(f.occurrence, number, f)
    return found


def where(
    one: Numbered | None, building: int | None, plan: Playbook | None, language: str
) -> str | None:
    """What tells a task apart from others of its line: 诉求·3号，5号楼; ``None`` for nothing."""
    return joined(None if one is None else named(one, plan, language), building, language)


def joined(occurrence: str | None, building: int | None, language: str) -> str | None:
    """An occurrence in words and a building, as far as there are such."""
    told = [] if occurrence is None else [occurrence]
    if building is not None:
        told.append(_say("building", language, building=building))
    return _say("comma", language).join(told) or None


def named(one: Numbered, plan: Playbook | None, language: str) -> str:
    """An occurrence by its event and its number."""
    event = plan.events.get(one.event) if plan else None
    return called(event.name[language] if event else one.event, one.number, language)


def called(event: str, number: int, language: str) -> str:
    """The same, the event being in words already."""
    return _say("occurrence", language, event=event, number=number)


def _say(code: str, language: str, **params: Any) -> str:
    return words(catalogue("where")[code], params)[language]
