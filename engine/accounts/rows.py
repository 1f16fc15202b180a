"""Rows beside the directory, and secrets of which only a digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any

from engine.store import Store


class Rows:
    """Tables of a store that are neither log nor view."""

    def __init__(self, store: Store) -> None:
        self._recorder = store.recorder

    def select(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows of a query with ``?`` for parameters."""
        return self._recorder.select(statement, parameters)

    def run(self, statement: str, *parameters: object) -> None:
        """One statement in a transaction of its own."""
        self._recorder.execute(statement, parameters)


def fresh(kind: str) -> str:
    """A secret that nobody guesses; its first letters say what it opens."""
    return f"{kind}{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def micros(at: datetime) -> int:
    """A moment as the tables hold it."""
    return round(at.timestamp() * 1_000_000)


def moment(held: int) -> datetime:
    """A moment as the tables hold it, in UTC."""
    return datetime.fromtimestamp(held / 1_000_000, UTC)
