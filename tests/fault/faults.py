"""Killing: what is killed when, told by a seed, and counted by kind."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from random import Random

import psycopg

from tests.fault.endpoint import DROPPING, REFUSING, SWALLOWING, Endpoint
from tests.fault.houses import Postgres, Process, Redis

#: seconds that a thing stays away, at most
AWAY = 1.5


class Faults:
    """Kills one thing after another for a while. Whoever is killed comes back by itself."""

    def __init__(
        self,
        servers: list[Process],
        workers: list[Process],
        postgres: Postgres,
        redis: Redis,
        endpoint: Endpoint,
    ) -> None:
        self._servers, self._workers, self._endpoint = servers, workers, endpoint
        self._postgres, self._redis = postgres, redis
        #: when a killed process is started again
        self._back: dict[Process, float] = {}
        self.kills: Counter[str] = Counter()

    def run(self, rng: Random, seconds: float, pause: float, least: int) -> None:
        """Kill something every so often, for so long and until there were so many kills.

        After three times as long it is over anyhow. All is up again afterwards.
        """
        choices: list[tuple[int, str, Callable[[Random], bool]]] = [
            (7, "server", self._server),
            (6, "worker", self._worker),
            (5, "backend of PostgreSQL", self._backend),
            (2, "PostgreSQL, immediate", self._immediate),
            (1, "PostgreSQL, fast", self._fast),
            (3, "Redis, and its data", self._redis_lost),
            (3, "Redis", self._redis_killed),
            (3, "webhook's endpoint", self._endpoint_cut),
        ]
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < 3 * seconds:
            if passed > seconds and sum(self.kills.values()) >= least:
                break
            weights = [weight for weight, _, _ in choices]
            _, name, kill = rng.choices(choices, weights)[0]
            with contextlib.suppress(psycopg.Error):
                self.kills[name] += kill(rng)
            self._rest(rng.uniform(0.4, 1.6) * pause)
        self.mend()

    def mend(self, seconds: float = 90) -> None:
        """Start whatever is down, and wait until all of it is fit to serve."""
        until = time.monotonic() + seconds
        while True:
            self._restart(everything=True)
            waiting = [p.name for p in (*self._servers, *self._workers) if not p.is_ready()]
            if not waiting:
                return
            if time.monotonic() > until:
                raise AssertionError(f"not fit to serve after {seconds} s: {waiting}")
            time.sleep(0.2)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._restart()
            time.sleep(min(0.1, left))

    def _restart(self, *, everything: bool = False) -> None:
        for process, at in list(self._back.items()):
            if everything or time.monotonic() >= at:
                del self._back[process]
                process.start()
        for process in (*self._servers, *self._workers):
            if process not in self._back and not process.is_alive:
                process.start()  # it gave up by itself, as when PostgreSQL was away at its start

    def _kill(self, process: Process, rng: Random) -> None:
        process.kill()
        self._back[process] = time.monotonic() + rng.uniform(0, AWAY)

    def _server(self, rng: Random) -> bool:
        """One that lives, ready or still starting, as long as another is left."""
        alive = [s for s in self._servers if s.is_alive]
        victim = rng.choice(alive)
        if not any(s.is_ready() for s in alive if s is not victim):
            return False
        self._kill(victim, rng)
        return True

    def _worker(self, rng: Random) -> bool:
        alive = [p for p in self._workers if p.is_alive]
        if not alive:
            return False
        self._kill(rng.choice(alive), rng)
        return True

    def _backend(self, rng: Random) -> bool:
        """PostgreSQL then ends all others too, and recovers."""
        pids = self._postgres.backends()
        if not pids:
            return False
        os.kill(rng.choice(pids), signal.SIGKILL)
        return True

    def _immediate(self, rng: Random) -> bool:
        return self._away(rng, signal.SIGQUIT)

    def _fast(self, rng: Random) -> bool:
        return self._away(rng, signal.SIGINT)

    def _away(self, rng: Random, how: signal.Signals) -> bool:
        self._postgres.end(how)
        self._rest(rng.uniform(0, AWAY))
        self._postgres.start()
        return True

    def _redis_lost(self, rng: Random) -> bool:
        self._redis.end(signal.SIGKILL)
        self._redis.lose()
        self._rest(rng.uniform(0, AWAY))
        self._redis.start()
        return True

    def _endpoint_cut(self, rng: Random) -> bool:
        self._endpoint.cut = rng.choice((REFUSING, SWALLOWING, DROPPING))
        self._rest(rng.uniform(0, AWAY))
        self._endpoint.cut = ""
        return True

    def _redis_killed(self, rng: Random) -> bool:
        self._redis.end(signal.SIGKILL)
        self._rest(rng.uniform(0, AWAY))
        self._redis.start()
        return True
