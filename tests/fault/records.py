"""What clients and subscribers write down: the only witnesses beside the log."""

from __future__ import annotations

from typing import Any

import msgspec


class Effect(msgspec.Struct, frozen=True):
    """The fact by which a command is known in the log: its topic, and fields of its data."""

    topic: str
    fields: dict[str, Any]


class Command(msgspec.Struct):
    """One command of one client, from its first sending to its answer.

    Times are ``time.monotonic``; ``status`` is 0 while nobody answered for good.
    """

    actor: str
    kind: str
    community: str
    key: str
    effect: Effect
    sent: float
    attempts: int = 0
    answered: float = 0.0
    status: int = 0
    position: int = 0
    body: dict[str, Any] = {}
    #: what the same key was answered when it was sent once more
    again: dict[str, Any] | None = None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the client was told that it is done."""
        return 200 <= self.status < 300


class Read(msgspec.Struct):
    """A board that a client was shown, reduced to what the log decides."""

    community: str
    at_least: int
    position: int
    shown: Any


class Seen(msgspec.Struct):
    """What a subscriber was given, in its order: positions with the type of each.

    ``community`` and ``topics`` are what it asked for, all where empty. ``repeats`` is how often a
    position came again; subscribers of kinds that may repeat drop those, others never see any.
    """

    name: str
    community: str = ""
    topics: list[str] = []
    events: list[tuple[int, str]] = []
    repeats: int = 0
    resumed: int = 0
    #: order and completeness hold within each community only
    by_community: bool = False
    communities: list[str] = []


class Event(msgspec.Struct):
    """A fact of the log."""

    position: int
    stream: str
    version: int
    topic: str
    community: str
    actor: str
    cause: str | None
    #: seconds since the epoch
    at: float
    data: dict[str, Any]


class Evidence(msgspec.Struct):
    """Everything that the checker judges by."""

    commands: list[Command]
    reads: list[Read]
    seen: list[Seen]
    log: list[Event]
    #: by when everything that was due had to be recorded, seconds since the epoch
    due_by: float = 0.0
    #: boards as the log tells them: by community and position
    told: dict[tuple[str, int], Any] = {}
    #: what ``pingzhan verify`` said, empty when it found nothing
    verified: str = ""
