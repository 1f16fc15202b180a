"""One elected worker for what must run once: a lock in PostgreSQL; on SQLite there is but one."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, cast
from zlib import crc32

import structlog

from engine.store import Store

#: our own kind of advisory lock, beside whatever else locks in the database
KIND = 0x507A
#: seconds between two proofs that the session with the locks lives, and for which one is good
BEAT, TRUST = 1.0, 3.0
#: seconds that a question waits for another that is under way
PATIENCE = 1.0
logger = structlog.get_logger()


class Leader:
    """Says whether this process leads a duty: whoever holds its lock, in a session of its own.

    The server frees the locks of a process that died at once, and of one that is silent or cut off
    within ten seconds; such a one stops leading in three.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic) -> None:
        self._store, self._clock = store, clock
        self._lock = Lock()
        self._stopping = Event()
        self._beating: Thread | None = None
        self._session: Any = None
        self._held: set[str] = set()
        self._wanted: set[str] = set()
        self._proved = self._failed = float("-inf")

    def leads(self, duty: str) -> bool:
        """Whether this process leads the duty now, taking it when nobody does."""
        if self._store.dialect == "sqlite":
            return True
        if duty in self._held and self._is_proved():
            return True
        return self._within_turn(lambda: self._ask(duty))

    def stand(self, duties: Iterable[str]) -> None:
        """Take these duties whenever nobody leads them, without being asked again."""
        if self._store.dialect == "sqlite":
            return
        self._wanted.update(duties)
        self._beat()

    def leave(self, duty: str) -> None:
        """Let another process lead a duty."""
        self._wanted.discard(duty)
        if duty in self._held:
            self._within_turn(lambda: self._unlock(duty))

    def standing(self, duties: Iterable[str]) -> dict[str, str | None]:
        """Which process leads each duty, ``None`` where none does; on SQLite nothing is told."""
        if self._store.dialect == "sqlite":
            return {}
        rows = self._store.recorder.select(
            "SELECT l.objid::bigint, coalesce(a.application_name, '') "
            "FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid "
            "WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = ? "
            "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            (KIND,),
        )
        holders = {int(key): str(holder) for key, holder in rows}
        return {duty: holders.get(self._key(duty)) for duty in duties}

    def close(self) -> None:
        """Let everything go."""
        self._stopping.set()
        with self._lock:
            self._let_go()
        if self._beating is not None:
            self._beating.join(PATIENCE)

    def _is_proved(self) -> bool:
        return self._clock() - self._proved < TRUST

    def _within_turn(self, action: Callable[[], bool]) -> bool:
        """One at a time; a session that fails is lost with all that it held."""
        if not self._lock.acquire(timeout=PATIENCE):
            return False
        try:
            return action()
        except Exception as error:
            self._failed = self._clock()
            if self._held:
                logger.warning("leadership_lost", duties=sorted(self._held))
            elif self._session is not None or self._wanted:
                logger.info("leadership_not_asked", error=type(error).__name__)
            self._let_go()
            return False
        finally:
            self._lock.release()

    def _ask(self, duty: str) -> bool:
        if self._session is None and not self._connect():
            return False
        if duty in self._held:
            self._prove()
            return True
        began = self._clock()
        row = self._session.execute(
            "SELECT pg_try_advisory_lock(%s, %s)", (KIND, self._key(duty))
        ).fetchone()
        self._proved = began
        if row[0]:
            self._held.add(duty)
            logger.info("leads", duty=duty)
            self._beat()
        return bool(row[0])

    def _connect(self) -> bool:
        if self._stopping.is_set() or self._clock() - self._failed < BEAT:
            return False
        from engine.store.postgres_session import open_session

        self._session = open_session(cast(Any, self._store.recorder).datastore, process_name())
        return True

    def _prove(self) -> bool:
        began = self._clock()
        self._session.execute("SELECT 1")
        self._proved = began
        return True

    def _unlock(self, duty: str) -> bool:
        self._held.discard(duty)
        self._session.execute("SELECT pg_advisory_unlock(%s, %s)", (KIND, self._key(duty)))
        return True

    def _beat(self) -> None:
        if self._beating is None and not self._stopping.is_set():
            self._beating = Thread(target=self._keep_beating, name="leader", daemon=True)
            self._beating.start()

    def _keep_beating(self) -> None:
        while not self._stopping.wait(BEAT):
            if self._session is not None:
                self._within_turn(self._still_there)
            for duty in sorted(self._wanted - self._held):
                self.leads(duty)

    def _still_there(self) -> bool:
        return self._session is None or self._prove()

    def _let_go(self) -> None:
        self._held.clear()
        self._proved = float("-inf")
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _key(self, duty: str) -> int:
        """The same duty of another store in the same database is another."""
        schema = cast(Any, self._store.recorder).datastore.schema
        return crc32(f"{schema}/{duty}".encode()) & 0x7FFFFFFF


def process_name() -> str:
    """How this process is told apart from others of its kind."""
    return f"pingzhan {socket.gethostname()[:30]}:{os.getpid()}"
