"""The register of who may come in, beside the directory, and of who read what."""

from __future__ import annotations

from collections.abc import Callable

from domain.community import Community
from domain.ids import community_stream
from domain.modes import PEACETIME
from domain.notice import Notice
from engine.accounts import Accesses, Account, Accounts, Attempts, Credentials, Links, Sessions
from engine.clock import Clock
from engine.store import Store


class Register:
    """Accounts with credentials, sessions, personal links, attempts and accesses of a store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self.accounts = Accounts(store, clock)
        self.credentials = Credentials(store, clock, self.accounts)
        self.sessions = Sessions(store, clock)
        self.links = Links(store, clock)
        self.attempts = Attempts(store, clock)
        self.accesses = Accesses(store, clock)

    def unlock(self, actor: str, account: Account) -> None:
        """Forget wrong passwords, and record who did so where they had locked the account."""
        locked = self.attempts.locked([account.login])
        self.attempts.forget(account.login)
        if locked:
            self.accesses.unlocked(actor, account.place, account.id)

    def forget_member(self, member: str) -> None:
        """Destroy what lets somebody of the roster in: links, accounts and sessions."""
        self.links.forget(member)
        for account in self.accounts.of_member(member):
            self.accounts.erase(account.id)
            self.sessions.end_all(account=account.id)

    def linking(self, public_url: str) -> Callable[[Notice], str] | None:
        """Makes the personal links that notices carry, where it is known how people get here."""
        if not public_url:
            return None

        def link(notice: Notice) -> str:
            where = (notice.community, notice.activation, notice.member)
            return f"{public_url}/#/me?link={self.links.create(*where, 'system')[1]}"

        return link

    def at_war(self, code: str) -> bool:
        """Whether something other than routine runs in a community, drills too."""
        community = self._store.get(Community, community_stream(code), code)
        return community is not None and any(a.mode != PEACETIME for a in community.running)
