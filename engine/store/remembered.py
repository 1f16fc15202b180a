"""Long streams as they were read last: their facts need not be read and decoded again.

Nothing here is trusted: the digest of a fact is chained over all that came before it, so one row
tells whether what is remembered is still how the stream begins.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from uuid import UUID

import msgspec

from domain.facts import Fact

#: streams shorter than this are read as fast as they are remembered
LONG = 64
#: how many streams are remembered, those asked for last
MOST = 64


class Beginning(msgspec.Struct, frozen=True, gc=False):
    """How a stream begins: its facts with their times, and the digest of the last of them."""

    community: str
    digest: bytes
    facts: list[Fact]
    times: list[datetime]


class Remembered:
    """Beginnings of streams by id; safe for use by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._streams: OrderedDict[UUID, Beginning] = OrderedDict()

    def get(self, stream: UUID) -> Beginning | None:
        """How a stream began when it was read last, if that is remembered."""
        with self._lock:
            found = self._streams.get(stream)
            if found is not None:
                self._streams.move_to_end(stream)
            return found

    def keep(self, stream: UUID, beginning: Beginning) -> None:
        """Remember a stream that is long enough, instead of the one not asked for longest."""
        if len(beginning.facts) < LONG:
            return
        with self._lock:
            self._streams[stream] = beginning
            self._streams.move_to_end(stream)
            if len(self._streams) > MOST:
                self._streams.popitem(last=False)
