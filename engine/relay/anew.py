"""Beginning a stream anew, after Redis and the log went different ways.

The log is what counts. The old streams stay, and end with an entry that names the new one and the
last position that both have: whoever reads on comes upon it in order, and nobody is left waiting.
"""

from __future__ import annotations

import msgspec

from engine.relay.history import shared
from engine.relay.relay import Relay
from engine.relay.streams import Streams


class Anew(msgspec.Struct, frozen=True):
    """The stream that the log goes to from now on, and how far it agrees with the one before."""

    stream: str
    epoch: int
    shared: int


def begin_anew(relay: Relay) -> Anew:
    """Close the streams of this epoch and let a new one be in force. Raises ``RedisError``."""
    old = relay.streams()
    epoch = relay.epochs.of(relay.name) + 1
    while relay.client.exists(relay.streams(epoch).guard):
        epoch += 1
    new = relay.streams(epoch)
    relay.epochs.put(relay.name, epoch)
    agreed = [_close(relay, old, new, key) for key in old.all_keys()]
    return Anew(new.name, epoch, max(agreed, default=0))


def _close(relay: Relay, old: Streams, new: Streams, key: str) -> int:
    """End one stream with word of the one that follows it; the last position that still holds."""
    last = old.stand(key).last
    place, turn = last.split("-")
    holds = shared(relay.store, old, key)
    moved = f"{new.name}{key.removeprefix(old.name)}"
    relay.client.xadd(key, {"moved": moved, "after": holds}, id=f"{place}-{int(turn) + 1}")
    return holds
