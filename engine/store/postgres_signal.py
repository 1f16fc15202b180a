"""Waiting for commits of every process: one thread listens to the server."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from engine.store.postgres_datastore import NETWORK
from engine.store.signal import Signal

#: seconds between two looks at whether to stop
_LOOK = 0.5
#: seconds before a lost connection is made anew: at first, and at most, doubling each time
_PAUSE, _LONGEST = 0.5, 8.0

logger = logging.getLogger(__name__)


class PostgresSignal(Signal):
    """Wakes on commits of this process, and on notifications of the others'."""

    def __init__(self, conninfo: dict[str, Any], channel: str, head: str) -> None:
        super().__init__()
        self._conninfo, self._channel, self._head = conninfo, channel, head
        self._listening, self._stopped = Event(), Event()
        self._starting = Lock()
        self._thread: Thread | None = None

    def wait(self, after: int, timeout: float) -> int:
        """Block until the log was said to be past a position, or the time is over."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._listen, name="store-listener", daemon=True)
                self._thread.start()
        self._listening.wait(min(timeout, 5))
        return super().wait(after, timeout)

    def close(self) -> None:
        """Stop listening."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(2 * _LOOK)

    def _listen(self) -> None:
        pause, told = _PAUSE, {**NETWORK, **self._conninfo}
        while not self._stopped.is_set():
            try:
                with psycopg.connect(**told, autocommit=True) as connection:
                    connection.execute(SQL("LISTEN {}").format(Identifier(self._channel)))
                    pause = _PAUSE
                    self._follow(connection)
            except psycopg.Error as error:
                if not self._stopped.is_set():
                    logger.warning("store_listener_lost", extra={"error": str(error)})
                self._listening.set()
                self._stopped.wait(pause)
                pause = min(2 * pause, _LONGEST)

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        """Tell what was missed before listening began, then every commit."""
        row = connection.execute(self._head).fetchone()
        self.advance(row[0] or 0 if row else 0)
        self._listening.set()
        while not self._stopped.is_set():
            for notification in connection.notifies(timeout=_LOOK):
                self.advance(int(notification.payload))
                if self._stopped.is_set():
                    return
