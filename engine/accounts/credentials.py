"""How the owner of an account proves that it is theirs: an invitation once, then a password."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.refusal import Refused
from engine.accounts import passwords
from engine.accounts.account import Account, spelt
from engine.accounts.accounts import Accounts
from engine.accounts.rows import Rows, digest, fresh, micros
from engine.clock import Clock
from engine.store import Store

INVITED = timedelta(days=3)
INVITE = "pi_"


class Credentials:
    """Invitations and passwords, of which only digests are kept."""

    def __init__(self, store: Store, clock: Clock, accounts: Accounts) -> None:
        self._rows, self._clock, self._accounts = Rows(store), clock, accounts

    def invite(self, id: str) -> tuple[str, datetime]:
        """A link's secret that sets a password, once and within days; the one before is void."""
        self._accounts.get(id)
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
        found = self._rows.select(
            "SELECT id FROM directory_accounts"
            " WHERE invite = ? AND invite_until > ? AND disabled_at IS NULL",
            digest(secret),
            micros(self._clock()),
        )
        if not found:
            raise Refused("invite_invalid", field="invite")
        return self._accounts.get(found[0][0])

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
        return self._accounts.get(account.id)

    def check(self, login: str, password: str) -> Account | None:
        """Whose password it is, or nobody's; either takes as long."""
        named = self._accounts.named(spelt(login))
        found = named if named is not None and not named.disabled else None
        held = self._password(found.id) if found else None
        return found if passwords.fits(held, password) else None

    def set_password(self, id: str, old: str, new: str) -> None:
        """Another password, by whoever knows the old one."""
        account, held = self._accounts.get(id), self._password(id)
        if not passwords.fits(held, old):
            raise Refused("password_wrong", field="old")
        kept = passwords.kept(new, account.login)
        self._rows.run(
            "UPDATE directory_accounts SET password = ? WHERE id = ? AND password = ?",
            kept,
            id,
            held,
        )

    def _password(self, id: str) -> str | None:
        rows = self._rows.select("SELECT password FROM directory_accounts WHERE id = ?", id)
        return rows[0][0] if rows else None
