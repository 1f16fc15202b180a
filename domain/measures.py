"""The readiness checks that a roster can answer, one measure each over one pass of the roster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from domain.checks import Check, Missing, RoleNeed, Step
from domain.playbook import Playbook
from domain.roster import Grid, Member, Roster

Place = tuple[str, str | None]


class Outcome(msgspec.Struct):
    """``share`` of the check's weight that is earned; the gain of a step is a share too."""

    share: float
    missing: list[Missing] = []
    steps: list[Step] = []
    advice: list[Missing] = []


class Facets:
    """What the measures ask of a roster, gathered in one pass."""

    def __init__(self, roster: Roster, plan: Playbook, needs: Sequence[RoleNeed]) -> None:
        self.roster, self.plan, self.needs = roster, plan, needs
        self.compounds = [g for g in roster.grids.values() if g.kind == "compound"]
        #: whether there is anything to check at all
        self.is_filled = bool(self.compounds and roster.members)
        #: role and grid to how many hold it
        self.holding: dict[Place, int] = {}
        #: group and grid to who sits there, by position
        self.seated: dict[Place, dict[str, set[str]]] = {}
        #: leads and deputies, with the groups in which they are
        self.leading: dict[str, dict[str, None]] = {}
        once = {group.id for group in plan.groups if group.per != "grid"}
        for member in roster.members.values():
            for held in member.roles:
                self.holding[held] = self.holding.get(held, 0) + 1
            for playbook, group, position, grid in member.seats:
                if playbook == plan.id:
                    place = (group, None if group in once else grid)
                    self.seated.setdefault(place, {}).setdefault(position, set()).add(member.id)
                    if position != "member":
                        self.leading.setdefault(member.id, {})[group] = None

    def places(self) -> Iterator[Place]:
        """Every group where it would stand, groups in the plan's order."""
        for group in self.plan.groups:
            if group.per == "grid":
                yield from ((group.id, grid.id) for grid in self.compounds)
            else:
                yield group.id, None

    def at(self, place: Place, position: str) -> set[str]:
        """Who has that position there; a seat for the whole community stands in every grid."""
        own = self.seated.get(place, {}).get(position, set())
        return own | self.seated.get((place[0], None), {}).get(position, set())


def roles(facets: Facets, check: Check) -> Outcome:
    """Each compound has somebody in each of the roles; how many is advice."""
    outcome = Outcome(0.0)
    wanted = 0
    lacking: dict[str, list[str]] = {}
    for grid in facets.compounds:
        for need in facets.needs:
            if need.by_property and grid.without_property:
                continue
            wanted += 1
            present = facets.holding.get((need.role, grid.id), 0)
            present += facets.holding.get((need.role, None), 0)
            least = _least(need, grid)
            if not present:
                outcome.missing.append(Missing(check.id, "role_missing", grid.id, need.role))
                lacking.setdefault(need.role, []).append(grid.id)
            elif present < least:
                short = Missing(
                    check.id, "role_short", grid.id, need.role, present=present, least=least
                )
                outcome.advice.append(short)
    outcome.share = 1 - len(outcome.missing) / wanted if wanted else 0.0
    outcome.steps = [
        Step("fill_role", len(grids) / wanted, check.id, role, grids=tuple(grids))
        for role, grids in lacking.items()
    ]
    return outcome


def _least(need: RoleNeed, grid: Grid) -> int:
    return max(need.least or 1, (need.least_per_building or 0) * (grid.buildings or 0))


def leads(facets: Facets, check: Check) -> Outcome:
    """Each group has a lead and a deputy who are different people."""
    outcome = Outcome(0.0)
    wanted = 0
    lacking: dict[tuple[str, str], list[str | None]] = {}
    for place in facets.places():
        group, grid = place
        wanted += 2
        lead, deputy = facets.at(place, "lead"), facets.at(place, "deputy")
        gaps = [p for p, named in (("lead", lead), ("deputy", deputy - lead)) if not named]
        for position in gaps:
            lacking.setdefault((group, position), []).append(grid)
            kind = f"{position}_missing"
            outcome.missing.append(Missing(check.id, kind, grid, group=group, position=position))
        if len(gaps) == 2 and not facets.at(place, "member"):
            outcome.missing[-2:] = [Missing(check.id, "group_empty", grid, group=group)]
    gone = sum(map(len, lacking.values()))
    outcome.share = 1 - gone / wanted if wanted else 0.0
    outcome.steps = [
        Step(
            f"name_{position}",
            len(grids) / wanted,
            check.id,
            group=group,
            position=position,
            grids=tuple(grids),
        )
        for (group, position), grids in lacking.items()
    ]
    return outcome


def phones(facets: Facets, check: Check) -> Outcome:
    """Phones are known of nearly all leads and deputies, and of most people: half each."""
    members = facets.roster.members
    everybody = list(members.values())
    leading = [members[m] for m in facets.leading]
    outcome = Outcome(0.0)
    for kind, people, enough in (
        ("lead_unreachable", leading, check.lead_share),
        ("unreachable", everybody, check.share),
    ):
        silent = [m for m in people if not m.reachable]
        share = min(1.0, (1 - len(silent) / len(people)) / enough) if people else 0.0
        outcome.share += share / 2
        told = [m for m in silent if kind == "lead_unreachable" or m.id not in facets.leading]
        outcome.missing += _by_grid(facets, check, kind, told)
        if silent:
            ids = tuple(m.id for m in silent)
            step = "add_lead_phones" if kind == "lead_unreachable" else "add_phones"
            outcome.steps.append(Step(step, (1 - share) / 2, check.id, members=ids))
    return outcome


def _by_grid(
    facets: Facets, check: Check, kind: str, people: Sequence[Member]
) -> Iterator[Missing]:
    """One entry for each grid, by the first grid that a person is named in."""
    by_grid: dict[str | None, list[str]] = {}
    for member in people:
        named = [role.grid for role in member.roles] + [seat.grid for seat in member.seats]
        grid = next((grid for grid in named if grid), None)
        by_grid.setdefault(grid, []).append(member.id)
    for grid in (*facets.roster.grids, None):
        if grid in by_grid:
            yield Missing(check.id, kind, grid, members=tuple(by_grid[grid]))


def conflicts(facets: Facets, check: Check) -> Outcome:
    """Nobody is lead or deputy of two groups; one who leads the same group in two grids may be."""
    torn = {m: tuple(groups) for m, groups in facets.leading.items() if len(groups) > 1}
    outcome = Outcome(1 - len(torn) / len(facets.leading) if facets.leading else 0.0)
    outcome.missing = [
        Missing(check.id, "conflict", members=(member,), groups=groups)
        for member, groups in torn.items()
    ]
    if torn:
        gain = len(torn) / len(facets.leading)
        outcome.steps = [Step("resolve_conflicts", gain, check.id, members=tuple(torn))]
    return outcome


MEASURES: dict[str, Callable[[Facets, Check], Outcome]] = {
    "roles": roles,
    "leads": leads,
    "phones": phones,
    "conflicts": conflicts,
}
