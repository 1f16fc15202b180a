"""One elected worker for what must run once: a lock in PostgreSQL; on SQLite there is but one."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Lock
from typing import Any
from zlib import crc32

from engine.store import Store


class Leader:
    """Says whether this process leads a duty. The lock is held as long as its connection lives."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._stack = ExitStack()
        self._connection: Any = None
        self._held: set[str] = set()

    def leads(self, duty: str) -> bool:
        """Whether this process leads the duty now, taking it when nobody does."""
        if self._store.dialect == "sqlite":
            return True
        with self._lock:
            try:
                return self._try(duty)
            except Exception:
                self._let_go()
                raise

    def _try(self, duty: str) -> bool:
        if self._connection is None:
            self._connection = self._stack.enter_context(self._store.connection())
        cursor = self._connection.cursor()
        if duty in self._held:
            cursor.execute("SELECT 1")
            self._connection.commit()
            return True
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s) AS taken", (0x507A, _key(duty)))
        row = cursor.fetchone()
        self._connection.commit()
        taken = bool(row["taken"] if isinstance(row, dict) else row[0])
        if taken:
            self._held.add(duty)
        return taken

    def leave(self, duty: str) -> None:
        """Let another process lead a duty."""
        with self._lock:
            if duty not in self._held:
                return
            self._held.discard(duty)
            try:
                cursor = self._connection.cursor()
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", (0x507A, _key(duty)))
            except Exception:
                self._let_go()

    def close(self) -> None:
        """Let everything go."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        self._held.clear()
        if self._connection is not None:
            try:
                self._connection.cursor().execute("SELECT pg_advisory_unlock_all()")
                self._connection.commit()
            except Exception:
                pass
        self._connection = None
        self._stack.close()


def _key(duty: str) -> int:
    return crc32(duty.encode()) & 0x7FFFFFFF
