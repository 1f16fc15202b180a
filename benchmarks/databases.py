"""Where the measured stores lie: durable, on a disk, empty, and gone afterwards."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.services.postgres import fresh_database, postgres_server
from tests.services.process import scratch


class Databases:
    """Gives addresses of empty databases; those of PostgreSQL lie on one server."""

    def __init__(self, kind: str, place: Path, server: str, closing: contextlib.ExitStack) -> None:
        self.kind, self._place, self._closing = kind, place, closing
        #: the address of the server on which databases of PostgreSQL lie
        self.server = server
        self._given = 0

    def new(self) -> str:
        """The address of an empty database."""
        if self.kind == "postgresql":
            return self._closing.enter_context(fresh_database(self.server))
        self._given += 1
        return f"sqlite:///{self._place / f'{self._given}.sqlite'}"


@contextlib.contextmanager
def databases(store: str) -> Iterator[Databases]:
    """Databases of ``sqlite``, of ``postgresql``, or on the server at a ``postgresql://…``."""
    with contextlib.ExitStack() as closing:
        place = closing.enter_context(scratch("bench"))
        kind = store.partition(":")[0]
        server = ""
        if kind == "postgresql":
            own = "://" not in store
            server = closing.enter_context(postgres_server(durable=True)) if own else store
        yield Databases(kind, place, server, closing)


def asked(what: str, rounds: int, *, stores: bool = True) -> argparse.Namespace:
    """What the command line asks for: ``store`` and ``rounds``."""
    parser = argparse.ArgumentParser(description=what)
    if stores:
        told = "sqlite, postgresql (a server is started) or postgresql://…"
        parser.add_argument("--store", default="sqlite", help=told)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"by default {rounds}")
    return parser.parse_args()
