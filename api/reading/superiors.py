"""Who stands above those who lead a group: the roles that a plan tells when something is late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from domain.playbook import Playbook, Target
from domain.roster import Roster


class Superior(NamedTuple):
    """A member of the roster, and what the plan calls them to."""

    member: str
    role: Target


def above(
    roster: Roster, plan: Playbook | None, grid: str | None, grids: Sequence[str], member: str
) -> list[Superior]:
    """Whom a lead may turn to, the nearest first: those of their grid, then of the community.

    Nobody stands above themselves: of whoever holds such a role only what comes after it counts.
    """
    found: list[Superior] = []
    for target in _rungs(plan) if plan else ():
        held = list(_holders(roster, target, grid, grids))
        if member in held:
            found = []
        elif held and held[0] not in {one.member for one in found}:
            found.append(Superior(held[0], target))
    return found


def _rungs(plan: Playbook) -> list[Target]:
    """Whom the ladders of a plan reach, whoever is told soonest first."""
    told: dict[str, timedelta] = {}
    for rungs in plan.ladders.values():
        for after, target in rungs:
            told[target] = min(after, told.get(target, after))
    return [plan.targets[t] for t in sorted(told, key=lambda t: told[t]) if t in plan.targets]


def _holders(
    roster: Roster, target: Target, grid: str | None, grids: Sequence[str]
) -> Iterator[str]:
    """Who holds a role in the grid, of a group of them all in any of them, else anywhere."""
    if target.role is None:
        return
    places = grids if grid is None else (grid,)
    here = [m for place in places for m in roster.holders(target.role, place)]
    yield from here or roster.holders(target.role, None)
