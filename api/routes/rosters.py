"""The table: import, the roster as it stands, the table back, and the blank one."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, File, Query, Response, UploadFile

from api.answers import answers
from api.answers.rosters import Roster, TableImported
from api.auth.permissions import READ, WRITE
from api.doors import HouseDep, Terms, Who, answered, etag
from api.reading import issues, rosters
from api.words import Position
from domain.table import Excerpt
from engine.tables import blank_table, read_table, write_table

router = APIRouter(prefix="/communities/{code}/roster", tags=["roster"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A workbook",
        "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/imports", summary="Import the table", responses=answers(TableImported))
def import_table(
    code: str,
    file: Annotated[UploadFile, File()],
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Make the roster say what the table says, for the grids it names; every doubt is an issue.

    The rows in doubt come back as they were read, to whoever sent them; nothing of that is kept.
    """
    who.require(WRITE, code)
    grids = rosters.grid_names(served, code)
    table = read_table(file.filename or "", file.file.read(), served.vocabulary, grids)
    answer = served.workflow.rosters.import_table(code, table, terms, dry_run=dry_run)
    body = answered(answer, response)
    # given again, an answer tells nothing of a person who has been erased meanwhile
    excerpt = Excerpt() if answer.is_given_again else table.excerpt
    told = [issues.told(i) for i in answer.body["issues"]]
    besides = {"playbook": table.playbook, "excerpt": msgspec.to_builtins(excerpt)}
    return {**body, "issues": told, **besides}


@router.get("", summary="The roster", responses=answers(Roster))
def roster(
    code: str,
    served: HouseDep,
    who: Who,
    response: Response,
    at_least: Position = None,
    use: Annotated[
        Literal["call_tree"] | None,
        Query(alias="for", description="What it is read for, told among the accesses"),
    ] = None,
) -> dict[str, Any]:
    """Grids and members with their roles and seats; ``ETag`` is the community's version."""
    who.require(READ, code)
    etag(response, served.workflow.desk.community(code).version)
    shown = rosters.roster(served, code, phones=who.sees_phones(code), at_least=at_least)
    served.register.accesses.read(who.actor, use or "roster", code, len(shown["members"]))
    return shown


@router.get(".xlsx", summary="The table back", response_class=Response, responses=WORKBOOK)
def roster_table(code: str, served: HouseDep, who: Who) -> Response:
    """The 汇总表 as a workbook; importing it changes nothing."""
    who.require(WRITE, code)
    name, sheet = rosters.sheet(served, code)
    served.register.accesses.taken(who.actor, "table", code, len(sheet.people))
    return _workbook(write_table(sheet, served.vocabulary), f"{name}六大员八大组汇总表.xlsx")


@router.get(
    "/template.xlsx", summary="The blank table", response_class=Response, responses=WORKBOOK
)
def template(code: str, served: HouseDep, who: Who) -> Response:
    """The empty 汇总表 to fill in."""
    who.require(READ, code)
    name = rosters.name_of(served, code)
    return _workbook(blank_table(name, served.vocabulary), f"{name}六大员八大组汇总表（空白）.xlsx")


def _workbook(content: bytes, name: str) -> Response:
    disposition = f"attachment; filename=\"roster.xlsx\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
