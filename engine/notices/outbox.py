"""What is on its way out: a bounded number of texts at a time, each with a limit of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Lock, Thread
from time import monotonic

import msgspec

from engine.notices.address import Address
from engine.notices.channels import Outcome, Text

#: texts that leave at the same time, and those that wait for it
SLOTS, WAITING = 24, 96
#: seconds after which a channel that still talks is left alone
LIMIT = 30.0

Deliver = Callable[[Address, Text], Outcome]
"""Gives a text to a channel; blocks, and never raises."""


class Sending(msgspec.Struct, eq=False):
    """A notice on its way by a channel, one of an order."""

    notice: str
    address: Address
    order: tuple[str, ...]
    outcome: Outcome | None = None
    began: float = 0.0
    thread: Thread | None = None


class Outbox:
    """Gives texts to channels, each in a thread of its own. Used by one sender."""

    def __init__(self, deliver: Deliver, slots: int = SLOTS, limit: float = LIMIT) -> None:
        self._deliver, self._slots, self._limit = deliver, slots, limit
        self._lock, self._woken = Lock(), Event()
        self._waiting: list[tuple[Sending, Text]] = []
        self._leaving: dict[str, Sending] = {}
        self._back: dict[str, Sending] = {}
        #: addresses that took longer than the limit, and are talking still
        self._stuck: dict[Address, Thread] = {}

    def __contains__(self, notice: str) -> bool:
        with self._lock:
            is_waiting = any(s.notice == notice for s, _ in self._waiting)
            return is_waiting or notice in self._leaving or notice in self._back

    @property
    def free(self) -> int:
        """How many more it takes now."""
        with self._lock:
            return max(0, WAITING - len(self._waiting) - len(self._leaving))

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        with self._lock:
            return bool(self._waiting or self._leaving or self._back)

    def send(self, texts: Iterable[tuple[Sending, Text]]) -> None:
        """Take texts, to leave in this order."""
        with self._lock:
            self._waiting.extend(texts)
        self._begin()

    def back(self) -> list[Sending]:
        """Those of which it is known what became of them, those that took too long included."""
        with self._lock:
            for sending in list(self._leaving.values()):
                if monotonic() - sending.began > self._limit:
                    sending.outcome = Outcome("timeout")
                    self._back[sending.notice] = self._leaving.pop(sending.notice)
                    if sending.thread is not None:
                        self._stuck[sending.address] = sending.thread
            found = list(self._back.values())
        self._begin()
        return found

    def forget(self, recorded: Iterable[Sending]) -> None:
        """What became of these was recorded."""
        with self._lock:
            for sending in recorded:
                self._back.pop(sending.notice, None)

    def wait(self, seconds: float) -> None:
        """Block until something came back, or so long."""
        self._woken.wait(seconds)
        self._woken.clear()

    def _begin(self) -> None:
        with self._lock:
            while self._waiting and len(self._leaving) < self._slots:
                sending, text = self._waiting.pop(0)
                stuck = self._stuck.get(sending.address)
                if stuck is not None and stuck.is_alive():
                    sending.outcome = Outcome("timeout")
                    self._back[sending.notice] = sending
                    continue
                thread = Thread(target=self._run, args=(sending, text), daemon=True, name="notice")
                sending.began, sending.thread = monotonic(), thread
                self._leaving[sending.notice] = sending
                self._stuck.pop(sending.address, None)
                thread.start()

    def _run(self, sending: Sending, text: Text) -> None:
        outcome = self._deliver(sending.address, text)
        with self._lock:
            if self._leaving.get(sending.notice) is sending:
                sending.outcome = outcome
                self._back[sending.notice] = self._leaving.pop(sending.notice)
        self._woken.set()
        self._begin()
