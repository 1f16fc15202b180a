"""How much of the log stays in Redis: a number of events, those of some time, or all."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec

from domain.refusal import Refused

_SAID = re.compile(r"([1-9][0-9]{0,11})([dh]?)")
#: about 350 MB of Redis
USUAL = 500_000


class Keep(msgspec.Struct, frozen=True):
    """So many events a stream, or those not older than so; neither is all.

    Redis drops whole blocks, so a little more may stay.
    """

    events: int | None = None
    age: timedelta | None = None

    @classmethod
    def read(cls, said: str) -> Keep:
        """From ``500000``, ``30d``, ``12h`` or ``all``; refused otherwise."""
        said = said.strip().lower()
        if said == "all":
            return cls()
        found = _SAID.fullmatch(said)
        if found is None:
            raise Refused("relay_keep_unknown", field="PINGZHAN_RELAY_KEEP", value=said)
        count, unit = int(found[1]), found[2]
        if not unit:
            return cls(events=count)
        hours = count * (24 if unit == "d" else 1)
        if hours > 24 * 36_500:
            raise Refused("relay_keep_unknown", field="PINGZHAN_RELAY_KEEP", value=said)
        return cls(age=timedelta(hours=hours))
