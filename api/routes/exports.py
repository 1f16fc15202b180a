"""The history, assignments and the communities of a place as tables to take out."""

from __future__ import annotations

from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Query, Response

from api import exporting
from api.auth.permissions import EXPORT, prefix
from api.door_models import Place
from api.doors import HouseDep, Language, Who
from api.papers.sheet import CSV, XLSX, Sheet, download, files
from api.reading.boards import moment
from api.words import Moment, Position, Wanted

router = APIRouter(prefix="/communities", tags=["exports"])
logger = structlog.get_logger()
Kind = Literal["xlsx", "csv"]
Lang = Literal["zh", "en"] | None
TABLE = files("A table", XLSX, CSV)


@router.get(".{kind}", summary="Communities", response_class=Response, responses=TABLE)
def district(
    kind: Kind,
    served: HouseDep,
    who: Who,
    language: Language,
    place: Annotated[Place | None, Query()] = None,
    lang: Lang = None,
) -> Response:
    """The communities of a place (one's own unless told) in figures, as a workbook or as CSV."""
    where = who.place if place is None else place
    who.require(EXPORT, where)
    told = lang or language
    sheet = exporting.district(served, prefix(where), told, _by(served, who, told))
    return download(sheet, kind, "communities")


@router.get(
    "/{code}/history.{kind}",
    summary="The history as a table",
    response_class=Response,
    responses=TABLE,
)
def history(
    code: str,
    kind: Kind,
    served: HouseDep,
    who: Who,
    language: Language,
    from_: Annotated[Moment, Query(alias="from")] = None,
    to: Moment = None,
    notices: bool = False,
    lang: Lang = None,
) -> Response:
    """Every entry with its position and its sentence, 100,000 lines at most."""
    who.require(EXPORT, code)
    told = lang or language
    sheet, people = exporting.history(
        served,
        code,
        told,
        _by(served, who, told),
        start=from_,
        end=to,
        notices=notices,
        phones=who.sees_phones(code),
    )
    served.register.accesses.taken(who.actor, "history", code, people)
    return _download(who, "history", code, sheet, kind)


@router.get(
    "/{code}/assignments.{kind}",
    summary="Assignments as a table",
    response_class=Response,
    responses=TABLE,
)
def assignments(
    code: str,
    kind: Kind,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: Moment = None,
    as_of_position: Position = None,
    member: Wanted = None,
    activation: Wanted = None,
    lang: Lang = None,
) -> Response:
    """Who was assigned to what, when and by whom, with the entries of beginning and end."""
    who.require(EXPORT, code)
    told = lang or language
    sheet, people = exporting.assignments(
        served,
        code,
        told,
        _by(served, who, told),
        as_of=moment(served, as_of, as_of_position),
        then=as_of,
        phones=who.sees_phones(code),
        member=member,
        activation=activation,
    )
    served.register.accesses.taken(who.actor, "assignments", code, people)
    return _download(who, "assignments", code, sheet, kind)


def _by(served: HouseDep, who: Who, language: str) -> str:
    return served.names.actors([who.actor], language).get(who.actor) or who.name


def _download(who: Who, what: str, code: str, sheet: Sheet, kind: str) -> Response:
    """The file, and a line in the server's log."""
    told = {"actor": who.actor, "community": code, "rows": len(sheet.rows)}
    logger.info("table_exported", what=what, kind=kind, **told)
    return download(sheet, kind, what)
