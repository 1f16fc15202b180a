"""History and assignments: what happened, and who was asked to do what, with names joined."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.catalogue import catalogue
from api.house import House
from api.reading.freshness import fresh
from domain.playbook import Playbook
from domain.record import Recorded
from projections.assignments import query
from projections.history import Entry, entry, prose

PAGE = 1000


def assignments(
    served: House,
    code: str,
    language: str,
    *,
    as_of: datetime | None,
    at_least: int | None,
    after: int,
    limit: int,
    **wanted: str | None,
) -> dict[str, Any]:
    """Intervals by position, with names; a page of them."""
    served.workflow.desk.community(code)
    fresh(served, "assignments", at_least)
    docs = served.views.load("assignments", code, wanted.get("member"))
    found = query(docs, as_of=as_of, **wanted)
    rest = [i for i in found if i["from_position"] > after]
    shown = rest[:limit]
    named = served.names.of(
        (i["member"] for i in shown), (i["reason"] for i in shown), language=language
    )
    items = [
        {**i, "name": named.name(i["member"]), "reason": named.text(i["reason"])} for i in shown
    ]
    return {"items": items, "next": shown[-1]["from_position"] if len(rest) > limit else None}
