"""Shapes of answers about who comes in: accounts, links, and whoever reads personal data."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import Written
from api.door_models import Role

AccessKind = Literal[
    "board",
    "roster",
    "search",
    "reveal",
    "call_sheet",
    "table",
    "ledger",
    "events",
    "history",
    "assignments",
    "evidence",
    "call_tree",
    "links",
    "own_group",
    "unlock",
]


class AccountLine(BaseModel):
    """An account without its password."""

    id: str
    login: str
    name: str
    role: Role
    place: str
    member: str | None
    has_password: bool
    has_provider: bool = Field(description="Whether the organisation's own sign-in opens it")
    invited_until: datetime | None
    created_at: datetime
    disabled: bool
    locked_until: datetime | None = Field(
        description="Until when nobody may try its password, which was wrong too often"
    )


class AccountMade(AccountLine, Written):
    """A new account, with the link by which its owner sets a password; told here once."""

    invite: str
    url: str
    expires_at: datetime


class Invitation(Written):
    """A new invitation, told here once; the one before it is void."""

    id: str
    invite: str
    url: str
    expires_at: datetime


class Invited(BaseModel):
    """Whom an invitation is for: the name to sign in by, and what the account is for."""

    login: str
    name: str
    role: Role
    place: str
    expires_at: datetime


class AccountChanged(AccountLine, Written):
    """An account as it is from now on."""


class LinkLine(BaseModel):
    """A personal link without its secret."""

    id: str
    activation: str
    member: str
    name: str | None
    made_by: str
    created_at: datetime
    expires_at: datetime


class LinkMade(LinkLine, Written):
    """A new personal link, told here once."""

    token: str
    url: str


class Revealed(Written):
    """A person's name and phone, shown for a reason."""

    id: str
    name: str | None
    phone: str


class AccessLine(BaseModel):
    """Who read personal data: what kind, where, of how many people, and why if it was said."""

    id: str
    at: datetime
    actor: str
    actor_name: str | None
    kind: AccessKind
    place: str
    place_name: str | None = Field(description="Of a community")
    people: int
    member: str | None
    member_name: str | None = Field(description="As the roster shows it to whoever asks")
    account: str | None = Field(description="The account that was unlocked")
    account_name: str | None = Field(description="The name that it was made for")
    reason: str | None
    purpose: str | None = Field(description="Of the token that read events: what it was made for")


class Provider(BaseModel):
    """The organisation's own sign-in."""

    label: str
    url: str


class Ways(BaseModel):
    """The ways in which people may sign in here."""

    password: bool
    provider: Provider | None
