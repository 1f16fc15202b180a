"""Communities: the list, the board, readiness, assignments and history."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.answers import answers
from api.answers.boards import Board
from api.answers.log import Assignment, HistoryEntry, TimeLine
from api.answers.places import CommunityLine, OneCommunity
from api.answers.readiness import Readiness as ReadinessAnswer
from api.answers.shared import Numbered, Page
from api.auth.permissions import READ, prefix
from api.doors import HouseDep, Language, Who, etag
from api.reading import boards, communities, histories, sight, timelines
from api.reading.assignments import assignments as intervals
from api.words import After, AfterId, Limit, Moment, Position, Sought, Wanted

router = APIRouter(prefix="/communities", tags=["communities"])


@router.get("", summary="Communities", responses=answers(Page[CommunityLine]))
def listed(
    served: HouseDep,
    who: Who,
    language: Language,
    q: Sought = "",
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """The communities of one's place, by code; with `q` those whose name, street or code fits."""
    who.require(READ, who.place)
    items, on = communities.listed(served, prefix(who.place), after, limit, language, q=q)
    return {"items": items, "next": on}


@router.get("/{code}", summary="One community", responses=answers(OneCommunity))
def one(
    code: str, served: HouseDep, who: Who, language: Language, response: Response
) -> dict[str, Any]:
    """A community in short, with the mode of each grid; ``ETag`` is its version."""
    who.require(READ, code)
    found = communities.one(served, code, language)
    etag(response, served.workflow.desk.community(code).version)
    return found


@router.get("/{code}/readiness", summary="Readiness", responses=answers(ReadinessAnswer))
def readiness(code: str, served: HouseDep, who: Who, language: Language) -> dict[str, Any]:
    """Score and band, each check with what is missing where, and what to do next."""
    who.require(READ, code)
    return communities.readiness(served, code, language)


@router.get("/{code}/board", summary="The board", responses=answers(Board))
def board(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: Moment = None,
    as_of_position: Position = None,
    at_least: Position = None,
) -> dict[str, Any]:
    """What runs, who is at which post and how the tasks stand: now, or at any moment."""
    who.require(READ, code)
    shown = boards.board(
        served,
        code,
        language,
        phones=who.sees_phones(code),
        as_of=as_of,
        as_of_position=as_of_position,
        at_least=at_least,
    )
    sight.unmask(served, who, shown)
    served.register.accesses.read(who.actor, "board", code, sight.people_on(shown))
    return shown


@router.get(
    "/{code}/assignments",
    summary="Who was assigned to what, when, by whom",
    responses=answers(Page[Assignment]),
)
def assignments(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    as_of: Moment = None,
    as_of_position: Position = None,
    member: Wanted = None,
    grid: Wanted = None,
    group: Wanted = None,
    task: Wanted = None,
    case: Wanted = None,
    at_least: Position = None,
    after: Annotated[str, Query(pattern=r"^[0-9]{1,15}(\.[0-9]{1,6})?$")] = "0",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Intervals of posts and tasks, ``to`` null while they last, by position."""
    who.require(READ, code)
    if member:
        served.register.accesses.read(who.actor, "search", code, 1, member=member)
    wanted = {"member": member, "grid": grid, "group": group, "task": task, "case": case}
    return intervals(
        served,
        code,
        language,
        as_of=boards.moment(served, as_of, as_of_position),
        at_least=at_least,
        after=after,
        limit=limit,
        phones=who.sees_phones(code),
        **wanted,
    )


@router.get("/{code}/history", summary="What happened", responses=answers(Numbered[HistoryEntry]))
def history(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    member: Wanted = None,
    task: Wanted = None,
    group: Wanted = None,
    from_: Annotated[Moment, Query(alias="from")] = None,
    to: Moment = None,
    after: After = 0,
    limit: Limit = 100,
    notices: bool = False,
    order: Literal["asc", "desc"] = "asc",
) -> dict[str, Any]:
    """Typed entries after a position, each with its sentence in both languages.

    With `order=desc` the latest come first, and `after` goes on below a position.
    """
    who.require(READ, code)
    if member:
        served.register.accesses.read(who.actor, "search", code, 1, member=member)
    return histories.history(
        served,
        code,
        member=member,
        task=task,
        group=group,
        start=from_,
        end=to,
        notices=notices,
        after=after,
        limit=limit,
        phones=who.sees_phones(code),
        newest_first=order == "desc",
    )


@router.get("/{code}/timeline", summary="What happened when", responses=answers(TimeLine))
def timeline(
    code: str,
    served: HouseDep,
    who: Who,
    from_: Annotated[Moment, Query(alias="from")] = None,
    to: Moment = None,
    steps: Annotated[int, Query(ge=1, le=1000)] = 240,
    figures: bool = False,
    drill: bool = False,
) -> dict[str, Any]:
    """Facts counted in equal steps, for a slider: by default the last day until now.

    With `figures` each step tells how many were asked and had come, and how tasks stood: of what
    is real, or with `drill` of drills.
    """
    who.require(READ, code)
    return timelines.timeline(
        served,
        code,
        start=from_,
        end=to,
        most=steps,
        phones=who.sees_phones(code),
        figures=figures,
        drill=drill,
    )
