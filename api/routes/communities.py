"""Communities: the list, the board, readiness, assignments and history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime

from api.auth.permissions import READ, prefix
from api.doors import HouseDep, Language, Who
from api.reading import boards, communities, histories

router = APIRouter(prefix="/communities", tags=["communities"])
Position = Annotated[int | None, Query(ge=0, le=2**53)]
After = Annotated[int, Query(ge=0, le=2**53)]
Limit = Annotated[int, Query(ge=1, le=1000)]


@router.get("", summary="Communities")
def listed(
    served: HouseDep, who: Who, language: Language, after: str = "", limit: Limit = 100
) -> dict[str, Any]:
    """The communities of one's place, by code."""
    who.require(READ, who.place)
    items, on = communities.listed(served, prefix(who.place), after, limit, language)
    return {"items": items, "next": on}


@router.get("/{code}", summary="One community")
def one(
    code: str, served: HouseDep, who: Who, language: Language, response: Response
) -> dict[str, Any]:
    """A community in short; ``ETag`` is its version."""
    who.require(READ, code)
    found = communities.one(served, code, language)
    response.headers["ETag"] = f'"{served.workflow.desk.community(code).version}"'
    return found


@router.get("/{code}/readiness", summary="Readiness")
def readiness(code: str, served: HouseDep, who: Who, language: Language) -> dict[str, Any]:
    """Score and band, each check with what is missing where, and what to do next."""
    who.require(READ, code)
    return communities.readiness(served, code, language)


@router.get("/{code}/board", summary="The board")
def board(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: AwareDatetime | None = None,
    as_of_position: Position = None,
    at_least: Position = None,
) -> dict[str, Any]:
    """What runs, who is at which post and how the tasks stand: now, or at any moment."""
    who.require(READ, code)
    return boards.board(
        served,
        code,
        language,
        phones=who.reads_phones,
        as_of=as_of,
        as_of_position=as_of_position,
        at_least=at_least,
    )


@router.get("/{code}/assignments", summary="Who was assigned to what, when, by whom")
def assignments(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: AwareDatetime | None = None,
    member: str | None = None,
    grid: str | None = None,
    group: str | None = None,
    task: str | None = None,
    case: str | None = None,
    at_least: Position = None,
    after: After = 0,
    limit: Limit = 1000,
) -> dict[str, Any]:
    """Intervals of posts and tasks, ``to`` null while they last, by position."""
    who.require(READ, code)
    wanted = {"member": member, "grid": grid, "group": group, "task": task, "case": case}
    return histories.assignments(
        served, code, language, as_of=as_of, at_least=at_least, after=after, limit=limit, **wanted
    )


@router.get("/{code}/history", summary="What happened")
def history(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    member: str | None = None,
    task: str | None = None,
    group: str | None = None,
    from_: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    to: AwareDatetime | None = None,
    after: After = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Typed entries after a position, each with its sentence in both languages."""
    who.require(READ, code)
    return histories.history(
        served,
        code,
        member=member,
        task=task,
        group=group,
        start=from_,
        end=to,
        after=after,
        limit=limit,
    )
