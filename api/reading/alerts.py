"""The alerts of a community, those that stand first."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.clicks import grid_name
from domain.facts.community import AlertRaised


def listed(served: House, code: str, language: str) -> list[dict[str, Any]]:
    """Every alert with its reason; those that stand first, the latest before the others."""
    community = served.workflow.desk.community(code)
    facts = served.store.read(0, 100_000, community=code, topics=(AlertRaised.TOPIC,))
    raised = [(r, r.fact) for r in reversed(facts) if isinstance(r.fact, AlertRaised)]
    named = served.names.of(texts=(f.reason for _, f in raised), language=language)
    items = [
        {
            "id": f.alert,
            "grid": f.grid,
            "grid_name": grid_name(community.roster, f.grid),
            "reason": named.text(f.reason),
            "raised_at": r.occurred_at,
            "open": f.alert in community.alerts,
        }
        for r, f in raised
    ]
    return sorted(items, key=lambda item: not item["open"])
