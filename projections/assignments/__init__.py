"""The assignments view: who was assigned to what, from when to when, and by whom."""

from projections.assignments.asking import query
from projections.assignments.documents import (
    ASSIGNEE,
    REVISION,
    Assignments,
    Interval,
    Ledger,
    Occasion,
)
from projections.assignments.folding import fold, keys

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
