"""Who calls a command, on what terms, and what they get back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class ReceiptKey(msgspec.Struct, frozen=True):
    """An idempotency key of a principal, with the hash of the request that it stands for."""

    principal: str
    key: str
    request_hash: str


class Caller(msgspec.Struct, frozen=True):
    """Who acts. ``expected`` is the version that they decided on (``If-Match``), if they say so.

    ``occurred_at`` is when it really happened, where that was before it is recorded.
    """

    actor: str
    cause: str | None = None
    expected: int | None = None
    receipt: ReceiptKey | None = None
    occurred_at: datetime | None = None


class Answer(msgspec.Struct):
    """What a command answers: ``body`` and the log's position it may be read from.

    ``changed`` is false when the command was a repetition, and ``is_given_again`` true when its
    idempotency key told so; ``version`` is of the stream that the command was about.
    """

    position: int
    body: dict[str, Any]
    changed: bool = True
    version: int = 0
    status: int = 200
    is_given_again: bool = False
