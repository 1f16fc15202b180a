"""A community in one line, for the list of a street, a county or a province."""

from __future__ import annotations

from typing import Any

from projections.board import Community


def present_summary(totals: Community) -> dict[str, Any]:
    """A community in one line of a list."""
    tally = totals.tasks.get
    return {
        "code": totals.code,
        "name": totals.name,
        "street": totals.street,
        "street_code": totals.street_code,
        "county": totals.county,
        "county_code": totals.county_code,
        "mode": totals.mode,
        "activations": [a for a in totals.activations if a not in totals.drills],
        "drills": list(totals.drills),
        "groups": totals.groups,
        "vacant": totals.vacant,
        "members": totals.members,
        "mustered": totals.mustered,
        "tasks": {
            "open": tally("open", 0) + tally("waiting", 0) + tally("locked", 0),
            "accepted": tally("accepted", 0) + tally("started", 0),
            "completed": tally("completed", 0),
            "cancelled": tally("cancelled", 0),
            "overdue": totals.overdue,
        },
        "position": totals.position,
        "at": totals.at,
    }
