"""The after-action review: as values, as a document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.answers import answers
from api.answers.reviews import Review
from api.auth.permissions import READ
from api.doors import HouseDep, Language, Who
from api.reading import reviews
from api.words import Position

router = APIRouter(prefix="/communities/{code}/activations/{id}", tags=["reviews"])


@router.get("/review", summary="The after-action review", responses=answers(Review))
def review(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of_position: Position = None,
) -> dict[str, Any]:
    """Plan against actual, told from the log alone: a draft while it runs, final when it ended."""
    who.require(READ, code)
    return reviews.review(served, code, id, language, as_of_position=as_of_position)
