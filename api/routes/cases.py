"""Cases."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.places import CaseReported
from api.auth.permissions import WRITE
from api.doors import HouseDep, Terms, Who, answered
from api.models import CaseBody

router = APIRouter(prefix="/communities/{code}/cases", tags=["cases"])


@router.post(
    "", summary="Report a case", status_code=201, responses=answers(CaseReported, 201, 200)
)
def report(
    code: str, body: CaseBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Record a case: its grid goes to alert mode. The same reference is the same case."""
    who.require(WRITE, code)
    answer = served.workflow.cases.report(
        code, grid=body.grid, ref=body.ref, reported_at=body.reported_at, caller=terms
    )
    return answered(answer, response)
