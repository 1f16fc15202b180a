"""An account: a name to sign in by, and what its owner may be and where."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import msgspec

from domain.refusal import Refused
from engine.accounts.rows import moment

ROLES = (
    "administrator",
    "officer",
    "secretary",
    "deputy",
    "grid_leader",
    "supervisor",
    "member",
)
#: roles of one community
LOCAL = frozenset({"secretary", "deputy", "grid_leader", "member"})
#: roles of somebody on the roster
PERSONAL = frozenset({"grid_leader", "member"})
LOGIN = re.compile(r"[^\s/?#@:]{2,60}(@[^\s/?#@:]{1,100})?")
#: an account, as `of_row` reads it
SELECT = (
    "SELECT id, login, name, role, place, member, password, subject, invite_until, created_at,"
    " disabled_at FROM directory_accounts"
)


class Particulars(msgspec.Struct, frozen=True):
    """What an account is for: ``place`` is a code, empty for everywhere; ``member`` a member id."""

    name: str
    role: str
    place: str = ""
    member: str = ""


class Account(msgspec.Struct, frozen=True):
    """An account without its password."""

    id: str
    login: str
    name: str
    role: str
    place: str
    member: str
    has_password: bool
    subject: str | None
    invited_until: datetime | None
    created_at: datetime
    disabled: bool


def spelt(login: str) -> str:
    """A name to sign in by, however its letters were typed."""
    return login.strip().casefold()


def check(said: Particulars) -> None:
    """Refuse a role without the place or person that it is of."""
    if said.role not in ROLES:
        raise Refused("role_unknown", field="role", value=said.role)
    if (said.role in LOCAL) != (len(said.place) == 12) and said.role not in (
        "administrator",
        "supervisor",
    ):
        raise Refused("place_unknown", field="place", value=said.place)
    if said.role == "officer" and not said.place:
        raise Refused("place_unknown", field="place", value=said.place)
    if (said.role in PERSONAL) != bool(said.member):
        raise Refused("account_member", field="member", role=said.role)


def of_row(row: tuple[Any, ...]) -> Account:
    """A row of ``SELECT`` as an account."""
    id, login, name, role, place, member, password, subject, until, created, disabled = row
    return Account(
        id,
        login,
        name,
        role,
        place,
        member,
        password is not None,
        subject,
        moment(until) if until is not None else None,
        moment(created),
        disabled is not None,
    )
