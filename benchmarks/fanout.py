"""One event to many subscribers on one worker: when each of them has it, and what each costs."""

from __future__ import annotations

import contextlib
import itertools
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import httpx2

from api.settling import settle
from benchmarks import ground
from benchmarks.crowd import Crowd, gathered
from benchmarks.databases import asked, databases
from benchmarks.measuring import Line, Target, Took, report
from tests.api.serving import ADMIN, ROOT, Live, serving
from tests.services.process import free_port, running, scratch

SUBSCRIBERS = 500
KIBIBYTES = 60
#: as long as an event of ours
FILLING = "x" * 560


class Contender(NamedTuple):
    """A server with its crowd: says something, and tells by which id it is heard."""

    crowd: Crowd
    say: Callable[[], int]
    #: bytes that each subscriber took of the server's memory
    each: float


@contextlib.contextmanager
def ours(live: Live, code: str) -> Iterator[Contender]:
    """A person is enrolled in a community: one event."""
    numbers = itertools.count(1)

    def say() -> int:
        said = {"name": f"甲{next(numbers)}"}
        done = live.admin.post(f"communities/{code}/members", json=said)
        assert done.status_code == 201, done.text
        return int(done.json()["position"])

    say()
    url = f"{live.url}/api/v1/events/stream"
    with crowd(url, live.process.pid, say, f"Authorization: Bearer {ADMIN}\r\n") as there:
        yield there


def floor() -> contextlib.AbstractContextManager[Contender]:
    """As many bytes, sent on by Starlette alone."""
    return floor_of(f"data: {FILLING}", SUBSCRIBERS)


@contextlib.contextmanager
def floor_of(line: str, count: int) -> Iterator[Contender]:
    """A line with an id, sent on to so many by Starlette alone."""
    port = free_port()
    url, numbers = f"http://127.0.0.1:{port}", itertools.count(1)
    client = httpx2.Client(base_url=url, trust_env=False)

    def say() -> int:
        number = next(numbers)
        client.post("/say", content=f"id: {number}\n{line}\n\n".encode())
        return number

    with (
        scratch("bare") as folder,
        running(
            [sys.executable, "-m", "benchmarks.bare_stream", str(port)],
            answers=lambda: client.get("/healthz").raise_for_status(),
            log=folder / "log",
            cwd=ROOT,
        ) as process,
        crowd(f"{url}/stream", process.pid, say, count=count) as there,
    ):
        yield there


@contextlib.contextmanager
def crowd(
    url: str, pid: int, say: Callable[[], int], headers: str = "", *, count: int = SUBSCRIBERS
) -> Iterator[Contender]:
    """The subscribers come, and have heard a little."""
    with gathered(url, pid, count, headers) as (there, each):
        for _ in range(3):
            there.when(say())
        yield Contender(there, say, each())


def heard(contender: Contender) -> list[Took]:
    """From the request until each subscriber had the event."""
    started = time.perf_counter()
    position = contender.say()
    return [Took(at - started) for at in contender.crowd.when(position)]


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 60)
    with databases(args.store) as given, contextlib.ExitStack() as closing:
        place = given.new()
        code = ground.community(place)
        live = closing.enter_context(serving(place))
        contenders = {
            "ours": closing.enter_context(ours(live, code)),
            "floor": closing.enter_context(floor()),
        }
        settle()
        taken: dict[str, list[Took]] = {name: [] for name in contenders}
        for _ in range(args.rounds):
            for name, contender in contenders.items():
                taken[name] += heard(contender)
        show(given.kind, contenders, taken)


def show(kind: str, contenders: dict[str, Contender], taken: dict[str, list[Took]]) -> None:
    """Print the times, and the memory."""
    floored = "floor: Starlette alone, the same bytes"
    lines = [
        Line("pingzhan: saved, and heard", taken["ours"], floored, 0, (Target("p99", 250),)),
        Line(floored, taken["floor"], floored),
    ]
    report(f"one event to {SUBSCRIBERS} subscribers on one worker · {kind}", lines)
    memory("a subscriber", contenders["ours"].each, contenders["floor"].each)


def memory(of: str, each: float, floor: float) -> None:
    """Print the bytes that each took of the server's memory, and of the floor's."""
    verdict = "reached" if each / 1024 <= KIBIBYTES else "SHORT"
    print(
        f"  memory {of}: {each / 1024:.0f} KiB (≤ {KIBIBYTES} KiB: {verdict}); "
        f"floor {floor / 1024:.0f} KiB"
    )


if __name__ == "__main__":
    main()
