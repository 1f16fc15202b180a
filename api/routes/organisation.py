"""Official codes, and campaigns over an area."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Response, UploadFile

from api.answers import answers
from api.answers.places import Campaign as CampaignAnswer
from api.answers.places import (
    CampaignForeseen,
    CampaignLine,
    CampaignProgress,
    CampaignTurned,
    CodesImported,
)
from api.answers.shared import Made, Page
from api.auth.permissions import ORGANISE, is_place, prefix
from api.doors import HouseDep, Language, Terms, Who, answered, etag
from api.models import CampaignBody, EndCampaignBody
from api.reading import campaigns, communities
from api.words import AfterId, Limit
from domain.campaign import Campaign
from domain.refusal import NotFound, Refused
from engine.workflow.activations import Asked
from engine.workflow.campaigns import progress

router = APIRouter(prefix="/organisation", tags=["organisation"])


@router.post("/imports", summary="Import official codes", responses=answers(CodesImported))
def import_codes(
    file: Annotated[UploadFile, File()],
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Register tiers and communities from a CSV of official codes, in one save."""
    who.require(ORGANISE, "")
    answer = served.workflow.organisation.import_codes(file.file.read(), terms)
    return answered(answer, response)


@router.post(
    "/{code}/activations",
    summary="Activate an area",
    status_code=202,
    responses=answers(Made, 202),
)
def start_campaign(
    code: str, body: CampaignBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Start a campaign: one ordinary click per community under the code."""
    who.require(ORGANISE, code)
    _known(code)
    codes = communities.under(served, prefix(code))
    answer = served.workflow.campaigns.start(code, codes, _asked(body), terms)
    served.campaigning.begin(str(answer.body["id"]), who.actor)
    return answered(answer, response)


@router.post(
    "/{code}/activations/preview",
    summary="What a campaign would do",
    responses=answers(CampaignForeseen),
)
def preview(
    code: str,
    body: CampaignBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    after: AfterId = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """Decide the click of a page of communities in full and write nothing; add the pages up."""
    who.require(ORGANISE, code)
    _known(code)
    return campaigns.foreseen(served, prefix(code), _asked(body), terms, after, limit)


@router.get("/{code}/activations", summary="Campaigns", responses=answers(Page[CampaignLine]))
def listed(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Campaigns over a place or something in it, the latest first, in figures."""
    who.require(ORGANISE, code)
    _known(code)
    items, on = campaigns.listed(served, prefix(code), after, limit, language)
    return {"items": items, "next": on}


@router.get(
    "/{code}/activations/{id}/progress",
    summary="A campaign in figures",
    responses=answers(CampaignProgress),
)
def figures(code: str, id: str, served: HouseDep, who: Who, language: Language) -> dict[str, Any]:
    """How far it got and why not further, without every outcome: made to be asked each second."""
    who.require(ORGANISE, code)
    if prefix(served.tallies.of(id).started.area) != prefix(code):
        raise NotFound("campaign", id)
    return campaigns.one(served, id, language)


@router.get(
    "/{code}/activations/{id}",
    summary="Progress of a campaign",
    responses=answers(CampaignAnswer),
)
def campaign(code: str, id: str, served: HouseDep, who: Who, response: Response) -> dict[str, Any]:
    """How far a campaign got, community by community."""
    who.require(ORGANISE, code)
    found = _of(served.workflow.campaigns.get(id), code, id)
    etag(response, found.version)
    return progress(found)


@router.post(
    "/{code}/activations/{id}/stop",
    summary="Stop a campaign",
    responses=answers(CampaignTurned),
)
def stop(
    code: str, id: str, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Stop between two communities; what started goes on."""
    who.require(ORGANISE, code)
    _of(served.workflow.campaigns.get(id), code, id)
    return answered(served.workflow.campaigns.stop(id, terms), response)


@router.post(
    "/{code}/activations/{id}/resume",
    summary="Resume a campaign",
    responses=answers(CampaignTurned),
)
def resume(
    code: str, id: str, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Go on with every community that has no activation yet, without doubling any."""
    who.require(ORGANISE, code)
    _of(served.workflow.campaigns.get(id), code, id)
    answer = served.workflow.campaigns.resume(id, terms)
    served.campaigning.begin(id, who.actor)
    return answered(answer, response)


@router.post(
    "/{code}/activations/{id}/end",
    summary="End what a campaign activated",
    responses=answers(CampaignTurned),
)
def end(
    code: str,
    id: str,
    body: EndCampaignBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Stand down, community by community, whatever it activated and runs still.

    `undo` takes the clicks back instead, where five minutes have not passed. What ran before the
    campaign goes on, and so does what cannot be ended, for a reason that is told. It may be stopped
    and resumed as the activation may.
    """
    who.require(ORGANISE, code)
    _of(served.workflow.campaigns.get(id), code, id)
    answer = served.workflow.campaigns.end(id, body.reason, terms, undo=body.undo)
    served.campaigning.begin(id, who.actor)
    return answered(answer, response)


def _known(code: str) -> None:
    if not is_place(code):
        raise Refused("place_unknown", field="code", value=code)


def _asked(body: CampaignBody) -> Asked:
    return Asked(
        playbook=body.playbook,
        reason=body.reason,
        authority=body.authority,
        level=body.level,
        drill=body.drill,
        planned_end=body.planned_end,
        forecasts=dict(body.forecasts),
    )


def _of(found: Campaign, code: str, id: str) -> Campaign:
    if prefix(found.community) != prefix(code):
        raise NotFound("campaign", id)
    return found
