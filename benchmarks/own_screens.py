"""Two hundred members hear of a click on their own streams: when each does, and what that costs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from typing import Any

import httpx2

from api.settling import settle
from benchmarks import ground
from benchmarks.crowd import Crowd, computed, gathered
from benchmarks.databases import asked, databases
from benchmarks.fanout import floor_of, heard, memory
from benchmarks.measuring import Line, Target, Took, report, stopwatch
from tests.api.serving import Live, serving

MEMBERS = 200
STORM = "typhoon_flood_community"


class Called:
    """A community at war in which so many members have their links, and what else is clicked."""

    def __init__(self, live: Live, code: str) -> None:
        self._live, self._path = live, f"communities/{code}/activations"
        activation = self.click(ground.CLICK.playbook, drill=False)["id"]
        board = live.admin.get(f"communities/{code}/board").json()["activations"][0]
        people = dict.fromkeys(m["member"] for g in board["groups"] for m in g["members"])
        links = [
            live.admin.post(f"activations/{activation}/links", json={"member": member})
            for member in islice(people, MEMBERS)
        ]
        self.tokens = [link.raise_for_status().json()["token"] for link in links]

    def click(self, playbook: str, *, drill: bool) -> dict[str, Any]:
        """Start a plan everywhere in the community."""
        body = {
            "playbook": playbook,
            "scope": {"community": True},
            "reason": "演练",
            "drill": drill,
        }
        answer = self._live.admin.post(self._path, json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def end(self, activation: str) -> None:
        """It ends."""
        self._live.admin.post(f"{self._path}/{activation}/stand-down", json={}).raise_for_status()


class Hearing:
    """Clicks of which everybody hears, and the processor's time that each took the server."""

    def __init__(self, live: Live, called: Called, crowd: Crowd | None) -> None:
        self._pid, self._called, self._crowd = live.process.pid, called, crowd
        self.answered: list[Took] = []
        self.computing: list[float] = []

    def once(self) -> list[Took]:
        """From the request of a click until each member has heard that there is news."""
        time.sleep(1)  # what follows from the click before has been told
        if self._crowd:
            self._crowd.expect()
        began, before = time.perf_counter(), computed(self._pid)
        made = self._called.click(STORM, drill=True)
        self.answered.append(Took(time.perf_counter() - began))
        moments = self._crowd.news() if self._crowd else []
        self.computing.append(computed(self._pid) - before)
        self._called.end(made["id"])
        return [Took(at - began) for at in moments]


@contextlib.contextmanager
def listening(live: Live, tokens: list[str]) -> Iterator[tuple[Crowd, float]]:
    """Every member's stream, and the bytes of the server's memory that each takes."""
    url = f"{live.url}/api/v1/me/stream"
    headers = [f"Authorization: Bearer {token}\r\n" for token in tokens]
    with gathered(url, live.process.pid, MEMBERS, *headers) as (crowd, each):
        yield crowd, each()


def screens(live: Live, tokens: list[str], rounds: int) -> list[Took]:
    """How long one member's reading of their screen takes, one after the other."""
    with httpx2.Client(base_url=f"{live.url}/api/v1/", trust_env=False) as client:

        def read(token: str) -> None:
            said = {"Authorization": f"Bearer {token}"}
            client.get("me/post", headers=said).raise_for_status()

        return [stopwatch(partial(read, token)) for token in islice(cycle(tokens), rounds * 10)]


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 20)
    with databases(args.store) as given, contextlib.ExitStack() as closing:
        place = given.new()
        code = ground.community(place)
        live = closing.enter_context(serving(place))
        called = Called(live, code)
        alone = Hearing(live, called, None)
        crowd, each = closing.enter_context(listening(live, called.tokens))
        bare = closing.enter_context(floor_of('data: {"position":1234567}', MEMBERS))
        there = Hearing(live, called, crowd)
        there.once()
        settle()
        news, floor = [], []
        for _ in range(args.rounds):
            news += there.once()
            floor += heard(bare)
        read = screens(live, called.tokens, args.rounds)
        crowd.close()
        for _ in range(args.rounds):
            alone.once()
        show(given.kind, news, there, alone, floor, read)
        memory("a stream", each, bare.each)


def show(
    kind: str,
    news: list[Took],
    there: Hearing,
    alone: Hearing,
    floor: list[Took],
    read: list[Took],
) -> None:
    """Print the times, and the processor's."""
    floored = "floor: its answer, nobody listening"
    lines = [
        Line("a click, and heard by each", news, floored, 0, (Target("p99", 1000),)),
        Line("of which until its answer", there.answered, floored),
        Line(floored, alone.answered, floored),
        Line("the same line by Starlette alone, no click", floor),
        Line("a member reads their screen", read),
    ]
    report(f"a click heard by {MEMBERS} members on their streams, one process · {kind}", lines)
    with_them, without = (sum(h.computing[1:]) / len(h.computing[1:]) for h in (there, alone))
    print(
        f"  computing a click: {with_them * 1e3:.0f} ms with {MEMBERS} listening, "
        f"{without * 1e3:.0f} ms with nobody: {(with_them - without) / MEMBERS * 1e3:.2f} ms each"
    )


if __name__ == "__main__":
    main()
