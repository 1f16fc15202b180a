"""The plans on the shelf."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response
from pydantic import Field, StrictInt

from api.answers import answers
from api.answers.plans import Parameters, Plan, PlanLine, PlanPublished
from api.answers.shared import Page
from api.auth.permissions import ORGANISE, PLACE, READ, SETTLE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.house import House
from api.publishing import publish_text, told, unregistered
from api.reading import plans
from api.words import AfterId, Id, Limit, Short
from domain.refusal import Refused
from engine.playbooks import Laid

router = APIRouter(tags=["playbooks"])
#: parameters of a playbook by id, with their values here; null takes one back
Values = Annotated[
    dict[Id, StrictInt | Short | Annotated[list[Short], Field(max_length=100)] | None],
    Body(max_length=100, examples=[{}]),
]
LOCAL = "/communities/{code}/parameters/{playbook}"


@router.get("/playbooks", summary="Plans", responses=answers(Page[PlanLine]))
def playbooks(
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """The latest edition of every plan, in short, by id."""
    who.require(READ, who.place)
    found = sorted((p for p in served.workflow.plans.all() if p.id > after), key=lambda p: p.id)
    shown = found[:limit]
    return {
        "items": [plans.short(p, language) for p in shown],
        "next": shown[-1].id if len(found) > limit else None,
    }


@router.post(
    "/playbooks", summary="Publish a plan", status_code=201, responses=answers(PlanPublished, 201)
)
def publish(
    served: HouseDep,
    who: Who,
    body: Annotated[bytes, Body(media_type="application/yaml", max_length=1_000_000)],
) -> dict[str, Any]:
    """Publish a playbook, or a place's overlay, as YAML in UTF-8; every fault is told by line.

    What runs already goes on as it is; the next click takes the new revision.
    """
    who.require(ORGANISE, "")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("body_unreadable", field="body") from None
    done = publish_text(served.workflow.plans, text)
    warnings = unregistered(served, done["place"])
    return {**done, "warnings": warnings, "position": served.store.head()}


@router.get("/playbooks/{id}", summary="One plan", responses=answers(Plan))
def playbook(
    id: str,
    served: HouseDep,
    who: Who,
    language: Language,
    place: Annotated[str, Query(pattern=f"^({PLACE})?$")] = "",
) -> dict[str, Any]:
    """A plan in full: groups, lines, forms, events, each with its basis; with a place's overlays.

    A time is `official` only where a source states it; any other is a working value of the plan.
    """
    who.require(READ, who.place)
    return plans.whole(served.workflow.plans.laid(id, place), language)


@router.get(LOCAL, summary="Parameters here", responses=answers(Parameters))
def parameters(code: str, playbook: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """The parameters of a plan with their values in a community, and which are its own."""
    who.require(READ, code)
    served.workflow.desk.community(code)
    return _parameters(served, code, playbook, served.workflow.plans.laid(playbook, code))


@router.put(LOCAL, summary="Set parameters here", responses=answers(Parameters))
def set_here(
    code: str,
    playbook: str,
    body: Values,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Give parameters of a plan values of the community's own; null takes one back.

    What runs already goes on as it is; amend it to take them over.
    """
    who.require(SETTLE, code)
    with told():
        answer = served.workflow.parameters.set(code, playbook, body, terms)
    laid = served.workflow.plans.laid(playbook, code)
    return {**_parameters(served, code, playbook, laid), **answered(answer, response)}


def _parameters(served: House, code: str, playbook: str, laid: Laid) -> dict[str, Any]:
    own = served.workflow.plans.local(playbook, code)
    return {
        "playbook": playbook,
        "digest": laid.plan.digest,
        "parameters": dict(laid.plan.parameters),
        "own": sorted(own.content.get("parameters", {})) if own else [],
        "words": dict(laid.plan.parameter_words),
        "position": served.store.head(),
    }
