"""Answers about notices and the ways to people."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import Page, PersonTold, Written

NoticeKind = Literal[
    "muster",
    "assigned",
    "task",
    "overdue",
    "escalated",
    "slot",
    "stood_down",
    "relieved",
    "handed_over",
    "exchange_asked",
    "exchange_agreed",
    "exchange_declined",
    "changed_hands",
]
NoticeState = Literal["queued", "trying", "sent", "delivered", "read", "acted", "failed", "lapsed"]


class NoticeLine(BaseModel):
    """A notice and how far it has come."""

    id: str
    member: str | None = Field(description="Null for a group's chat")
    name: str | None
    activation: str
    kind: NoticeKind
    group: str | None
    grid: str | None
    tasks: list[str]
    state: NoticeState
    unreached: bool = Field(description="Nobody was reached, and they have still to be told")
    told: PersonTold | None = Field(
        description="Whether the person knows by now; null for a chat, and off the post"
    )
    held: bool = Field(description="Of a drill: nothing leaves the house")
    channel: str | None = Field(description="The last that was tried; `inbox` is our own")
    code: str | None = Field(description="Why the last channel did not take it")
    attempts: int
    queued_at: datetime
    sent_at: datetime | None
    read_at: datetime | None
    acted_at: datetime | None


class PeopleTold(BaseModel):
    """How many people at a post stand how, everybody once in each activation."""

    aware: int = Field(description="Read a notice, acted, or were told by phone")
    unconfirmed: int = Field(description="Something was sent, and nothing came of it yet")
    unsent: int
    unreached: int = Field(description="Nobody reached them: somebody should phone")
    inbox_only: int = Field(
        description="How many of the unconfirmed have it in our own inbox alone: no phone rang"
    )


class NoticePage(Page[NoticeLine]):
    """A page of notices, and how those stand whom they are to."""

    people: PeopleTold


class InboxLine(NoticeLine):
    """A notice as the person reads it."""

    title: str
    text: str


class Channel(BaseModel):
    """A way to a person; the address is masked for those who only look on."""

    kind: str
    address: str


class Channels(BaseModel):
    """The ways to a person, in the order in which they are tried."""

    id: str
    channels: list[Channel]
    order: list[str]


class Chats(BaseModel):
    """The chats of groups; under the empty name one of all together."""

    code: str
    groups: dict[str, str]


class ChannelsSet(Written):
    """The ways to a person were set."""

    id: str
    order: list[str]


class ChatsSet(Written):
    """The chats of groups were set."""

    groups: list[str]


class NoticeMarked(Written):
    """How far the notice has come now."""

    id: str
    state: NoticeState


class Told(Written):
    """How many notices of the person were settled by it."""

    member: str
    notices: int
