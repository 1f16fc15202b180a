"""Readiness of many communities at once: assessed when a roster changed, kept until it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from domain.checks import Band
from domain.playbook import Playbook
from domain.readiness import Readiness, assess
from domain.roster import Roster
from projections.roster import ROSTER, RosterDoc

if TYPE_CHECKING:
    from api.house import House

#: communities whose score is kept; a province has some ten thousand
KEPT = 50_000


class Score(NamedTuple):
    """A roster in short: how many grids and people, and how ready it is."""

    grids: int
    members: int
    score: int
    band: Band


class Scores:
    """Scores by community, each with the roster and the plan that it is of."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[int, str], Score]] = {}

    def of(self, served: House, codes: Sequence[str]) -> dict[str, Score]:
        """The scores of communities; only rosters that changed are read in full."""
        plan = served.workflow.plans.latest(served.vocabulary.playbook)
        blobs = served.views.blobs("roster", ROSTER, codes)
        return {code: self._one(served, code, blobs.get(code, b""), plan) for code in codes}

    def _one(self, served: House, code: str, blob: bytes, plan: Playbook) -> Score:
        seen = (hash(blob), plan.digest)
        kept = self._kept.get(code)
        if kept is not None and kept[0] == seen:
            return kept[1]
        doc: RosterDoc = served.views.view("roster").decode(blob) if blob else RosterDoc()
        score = _score(assess(doc.roster, plan, served.readiness_checks), doc.roster)
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[code] = (seen, score)
        return score


def _score(found: Readiness, roster: Roster) -> Score:
    return Score(len(roster.grids), len(roster.members), found.score, found.band)
