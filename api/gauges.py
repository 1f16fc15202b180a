"""Gauges of what works from the log: few, and of no single community or subscriber."""

from __future__ import annotations

from collections.abc import Iterator

from api.standing import Measure
from api.webhooks import Webhooks


def webhook_gauges(webhooks: Webhooks) -> Iterator[Measure]:
    """How far webhooks are behind, over all subscriptions; the console tells of each."""
    found = webhooks.figures()
    for name, help, value in (
        ("subscriptions", "Subscriptions by webhook", float(len(found))),
        ("waiting_events", "Events that wait to be told by webhook", sum(f.events for f in found)),
        (
            "behind_seconds",
            "Seconds that the latest subscription is behind",
            max((f.seconds for f in found), default=0.0),
        ),
        ("retrying_lines", "Lines of communities tried again", sum(f.retrying for f in found)),
        ("parked_lines", "Lines of communities that were given up", sum(f.parked for f in found)),
    ):
        yield Measure(f"pingzhan_webhook_{name}", help, (), {(): value})
