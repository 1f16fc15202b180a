"""The log in Redis Streams: every event once and in order, and the broker holds the position."""

from engine.relay.keep import Keep
from engine.relay.relay import Relay
from engine.relay.standing import Standing

__all__ = ["Keep", "Relay", "Standing"]
