"""The after-action review, as values and as a document; the daily bulletin."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.bulletins import Bulletin
from api.answers.reviews import Review
from api.auth.permissions import READ
from api.doors import HouseDep, Language, Who
from api.papers import file_name, review_paper
from api.reading import bulletins, reviews
from api.words import LocalDay, Position

router = APIRouter(prefix="/communities/{code}/activations/{id}", tags=["reviews"])
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A document",
        "content": {DOCX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


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
    sees = who.sees_phones(code)
    return reviews.review(served, code, id, language, phones=sees, as_of_position=as_of_position)


@router.get(
    "/review.docx", summary="The review to print", response_class=Response, responses=DOCUMENT
)
def review_document(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    language: Language,
    lang: Literal["zh", "en"] | None = None,
    as_of_position: Position = None,
) -> Response:
    """The same as a document for Word and WPS, with room for what is to be kept and changed."""
    who.require(READ, code)
    a = lang or language
    sees = who.sees_phones(code)
    shown = reviews.review(served, code, id, a, phones=sees, as_of_position=as_of_position)
    named = f"filename=\"review.docx\"; filename*=UTF-8''{quote(file_name(shown, a))}"
    headers = {"Content-Disposition": f"attachment; {named}"}
    return Response(review_paper(shown, a), media_type=DOCX, headers=headers)


@router.get("/bulletin", summary="The daily bulletin", responses=answers(Bulletin))
def bulletin(
    code: str, id: str, served: HouseDep, who: Who, language: Language, date: LocalDay = None
) -> dict[str, Any]:
    """A local day in numbers, as the log stood at its end, with a text ready to send."""
    who.require(READ, code)
    return bulletins.bulletin(served, code, id, language, asked=date)
