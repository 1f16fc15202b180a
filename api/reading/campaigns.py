"""Campaigns for people: what was asked of an area, by whom, how far it got, and why not further."""

from __future__ import annotations

from typing import Any

from api.auth.permissions import prefix
from api.catalogue import catalogue, words
from api.house import House
from api.reading import communities
from api.reading.freshness import fresh
from domain.refusal import NotFound, Refused
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.tallies import Tally

#: communities that are named of each kind of failure
SOME = 20


def listed(
    served: House, place: str, after: str, limit: int, language: str
) -> tuple[list[dict[str, Any]], str | None]:
    """Campaigns over a place or something in it, the latest first; a page after an id."""
    tallies = [served.tallies.of(id) for id in served.tallies.under(place)]
    tallies.sort(key=lambda t: (t.at, t.started.campaign), reverse=True)
    ids = [t.started.campaign for t in tallies]
    begin = ids.index(after) + 1 if after in ids else 0
    page = tallies[begin : begin + limit]
    more = len(tallies) > begin + limit
    return _lines(served, page, language), page[-1].started.campaign if more else None


def one(served: House, id: str, language: str) -> dict[str, Any]:
    """One campaign in figures, its failures by why, with some of the communities of each."""
    tally = served.tallies.of(id)
    (line,) = _lines(served, [tally], language)
    failures, keeping = _by_reason(served, tally.failed), _by_reason(served, tally.kept)
    return {**line, "failures": failures, "keeping": keeping}


def _by_reason(served: House, refused: dict[str, str]) -> list[dict[str, Any]]:
    """Refusals by their code, the most frequent first, with some of the communities of each."""
    by_code: dict[str, list[str]] = {}
    for community, code in refused.items():
        by_code.setdefault(code, []).append(community)
    refusals = catalogue("refusals")
    named = _names(served, [c for codes in by_code.values() for c in codes[:SOME]])
    return [
        {
            "code": code,
            "count": len(codes),
            "message": words(refusals.get(code, refusals["internal_error"]), {}),
            "some": [{"code": c, "name": named.get(c, c)} for c in codes[:SOME]],
        }
        for code, codes in sorted(by_code.items(), key=lambda pair: -len(pair[1]))
    ]


def _names(served: House, codes: list[str]) -> dict[str, str]:
    return {code: communities.name_of(served, code) or code for code in codes}


def _lines(served: House, tallies: list[Tally], language: str) -> list[dict[str, Any]]:
    said = [t.started for t in tallies] + [t.ending for t in tallies if t.ending]
    texts = [text for s in said for text in (s.reason, getattr(s, "authority", None))]
    actors = [actor for t in tallies for actor in (t.by, t.ended_by)]
    named = served.names.of(texts=texts, actors=actors, language=language)
    return [
        {
            "id": t.started.campaign,
            "area": t.started.area,
            "area_name": communities.area_name(served, prefix(t.started.area)),
            "playbook": t.started.playbook,
            "title": _title(served, t.started.playbook, language),
            "state": t.state,
            "drill": t.started.drill,
            "reason": named.text(t.started.reason),
            "authority": named.text(t.started.authority),
            "started_at": t.at,
            "turned_at": t.turned_at,
            "by": t.by,
            "by_name": named.name(t.by),
            "total": t.total,
            "activated": t.activated,
            "already": t.already,
            "failed": len(t.failed),
            "waiting": t.waiting,
            "ending": t.ending is not None,
            "undo": t.ending is not None and t.ending.undo,
            "ended_at": t.ended_at,
            "ended_by": t.ended_by,
            "ended_by_name": named.name(t.ended_by),
            "ended_because": named.text(t.ending.reason) if t.ending else None,
            "ended": t.ended,
            "undone": t.undone,
            "kept": len(t.kept),
        }
        for t in tallies
    ]


def _title(served: House, playbook: str, language: str) -> str:
    try:
        return served.workflow.plans.latest(playbook).title[language]
    except NotFound:
        return playbook


def foreseen(
    served: House, place: str, asked: Asked, caller: Caller, after: str, limit: int
) -> dict[str, Any]:
    """What the click would do in each community of a page, decided in full and not saved."""
    fresh(served, "board")
    plan = served.workflow.plans.latest(asked.playbook)
    codes = communities.summaries(served, place, after, limit + 1)
    items = [
        {"community": code, "name": doc.name, **_foreseen(served, code, asked, caller)}
        for code, doc in codes[:limit]
    ]
    more = len(codes) > limit
    return {
        "title": plan.title,
        "total": len(communities.under(served, place)) if not after else None,
        "items": items,
        "next": items[-1]["community"] if more else None,
    }


def _foreseen(served: House, code: str, asked: Asked, caller: Caller) -> dict[str, Any]:
    try:
        body = served.workflow.activations.preview(code, asked, caller).body
    except Refused as refused:
        entry = catalogue("refusals").get(refused.code, catalogue("refusals")["internal_error"])
        why = words(entry, {"field": refused.field or "", **refused.params})
        return {"summary": None, "already": False, "refused": refused.code, "message": why}
    grids, already = body["grids"], body["already"]
    return {
        "summary": body["summary"],
        "already": bool(already) and set(grids) <= set(already),
        "refused": None,
        "message": None,
    }
