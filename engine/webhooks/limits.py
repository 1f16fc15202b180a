"""A limit on the whole of an exchange: whoever goes on saying a little at a time is cut off."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread, local
from time import monotonic, sleep
from typing import Any

_here = local()


class Limit:
    """One exchange: until when it may last, and over which connection it goes."""

    def __init__(self, seconds: float) -> None:
        self.until = monotonic() + seconds
        self.is_over = False
        self._connection: Any = None
        self._socket: socket.socket | None = None

    def watch(self, connection: Any) -> None:
        """It goes over this connection, as it stands: its socket may change hands."""
        self._connection = connection
        self._socket = connection.sock or self._socket
        if self.is_over:
            raise TimeoutError

    def end(self) -> None:
        """Cut it off: whoever reads or writes gets an error at once."""
        self.is_over = True
        for found in (self._socket, getattr(self._connection, "sock", None)):
            if found is not None:
                with suppress(OSError, ValueError):
                    # not the shutdown of a TLS socket: that one belongs to the thread that reads
                    socket.socket.shutdown(found, socket.SHUT_RDWR)


def current() -> Limit | None:
    """The limit of this thread's exchange."""
    found: Limit | None = getattr(_here, "limit", None)
    return found


class Limits:
    """Watches exchanges, in one thread for all of them."""

    def __init__(self) -> None:
        self._lock, self._some = Lock(), Event()
        self._limits: set[Limit] = set()
        self._thread: Thread | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[Limit]:
        """An exchange of this thread, cut off after so long."""
        limit = Limit(seconds)
        with self._lock:
            self._limits.add(limit)
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="webhook-limits", daemon=True)
                self._thread.start()
        self._some.set()
        _here.limit = limit
        try:
            yield limit
        finally:
            _here.limit = None
            with self._lock:
                self._limits.discard(limit)

    def end_all(self) -> None:
        """Cut off whatever is going on."""
        with self._lock:
            found = list(self._limits)
        for limit in found:
            limit.end()

    def _watch(self) -> None:
        while True:
            self._some.wait()
            with self._lock:
                found = list(self._limits)
                if not found:
                    self._some.clear()
                    continue
            now = monotonic()
            for limit in found:
                if now > limit.until:
                    limit.end()
            sleep(0.1)
