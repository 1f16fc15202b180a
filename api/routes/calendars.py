"""Calendars of shifts and deadlines: links that may be revoked, and what they open."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from msgspec.structs import asdict

from api.answers import answers
from api.answers.calendars import CalendarLine, CalendarMade
from api.answers.shared import Made, Page
from api.auth.permissions import LINKS, Principal
from api.doors import HouseDep, Who, origin
from api.house import House
from api.models import CalendarBody, OwnCalendarBody
from api.reading.calendars import Asked, feed
from api.words import AfterId, Limit
from domain.refusal import NotFound, Refused
from engine.calendars import Calendar

router = APIRouter(tags=["calendars"])
#: what a calendar program opens: it brings no token
feeds = APIRouter(tags=["calendars"])
ICS = "text/calendar"


@router.post(
    "/communities/{code}/calendars",
    summary="Make a link to a calendar",
    status_code=201,
    responses=answers(CalendarMade, 201),
)
def create(
    code: str, body: CalendarBody, request: Request, served: HouseDep, who: Who
) -> dict[str, Any]:
    """A link for calendar programs: a member's shifts and deadlines, a group's, or all of the
    community's. It is told here once, and opens without a token.

    An `Idempotency-Key` does not apply: the link is kept nowhere, so it cannot be told again.
    """
    who.require(LINKS, code)
    members = _members(served, code)
    if body.member is not None and body.member not in members:
        raise NotFound("member", body.member)
    if body.group is not None and body.group not in served.forms.groups():
        raise Refused("calendar_group_unknown", field="group", value=body.group)
    return _made(served, request, who, code, body)


@router.get(
    "/communities/{code}/calendars",
    summary="Links that stand",
    responses=answers(Page[CalendarLine]),
)
def calendars(
    code: str, served: HouseDep, who: Who, after: AfterId = "", limit: Limit = 100
) -> dict[str, Any]:
    """The links of a community without their secrets, by id."""
    who.require(LINKS, code)
    served.workflow.desk.community(code)
    found = served.calendars.of(code, after, limit + 1)
    items = [_shown(calendar) for calendar in found[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


@router.delete(
    "/communities/{code}/calendars/{id}", summary="Revoke a link", responses=answers(Made)
)
def revoke(code: str, id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """End a link: who opens it is told so (410). Repeated, it changes nothing."""
    who.require(LINKS, code)
    served.calendars.revoke(code, id)
    return {"id": id, "position": served.store.head()}


@router.post(
    "/me/calendars",
    summary="Make a link to my calendar",
    status_code=201,
    responses=answers(CalendarMade, 201),
)
def create_mine(
    body: OwnCalendarBody, request: Request, served: HouseDep, who: Who
) -> dict[str, Any]:
    """A link to my own shifts and deadlines, told here once, for my own calendar program."""
    wanted = CalendarBody(member=_myself(who), name=body.name)
    return _made(served, request, who, who.place, wanted)


@router.delete("/me/calendars", summary="Revoke every link to my calendar", status_code=204)
def revoke_mine(served: HouseDep, who: Who) -> Response:
    """End every link to my own calendar, say because a phone was lost."""
    served.calendars.revoke_of(who.place, _myself(who))
    return Response(status_code=204)


@feeds.get(
    "/calendars/{secret}.ics",
    summary="A calendar of shifts and deadlines",
    response_class=Response,
    responses={
        200: {
            "description": "Slots as VEVENT, deadlines as VTODO; the same bytes until it changes",
            "content": {ICS: {"schema": {"type": "string"}}},
        },
        304: {"description": "Nothing changed since the `ETag` in `If-None-Match`"},
    },
)
def calendar(
    secret: str,
    served: HouseDep,
    lang: Annotated[Literal["zh", "en"], Query(description="The language of its texts")] = "zh",
    deadlines: Annotated[
        Literal["todos", "events"],
        Query(description="`events` for programs that show no to-dos"),
    ] = "todos",
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """What a calendar program reads. It names nobody: no member, no resident, no free text."""
    found = served.calendars.find(secret)
    if found.member is not None and found.member not in _members(served, found.community):
        raise Refused("calendar_revoked")
    told = feed(served, found, Asked(lang, deadlines == "events"))
    tag = f'"{hashlib.sha256(told).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=300"}
    if if_none_match and tag in (t.strip().removeprefix("W/") for t in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(told, media_type=f"{ICS}; charset=utf-8", headers=headers)


def _myself(who: Principal) -> str:
    """Whom the caller is on the roster; refused to whoever is none."""
    if not who.member:
        raise Refused("not_a_member")
    return who.member


def _made(
    served: House, request: Request, who: Principal, code: str, body: CalendarBody
) -> dict[str, Any]:
    made, secret = served.calendars.create(
        code, body.name, who.actor, member=body.member, group=body.group
    )
    url = f"{origin(request)}/calendars/{secret}.ics"
    return {**_shown(made), "url": url, "position": served.store.head()}


def _members(served: House, code: str) -> Collection[str]:
    """Who is on the roster now: the link of somebody who left opens nothing."""
    return served.workflow.desk.community(code).roster.members


def _shown(calendar: Calendar) -> dict[str, Any]:
    return {k: v for k, v in asdict(calendar).items() if k != "community"}
