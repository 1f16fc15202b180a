"""Servers and their Redis: subscribers miss nothing without it, and nobody waits for it."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from typing import Any

import httpx2

from tests.api.places import board, fresh_code, register
from tests.api.serving import Live, serving
from tests.api.wire import listen
from tests.cli.typed import typed
from tests.relay.relaying import ids, until
from tests.services.postgres import fresh_database
from tests.services.redis import OwnRedis


class Subscriber:
    """Holds every event that a server streams after a position."""

    def __init__(self, live: Live, since: int) -> None:
        self.heard: list[int] = []
        self._since = since
        threading.Thread(target=self._hear, args=(live,), daemon=True).start()

    def _hear(self, live: Live) -> None:
        # the server's end is the stream's
        with contextlib.suppress(httpx2.TransportError):
            for event in listen(live, self._since, 10**15):
                self.heard.append(int(event["id"]))

    def holds_all(self, position: int) -> bool:
        """Whether everything up to a position came, once and in order."""
        return self.heard == list(range(self._since + 1, position + 1))


def test_subscribers_of_two_servers_get_everything_while_redis_is_away_hangs_and_comes_back(
    postgres_server_url: str, own: OwnRedis
) -> None:
    with (
        fresh_database(postgres_server_url) as url,
        serving(url, redis=own.url) as here,
        serving(url, redis=own.url) as there,
    ):
        register(here.admin, code := fresh_code())
        since = board(here.admin, code)["position"]
        subscribers = [Subscriber(here, since), Subscriber(there, since)]

        def written(live: Live) -> None:
            began = time.monotonic()
            done = live.admin.post(f"communities/{code}/members", json={"name": "粜"})
            assert done.status_code == 201
            # nobody waits for a Redis
            assert time.monotonic() - began < 5
            position = done.json()["position"]
            until(lambda: all(s.holds_all(position) for s in subscribers))

        def together() -> None:
            written(here)
            written(there)

        until(lambda: listeners(own) == 2)
        together()
        own.kill()
        together()
        assert relay(here)["state"] == "unreachable"
        own.start()
        until(lambda: listeners(own) == 2)
        together()
        own.signal(signal.SIGSTOP)
        together()
        assert relay(there)["state"] == "unreachable"
        own.signal(signal.SIGCONT)
        until(lambda: listeners(own) == 2)
        with own.client.pubsub(ignore_subscribe_messages=True) as channel:
            channel.subscribe("pingzhan:position")
            channel.get_message(timeout=5)
            together()
            assert channel.get_message(timeout=10) is not None
        # and the log is in the stream again, from its first event on
        until(lambda: relay(here)["lag"] == 0)
        assert ids(own.client) == list(range(1, subscribers[0].heard[-1] + 1))
        assert_begun_anew(here, own, url)


def listeners(own: OwnRedis) -> int:
    """How many processes wait for the word of Redis."""
    ((_, count),) = own.client.pubsub_numsub("pingzhan:position")
    return int(count)


def relay(live: Live) -> dict[str, Any]:
    """What readyz tells of the relay; the server is fit all the same."""
    answer = httpx2.get(f"{live.url}/readyz", trust_env=False)
    assert answer.status_code == 200
    return dict(answer.json()["relay"])


def assert_begun_anew(live: Live, own: OwnRedis, url: str) -> None:
    """An operator is told of another history, and what to do; done, the servers go on by it."""
    own.client.xadd("pingzhan:events", {"event": "{}"}, id="99999999-0")
    answer = httpx2.get(f"{live.url}/readyz", trust_env=False)
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["relay"]["state"] == "diverged"
    there = ("--store", url, "--redis", own.url)
    ill = typed("doctor", *there)
    assert ill.returncode == 1
    assert "pingzhan relay --begin-anew" in ill.stdout
    done = typed("relay", "--begin-anew", *there)
    assert (done.returncode, "pingzhan:events.2" in done.stdout) == (0, True)
    until(lambda: relay(live)["lag"] == 0)
    assert relay(live)["stream"] == "pingzhan:events.2"
    assert typed("relay", *there).returncode == 0
    assert "relay_off" in typed("relay", "--store", url).stderr
