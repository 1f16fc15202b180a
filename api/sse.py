"""What a reader of events may ask for, and an event as lines of a stream."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from typing import Literal

import msgspec

from api.cloudevents import CloudEvent, encode
from domain.facts import TOPICS
from domain.record import Recorded
from domain.refusal import Refused
from engine.store import Store

_TYPE = r"(pingzhan\.)?[a-z_]+(\.v[0-9]+)?"
#: one type, several with commas, or none
ASKED = f"^({_TYPE}(,{_TYPE})*)?$"
_REVISED = re.compile(r"\.v[0-9]+$")


class Filter(msgspec.Struct, frozen=True):
    """Which facts a reader asked for and may have; ``place`` begins the codes.

    ``people`` says whether the people they speak of are named, for tokens made for that.
    """

    place: str = ""
    community: str | None = None
    topics: tuple[str, ...] = ()
    activation: str | None = None
    people: Literal["", "masked", "full"] = ""

    def takes(self, community: str, topic: str, activation: str | None) -> bool:
        """Whether a fact of this community, topic and activation is among them."""
        return (
            (self.community is None or community == self.community)
            and community.startswith(self.place)
            and (not self.topics or topic in self.topics)
            and (self.activation is None or activation == self.activation)
        )


def page(store: Store, wanted: Filter, after: int, limit: int, until: int) -> list[Recorded]:
    """Facts of a filter after a position, at most ``limit`` and none past ``until``."""
    return store.read(
        after,
        limit,
        until=until,
        community=wanted.community,
        place=wanted.place or None if wanted.community is None else None,
        topics=wanted.topics,
        activation=wanted.activation,
    )


def line(position: int, event: CloudEvent) -> bytes:
    """One event of the stream; its id is the position to resume from."""
    return b"id: %d\ndata: %b\n\n" % (position, encode(event))


def topics(asked: Collection[str]) -> tuple[str, ...]:
    """Topics from the types asked for, comma-separated or not; without a revision, every one."""
    names = [n.removeprefix("pingzhan.") for a in asked if a for n in a.split(",")]
    found = (t for n in names for t in ([n] if _REVISED.search(n) else _revisions(n)))
    return tuple(dict.fromkeys(found))


def known(asked: Collection[str], code: str, field: str) -> tuple[str, ...]:
    """The topics asked for; refused with what is near where one is none of ours."""
    for said in asked:
        for name in said.split(","):
            if any(t not in TOPICS for t in topics([name])):
                names = {t.rpartition(".v")[0] for t in TOPICS}
                bare = _REVISED.sub("", name.removeprefix("pingzhan."))
                near = difflib.get_close_matches(bare, names, n=3, cutoff=0.5)
                told = ", ".join(near) or "/api/v1/docs/events"
                raise Refused(code, field=field, value=name, near=told)
    return topics(asked)


def _revisions(name: str) -> list[str]:
    return [t for t in TOPICS if t.startswith(f"{name}.v")] or [name]
