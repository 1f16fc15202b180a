"""Where a stream begins, and whether its reader may go on."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool

from api.doors import known
from api.house import House
from domain.refusal import Refused

#: what an end of a right to read is told by; other refusals say that it cannot be known now
ENDED = frozenset({"token_invalid", "unauthenticated"})


async def began(served: House, after: int | None, last_event_id: str | None) -> int:
    """The position that a stream begins after: the last one heard, else one told, else now."""
    start = served.pulse.head if after is None else after
    if last_event_id and last_event_id.strip():
        seen = re.fullmatch(r"\s*([0-9]{1,15})\s*", last_event_id, re.ASCII)
        if seen is None:
            # from now on would leave out, without a sign, whatever came since the id it was
            raise Refused("last_event_id_invalid", field="Last-Event-ID", value=last_event_id[:40])
        start = int(seen[1])
    if start > served.pulse.head:
        # an id of a log that was restored since: what comes would never be past it
        start = min(start, await run_in_threadpool(served.store.head))
    return start


def still(served: House, shown: tuple[str, bool]) -> bool:
    """Whether what somebody showed still lets them in, as far as can be known now."""
    try:
        known(served, *shown)
    except Refused as refused:
        return refused.code not in ENDED
    return True
