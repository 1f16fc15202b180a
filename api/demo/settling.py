"""A sample community's table: invented people with the roles that its playbook asks for."""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from random import Random

from api.demo.people import people, unit
from api.demo.story import Home, Story
from domain.playbook import Playbook
from domain.table import Table, TableGrid, TablePerson

Crew = dict[str, list[TablePerson]]
"""The people of a compound by role."""

#: who looks after a building
STEWARD = "building_steward"


def table_of(story: Story, plan: Playbook, community: str) -> Table:
    """The table of a story's community: the same one whenever it is asked for."""
    rng = Random(f"{plan.id} {story.code}")
    table = Table(plan.id, grids=[_grid(home) for home in story.homes], layout="demo")
    fresh = people(0, rng)

    def hire(role: str, homes: list[Home], building: str = "") -> TablePerson:
        person = next(fresh)
        person.unit, person.building = unit(rng, role, community), building
        person.roles.extend((role, home.name) for home in homes)
        table.people.append(person)
        return person

    shared = {role: [hire(role, story.homes) for _ in range(n)] for role, n in story.shared.items()}
    for home in story.homes:
        crew: Crew = {role: list(some) for role, some in shared.items()}
        for role, count in story.people.items():
            crew.setdefault(role, []).extend(
                hire(role, [home], f"{n % home.buildings + 1}号楼" if role == STEWARD else "")
                for n in range(count)
            )
        _seat(plan, home.name, crew)
    return table


def _grid(home: Home) -> TableGrid:
    return TableGrid(
        home.name,
        buildings=home.buildings,
        households=home.households,
        without_property=home.bare,
    )


def _seat(plan: Playbook, grid: str, crew: Crew) -> None:
    """Leads and deputies by the plan's roles, then its minimums, then whoever is left."""
    table = _Seating(grid, crew)
    for position in ("lead", "deputy"):
        for group in plan.groups:
            role = group.lead_role if position == "lead" else group.deputy_role
            table.seat(table.spare(role, group.id), group.id, position)
    for group in plan.groups:
        for wanted in group.staffing:
            for _ in range(wanted.min):
                table.seat(table.idle(wanted.role), group.id, "member")
    for role in crew:
        asking = [g.id for g in plan.groups if role in {s.role for s in g.staffing}]
        for id in cycle(asking):
            if (person := table.idle(role)) is None:
                break
            table.seat(person, id, "member")


class _Seating:
    """The seats of a compound; ``posts`` counts those that each person has there."""

    def __init__(self, grid: str, crew: Crew) -> None:
        self._grid, self._crew = grid, crew
        self._posts: Counter[int] = Counter()

    def seat(self, person: TablePerson | None, group: str, position: str) -> None:
        """Give somebody a seat, if there is somebody."""
        if person is not None:
            self._posts[id(person)] += 1
            person.seats.append((group, position, self._grid))

    def spare(self, role: str | None, group: str) -> TablePerson | None:
        """Whoever of a role is not in the group and has the fewest posts."""
        some = self._crew.get(role or "", [])
        free = [p for p in some if not any(s[0] == group and s[2] == self._grid for s in p.seats)]
        return min(free, key=lambda person: self._posts[id(person)], default=None)

    def idle(self, role: str) -> TablePerson | None:
        """The first of a role who has no post."""
        return next((p for p in self._crew.get(role, []) if not self._posts[id(p)]), None)
