"""One event as it goes over the wire: CloudEvents 1.0, signed as Standard Webhooks says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import msgspec
from standardwebhooks import Webhook

#: attributes of an event that are no headers of their own in binary mode
_IN_BODY = ("data", "datacontenttype")
AGENT = f"Pingzhan/{version('pingzhan')}"

CloudEvent = Mapping[str, Any]
"""An event as plain values, ready for JSON."""


def message(
    event: CloudEvent, id: str, secrets: Sequence[str], at: datetime, *, is_binary: bool = False
) -> tuple[dict[str, str], bytes]:
    """Headers and body of an event; every secret signs."""
    if is_binary:
        body = msgspec.json.encode(event["data"])
        headers = {f"ce-{k}": str(v) for k, v in event.items() if k not in _IN_BODY}
        headers["content-type"] = str(event["datacontenttype"])
    else:
        body = msgspec.json.encode(event)
        headers = {"content-type": "application/cloudevents+json"}
    text = body.decode()
    signatures = (_signer(secret).sign(id, at, text) for secret in secrets)
    return {
        **headers,
        "user-agent": AGENT,
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }, body


@lru_cache(maxsize=1024)
def _signer(secret: str) -> Webhook:
    return Webhook(secret)
