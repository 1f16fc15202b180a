"""What is saved beside the facts, in their own transaction, and what a save answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.aggregate import Aggregate


class Conflict(Exception):
    """Somebody saved one of these streams, or this idempotency key, first: get and decide again."""


class Person(msgspec.Struct, gc=False):
    """A member's entry in the directory: the only place of a name and a phone."""

    member: str
    community: str
    name: str
    phone: str = ""
    unit: str = ""
    building: str = ""
    note: str = ""


class Text(msgspec.Struct, gc=False):
    """A free text of a person; ``author`` and ``about`` are member ids, where known."""

    id: str
    community: str
    kind: str
    text: str
    author: str = ""
    about: str = ""


class Receipt(msgspec.Struct, gc=False):
    """The answer given to a principal's idempotency key; the store sets ``position``."""

    principal: str
    key: str
    request_hash: str
    status: int
    result: bytes
    position: int = 0


class Writes(msgspec.Struct):
    """What goes with a save. ``refs`` are inserted or ignored, entries of the same id replaced.

    ``erase`` names members whose entries are deleted, and struck from the texts of others;
    ``forget`` names texts whose time has come, which are deleted. ``unmoved`` are streams on which
    the decision rests though it changes nothing of them, and their versions: it conflicts with
    whoever saved one of them since.
    """

    refs: list[tuple[str, str]] = []
    people: list[Person] = []
    texts: list[Text] = []
    erase: list[str] = []
    forget: list[str] = []
    receipt: Receipt | None = None
    unmoved: list[tuple[UUID, int]] = []

    def hold(self, *aggregates: Aggregate) -> None:
        """Conflict with whoever saves one of these before this is saved."""
        self.unmoved += [(one.id, one.stored_version) for one in aggregates]

    def join(self, other: Writes) -> None:
        """Take over what goes with another save, so that both are one."""
        self.refs += other.refs
        self.people += other.people
        self.texts += other.texts
        self.erase += other.erase
        self.forget += other.forget
        self.unmoved += other.unmoved

    def __bool__(self) -> bool:
        kept = self.refs or self.people or self.texts or self.receipt
        return bool(kept or self.destroys)

    @property
    def destroys(self) -> bool:
        """Whether anything of the directory is destroyed."""
        return bool(self.erase or self.forget)


class Commit(msgspec.Struct, frozen=True, gc=False):
    """The positions of a save (``first`` > ``last`` when it had no facts), and when it was."""

    first: int
    last: int
    recorded_at: datetime
