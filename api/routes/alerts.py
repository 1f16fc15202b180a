"""Alerts by hand."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.places import AlertLine, AlertRaised
from api.answers.shared import Made, Page
from api.auth.permissions import READ, START, WRITE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.models import ReasonBody
from api.reading import alerts as reading
from api.turning import AlertBody
from api.words import AfterId, Limit

router = APIRouter(prefix="/communities/{code}/alerts", tags=["cases"])


@router.get("", summary="Alerts", responses=answers(Page[AlertLine]))
def alerts(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Every alert that somebody raised, those that stand first."""
    who.require(READ, code)
    items = reading.listed(served, code, language)
    if after:
        ids = [i["id"] for i in items]
        items = items[ids.index(after) + 1 :] if after in ids else []
    return {"items": items[:limit], "next": items[limit - 1]["id"] if len(items) > limit else None}


@router.post(
    "", summary="Raise an alert", status_code=201, responses=answers(AlertRaised, 201, 200)
)
def raise_alert(
    code: str, body: AlertBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Put a grid, or the whole community, on alert. One that stands is told again."""
    who.require(START, code)
    answer = served.workflow.alerts.raise_alert(code, body.grid, body.reason, terms)
    return answered(answer, response)


@router.post("/{id}/lift", summary="Lift an alert", responses=answers(Made))
def lift(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
    body: ReasonBody | None = None,
) -> dict[str, Any]:
    """End an alert. Repeated, it changes nothing."""
    who.require(WRITE, code)
    reason = body.reason if body else None
    return answered(served.workflow.alerts.lift(code, id, reason, terms), response)
