"""Whoever reads Redis later than its stream begins finds the rest in the log."""

from __future__ import annotations

from tests.api.places import fresh_code, register
from tests.api.serving import ADMIN, Live
from tests.relay.recipes import names


def test_the_log_fills_the_gap_that_a_trimmed_stream_leaves(sqlite_server: Live) -> None:
    register(sqlite_server.admin, *(fresh_code() for _ in range(30)))
    told = list(names("fetch")["fetch"](3, 21, address=sqlite_server.url, token=ADMIN))
    assert [int(event["id"]) for event in told] == list(range(4, 22))
