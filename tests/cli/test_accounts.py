"""Accounts from the command line leave the same record as over HTTP."""

from __future__ import annotations

from contextlib import closing

from api.auth.register import Register
from engine.accounts.attempts import WRONG
from engine.clock import system_clock
from engine.store import open_store
from tests.cli.typed import typed


def test_an_invitation_unlocks_a_name_and_that_is_recorded_once(sqlite_url: str) -> None:
    where = ("--store", sqlite_url)
    open_store(sqlite_url, clock=system_clock).close()
    assert typed("account", "add", "first", "--role", "administrator", *where).returncode == 0
    with closing(open_store(sqlite_url, clock=system_clock, exclusive=False)) as store:
        register = Register(store, system_clock)
        for _ in range(WRONG):
            register.attempts.count("first")
        assert register.attempts.locked(["first"])
        for _ in range(2):
            assert typed("account", "invite", "first", *where).returncode == 0
        assert not register.attempts.locked(["first"])
        (told,) = register.accesses.all("")
        account = register.accounts.named("first")
    assert account is not None
    assert (told.kind, told.actor, told.account) == ("unlock", "admin", account.id)
