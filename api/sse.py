"""Server-sent events: the log as it grows, from any position on, each line once and in order."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Collection
from time import monotonic

import msgspec
from starlette.concurrency import run_in_threadpool

from api.cloudevents import cloud_event, encode
from api.drills import Drills
from api.pulse import Pulse
from domain.facts import TOPICS
from domain.record import Recorded
from engine.store import Store

PAGE = 500
HEARTBEAT = 15.0
_TYPE = r"(pingzhan\.[a-z_]+(\.v[0-9]+)?|[a-z_]+\.v[0-9]+)"
#: one type, several with commas, or none
ASKED = f"^({_TYPE}(,{_TYPE})*)?$"
_REVISED = re.compile(r"\.v[0-9]+$")


class Filter(msgspec.Struct, frozen=True):
    """Which facts a reader asked for and may have; ``place`` begins the codes."""

    place: str = ""
    community: str | None = None
    topics: tuple[str, ...] = ()


def page(store: Store, wanted: Filter, after: int, limit: int, until: int) -> list[Recorded]:
    """Facts of a filter after a position, at most ``limit`` and none past ``until``."""
    return store.read(
        after,
        limit,
        until=until,
        community=wanted.community,
        place=wanted.place or None if wanted.community is None else None,
        topics=wanted.topics,
    )


async def stream(
    store: Store,
    pulse: Pulse,
    wanted: Filter,
    after: int,
    *,
    may_go_on: Callable[[], bool] = lambda: True,
    drills: Drills | None = None,
) -> AsyncIterator[bytes]:
    """Lines of an event stream for as long as the reader stays; comments keep it open.

    It ends within ``HEARTBEAT`` seconds when the reader may read no longer.
    """
    yield b"retry: 2000\n: pingzhan\n\n"
    position, asked = after, monotonic()
    while not pulse.is_stopping:
        head = await pulse.next(position, HEARTBEAT)
        if monotonic() - asked >= HEARTBEAT / 2:
            asked = monotonic()
            if not await run_in_threadpool(may_go_on):
                return
        if head <= position:
            yield b": still here\n\n"
            continue
        while position < head:
            facts = await run_in_threadpool(page, store, wanted, position, PAGE, head)
            if facts:
                known = await run_in_threadpool(drills.among, facts) if drills else frozenset()
                yield b"".join(line(f, known) for f in facts)
            position = facts[-1].position if len(facts) == PAGE else head


def line(r: Recorded, drills: Collection[str] = ()) -> bytes:
    """One event of the stream; its id is the position to resume from."""
    return b"id: %d\ndata: %b\n\n" % (r.position, encode(cloud_event(r, drills)))


def topics(asked: Collection[str]) -> tuple[str, ...]:
    """Topics from the types asked for, comma-separated or not; without a revision, every one."""
    names = [n.removeprefix("pingzhan.") for a in asked if a for n in a.split(",")]
    found = (t for n in names for t in ([n] if _REVISED.search(n) else _revisions(n)))
    return tuple(dict.fromkeys(found))


def _revisions(name: str) -> list[str]:
    return [t for t in TOPICS if t.startswith(f"{name}.v")] or [name]
