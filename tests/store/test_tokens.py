"""Tokens on each database: when they were last used, recorded once in some minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from engine.store import Store
from engine.token_uses import EVERY
from engine.tokens import Tokens
from tests.clock import FakeClock

#: what makes each database refuse every record of a use
UNUSABLE = {
    "sqlite": "CREATE TRIGGER unusable BEFORE UPDATE ON directory_tokens"
    " BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": "ALTER TABLE directory_tokens ADD CHECK (used_at IS NULL)",
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tokens(store: Store, clock: FakeClock) -> Tokens:
    return Tokens(store, clock)


def made(tokens: Tokens, **said: Any) -> tuple[str, str]:
    """A new token's id and its secret."""
    token, secret = tokens.create("integrator", "", "平台", **said)
    return token.id, secret


def test_a_token_tells_its_last_use_and_most_requests_write_none(
    store: Store, tokens: Tokens, clock: FakeClock
) -> None:
    id, secret = made(tokens)
    assert tokens.get(id).used_at is None
    used = clock.advance(hours=1)
    uses = [tokens.find(secret) for _ in range(3)]
    assert all(uses)
    assert tokens.get(id).used_at == used
    clock.now += EVERY / 2
    # another process beside this one leaves the record as it is, too
    for beside in (tokens, Tokens(store, clock)):
        assert beside.find(secret)
        assert [t.used_at for t in beside.all()] == [used]
    clock.now += EVERY
    assert tokens.find(secret)
    assert tokens.get(id).used_at == clock.now


def test_of_several_at_once_the_latest_use_stays(store: Store, clock: FakeClock) -> None:
    late = FakeClock(clock.now)
    tokens, slow = Tokens(store, clock), Tokens(store, late)
    id, secret = made(tokens)
    late.now -= EVERY
    clock.advance(minutes=1)
    assert tokens.find(secret)
    assert slow.find(secret)
    assert tokens.get(id).used_at == clock.now


def test_a_session_uses_the_token_it_was_signed_in_with(tokens: Tokens, clock: FakeClock) -> None:
    id, _ = made(tokens)
    session, secret = made(tokens, parent=id)
    clock.advance(minutes=1)
    assert tokens.find(secret)
    assert (tokens.get(id).used_at, tokens.get(session).used_at) == (clock.now, None)
    _, administrators = made(tokens, parent="admin:1")
    assert tokens.find(administrators)


def test_what_opens_nothing_any_more_is_no_use(tokens: Tokens, clock: FakeClock) -> None:
    ends = clock.now + EVERY
    over, of_over = made(tokens, expires_at=ends)
    _, in_session = made(tokens, parent=over)
    gone, of_gone = made(tokens)
    tokens.revoke(gone)
    clock.now = ends
    assert [tokens.find(secret) for secret in (of_over, in_session, of_gone)] == [None] * 3
    assert not tokens.stands(gone)
    assert last_uses(tokens, over, gone) == [None, None]


def test_asking_for_what_stands_is_a_use_where_it_is_told_so(
    tokens: Tokens, clock: FakeClock
) -> None:
    id, _ = made(tokens)
    assert tokens.stands(id, used=False)
    assert last_uses(tokens, id) == [None]
    assert tokens.stands(id)
    assert last_uses(tokens, id) == [clock.now]


def test_a_use_that_the_database_does_not_take_keeps_nobody_out(
    store: Store, tokens: Tokens, clock: FakeClock
) -> None:
    id, secret = made(tokens)
    store.recorder.execute(UNUSABLE[store.dialect])
    with capture_logs() as logged:
        assert all(tokens.find(secret) for _ in range(3))
    assert [line["event"] for line in logged] == ["token_use_unrecorded"]
    assert last_uses(tokens, id) == [None]


def last_uses(tokens: Tokens, *ids: str) -> list[datetime | None]:
    return [tokens.get(id).used_at for id in ids]
