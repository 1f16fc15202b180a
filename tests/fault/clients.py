"""Hundreds of clients that go on while everything fails, and write down what they were told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from random import Random
from typing import Any

import httpx2

from tests.fault.acts import Act, choose
from tests.fault.places import Place, shape
from tests.fault.records import Command, Read

#: how often a command is sent once more after its answer, to see that the answer stays the same
REPEATED = 0.08
#: answers after which the same request is sent again: nothing was decided, or nobody knows
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
TIMEOUT = httpx2.Timeout(10.0, connect=2.0)
LOST = (httpx2.TransportError, httpx2.StreamError)


class Crowd:
    """All clients of a run, over servers of which any may be gone."""

    def __init__(self, servers: Sequence[str], rng: Random) -> None:
        limits = httpx2.Limits(max_connections=60, max_keepalive_connections=30)
        self.doors = [
            httpx2.AsyncClient(
                base_url=f"{url}/api/v1/", timeout=TIMEOUT, trust_env=False, limits=limits
            )
            for url in servers
        ]
        self.rng = rng
        self.stopping = asyncio.Event()
        self.commands: list[Command] = []
        self.reads: list[Read] = []
        self.retried = 0
        #: the most that are under way at once: a run measures what holds, not how much
        self.slots = asyncio.Semaphore(32)

    async def close(self) -> None:
        """Hang up."""
        for door in self.doors:
            await door.aclose()


class Client:
    """A secretary with a token of their own, who does one thing after another."""

    def __init__(self, crowd: Crowd, number: int, place: Place, actor: str, token: str) -> None:
        self._crowd, self._place, self._actor, self._number = crowd, place, actor, number
        self._headers = {"Authorization": f"Bearer {token}"}
        self._rng = Random(crowd.rng.random())
        self._sent = 0
        self._position = 0

    async def run(self, pause: float) -> None:
        """Act until told to stop; whatever was begun is brought to its answer."""
        rng, stopping = self._rng, self._crowd.stopping
        await self._wait(rng.uniform(0, pause))
        while not stopping.is_set():
            if rng.random() < 0.2 or not self._place.activations:
                await self.look()
            if (act := choose(self._place, rng, f"{self._number}-{self._sent}")) is not None:
                await self.do(act)
            await self._wait(rng.uniform(0.3, 1.7) * pause)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._crowd.stopping.wait(), seconds)
        except TimeoutError:
            return

    async def look(self) -> None:
        """Read the board, at least as new as one's own last command."""
        async with self._crowd.slots:
            path = f"communities/{self._place.code}/board"
            said = await self._once("GET", path, params={"at_least": self._position})
        if said is None or said.status_code != 200:
            return
        board = said.json()
        self._place.look(board)
        read = Read(self._place.code, self._position, board["position"], shape(board))
        self._crowd.reads.append(read)

    async def do(self, act: Act) -> Command:
        """Send one command until somebody answers for good, always with the same key."""
        self._sent += 1
        key = f"{self._number}-{self._sent}"
        code = self._place.code
        command = Command(self._actor, act.kind, code, key, act.effect, time.monotonic())
        self._crowd.commands.append(command)
        async with self._crowd.slots:
            said = await self._until_answered(command, act)
            command.answered, command.status = time.monotonic(), said.status_code
            command.body = said.json()
            if command.is_acknowledged:
                await self._acknowledged(command, act)
            elif command.body.get("code") == "activation_ended":
                self._place.activations.clear()  # what is known of it is old: look again
        return command

    async def _until_answered(self, command: Command, act: Act) -> httpx2.Response:
        while True:
            command.attempts += 1
            said = await self._send(command.key, act)
            if said is not None and not _undecided(said):
                return said
            self._crowd.retried += 1
            await asyncio.sleep(self._rng.uniform(0.05, 0.5))

    async def _acknowledged(self, command: Command, act: Act) -> None:
        command.position = int(command.body["position"])
        command.effect = act.known_by(command.body)
        self._position = max(self._position, command.position)
        if self._rng.random() < REPEATED:
            said = await self._send(command.key, act)
            if said is not None and not _undecided(said):
                command.again = said.json()

    async def _send(self, key: str, act: Act) -> httpx2.Response | None:
        return await self._once("POST", act.path, json=act.body, headers={"Idempotency-Key": key})

    async def _once(
        self, method: str, path: str, headers: dict[str, str] | None = None, **said: Any
    ) -> httpx2.Response | None:
        """One attempt at one of the servers; ``None`` when nobody knows what became of it."""
        door = self._rng.choice(self._crowd.doors)
        try:
            told = self._headers | (headers or {})
            return await door.request(method, path, headers=told, **said)
        except LOST:
            return None


def _undecided(said: httpx2.Response) -> bool:
    if said.status_code in AGAIN:
        return True
    return said.status_code == 409 and said.json().get("code") == "too_busy"
