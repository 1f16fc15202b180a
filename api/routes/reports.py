"""Reports on forms, and the ledgers that they make."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import structlog
from fastapi import APIRouter, Query, Response

from api.answers import answers
from api.answers.reports import LedgerLine, Report
from api.answers.shared import Numbered, Page
from api.auth.permissions import READ, WRITE
from api.doors import HouseDep, Language, Who
from api.ledger_files import ledger
from api.papers.sheet import CSV, XLSX, Sheet, download, files
from api.reading import ledgers as counted
from api.reading import reports
from api.reading.made_reports import Wanted
from api.words import After, Limit, Moment, Position
from api.words import Wanted as Id

router = APIRouter(prefix="/communities/{code}", tags=["reports"])
logger = structlog.get_logger()
From = Annotated[Moment, Query(alias="from")]


@router.get("/reports", summary="Reports", responses=answers(Numbered[Report]))
def listed(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    form: Id = None,
    activation: Id = None,
    task: Id = None,
    from_: From = None,
    to: Moment = None,
    drill: bool = False,
    at_least: Position = None,
    after: After = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Reports in order, those of drills apart; residents' matters only to those who handle them."""
    who.require(READ, code)
    wanted = Wanted(form, activation, task, from_, to, drill)
    return reports.listed(
        served,
        code,
        wanted,
        language,
        at_least=at_least,
        after=after,
        limit=limit,
        phones=who.sees_phones(code),
    )


@router.get("/ledgers", summary="Ledgers", responses=answers(Page[LedgerLine]))
def ledgers(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    drill: bool = False,
    at_least: Position = None,
) -> dict[str, Any]:
    """The forms with how many reports there are, are owed, and were destroyed in time."""
    who.require(READ, code)
    return counted.ledgers(served, code, language, drill=drill, at_least=at_least)


@router.get(
    "/ledgers/{form}.xlsx",
    summary="A ledger as a workbook",
    response_class=Response,
    responses=files("The ledger", XLSX),
)
def workbook(
    code: str,
    form: str,
    served: HouseDep,
    who: Who,
    language: Language,
    activation: Id = None,
    from_: From = None,
    to: Moment = None,
    drill: bool = False,
    lang: Literal["zh", "en"] | None = None,
) -> Response:
    """All reports on a form, to print and to hand in; what is real and drills never together."""
    who.require(WRITE, code)
    wanted = Wanted(form, activation, None, from_, to, drill)
    told = _taken(served, code, form, wanted, lang or language, who, "xlsx")
    return download(told, "xlsx", "ledger")


@router.get(
    "/ledgers/{form}.csv",
    summary="A ledger as CSV",
    response_class=Response,
    responses=files("The ledger", CSV),
)
def table(
    code: str,
    form: str,
    served: HouseDep,
    who: Who,
    language: Language,
    activation: Id = None,
    from_: From = None,
    to: Moment = None,
    drill: bool = False,
    lang: Literal["zh", "en"] | None = None,
) -> Response:
    """The same for other programs."""
    who.require(WRITE, code)
    wanted = Wanted(form, activation, None, from_, to, drill)
    told = _taken(served, code, form, wanted, lang or language, who, "csv")
    return download(told, "csv", "ledger")


def _taken(
    served: HouseDep,
    code: str,
    form: str,
    wanted: Wanted,
    language: str,
    who: Who,
    kind: str,
) -> Sheet:
    """The ledger, and a line in the server's log of who took it out."""
    by = served.names.actors([who.actor], language).get(who.actor) or who.name
    told = ledger(served, code, form, wanted, language, by)
    served.register.accesses.taken(who.actor, "ledger", code, len(told.rows))
    logger.info(
        "ledger_exported",
        actor=who.actor,
        community=code,
        form=form,
        kind=kind,
        drill=wanted.drill,
        rows=len(told.rows),
    )
    return told
