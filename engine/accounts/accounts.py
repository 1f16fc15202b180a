"""The accounts of a store, by id, by name, by place and by the person on the roster."""

from __future__ import annotations

import secrets

from domain.refusal import NotFound, Refused
from engine.accounts.account import LOGIN, SELECT, Account, Particulars, check, of_row, spelt
from engine.accounts.rows import Rows, micros
from engine.clock import Clock
from engine.store import Store


class Accounts:
    """Who may sign in: made, found, changed and erased. How is told by ``Credentials``."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock

    def create(self, login: str, said: Particulars, subject: str | None = None) -> Account:
        """A new account that nobody can sign in to until it is invited, or its subject comes."""
        login = spelt(login)
        if not LOGIN.fullmatch(login):
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

    def erase(self, id: str) -> None:
        """Destroy an account and who it was. Repeated, it changes nothing."""
        self._rows.run("DELETE FROM directory_accounts WHERE id = ?", id)

    def all(self, place: str = "", after: str = "", limit: int = 100) -> list[Account]:
        """Accounts whose place begins so, by id."""
        rows = self._rows.select(
            f"{SELECT} WHERE id > ? AND substr(place, 1, ?) = ? ORDER BY id LIMIT ?",
            after,
            len(place),
            place,
            limit,
        )
        return [of_row(row) for row in rows]

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
        rows = self._rows.select(f"{SELECT} WHERE member = ? ORDER BY id", member)
        return [of_row(row) for row in rows]

    def _one(self, where: str, *parameters: object) -> Account | None:
        rows = self._rows.select(f"{SELECT} {where}", *parameters)
        return of_row(rows[0]) if rows else None
