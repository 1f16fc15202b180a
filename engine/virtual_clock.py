"""A clock that may run faster than the wall's, for a store in which everything is a drill.

One row of the store holds it: a moment of real time, the virtual time then, and the speed. Every
server counts from the same row, the one that leads keeps it up to date. While no server runs the
clock stands still; it never goes back, and never behind the last thing that was recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import NamedTuple

import structlog

from domain.facts.community import PlaybookActivated
from domain.refusal import Refused
from engine.clock import Clock
from engine.store import Store

#: how long after its last word a server is taken to be running still
ALIVE = timedelta(seconds=3)
FASTEST = 100_000.0

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
#: when no server keeps the row
_NEVER = _EPOCH

logger = structlog.get_logger()


class Base(NamedTuple):
    """From where virtual time is counted."""

    real: datetime
    virtual: datetime
    speed: float

    def at(self, now: datetime) -> datetime:
        """The virtual time at a real one."""
        return self.virtual + max(now - self.real, timedelta()) * self.speed


class VirtualClock:
    """Tells real time until a store that keeps a virtual one, or a speed, makes it virtual."""

    def __init__(self, real: Clock) -> None:
        self.real = real
        self._base: Base | None = None
        self._last = _EPOCH

    def __call__(self) -> datetime:
        """The present moment, aware and UTC."""
        base = self._base
        if base is None:
            return self.real()
        self._last = max(self._last, base.at(self.real()))
        return self._last

    @property
    def is_virtual(self) -> bool:
        """Whether it tells a time of its own."""
        return self._base is not None

    @property
    def speed(self) -> float:
        """How many times as fast as the wall's clock it runs; 0 while it stands still."""
        return self._base.speed if self._base else 1.0

    def load(self, store: Store, *, exclusive: bool = True) -> None:
        """Take up the time of a store that has one; it stands still until a server runs.

        Virtual time that the wall's clock has caught up with is left: that does not go back.
        """
        row, now = _read(store), self.real()
        if row is None:
            return
        if now - row.real <= ALIVE and not (store.dialect == "sqlite" and exclusive):
            self._base = row
        elif (stood := _not_before(store, row.virtual)) > now:
            self._base = Base(now, stood, 0.0)

    def run_at(self, speed: float, store: Store) -> None:
        """Be virtual from here on; it runs once ``begin`` is called."""
        if not 0 < speed <= FASTEST:
            raise Refused("clock_speed_invalid", field="--clock-speed", most=int(FASTEST))
        row, now = _read(store), self.real()
        virtual = _not_before(store, row.virtual if row else self())
        self._base = Base(now, virtual, 0.0)

    def begin(self, store: Store, speed: float, *, leads: bool) -> None:
        """A server runs: time goes on from where it stood, or as those who run already have it."""
        row = _read(store)
        if self._base is None:
            if row is not None and leads:
                store.recorder.execute("DELETE FROM virtual_clock")
            return
        if row is not None and not leads:
            self._base = row
            return
        virtual = _not_before(store, row.virtual if row else self._base.virtual)
        self._base = Base(self.real(), max(virtual, self._last), speed)
        self.keep(store, leads=True)

    def keep(self, store: Store, *, leads: bool, ends: bool = False) -> None:
        """Write down what time it is, or read what the server that leads wrote."""
        if self._base is None:
            return
        if leads:
            now = self.real()
            _write(store, Base(_NEVER if ends else now, self._base.at(now), self._base.speed))
        elif row := _read(store):
            self._base = row

    def run(
        self, store: Store, stopping: Event, leads: Callable[[], bool], every: float = 1.0
    ) -> None:
        """Keep the time until told to stop."""
        while not stopping.wait(every):
            try:
                self.keep(store, leads=leads())
            except Exception:
                logger.exception("virtual_clock_failed")


def refuse_what_is_real(store: Store, *, leads: bool) -> None:
    """Refuse virtual time in a store in which anything is real: it would fall due within minutes.

    ``leads`` when no other server keeps the time of the store.
    """
    if _ran_for_real(store):
        raise Refused("clock_speed_real", field="--clock-speed")
    if not leads and _read(store) is None:
        raise Refused("clock_speed_beside", field="--clock-speed")


def _ran_for_real(store: Store) -> bool:
    """Whether anything was ever activated that is no drill."""
    after, topics = 0, (PlaybookActivated.TOPIC,)
    while clicks := store.read(after, topics=topics):
        if any(isinstance(r.fact, PlaybookActivated) and not r.fact.drill for r in clicks):
            return True
        after = clicks[-1].position
    return False


def _not_before(store: Store, virtual: datetime) -> datetime:
    """Not before the last thing that was recorded."""
    last = store.recorded_at(store.head())
    return max(virtual, last) if last is not None else virtual


def _read(store: Store) -> Base | None:
    rows = store.recorder.select("SELECT real_at, virtual_at, speed FROM virtual_clock")
    return Base(_moment(rows[0][0]), _moment(rows[0][1]), float(rows[0][2])) if rows else None


def _write(store: Store, base: Base) -> None:
    store.recorder.execute(
        "INSERT INTO virtual_clock (id, real_at, virtual_at, speed) VALUES (1, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET real_at = excluded.real_at, "
        "virtual_at = excluded.virtual_at, speed = excluded.speed",
        (_micros(base.real), _micros(base.virtual), base.speed),
    )


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
