"""When tokens were last used, recorded once in some minutes: a request that reads is no write."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from domain.refusal import Refused
from engine.clock import Clock
from engine.lately import Lately
from engine.store import Store
from engine.store.moments import micros

#: how long a use stands for those after it
EVERY = timedelta(minutes=5)
_RECORD = """UPDATE directory_tokens SET used_at = ?
    WHERE id = ? AND (used_at IS NULL OR used_at < ?)"""
logger = structlog.get_logger()


class TokenUses:
    """Records uses of tokens beside them; several processes may do so at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock, self._lately = store, clock, Lately(clock)

    def note(self, id: str, last: datetime | None) -> None:
        """A token is used whose last use on record is ``last``.

        Whoever holds it comes in all the same where that cannot be recorded: the log tells why.
        """
        now = self._clock()
        if last is not None and now - last < EVERY:
            return
        if not self._lately.is_due(id, every=EVERY):
            return
        try:
            self._store.recorder.execute(_RECORD, (micros(now), id, micros(now)))
        except Exception as trouble:
            why = trouble.code if isinstance(trouble, Refused) else type(trouble).__name__
            logger.warning("token_use_unrecorded", why=why)
