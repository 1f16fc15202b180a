"""One person of the roster, by hand."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.clicks import HandedOver, TakenBack
from api.answers.shared import Made
from api.auth.permissions import SETTLE, WRITE
from api.doors import HouseDep, Terms, Who, answered
from api.models import HandOverBody, MemberBody, TakeBackBody
from domain.roster import Role, Seat
from engine.workflow.handing import HandOver, Part
from engine.workflow.members import Particulars

router = APIRouter(tags=["roster"])


@router.post(
    "/communities/{code}/members",
    summary="Enrol a person",
    status_code=201,
    responses=answers(Made, 201),
)
def enrol(
    code: str, body: MemberBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Add a person to the roster; gives their id."""
    who.require(WRITE, code)
    return answered(served.workflow.members.enrol(code, _said(body), terms), response)


@router.patch("/members/{id}", summary="Change a person", responses=answers(Made))
def change(
    id: str, body: MemberBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Change what is said of a person; what is left out stays."""
    members = served.workflow.members
    who.require(WRITE, members.community_of(id))
    return answered(members.change(id, _said(body), terms), response)


@router.delete("/members/{id}", summary="Remove a person", responses=answers(Made))
def remove(id: str, served: HouseDep, who: Who, terms: Terms, response: Response) -> dict[str, Any]:
    """Take a person off the roster; posts and open tasks go with them."""
    members = served.workflow.members
    who.require(WRITE, members.community_of(id))
    answer = members.remove(id, terms)
    served.register.forget_member(id)
    return answered(answer, response)


@router.post("/members/{id}/erase", summary="Erase a person's data", responses=answers(Made))
def erase(id: str, served: HouseDep, who: Who, terms: Terms, response: Response) -> dict[str, Any]:
    """Destroy name, phone and texts of a person; the log stays whole."""
    members = served.workflow.members
    who.require(SETTLE, members.community_of(id))
    answer = members.erase(id, terms)
    served.register.forget_member(id)
    return answered(answer, response)


@router.post(
    "/members/{id}/hand-over",
    summary="Hand over all that a person has",
    responses=answers(HandedOver),
)
def hand_over(
    id: str, body: HandOverBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Give an absent person's posts, open tasks and shifts to others, at once or not at all.

    Everybody concerned is told. Repeated: no change. With `dry_run` nothing is written.
    """
    code = served.workflow.members.community_of(id)
    who.require(WRITE, code)
    parts = [Part(p.group, p.grid, p.to, p.activation) for p in body.parts]
    said = HandOver(body.to, parts, body.reason, body.activations)
    answer = served.workflow.handing.over(code, id, said, terms, dry_run=body.dry_run)
    return answered(answer, response)


@router.post(
    "/members/{id}/hand-over/take-back",
    summary="Take a hand-over back",
    responses=answers(TakenBack),
)
def take_back(
    id: str, body: TakeBackBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Give back in one save what was handed over from a person up to ten minutes ago.

    What somebody began, closed or passed on since stays as it stands, and `kept` tells which.
    """
    code = served.workflow.members.community_of(id)
    who.require(WRITE, code)
    taken = served.workflow.taking_back
    return answered(taken.back(code, id, body.position, body.reason, terms), response)


def _said(body: MemberBody) -> Particulars:
    return Particulars(
        name=body.name,
        phone=body.phone,
        unit=body.unit,
        building=body.building,
        note=body.note,
        roles=None if body.roles is None else [Role(r.role, r.grid) for r in body.roles],
        seats=None
        if body.seats is None
        else [Seat(s.playbook, s.group, s.position, s.grid) for s in body.seats],
    )
