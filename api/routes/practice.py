"""A place to practise in, for whoever connects a system."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api import practising
from api.answers import answers
from api.answers.practice import Practice, Practised
from api.auth.permissions import PRACTISE
from api.doors import HouseDep, Terms, Who
from api.models import PractiseBody

router = APIRouter(prefix="/practice", tags=["practice"])


@router.get("", summary="The practice community", responses=answers(Practice))
def practice(served: HouseDep, who: Who) -> dict[str, Any]:
    """Which community one's place practises in, whether it was made, and what runs there."""
    who.require(PRACTISE, who.place)
    return practising.standing(served, who.place)


@router.post("", summary="Make the practice community", responses=answers(Practice))
def make(served: HouseDep, who: Who, terms: Terms) -> dict[str, Any]:
    """Make a community with invented people, in which everything is a drill. Repeated: no change.

    Its code ends in 999, a number that official codes never give. It counts nowhere as real, no
    campaign reaches it, and no notice leaves the house; its events reach subscribers of the place.
    """
    who.require(PRACTISE, who.place)
    return practising.make(served, who.place, terms)


@router.post("/acts", summary="Let something happen there", responses=answers(Practised))
def act(body: PractiseBody, served: HouseDep, who: Who, terms: Terms) -> dict[str, Any]:
    """Report a case, activate, muster a person, complete a task or stand down, by the ordinary
    commands; `types` are the events that came of it, after the position `after`.
    """
    who.require(PRACTISE, who.place)
    return practising.act(served, who.place, body.act, terms)
