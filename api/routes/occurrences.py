"""What happens while an activation runs: log it, look at it, close it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Response

from api.answers import answers
from api.answers.occurrences import Occurrence, OccurrenceClosed, OccurrenceLogged
from api.answers.shared import Numbered
from api.auth.permissions import READ, WRITE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.models import OccurrenceBody, ReasonBody
from api.reading import boards, occurrences
from api.words import After, Limit, Moment, Position, Wanted
from engine.workflow.occurrences import Happened

router = APIRouter(prefix="/communities/{code}/activations/{id}/occurrences", tags=["occurrences"])
State = Annotated[Literal["open", "closed"] | None, Query()]


@router.post(
    "",
    summary="Something happened",
    status_code=201,
    responses=answers(OccurrenceLogged, 201),
)
def log(
    code: str,
    id: str,
    body: OccurrenceBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Log an event that the playbook lists; what it answers opens in the same save."""
    who.require(WRITE, code)
    terms = msgspec.structs.replace(terms, occurred_at=body.occurred_at)
    happened = Happened(
        event=body.event,
        grid=body.grid,
        building=body.building,
        report=body.report,
        about=body.about,
        forecasts=dict(body.forecasts),
    )
    return answered(served.workflow.occurrences.log(code, id, happened, terms), response)


@router.get("", summary="Occurrences", responses=answers(Numbered[Occurrence]))
def listed(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    language: Language,
    event: Wanted = None,
    state: State = None,
    grid: Wanted = None,
    as_of: Moment = None,
    as_of_position: Position = None,
    at_least: Position = None,
    after: After = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """What happened in an activation with its tasks, in order; now, or as of any moment."""
    who.require(READ, code)
    return occurrences.listed(
        served,
        code,
        id,
        language,
        event=event,
        state=state,
        grid=grid,
        as_of=boards.moment(served, as_of, as_of_position),
        at_least=at_least,
        after=after,
        limit=limit,
        phones=who.sees_phones(code),
    )


@router.get("/{occurrence}", summary="One occurrence", responses=answers(Occurrence))
def one(
    code: str,
    id: str,
    occurrence: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: Moment = None,
    as_of_position: Position = None,
    at_least: Position = None,
) -> dict[str, Any]:
    """An occurrence, its phases and its tasks."""
    who.require(READ, code)
    return occurrences.one(
        served,
        code,
        id,
        occurrence,
        language,
        as_of=boards.moment(served, as_of, as_of_position),
        at_least=at_least,
        phones=who.sees_phones(code),
    )


@router.post(
    "/{occurrence}/close", summary="Close an occurrence", responses=answers(OccurrenceClosed)
)
def close(
    code: str,
    id: str,
    occurrence: str,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
    body: ReasonBody | None = None,
) -> dict[str, Any]:
    """Close it by decision: its open tasks are off, and nothing of it comes again."""
    who.require(WRITE, code)
    reason = body.reason if body else None
    answer = served.workflow.occurrences.close(code, id, occurrence, reason, terms)
    return answered(answer, response)
