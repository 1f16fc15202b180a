"""The cases of a community, open ones first."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.clicks import grid_name
from domain.facts.community import CaseReported


def listed(served: House, code: str, language: str) -> list[dict[str, Any]]:
    """Every case with its reference; the open ones first, the latest before the others."""
    community = served.workflow.desk.community(code)
    facts = served.store.read(0, 100_000, community=code, topics=(CaseReported.TOPIC,))
    reported = [(r, r.fact) for r in reversed(facts) if isinstance(r.fact, CaseReported)]
    named = served.names.of(texts=(f.ref for _, f in reported), language=language)
    items = [
        {
            "id": f.case,
            "ref": named.text(f.ref),
            "grid": f.grid,
            "grid_name": grid_name(community.roster, f.grid),
            "reported_at": f.reported_at,
            "recorded_at": r.recorded_at,
            "open": community.cases[f.case].is_open,
        }
        for r, f in reported
    ]
    return sorted(items, key=lambda item: not item["open"])
