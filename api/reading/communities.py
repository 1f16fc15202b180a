"""Communities in short, one row each, with mode and readiness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.house import House
from api.reading.freshness import fresh
from api.reading.readiness import shown
from api.reading.rosters import document
from api.reading.scores import Score
from domain.community import Request
from domain.practice import is_practice
from domain.refusal import NotFound
from engine.workflow.two_persons import WITHIN
from projections.board import COMMUNITY, DRILLS, GRIDS, Community, activation_key
from projections.presenting import present_grids
from projections.rows import MemoryRows

PAGE = 1000


def under(served: House, place: str) -> list[str]:
    """Codes of the communities in a place, in order."""
    fresh(served, "board")
    codes: list[str] = []
    after = ""
    while found := served.views.load_summaries(place, after, PAGE):
        codes.extend(code for code, _ in found if _counts(code))
        after = found[-1][0]
    return codes


def listed(
    served: House, place: str, after: str, limit: int, language: str, *, q: str = ""
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the communities in a place, and the code to go on after.

    With ``q`` only those of which every word stands in the name, the street, the county or the
    code.
    """
    fresh(served, "board")
    fresh(served, "roster")
    found = summaries(served, place, after, limit + 1, q.casefold().split())
    page = found[:limit]
    scores = served.scores.of(served, [code for code, _ in page])
    drilled = _drilled(served, page)
    items = [_item(code, doc, scores[code], drilled.get(code), language) for code, doc in page]
    return items, page[-1][0] if len(found) > limit else None


def summaries(
    served: House, place: str, after: str, most: int, words: Sequence[str] = ()
) -> list[tuple[str, Community]]:
    """The board's rows of communities in a place after a code, with every one of some words."""
    found: list[tuple[str, Community]] = []
    while len(found) < most and (
        some := served.views.load_summaries(place, after, PAGE if words else most)
    ):
        found += [(code, doc) for code, doc in some if _counts(code) and _has(doc, words)]
        after = some[-1][0]
    return found[:most]


def name_of(served: House, code: str) -> str | None:
    """A community's name, if the board knows it."""
    doc: Community | None = served.views.get("board", code, COMMUNITY)
    return doc.name if doc is not None else None


def area_name(served: House, place: str) -> str | None:
    """What a province, city, county, street or community is called, by its first community."""
    found = served.views.load_summaries(place, "", 1)
    if not found:
        return None
    tiers = {2: "province", 4: "city", 6: "county", 9: "street", 12: "name"}
    tier = tiers.get(len(place))
    return getattr(found[0][1], tier) or None if tier else None


def _counts(code: str) -> bool:
    """Whether it is a community, and not one to practise in."""
    return len(code) == 12 and not is_practice(code)


def _has(doc: Community, words: Sequence[str]) -> bool:
    told = f"{doc.name} {doc.street} {doc.county} {doc.code}".casefold()
    return all(word in told for word in words)


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
    modes = [{k: g[k] for k in ("id", "name", "kind", "mode")} for g in present_grids(rows)]
    waiting = [_waiting(r) for r in asked if served.clock() - r.at <= WITHIN]
    score = served.scores.of(served, [code])[code]
    drilled = _drilled(served, [(code, doc)]).get(code)
    return {**_item(code, doc, score, drilled, language), "modes": modes, "pending": waiting}


def _waiting(request: Request) -> dict[str, Any]:
    return {
        "act": request.act,
        "activation": request.activation,
        "asked_by": request.asker,
        "asked_at": request.at,
    }


def _drilled(served: House, page: Sequence[tuple[str, Community]]) -> dict[str, Community]:
    """The totals of drills, by community: of those in which one runs."""
    codes = [code for code, doc in page if doc.drills]
    decode = served.views.view("board").decode
    return {code: decode(blob) for code, blob in served.views.blobs("board", DRILLS, codes).items()}


def _item(
    code: str, doc: Community, score: Score, drilled: Community | None, language: str
) -> dict[str, Any]:
    band = {"id": score.band.id, "name": score.band.name[language]}
    return {
        "code": code,
        "name": doc.name,
        "mode": doc.mode,
        "readiness": {"score": score.score, "band": band},
        "street": doc.street,
        "county": doc.county,
        "city": doc.city,
        "province": doc.province,
        "grids": score.grids,
        "members": score.members,
        "activations": len(doc.activations) - len(doc.drills),
        "drills": len(doc.drills),
        **_figures(doc),
        "drilled": _figures(drilled) if drilled is not None else None,
        "position": doc.position,
    }


def _figures(totals: Community) -> dict[str, Any]:
    return {
        "asked": totals.members,
        "mustered": totals.mustered,
        "vacant": totals.vacant,
        "tasks": totals.tasks,
        "overdue": totals.overdue,
    }


def readiness(served: House, code: str, language: str) -> dict[str, Any]:
    """The score, each check with what is missing where, and what to do next."""
    return shown(served, document(served, code).roster, language)
