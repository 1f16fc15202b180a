"""A view: its name, its fold, and how a document of it is read and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from domain.record import Recorded
from projections.rows import Doc, Rows

Fold = Callable[[Rows, Recorded], None]


@dataclass(frozen=True)
class View:
    """One view over the log.

    ``keys`` names the documents that folding a fact reads, ``rank`` a number of a document that
    the store indexes. ``is_inline``: kept within the command's own transaction where that can be.
    A raised ``revision`` lets what is stored be folded anew.
    """

    name: str
    fold: Fold
    docs: Any
    keys: Callable[[Recorded], tuple[str, ...]]
    revision: int
    rank: Callable[[Any], int | None] | None = None
    is_inline: bool = False
    encode: Callable[[Doc], bytes] = field(init=False, repr=False, compare=False)
    decode: Callable[[bytes], Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "encode", msgspec.msgpack.Encoder().encode)
        object.__setattr__(self, "decode", msgspec.msgpack.Decoder(self.docs).decode)
