"""Tasks of occurrences told apart: which occurrence each answers, its number, its building, and
what was told of it to whoever may read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from api.house import House
from api.names import Named
from api.numbering import Numbered, named, numbered, numbered_in, where
from api.reading.freshness import fresh
from api.reading.scanning import scan
from domain.playbook import Playbook
from projections.occurrences import Happening

Plan = Callable[[str], Playbook | None]
_DONE = ("completed", "cancelled")


def happenings(
    served: House, code: str, activations: Iterable[str], as_of: int | None = None
) -> dict[str, Numbered]:
    """The numbered occurrences of some activations, as they stand or as of a position."""
    if as_of is not None:
        return numbered_in(served.store, code, as_of)
    fresh(served, "occurrences")
    found: dict[str, Numbered] = {}
    for activation in activations:
        docs = scan(served.views, "occurrences", code, f"{activation}/").values()
        found |= numbered(doc for doc in docs if isinstance(doc, Happening))
    return found


def tasks_of(shown: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every task of a board, those that come after an end too."""
    for activation in shown["activations"]:
        for group in activation["groups"]:
            yield from group["tasks"]
    for ended in shown["aftermath"]:
        yield from ended["tasks"]


def answered(
    served: House, code: str, shown: dict[str, Any], position: int | None
) -> dict[str, Numbered]:
    """The occurrences that tasks answer; none are looked up where none is answered."""
    if not any(t["occurrence"] for t in tasks_of(shown)):
        return {}
    running = [a["id"] for a in shown["activations"]]
    return happenings(
        served, code, [*running, *(a["activation"] for a in shown["aftermath"])], position
    )


def texts_of(
    tasks: Iterable[dict[str, Any]], known: dict[str, Numbered], *, full: bool = False
) -> list[str]:
    """The directory texts of what was told of the occurrences that some tasks answer.

    As ``apart`` tells it; of tasks that are done it is told only in full.
    """
    wanted = {t["occurrence"] for t in tasks if full or _is_open(t)}
    found = [known[id] for id in wanted if id in known]
    more = [text for one in found for text in one.more] if full else []
    return [one.report for one in found if one.report] + more


def _is_open(task: dict[str, Any]) -> bool:
    return task["state"] not in _DONE or bool(task["report_owed"])


def tell_apart(
    shown: dict[str, Any],
    plan: Plan,
    known: dict[str, Numbered],
    named: Named,
    *,
    full: bool = False,
) -> None:
    """Say of every task what tells it apart."""
    for activation in shown["activations"]:
        pinned = plan(activation["digest"])
        for group in activation["groups"]:
            for t in group["tasks"]:
                t.update(apart(t, known, pinned, named, full=full))
    for ended in shown["aftermath"]:
        for t in ended["tasks"]:
            t.update(apart(t, known, plan(t.pop("digest")), named, full=full))


def apart(
    task: dict[str, Any],
    known: dict[str, Numbered],
    plan: Playbook | None,
    names: Named,
    *,
    full: bool = False,
) -> dict[str, Any]:
    """What a task says of its occurrence, and where it is to be done.

    In ``full`` field by field, and with what the task's own form begins with.
    """
    one = known.get(task["occurrence"] or "")
    told = None if task["occurrence"] is None else {"id": task["occurrence"]}
    if told is not None:
        told |= _told(one, plan, names)
        said = one.report if one is not None and (full or _is_open(task)) else None
        told |= {"told": names.text(said), "guarded": names.is_guarded(said)}
        if full:
            told |= {"fields": names.fields(said), "given": _given(one, task, plan, names)}
    return {"occurrence": told, "where": where(one, task["building"], plan, names.language)}


def _told(one: Numbered | None, plan: Playbook | None, names: Named) -> dict[str, Any]:
    """Whom it is about is told only to those who may read it."""
    if one is None:
        fields = ("event", "name", "number", "about", "building", "grid")
        return dict.fromkeys(fields)
    about = names.text(one.about) if names.phones or one.about is None else names.reader.withheld
    return {
        "event": one.event,
        "name": named(one, plan, names.language),
        "number": one.number,
        "about": about,
        "building": one.building,
        "grid": one.grid,
    }


def _given(
    one: Numbered | None, task: dict[str, Any], plan: Playbook | None, names: Named
) -> dict[str, Any] | None:
    """What is known already of the form on which a task reports: nobody writes it twice.

    What was told of its occurrence on the same form, then what its other tasks added to it; each
    of a series is a report of its own.
    """
    paper = plan.papers.get(task["form"] or "") if plan else None
    line = plan.task(task["key"]) if plan else None
    if one is None or paper is None or one.form != paper.id:
        return None
    if line is None or line.due.kind not in ("event", "phase"):
        return None
    if names.is_guarded(one.report) and not names.phones:
        return None
    asked = {field.id for field in paper.fields}
    rows = (row for text in (one.report, *one.more) for row in names.fields(text) or ())
    event = plan.events.get(one.event) if plan else None
    begins = dict(event.given) if event else {}
    return begins | {row["id"]: row["value"] for row in rows if row["id"] in asked} or None
