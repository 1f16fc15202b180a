"""Limits on how much one caller may ask: told with a code and when to come again."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from api.limits import Rate
from tests.api.places import peaceful
from tests.api.serving import Live, serving
from tests.api.test_metrics import scraped, value
from tests.services.process import free_port

NARROW: dict[str, Any] = {
    "PINGZHAN_RATE": "40/minute",
    "PINGZHAN_WRONG_TOKENS": "3/minute",
    "PINGZHAN_MOST_STREAMS": "3",
    "PINGZHAN_MOST_STREAMS_EACH": "2",
    "PINGZHAN_METRICS_TOKEN": "only-prometheus",
}
PROMETHEUS = {"Authorization": "Bearer only-prometheus"}


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server with narrow limits."""
    folder = tmp_path_factory.mktemp("narrow")
    with serving(f"sqlite:///{folder / 'log.sqlite'}", **NARROW) as live:
        yield live


def integrator(live: Live) -> httpx2.Client:
    """A client with a token of its own, so that its requests are counted alone."""
    code = peaceful(live.admin)
    said = {"role": "integrator", "place": code, "name": "对接"}
    return live.client(live.admin.post("tokens", json=said).raise_for_status().json()["token"])


def refused(answer: httpx2.Response, status: int, code: str) -> None:
    """It is a problem of that code, and says when to come again."""
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert 1 <= int(answer.headers["retry-after"]) <= 60


def test_a_token_that_asks_too_often_is_told_when_to_come_again_and_others_go_on(
    narrow: Live,
) -> None:
    with integrator(narrow) as hasty, integrator(narrow) as other:
        answers = [hasty.get("events") for _ in range(60)]
        late = [a for a in answers if a.status_code != 200]
        assert len(late) >= 10  # a minute may turn meanwhile
        refused(late[0], 429, "too_many_requests")
        assert other.get("events").status_code == 200
    assert httpx2.get(f"{narrow.url}/readyz", trust_env=False).status_code == 200
    assert (
        value(
            scraped(narrow, headers=PROMETHEUS), "pingzhan_limited_total", code="too_many_requests"
        )
        >= 10
    )


def test_wrong_tokens_from_an_address_shut_nobody_out_who_shows_a_good_one(narrow: Live) -> None:
    with integrator(narrow) as good:
        answers = []
        for n in range(8):
            with narrow.client(f"guess-{n}") as guess:
                answers.append(guess.get("events"))
        assert answers[0].json()["code"] == "token_invalid"
        refused(answers[-1], 429, "too_many_wrong_tokens")
        assert good.get("events").status_code == 200


def test_streams_beyond_the_limit_are_refused_until_one_ends(narrow: Live) -> None:
    def opened(stack: contextlib.ExitStack, client: httpx2.Client) -> Any:
        answer = stack.enter_context(client.stream("GET", "events/stream"))
        if answer.status_code == 200:
            lines.append(answer.iter_lines())  # one that is let go of closes the stream
            next(lines[-1])
        else:
            answer.read()
        return answer

    lines: list[Iterator[str]] = []

    with integrator(narrow) as one, integrator(narrow) as two, contextlib.ExitStack() as all_open:
        assert opened(all_open, one).status_code == 200
        assert opened(all_open, one).status_code == 200
        refused(opened(all_open, one), 429, "streams_each_full")
        assert opened(all_open, two).status_code == 200
        refused(opened(all_open, two), 503, "streams_full")
        lines.clear()
        until = time.monotonic() + 20
        while opened(all_open, two).status_code != 200:
            assert time.monotonic() < until


def test_the_count_is_shared_by_redis_and_goes_on_without_it(redis_url: str) -> None:
    async def hits() -> list[bool]:
        here, there = (Rate("3/hour", "PINGZHAN_RATE", redis_url) for _ in range(2))
        return [bool(await rate.hit("somebody")) for rate in (here, there, here, there)]

    async def away() -> list[bool]:
        lost = Rate("1/hour", "PINGZHAN_RATE", f"redis://127.0.0.1:{free_port()}/0")
        return [bool(await lost.hit("somebody")) for _ in range(2)]

    assert asyncio.run(hits()) == [False, False, False, True]
    assert asyncio.run(away()) == [False, True]


def test_metrics_ask_for_their_token_where_one_is_set(narrow: Live) -> None:
    path = f"{narrow.url}/metrics"
    assert httpx2.get(path, trust_env=False).json()["code"] == "unauthenticated"
    wrong = httpx2.get(path, trust_env=False, headers={"Authorization": "Bearer guessed"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "token_invalid")
    assert value(scraped(narrow, headers=PROMETHEUS), "pingzhan_store_up") == 1
