"""Ladders: which a playbook may name, and that every rung reaches somebody later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from engine.playbooks.faults import Faults
from engine.playbooks.library import Library
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.shared_files import Ladder, Target


def ladders_of(plan: PlanFile, library: Library) -> dict[str, Ladder]:
    """Every ladder that the plan may name; its own stand instead of shared ones of the same id."""
    return {ladder.id: ladder for ladder in (*library.ladders.ladders, *plan.ladders)}


def targets_of(plan: PlanFile, library: Library) -> dict[str, Target]:
    """Whom its rungs may reach, its own standing instead likewise."""
    return {target.id: target for target in (*library.ladders.targets, *plan.targets)}


def check_ladder_list(
    ladders: Sequence[Ladder],
    targets: Sequence[Target],
    known: Collection[str],
    faults: Faults,
) -> None:
    """Ids are unique, rungs reach one of the ``known``, each later than the one before."""
    faults.twice((("targets", n, "id"), target.id) for n, target in enumerate(targets))
    faults.twice((("ladders", n, "id"), ladder.id) for n, ladder in enumerate(ladders))
    for n, ladder in enumerate(ladders):
        rungs = ("ladders", n, "rungs")
        for r, rung in enumerate(ladder.rungs):
            faults.unknown((*rungs, r, "to"), "target_unknown", rung.to, known)
        for r, (lower, higher) in enumerate(pairwise(ladder.rungs), start=1):
            if higher.after <= lower.after:
                faults.note((*rungs, r, "after"), "rungs_unordered", value=ladder.id)
