"""The rows of one view of one community, as a fold sees them: documents by key.

A document that ``get`` gave may be changed in place, and must then be ``put`` back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

Doc = msgspec.Struct
"""A document of a view; each view's documents are one tagged union."""


class Rows(Protocol):
    """What a fold reads and writes; keys are strings."""

    def get(self, key: str) -> Any:
        """The document of that key, or ``None``."""

    def put(self, key: str, doc: Doc) -> None:
        """Keep a document under that key."""

    def delete(self, key: str) -> None:
        """Forget a document; nothing happens when there is none."""

    def items(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """Every document whose key begins so, in the order of keys."""


class MemoryRows:
    """Rows in a dict: for as-of, and for tests."""

    __slots__ = ("docs",)

    def __init__(self, docs: dict[str, Any] | None = None) -> None:
        self.docs: dict[str, Any] = {} if docs is None else docs

    def get(self, key: str) -> Any:
        """The document of that key, or ``None``."""
        return self.docs.get(key)

    def put(self, key: str, doc: Doc) -> None:
        """Keep a document under that key."""
        self.docs[key] = doc

    def delete(self, key: str) -> None:
        """Forget a document; nothing happens when there is none."""
        self.docs.pop(key, None)

    def items(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """Every document whose key begins so, in the order of keys."""
        for key in sorted(k for k in self.docs if k.startswith(prefix)):
            yield key, self.docs[key]
