"""A store with a whole life in it, what is read from one, and its backup."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.cloudevents import cloud_event, encode
from api.house import House
from api.proving import unlike
from api.reading.boards import board
from api.settings import Settings
from engine.backup import Taken, back_up
from engine.clock import system_clock
from engine.store import Store, open_store, verify
from tests import scenario
from tests.examples import CODE
from tests.town import Town


def lived(url: str) -> Town:
    """A community that went through everything."""
    town = Town(url)
    scenario.live(town)
    return town


def taken(store: Store, folder: Path, *, people: bool = True) -> Taken:
    """A backup of a store, in a folder."""
    return back_up(store, folder, system_clock(), people=people)


@contextmanager
def housed(url: str) -> Iterator[House]:
    """The house over a store that is there, its views at the head."""
    house = House(Settings(store=url), create=False)
    house.follower.catch_up()
    yield house
    house.close()


def wrong(house: House) -> list[object]:
    """Whatever does not agree, in the log and beside it; the tests' plan has no true digest."""
    beside = [other for other in unlike(house) if other.code != "verify_playbook"]
    return [*verify(house.store), *beside]


def shown(house: House, position: int | None = None) -> dict[str, Any]:
    """The board, now or as of a position, without what time it is for whoever looks."""
    told = board(house, CODE, "zh", phones=True, as_of_position=position)
    return {k: v for k, v in told.items() if k not in ("now", "at", "stuck", "head")}


def exported(store: Store, until: int) -> bytes:
    """The log as integrators read it, up to a position."""
    return b"\n".join(encode(cloud_event(f)) for f in store.read(0, 100_000, until=until))


def refused_to_open(url: str) -> str:
    """By which code a store is refused that should be none."""
    from domain.refusal import Refused

    try:
        open_store(url, clock=system_clock, create=False).close()
    except Refused as refused:
        return refused.code
    return ""


def plain(file: Path) -> str:
    """What a backup says, unpacked."""
    return gzip.decompress(file.read_bytes()).decode()
