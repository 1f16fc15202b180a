"""What a backup keeps of each table, and how a table is cut at a position.

A table that is not spoken of here is kept whole, and counts as one that tells of people.
"""

from __future__ import annotations

#: made anew from the log, or of the moment: never kept
DERIVED = frozenset({"refs", "store_meta"})
PASSING = frozenset({"directory_attempts", "directory_sessions"})
#: by which people and programs come in, left out where it is asked for
ACCESS = frozenset({"directory_calendars", "directory_tokens", "directory_links"})
#: tables that tell of people, or of what somebody may do
WITH_PEOPLE = frozenset(
    {
        "directory_accesses",
        "directory_accounts",
        "directory_people",
        "directory_receipts",
        "directory_texts",
        "webhook_attempts",
        "webhook_lines",
        "webhook_subscriptions",
    }
)
#: tables that a backup without people has: no name, no phone, no text, no secret
PEOPLELESS = frozenset(
    {"commits", "events", "playbooks", "checkpoints", "relay_epochs", "virtual_clock"}
)
#: the column that tells at which position a row came: later ones are not restored to a point
CUT = {
    "commits": "last_position",
    "events": "position",
    "directory_people": "position",
    "directory_texts": "position",
    "directory_receipts": "position",
    "webhook_attempts": "position",
}
#: columns that tell up to where somebody has read: not past the end of what was restored
READ_TO = {
    "checkpoints": ("position",),
    "webhook_lines": ("done", "seen"),
    "webhook_subscriptions": ("scanned",),
}
#: columns of bytes that are text, and stand in the file as such
TEXTS = frozenset({("events", "state"), ("playbooks", "body"), ("directory_receipts", "result")})


def is_kept(table: str, *, people: bool) -> bool:
    """Whether a table goes into a backup."""
    if table in DERIVED | PASSING or table.startswith(("view_", "sqlite_")):
        return False
    return people or table in PEOPLELESS


def order(table: str) -> tuple[int, str]:
    """The saves first, for a point in time is found by them, then the facts, then the rest."""
    return {"commits": 0, "events": 1}.get(table, 2), table
