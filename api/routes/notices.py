"""Notices: the ways to people, what they were told, and whether they were reached."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.notices import (
    Channels,
    ChannelsSet,
    Chats,
    ChatsSet,
    InboxLine,
    NoticeMarked,
    NoticePage,
    Told,
)
from api.answers.shared import Page
from api.auth import own
from api.auth.permissions import READ, SETTLE, WRITE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.notice_models import ChannelsBody, ChatsBody, NotToldBody, ToldBody
from api.reading import notices
from api.words import AfterId, Limit, Position, Wanted
from engine.notices.addresses import Channel

router = APIRouter(tags=["notices"])


@router.get(
    "/communities/{code}/notices", summary="Who was told what", responses=answers(NoticePage)
)
def listed(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    activation: Wanted = None,
    member: Wanted = None,
    state: Wanted = None,
    after: AfterId = "",
    limit: Limit = 100,
    at_least: Position = None,
) -> dict[str, Any]:
    """Notices with their delivery, the latest first, and how many people stand how.

    `state=unreached` for those to be phoned, `unconfirmed` for who has confirmed nothing yet.
    """
    who.require(READ, code)
    wanted = {"activation": activation, "member": member, "state": state}
    return notices.listed(
        served, code, language, after=after, limit=limit, at_least=at_least, **wanted
    )


@router.get("/communities/{code}/channels", summary="Chats of groups", responses=answers(Chats))
def chats(code: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """The chat robots of the community's groups."""
    who.require(READ, code)
    served.workflow.desk.community(code)
    return notices.chats(served, code, phones=who.sees_phones(code))


@router.put(
    "/communities/{code}/channels", summary="Set chats of groups", responses=answers(ChatsSet)
)
def set_chats(
    code: str, body: ChatsBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Set every chat robot by group; the empty name is for one of all groups together."""
    who.require(SETTLE, code)
    return answered(served.messenger.addresses.set_chats(code, body.groups, terms), response)


@router.get("/members/{id}/channels", summary="Ways to a person", responses=answers(Channels))
def channels(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """The channels of a person in the order in which they are tried."""
    code = served.workflow.members.community_of(id)
    who.require(READ, code)
    return notices.channels(served, id, phones=who.sees_phones(code))


@router.put(
    "/members/{id}/channels", summary="Set the ways to a person", responses=answers(ChannelsSet)
)
def set_channels(
    id: str, body: ChannelsBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Set every channel of a person, and the order in which they are tried."""
    who.require(WRITE, served.workflow.members.community_of(id))
    wanted = [Channel(c.kind, c.address) for c in body.channels]
    answer = served.messenger.addresses.set_channels(id, wanted, body.order, terms)
    return answered(answer, response)


@router.get("/members/{id}/inbox", summary="A person's inbox", responses=answers(Page[InboxLine]))
def inbox(
    id: str,
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """What the person was told, in words, the latest first."""
    code = served.workflow.members.community_of(id)
    who.require(WRITE, code)
    return notices.inbox(served, code, id, language, after=after, limit=limit)


@router.post("/notices/{id}/read", summary="It was read", responses=answers(NoticeMarked))
def read(id: str, served: HouseDep, who: Who, terms: Terms, response: Response) -> dict[str, Any]:
    """The person opened a notice in the inbox."""
    who.require(WRITE, served.messenger.answers.notice(id).community)
    return answered(served.messenger.answers.read(id, terms), response)


@router.post("/activations/{id}/told", summary="Told by telephone", responses=answers(Told))
def told(
    id: str, body: ToldBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Record that somebody phoned a person: whatever had not reached them is settled by it."""
    own.speaks_for(served, who, id, body.member)
    answer = served.messenger.answers.told(id, body.member, body.how, terms)
    return answered(answer, response)


@router.post(
    "/activations/{id}/told/withdraw",
    summary="Not told by telephone after all",
    responses=answers(Told),
)
def withdraw_told(
    id: str, body: NotToldBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Take back that a person was phoned, recorded by mistake. Repeated: no change.

    What they have read or acted on since stays: they know.
    """
    own.speaks_for(served, who, id, body.member)
    answer = served.messenger.answers.withdraw_told(id, body.member, body.reason, terms)
    return answered(answer, response)
