"""Cases."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.places import CaseLine, CaseReported
from api.answers.shared import Page
from api.auth.permissions import READ, START
from api.doors import HouseDep, Language, Terms, Who, answered
from api.models import CaseBody
from api.reading import cases as reading
from api.words import AfterId, Limit

router = APIRouter(prefix="/communities/{code}/cases", tags=["cases"])


@router.get("", summary="Cases", responses=answers(Page[CaseLine]))
def cases(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Every case of the community, the open ones first."""
    who.require(READ, code)
    items = reading.listed(served, code, language)
    if after:
        ids = [i["id"] for i in items]
        items = items[ids.index(after) + 1 :] if after in ids else []
    return {"items": items[:limit], "next": items[limit - 1]["id"] if len(items) > limit else None}


@router.post(
    "", summary="Report a case", status_code=201, responses=answers(CaseReported, 201, 200)
)
def report(
    code: str, body: CaseBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Record a case: its grid goes to alert mode. The same reference is the same case."""
    who.require(START, code)
    answer = served.workflow.cases.report(
        code, grid=body.grid, ref=body.ref, reported_at=body.reported_at, caller=terms
    )
    return answered(answer, response)
