"""Every view that is kept, by name."""

from __future__ import annotations

from projections import assignments, board, delivery, due, occurrences, reports, roster
from projections.board.documents import REVISION as BOARD_REVISION
from projections.view import View

BOARD = View("board", board.fold, board.Board, board.keys, BOARD_REVISION, is_inline=True)
ROSTER = View("roster", roster.fold, roster.RosterDoc, roster.keys, roster.REVISION)
DUE = View("due", due.fold, due.GroupDue, due.keys, due.REVISION, rank=due.rank, is_inline=True)
ASSIGNMENTS = View(
    "assignments",
    assignments.fold,
    assignments.Assignments,
    assignments.keys,
    assignments.REVISION,
)
DELIVERY = View(
    "delivery",
    delivery.fold,
    delivery.Doc,
    delivery.keys,
    delivery.REVISION,
    rank=delivery.rank,
)

OCCURRENCES = View(
    "occurrences",
    occurrences.fold,
    occurrences.Happening,
    occurrences.keys,
    occurrences.REVISION,
)
REPORTS = View(
    "reports", reports.fold, reports.Doc, reports.keys, reports.REVISION, rank=reports.rank
)

VIEWS: dict[str, View] = {
    v.name: v for v in (BOARD, DUE, ROSTER, ASSIGNMENTS, DELIVERY, OCCURRENCES, REPORTS)
}
