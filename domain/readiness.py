"""Readiness in peacetime: how far a roster would carry a plan, what is missing, what to do next.

A rule over roster and plan. What the roster cannot tell is not measured: the score is out of what
is, and never a guess. Readiness warns; it never holds back a click.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from domain.checks import Band, Missing, ReadinessChecks, Step
from domain.measures import MEASURES, Facets
from domain.playbook import Playbook, Words
from domain.roster import Roster

#: nobody is there whom an activation would turn to
UNMANNED = frozenset({"role_missing", "lead_missing", "group_empty"})

__all__ = ["Band", "Checked", "Missing", "Readiness", "ReadinessChecks", "Step", "assess"]


class Checked(msgspec.Struct):
    """How one check went: ``score`` out of ``weight``, ``None`` when it is not measured.

    ``missing`` costs points; ``advice`` does not.
    """

    id: str
    name: Words
    rule: Words
    weight: int
    basis: str
    src: tuple[str, ...] = ()
    score: float | None = None
    missing: list[Missing] = []
    advice: list[Missing] = []


class Readiness(msgspec.Struct):
    """A score from 0 to 100 out of the ``measured`` of ``weight`` points, and how it came about.

    ``next`` are the most valuable steps first.
    """

    score: int
    band: Band
    checks: list[Checked]
    next: list[Step]
    measured: int
    weight: int


def assess(roster: Roster, plan: Playbook, checks: ReadinessChecks) -> Readiness:
    """Check a roster against a plan; a roster without compounds or people scores nothing."""
    facets = Facets(roster, plan, checks.roles)
    measured = sum(check.weight for check in checks.checks if check.measured)
    results, steps, earned = [], [], 0.0
    for check in checks.checks:
        result = Checked(check.id, check.name, check.rule, check.weight, check.basis, check.src)
        results.append(result)
        if check.measured:
            outcome = MEASURES[check.id](facets, check)
            share = outcome.share if facets.is_filled else 0.0
            result.score = _floored(check.weight * share)
            result.missing, result.advice = outcome.missing, outcome.advice
            earned += check.weight * share
            steps += [_scaled(step, check.weight * 100 / measured) for step in outcome.steps]
    score = int(100 * earned / measured + 1e-9) if measured else 0
    band = _band(score, results, checks.bands)
    todo = _first(steps) if facets.is_filled else [Step("import_table", 100.0)]
    return Readiness(score, band, results, todo, measured, sum(c.weight for c in checks.checks))


def _band(score: int, results: Sequence[Checked], bands: Sequence[Band]) -> Band:
    """What a score is called: never the best while a check is not measured or a post is empty."""
    is_known = all(check.score is not None for check in results)
    is_manned = not any(gap.kind in UNMANNED for check in results for gap in check.missing)
    called = bands if is_known and is_manned else bands[1:] or bands
    return next(band for band in called if score >= band.min)


def _floored(points: float) -> float:
    """To a tenth, downwards: what something is missing of never looks full."""
    return int(points * 10 + 1e-6) / 10


def _scaled(step: Step, points: float) -> Step:
    return msgspec.structs.replace(step, gain=round(step.gain * points, 1))


def _first(steps: Iterable[Step]) -> list[Step]:
    return sorted((step for step in steps if step.gain > 0), key=lambda step: -step.gain)
