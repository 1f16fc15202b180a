"""Communities in short, one row each, with mode and readiness."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.freshness import fresh
from api.reading.readiness import assessed, shown
from api.reading.rosters import document
from domain.community import Request
from domain.readiness import Readiness
from domain.refusal import NotFound
from domain.roster import Roster
from engine.workflow.two_persons import WITHIN
from projections.board import COMMUNITY, GRIDS, Community, activation_key
from projections.presenting import present_grids
from projections.roster import ROSTER, RosterDoc
from projections.rows import MemoryRows

PAGE = 1000


def under(served: House, place: str) -> list[str]:
    """Codes of the communities in a place, in order."""
    fresh(served, "board")
    codes: list[str] = []
    after = ""
    while found := served.views.load_summaries(place, after, PAGE):
        codes.extend(code for code, _ in found if len(code) == 12)
        after = found[-1][0]
    return codes


def listed(
    served: House, place: str, after: str, limit: int, language: str
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the communities in a place, and the code to go on after."""
    fresh(served, "board")
    fresh(served, "roster")
    found = served.views.load_summaries(place, after, limit + 1)
    items = [_item(served, code, doc, language) for code, doc in found[:limit] if len(code) == 12]
    return items, found[limit - 1][0] if len(found) > limit else None


def one(served: House, code: str, language: str) -> dict[str, Any]:
    """One community in short, or refused."""
    fresh(served, "board")
    fresh(served, "roster")
    doc: Community | None = served.views.get("board", code, COMMUNITY)
    if doc is None:
        raise NotFound("community", code)
    keys = [GRIDS, *(activation_key(a) for a in doc.activations)]
    docs = {key: served.views.get("board", code, key) for key in keys}
    rows = MemoryRows({COMMUNITY: doc, **{k: d for k, d in docs.items() if d is not None}})
    asked = served.workflow.desk.community(code).asked.values()
    modes = [{k: g[k] for k in ("id", "name", "mode")} for g in present_grids(rows)]
    waiting = [_waiting(r) for r in asked if served.clock() - r.at <= WITHIN]
    return {**_item(served, code, doc, language), "modes": modes, "pending": waiting}


def _waiting(request: Request) -> dict[str, Any]:
    return {
        "act": request.act,
        "activation": request.activation,
        "asked_by": request.asker,
        "asked_at": request.at,
    }


def _item(served: House, code: str, doc: Community, language: str) -> dict[str, Any]:
    found: RosterDoc | None = served.views.get("roster", code, ROSTER)
    readiness = assessed(served, found.roster if found else Roster())
    return {
        "code": code,
        "name": doc.name,
        "mode": doc.mode,
        "readiness": {"score": readiness.score, "band": _band(readiness, language)},
        "street": doc.street,
        "county": doc.county,
        "city": doc.city,
        "province": doc.province,
        "grids": len(found.roster.grids) if found else 0,
        "members": len(found.roster.members) if found else 0,
        "activations": len(doc.activations) - len(doc.drills),
        "drills": len(doc.drills),
        "asked": doc.members,
        "mustered": doc.mustered,
        "vacant": doc.vacant,
        "tasks": doc.tasks,
        "overdue": doc.overdue,
        "position": doc.position,
    }


def readiness(served: House, code: str, language: str) -> dict[str, Any]:
    """The score, each check with what is missing where, and what to do next."""
    return shown(served, document(served, code).roster, language)


def _band(found: Readiness, language: str) -> dict[str, str]:
    return {"id": found.band.id, "name": found.band.name[language]}
