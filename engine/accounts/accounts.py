"""Accounts: a name to sign in by, what its owner may be and where, and a password or a subject."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.refusal import NotFound, Refused
from engine.accounts import passwords
from engine.accounts.rows import Rows, digest, fresh, micros, moment
from engine.clock import Clock
from engine.store import Store

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
INVITED = timedelta(days=3)
INVITE = "pi_"
_LOGIN = re.compile(r"[^\s/?#@:]{2,60}(@[^\s/?#@:]{1,100})?")
_SELECT = (
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


class Accounts:
    """Who may sign in with a password, or from the organisation's own sign-in."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock

    def create(self, login: str, said: Particulars, subject: str | None = None) -> Account:
        """A new account that nobody can sign in to until it is invited, or its subject comes."""
        login = spelt(login)
        if not _LOGIN.fullmatch(login):
            raise Refused("login_invalid", field="login")
        check(said)
        if self._rows.select("SELECT 1 FROM directory_accounts WHERE login = ?", login):
            raise Refused("login_taken", field="login")
        id, now = secrets.token_hex(8), self._clock()
        self._rows.run(
            "INSERT INTO directory_accounts (id, login, name, role, place, member, subject,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            login,
            said.name,
            said.role,
            said.place,
            said.member,
            subject,
            micros(now),
        )
        return self.get(id)

    def change(self, id: str, said: Particulars, *, disabled: bool) -> Account:
        """Say anew what an account is for, and whether it may be used."""
        check(said)
        self._rows.run(
            "UPDATE directory_accounts SET name = ?, role = ?, place = ?, member = ?,"
            " disabled_at = ? WHERE id = ?",
            said.name,
            said.role,
            said.place,
            said.member,
            micros(self._clock()) if disabled else None,
            id,
        )
        return self.get(id)

    def invite(self, id: str) -> tuple[str, datetime]:
        """A link's secret that sets a password, once and within days; the one before is void."""
        self.get(id)
        secret, until = fresh(INVITE), self._clock() + INVITED
        self._rows.run(
            "UPDATE directory_accounts SET invite = ?, invite_until = ? WHERE id = ?",
            digest(secret),
            micros(until),
            id,
        )
        return secret, until

    def invited(self, secret: str) -> Account:
        """Whose invitation it is, or refused."""
        found = self._one(
            "WHERE invite = ? AND invite_until > ? AND disabled_at IS NULL",
            digest(secret),
            micros(self._clock()),
        )
        if found is None:
            raise Refused("invite_invalid", field="invite")
        return found

    def accept(self, secret: str, password: str) -> Account:
        """Set the password that the owner chose; of two who do so at once one is refused."""
        account = self.invited(secret)
        kept = passwords.kept(password, account.login)
        self._rows.run(
            "UPDATE directory_accounts SET password = ?, invite = NULL, invite_until = NULL"
            " WHERE id = ? AND invite = ?",
            kept,
            account.id,
            digest(secret),
        )
        if self._password(account.id) != kept:
            raise Refused("invite_invalid", field="invite")
        return self.get(account.id)

    def check(self, login: str, password: str) -> Account | None:
        """Whose password it is, or nobody's; either takes as long."""
        found = self._one("WHERE login = ? AND disabled_at IS NULL", spelt(login))
        held = self._password(found.id) if found else None
        return found if passwords.fits(held, password) else None

    def set_password(self, id: str, old: str, new: str) -> None:
        """Another password, by whoever knows the old one."""
        account, held = self.get(id), self._password(id)
        if not passwords.fits(held, old):
            raise Refused("password_wrong", field="old")
        kept = passwords.kept(new, account.login)
        self._rows.run(
            "UPDATE directory_accounts SET password = ? WHERE id = ? AND password = ?",
            kept,
            id,
            held,
        )

    def erase(self, id: str) -> None:
        """Destroy an account and who it was. Repeated, it changes nothing."""
        self._rows.run("DELETE FROM directory_accounts WHERE id = ?", id)

    def all(self, place: str = "", after: str = "", limit: int = 100) -> list[Account]:
        """Accounts whose place begins so, by id."""
        rows = self._rows.select(
            f"{_SELECT} WHERE id > ? AND substr(place, 1, ?) = ? ORDER BY id LIMIT ?",
            after,
            len(place),
            place,
            limit,
        )
        return [_account(row) for row in rows]

    def get(self, id: str) -> Account:
        """The account of that id, disabled or not, or refused."""
        found = self._one("WHERE id = ?", id)
        if found is None:
            raise NotFound("account", id)
        return found

    def name_of(self, id: str) -> str | None:
        """The name that an account was made for, disabled or not."""
        rows = self._rows.select("SELECT name FROM directory_accounts WHERE id = ?", id)
        return rows[0][0] if rows else None

    def active(self, id: str) -> Account | None:
        """The account of that id unless it is disabled or gone."""
        return self._one("WHERE id = ? AND disabled_at IS NULL", id)

    def named(self, login: str) -> Account | None:
        """The account that signs in by that name."""
        return self._one("WHERE login = ?", spelt(login))

    def of_subject(self, subject: str) -> Account | None:
        """The account of a subject of the organisation's own sign-in."""
        return self._one("WHERE subject = ?", subject)

    def bind(self, id: str, subject: str) -> None:
        """Let a subject of the organisation's own sign-in use an account that has none yet."""
        self._rows.run(
            "UPDATE directory_accounts SET subject = ? WHERE id = ? AND subject IS NULL",
            subject,
            id,
        )

    def of_member(self, member: str) -> list[Account]:
        """The accounts of somebody on the roster."""
        rows = self._rows.select(f"{_SELECT} WHERE member = ? ORDER BY id", member)
        return [_account(row) for row in rows]

    def _one(self, where: str, *parameters: object) -> Account | None:
        rows = self._rows.select(f"{_SELECT} {where}", *parameters)
        return _account(rows[0]) if rows else None

    def _password(self, id: str) -> str | None:
        rows = self._rows.select("SELECT password FROM directory_accounts WHERE id = ?", id)
        return rows[0][0] if rows else None


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


def _account(row: tuple[Any, ...]) -> Account:
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
