"""Tasks of occurrences told apart: which occurrence each answers, its number, its building."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from api.house import House
from api.names import Named
from api.numbering import Numbered, named, numbered, numbered_in, where
from api.reading.freshness import fresh
from api.reading.scanning import scan
from domain.playbook import Playbook
from projections.occurrences import Happening

Plan = Callable[[str], Playbook | None]


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


def apart(
    task: dict[str, Any], known: dict[str, Numbered], plan: Playbook | None, names: Named
) -> dict[str, Any]:
    """What a task says of its occurrence, and where it is to be done."""
    one = known.get(task["occurrence"] or "")
    told = None if task["occurrence"] is None else {"id": task["occurrence"]}
    if told is not None:
        told |= _told(one, plan, names)
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
