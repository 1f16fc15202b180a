"""Facts as bytes and back: one typed decoder a topic, and the way from old topics to new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, cast

import msgspec

from domain.facts import TOPICS, Fact
from domain.refusal import Refused

#: a topic that is no longer written, to its successor and what turns the one's raw fact into
#: the other's; chains are followed to their end, stored bytes and digests are never touched
Upcasters = Mapping[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]]
UPCASTERS: Upcasters = {}


class Head(msgspec.Struct):
    """What a stored fact says before the fact itself."""

    occurred_at: datetime
    actor: str
    cause: str | None
    community: str


class Stored(Protocol):
    """A stored fact, decoded whole."""

    occurred_at: datetime
    actor: str
    cause: str | None
    community: str
    fact: Fact


encode: Callable[[Any], bytes] = msgspec.json.Encoder().encode
_WHOLE = [("occurred_at", datetime), ("actor", str), ("cause", str | None), ("community", str)]
_SLIM = [("occurred_at", datetime)]


def prefix(occurred_at: datetime, actor: str, cause: str | None, community: str) -> bytes:
    """The bytes of a stored fact up to the fact itself, which facts of one decision share."""
    return encode(Head(occurred_at.astimezone(UTC), actor, cause, community))[:-1] + b',"fact":'


class Decoders(dict[str, Callable[[bytes], Any]]):
    """Decoders by stored topic, made when first asked for: ``decoders[topic](state)``."""

    def __init__(self, codec: Codec, fields: list[tuple[str, Any]]) -> None:
        super().__init__()
        self._codec, self._fields = codec, fields

    def __missing__(self, topic: str) -> Callable[[bytes], Any]:
        current, steps = self._codec.path(topic)
        kind = self._codec.topics.get(current)
        if kind is None:
            raise Refused("topic_unknown", topic=topic)
        shape = msgspec.defstruct(kind.__name__, [*self._fields, ("fact", kind)], gc=False)
        self[topic] = decode = (
            _upcasting(shape, steps) if steps else msgspec.json.Decoder(shape).decode
        )
        return decode


def _upcasting(
    shape: type[msgspec.Struct], steps: list[Callable[[dict[str, Any]], dict[str, Any]]]
) -> Callable[[bytes], Any]:
    def decode(state: bytes) -> Any:
        raw = msgspec.json.decode(state)
        for step in steps:
            raw["fact"] = step(raw["fact"])
        return msgspec.convert(raw, shape)

    return decode


class Codec:
    """Every topic that the log may hold, and how each is read."""

    def __init__(
        self, topics: Mapping[str, type[Fact]] = TOPICS, upcasters: Upcasters = UPCASTERS
    ) -> None:
        self.topics, self.upcasters = topics, upcasters
        self._whole = Decoders(self, _WHOLE)
        self._slim = Decoders(self, _SLIM)

    def path(self, topic: str) -> tuple[str, list[Callable[[dict[str, Any]], dict[str, Any]]]]:
        """Today's topic of a stored one, and the steps that lead to it."""
        steps = []
        while topic in self.upcasters:
            topic, step = self.upcasters[topic]
            steps.append(step)
        return topic, steps

    def spellings(self, topics: Iterable[str]) -> list[str]:
        """Every stored topic that is read as one of these today."""
        wanted = set(topics)
        old = {stored for stored in self.upcasters if self.path(stored)[0] in wanted}
        return sorted(wanted | old)

    def whole(self, topic: str, state: bytes) -> Stored:
        """A stored fact with who, when and why."""
        return cast(Stored, self._whole[topic](state))

    @property
    def slim_decoders(self) -> Mapping[str, Callable[[bytes], Any]]:
        """Decoders of the fact and its time only, by topic: what a fold wants."""
        return self._slim

    @property
    def whole_decoders(self) -> Mapping[str, Callable[[bytes], Any]]:
        """The decoders behind ``whole``, for loops where a call more is felt."""
        return self._whole
