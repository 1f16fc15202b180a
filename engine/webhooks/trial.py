"""A test: one event that says it is one, is in no log, and is sent once, at once."""

from __future__ import annotations

import secrets

import msgspec

from engine.clock import Clock
from engine.store.moments import micros
from engine.webhooks.attempts import Attempts
from engine.webhooks.message import message
from engine.webhooks.round import attempt
from engine.webhooks.subscription import Attempt, Subscription
from engine.webhooks.transport import Transport

TYPE = "pingzhan.webhook_test.v1"


def try_out(s: Subscription, clock: Clock, transport: Transport, attempts: Attempts) -> Attempt:
    """Send a test, and keep what came of it as an attempt at position 0."""
    now = clock()
    id = f"test-{secrets.token_hex(8)}"
    event = {
        "specversion": "1.0",
        "id": id,
        "source": f"/webhooks/{s.id}",
        "type": TYPE,
        "subject": s.id,
        "time": msgspec.to_builtins(now),
        "datacontenttype": "application/json",
        "sequence": f"{0:020d}",
        "data": {"test": True, "webhook": s.id},
    }
    is_binary = s.format == "binary"
    headers, body = message(event, f"{s.id}-{id}", s.secrets(now), now, is_binary=is_binary)
    answer = transport.post(s.url, headers, body)
    tried = attempt(s, "", 0, 1, micros(now), answer)
    attempts.add(tried)
    return tried
