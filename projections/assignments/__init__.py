"""The assignments view: who was assigned to what, from when to when, and by whom."""

from projections.assignments.documents import (
    ASSIGNEE,
    REVISION,
    Assignments,
    Interval,
    Ledger,
    Occasion,
)
from projections.assignments.fold import fold, keys
from projections.assignments.query import query

__all__ = [
    "ASSIGNEE",
    "REVISION",
    "Assignments",
    "Interval",
    "Ledger",
    "Occasion",
    "fold",
    "keys",
    "query",
]
