"""A community's table, invented: its true size, with the gaps that every table has.

Cadres, police and medics serve several compounds; stewards, property staff and volunteers one.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from api.demo.people import people, unit
from api.demo.places import Compound, Size, compounds, employers, share
from domain.table import Table, TableGrid, TablePerson

PLAYBOOK = "eight_groups_epidemic"

CADRE, POLICE, MEDIC = "community_cadre", "police_officer", "medical_worker"
STEWARD, PROPERTY, VOLUNTEER = "building_steward", "property_security", "volunteer"
SECRETARY, LEADER = "community_secretary", "grid_leader"

#: group, position, and who is asked first; leads of every group before anybody's deputy
POSITIONS = (
    ("coordination", "lead", (CADRE, STEWARD)),
    ("medical", "lead", (MEDIC,)),
    ("testing", "lead", (MEDIC,)),
    ("movement_control", "lead", (CADRE, STEWARD)),
    ("supply", "lead", (PROPERTY, STEWARD, VOLUNTEER)),
    ("security", "lead", (POLICE,)),
    ("sanitation", "lead", (PROPERTY, VOLUNTEER)),
    ("logistics", "lead", (STEWARD, VOLUNTEER)),
    ("coordination", "deputy", (STEWARD, VOLUNTEER)),
    ("medical", "deputy", (VOLUNTEER,)),
    ("testing", "deputy", (STEWARD, VOLUNTEER)),
    ("movement_control", "deputy", (STEWARD, VOLUNTEER)),
    ("supply", "deputy", (STEWARD, VOLUNTEER)),
    ("security", "deputy", (PROPERTY, VOLUNTEER)),
    ("sanitation", "deputy", (PROPERTY, VOLUNTEER)),
    ("logistics", "deputy", (VOLUNTEER,)),
)
#: where the others of a role go, in turn
MEMBERS = {
    CADRE: ("coordination", "logistics"),
    POLICE: ("security",),
    MEDIC: ("medical", "testing"),
    STEWARD: ("movement_control", "supply", "testing"),
    PROPERTY: ("security", "sanitation", "supply"),
    VOLUNTEER: ("security", "supply", "logistics", "testing", "movement_control", "sanitation"),
}


class Slack(NamedTuple):
    """How often something is missing in a community's table, or doubled."""

    lead: float
    deputy: float
    double: float
    role: float
    phone: float
    seat: float


Crew = dict[str, list[TablePerson]]
"""The people of a compound by role."""


def roster(size: Size) -> Table:
    """The table of a community: the same one whenever it is asked for."""
    rng = Random(size.code)
    homes = compounds(size, rng)
    works = employers(size, rng)
    slack = _slack(rng)
    table = Table(PLAYBOOK, grids=[*(home.grid for home in homes), *works], layout="demo")
    crews = _hire(size, homes, rng, slack, table.people)
    for home, crew in zip(homes, crews, strict=True):
        _seat(home.grid.name, crew, rng, slack)
    _lead(size, crews, homes, works, rng)
    for person in table.people:
        if rng.random() < slack.phone:
            person.phone = ""
    return table


def _slack(rng: Random) -> Slack:
    """Most tables are in fair order, a few are not."""
    care = rng.choice((1.6, 0.5, 1.0, 0.3, 4.0, 1.0, 7.0))
    return Slack(
        lead=0.015 * care,
        deputy=0.07 * care,
        double=0.01 * care,
        role=0.03 * care,
        phone=0.02 * care,
        seat=0.05,
    )


def _hire(
    size: Size, homes: list[Compound], rng: Random, slack: Slack, hired: list[TablePerson]
) -> list[Crew]:
    """Everybody with their role in each of their compounds; the numbers are exact."""
    count, fresh = len(homes), people(size.first_person, rng)
    crews: list[Crew] = [{role: [] for role in MEMBERS} for _ in homes]

    def hire(role: str, places: list[int], building: str = "") -> None:
        person = next(fresh)
        person.unit, person.building = unit(rng, role, size.name), building
        for place in places:
            if role in (POLICE, MEDIC) and person.roles and rng.random() < slack.role:
                continue
            person.roles.append((role, homes[place].grid.name))
            crews[place][role].append(person)
        hired.append(person)

    for n in range(count):
        hire(CADRE, [n])
    for n in range(0, count, 3):
        hire(CADRE, list(range(n, min(n + 3, count))))
    for n in range(0, count, 7):
        hire(POLICE, list(range(n, min(n + 7, count))))
    rounds = range(0, count, 3)
    for turn in rounds:
        hire(MEDIC, [n % count for n in range(turn, turn + (6 if len(rounds) > 1 else 3))])
    own = share(size.people - len(hired), [home.weight for home in homes], least=7)
    for n, (home, staff) in enumerate(zip(homes, own, strict=True)):
        bare = home.grid.without_property or rng.random() < slack.role
        for role, building in _locals(home.grid, staff, bare=bare):
            hire(role, [n], building)
    return crews


def _locals(grid: TableGrid, staff: int, *, bare: bool) -> list[tuple[str, str]]:
    """The role and building of each of a compound's own people."""
    buildings = grid.buildings or 1
    stewards = min(buildings, max(2, round(staff * 0.36)))
    property_ = 0 if bare else max(2, round(staff * 0.22))
    step = buildings / stewards
    watched = [f"{int(n * step) + 1}号楼" for n in range(stewards)]
    return [
        *((STEWARD, building) for building in watched),
        *((PROPERTY, "") for _ in range(property_)),
        *((VOLUNTEER, "") for _ in range(staff - stewards - property_)),
    ]


def _seat(grid: str, crew: Crew, rng: Random, slack: Slack) -> None:
    """Give a compound's eight groups their people."""
    free = {role: list(some) for role, some in crew.items()}
    head: TablePerson | None = None
    for group, position, asked in POSITIONS:
        missing = slack.lead if position == "lead" else slack.deputy
        role = next((r for r in asked if free[r]), None)
        if position == "lead" and head is not None and rng.random() < slack.double:
            head.seats.append((group, position, grid))
        elif role is not None and rng.random() >= missing:
            head = free[role].pop(0)
            head.seats.append((group, position, grid))
    for role, left in free.items():
        groups = MEMBERS[role]
        start = rng.randrange(len(groups))
        for n, person in enumerate(left):
            if rng.random() >= slack.seat:
                person.seats.append((groups[(start + n) % len(groups)], "member", grid))


def _lead(
    size: Size, crews: list[Crew], homes: list[Compound], works: list[TableGrid], rng: Random
) -> None:
    """Cadres lead the grids; the first of them is the community's secretary."""
    cadres = [crew[CADRE][0] for crew in crews]
    for home, cadre in zip(homes, cadres, strict=True):
        cadre.roles.append((LEADER, home.grid.name))
    for n, work in enumerate(works):
        cadres[n % len(cadres)].roles.append((LEADER, work.name))
    secretary = cadres[0]
    secretary.unit = unit(rng, SECRETARY, size.name)
    secretary.roles.extend((SECRETARY, home.grid.name) for home in homes)
