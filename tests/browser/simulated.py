"""Members by the hundred, who do over HTTP what their own screen would do for them."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import Any

import httpx2

from tests.api.serving import Live

VERBS = {"open": "accept", "accepted": "start", "started": "complete"}
#: how many act at the same moment
HANDS = 8


class Crowd:
    """Members with links of their own; every answer that said done is counted."""

    def __init__(self, live: Live, activation: str, members: Iterable[str]) -> None:
        self._live, self._activation = live, activation
        self.members = list(members)
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []
        self._links: dict[str, str] = {}
        self._lock, self._stopping = Lock(), Event()
        self._pool = ThreadPoolExecutor(HANDS)

    def get_links(self) -> None:
        """Each gets the link that leads to their own screen."""
        where = f"activations/{self._activation}/links"

        def link(member: str) -> tuple[str, str]:
            made = self._live.admin.post(where, json={"member": member})
            assert made.status_code == 201, made.text
            return member, made.json()["token"]

        self._links = dict(self._pool.map(link, self.members))

    @property
    def are_there(self) -> bool:
        """Whether everybody was told that they are at their post."""
        return self.done["muster"] == len(self.members)

    def act(self) -> list[Future[None]]:
        """All come to their posts and do what they find there, until they are told to stop."""
        parts = [self.members[n::HANDS] for n in range(HANDS)]
        return [self._pool.submit(self._go_round, n, part) for n, part in enumerate(parts)]

    def stop(self, acting: Sequence[Future[None]]) -> None:
        """Let everybody end what they are at."""
        self._stopping.set()
        for one in acting:
            one.result(60)
        self._pool.shutdown()

    def _go_round(self, seed: int, members: Sequence[str]) -> None:
        chance = random.Random(seed)
        with self._live.client() as client:
            for turn in itertools.count():
                for member in members:
                    if self._stopping.is_set():
                        return
                    client.headers["Authorization"] = f"Bearer {self._links[member]}"
                    self._come(client, member) if not turn else self._work(client, chance)

    def _come(self, client: httpx2.Client, member: str) -> None:
        said = {"member": member}
        self._note("muster", client.post(f"activations/{self._activation}/muster", json=said))

    def _work(self, client: httpx2.Client, chance: random.Random) -> None:
        screen = client.get("me/post").json()
        for running in screen["activations"]:
            mine = [t for t in running["tasks"] if t["state"] in VERBS and chance.random() < 0.2]
            for task in mine[:2]:
                verb = VERBS[task["state"]]
                self._note(verb, client.post(f"tasks/{task['id']}/{verb}", json={}))

    def _note(self, verb: str, answer: httpx2.Response) -> None:
        """Somebody else may have been quicker, which is no fault."""
        with self._lock:
            if answer.is_success:
                self.done[verb] += 1
            elif answer.status_code not in (403, 409):
                self.faults.append(f"{verb}: {answer.status_code} {answer.text}")


def everybody(shown: dict[str, Any]) -> list[str]:
    """The members who have a post on a board, each once."""
    posts = [m for a in shown["activations"] for g in a["groups"] for m in g["members"]]
    return list(dict.fromkeys(p["member"] for p in posts))
