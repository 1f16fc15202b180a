"""How often each task of a community changed, and when last: what calendars number changes by."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

import msgspec

from domain.facts import TOPICS
from domain.facts.group import OfTask
from engine.store import Store

PAGE = 5000
#: communities that are remembered; another one is read anew
MOST = 200
_TOPICS = tuple(topic for topic, kind in TOPICS.items() if issubclass(kind, OfTask))


class Changed(msgspec.Struct):
    """A task's facts so far: how many after the first, and when the last was recorded."""

    times: int
    at: datetime


class _Known(msgspec.Struct):
    position: int = 0
    tasks: dict[str, Changed] = {}
    lock: Lock = msgspec.field(default_factory=Lock)


class TaskChanges:
    """Remembers communities as it is asked for them, and reads what came since."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = Lock()

    def of(self, community: str, until: int) -> dict[str, Changed]:
        """Every task's changes up to a position, or a little beyond."""
        with self._lock:
            known = self._known.setdefault(community, _Known())
            self._known.move_to_end(community)
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        with known.lock:
            self._read_on(community, known, until)
            return dict(known.tasks)

    def _read_on(self, community: str, known: _Known, until: int) -> None:
        while known.position < until:
            facts = self._store.read(
                known.position, PAGE, until=until, community=community, topics=_TOPICS
            )
            for r in facts:
                assert isinstance(r.fact, OfTask)
                found = known.tasks.setdefault(r.fact.task, Changed(-1, r.recorded_at))
                found.times, found.at = found.times + 1, r.recorded_at
            known.position = facts[-1].position if len(facts) == PAGE else until
