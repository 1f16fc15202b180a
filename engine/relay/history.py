"""Whether a stream tells the history that the log tells, and up to where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from engine.relay.streams import Stand, Streams
from engine.store import Store


class _Told(msgspec.Struct):
    """What makes an event this one and no other, besides its position."""

    subject: str
    time: datetime


_told = msgspec.json.Decoder(_Told)


def agrees(store: Store, position: int, event: bytes) -> bool:
    """Whether the log has this event at this position.

    A stream whose last event is gone, because somebody emptied it, is believed.
    """
    if position == 0:
        return True
    facts = store.read(position - 1, 1, until=position)
    if not facts:
        return False
    if not event:
        return True
    try:
        told = _told.decode(event)
    except msgspec.MsgspecError:
        return False
    return (told.subject, told.time) == (facts[0].stream, facts[0].recorded_at)


def is_of(store: Store, stand: Stand) -> bool:
    """Whether a guard stands where the log has been, so that the relay may go on from there."""
    return not stand.is_closed and agrees(store, stand.position, stand.event)


def shared(store: Store, streams: Streams, key: str) -> int:
    """The last position of a stream's events that the log has too, 0 when there is none left."""
    low, high, found = 0, streams.stand(key).position, 0
    while low < high:
        middle = (low + high + 1) // 2
        ahead: Any = streams.client.xrange(key, min=f"{middle}-0", count=1)
        if not ahead:
            high = middle - 1
            continue
        id, fields = ahead[0]
        position = int(id.partition(b"-")[0])
        if b"event" in fields and agrees(store, position, fields[b"event"]):
            found, low = position, position
        else:
            high = middle - 1
    return found
