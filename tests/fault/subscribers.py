"""Readers of the event stream that go on, on any server, after what they saw last."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from random import Random

import httpx2

from tests.fault.clients import LOST, Crowd
from tests.fault.records import Seen

#: a stream that says nothing for so long is given up: heartbeats come sooner
SILENT = httpx2.Timeout(5.0, read=25.0)


class Reader:
    """One reader from the beginning of the log, of everything or of one community."""

    def __init__(self, crowd: Crowd, name: str, token: str, community: str = "") -> None:
        self._crowd, self._rng = crowd, Random(crowd.rng.random())
        self._token = token
        self.seen = Seen(name, community)
        self.last = 0

    async def run(self) -> None:
        """Read until cancelled; a stream that ends is taken up again."""
        while True:
            door = self._rng.choice(self._crowd.doors)
            with contextlib.suppress(*LOST):
                await self._read(door)
            self.seen.resumed += 1
            await asyncio.sleep(self._rng.uniform(0.05, 0.4))

    async def _read(self, door: httpx2.AsyncClient) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        headers["Last-Event-ID"] = str(self.last)
        asked = {"community": self.seen.community} if self.seen.community else {}
        async with door.stream(
            "GET", "events/stream", headers=headers, params=asked, timeout=SILENT
        ) as answer:
            if answer.status_code != 200:
                return
            async for id, data in _events(answer):
                self.seen.events.append((id, data["type"].removeprefix("pingzhan.")))
                assert int(data["id"]) == id
                self.last = id


async def _events(answer: httpx2.Response) -> AsyncIterator[tuple[int, dict[str, str]]]:
    """Whole events: a line cut off by a dying server is none."""
    id, data = 0, ""
    async for line in answer.aiter_lines():
        if line.startswith("id: "):
            id = int(line[4:])
        elif line.startswith("data: "):
            data = line[6:]
        elif not line and data:
            yield id, json.loads(data)
            data = ""
