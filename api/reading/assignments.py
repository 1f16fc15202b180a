"""Assignments: who was asked to do what, from when to when, with names joined."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.freshness import fresh
from projections.assignments import query


def assignments(
    served: House,
    code: str,
    language: str,
    *,
    as_of: int | None,
    at_least: int | None,
    after: str,
    limit: int,
    phones: bool,
    **wanted: str | None,
) -> dict[str, Any]:
    """Intervals in the order in which they began, with names; a page of them.

    ``after`` is a position, or with ``.n`` the n-th interval that began there; ``case`` may be a
    case's id or the reference by which people know it. As of a position: what was known then.
    Reasons, which may tell of somebody's health, are told only to whom ``phones`` are.
    """
    served.workflow.desk.community(code)
    fresh(served, "assignments", at_least)
    if wanted.get("case"):
        wanted["case"] = _case(served, code, str(wanted["case"]))
    docs = served.views.load("assignments", code, wanted.get("member"))
    shown, on = _page(query(docs, as_of=as_of, **wanted), after, limit)
    named = served.names.of(
        (id for i in shown for id in (i["member"], i["by"])),
        (i["reason"] for i in shown),
        actors=(i["by"] for i in shown),
        language=language,
        phones=phones,
    )
    items = [
        {
            **i,
            "by_name": named.name(i["by"]),
            "name": named.name(i["member"]),
            "reason": named.of_somebody(i["reason"]),
            "drill": served.drills.is_drill(i["activation"]),
        }
        for i in shown
    ]
    return {"items": items, "next": on}


def _page(
    found: list[dict[str, Any]], after: str, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """At most ``limit`` intervals, and where to go on: one fact may begin many."""
    position, _, count = after.partition(".")
    start, number = int(position), int(count) if count else None
    at_start = [i for i in found if i["from_position"] == start]
    rest = [] if number is None else at_start[number:]
    rest += [i for i in found if i["from_position"] > start]
    if len(rest) <= limit:
        return rest, None
    last = rest[limit - 1]["from_position"]
    earlier = number if number is not None and last == start else 0
    told = earlier + sum(i["from_position"] == last for i in rest[:limit])
    return rest[:limit], f"{last}.{told}"


def _case(served: House, code: str, asked: str) -> str:
    community = served.workflow.desk.community(code)
    if asked in community.cases:
        return asked
    texts = served.store.directory.text_ids(code, "case_ref", asked)
    return next((c.id for c in community.cases.values() if c.ref in texts), asked)
