"""Reading the stream of events as a subscriber does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.api.serving import Live


def listen(
    live: Live, since: int, until: int, /, most: int = 10**6, **asked: Any
) -> Iterator[dict[str, Any]]:
    """Events of the stream after one position, up to another or ``most`` of them."""
    headers = {"Last-Event-ID": str(since)} if since else {}
    address = "events/stream"
    with live.admin.stream("GET", address, headers=headers, params=asked) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        id = None
        for line in answer.iter_lines():
            if line.startswith("id: "):
                id = line[4:]
            if line.startswith("data: "):
                event = json.loads(line[6:])
                assert event["id"] == id
                yield event
                most -= 1
                if int(event["id"]) >= until or most <= 0:
                    return
