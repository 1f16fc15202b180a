"""How what runs is turned: level, authority, amendments, recovery."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.clicks import Amended, Pending
from api.answers.turns import Effected, Levelled, Recovered
from api.auth.permissions import WRITE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.models import ReasonBody
from api.reading import effects
from api.turning import AmendBody, AuthorityBody, LevelBody
from domain.refusal import Refused
from engine.workflow.amendments import Amendment

router = APIRouter(prefix="/communities/{code}/activations", tags=["activations"])


@router.post(
    "/{id}/level",
    summary="Raise or lower the level",
    responses=answers(Levelled) | answers(Pending, 202),
)
def level(
    code: str,
    id: str,
    body: LevelBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Tasks of levels that are reached get their time; of higher ones, what is idle is off."""
    who.require(WRITE, code)
    told = {"reason": body.reason, "authority": body.authority}
    answer = served.workflow.activations.set_level(code, id, body.level, terms, **told)
    return answered(answer, response)


@router.post(
    "/{id}/authority",
    summary="Record the authority's document",
    responses=answers(Amended) | answers(Pending, 202),
)
def authority(
    code: str,
    id: str,
    body: AuthorityBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Record the document's number; tasks that waited for it may start."""
    who.require(WRITE, code)
    answer = served.workflow.activations.record_authority(code, id, body.authority, terms)
    return answered(answer, response)


@router.post(
    "/{id}/amend",
    summary="Amend what runs",
    responses=answers(Effected) | answers(Pending, 202),
)
def amend(
    code: str,
    id: str,
    body: AmendBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    language: Language,
    response: Response,
) -> dict[str, Any]:
    """Move the expected end or a forecast, or go on with another edition of the playbook.

    `effect` tells group by group what it does; with `dry_run` nothing is written.
    """
    who.require(WRITE, code)
    if body.planned_end is not None and body.planned_end <= served.clock():
        raise Refused("planned_end_past", field="planned_end")
    amendment = Amendment(body.planned_end, body.forecasts, body.edition, body.reason)
    answer = served.workflow.activations.amend(code, id, amendment, terms, dry_run=body.dry_run)
    return effects.amended(served, code, id, answered(answer, response), language)


@router.post(
    "/{id}/recover",
    summary="Release the restrictions",
    responses=answers(Recovered) | answers(Pending, 202),
)
def recover(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    terms: Terms,
    language: Language,
    response: Response,
    body: ReasonBody | None = None,
) -> dict[str, Any]:
    """Begin recovery: restrictions and routine end, what comes after opens.

    `open` tells what should not be left open; it never holds anything up.
    """
    who.require(WRITE, code)
    reason = body.reason if body else None
    answer = served.workflow.activations.recover(code, id, reason, terms)
    return effects.left(served, code, id, answered(answer, response), language)
