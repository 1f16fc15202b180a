"""A region's communities, each with an invented table: true numbers, no true person."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from multiprocessing import get_context
from random import Random

from api.demo.places import DATA, share
from api.house import House
from api.settings import Settings
from benchmarks import ground
from domain.table import Table, TableGrid, TablePerson

CODES = DATA / "guangxi.csv"
PLAYBOOK = "guangxi_party_grid"
COMMUNITIES, PEOPLE = 16_681, 250_000
#: people of one compound; a community with more has a second
ONE = 18
#: the roles that a compound's people have, in turn: those whom the plan's groups ask for come first
ROLES = (
    "grid_leader",
    "community_cadre",
    "party_contact",
    "grid_liaison",
    "seconded_cadre",
    "building_steward",
    "volunteer",
    "grid_secretary",
    "police_officer",
    "medical_worker",
    "party_contact",
    "volunteer",
    "seconded_cadre",
    "volunteer",
)


@cache
def rows() -> list[dict[str, str]]:
    """The official codes, a row a community."""
    return list(csv.DictReader(io.StringIO(CODES.read_text("utf-8"))))


def codes(number: int = COMMUNITIES) -> list[str]:
    """The codes of the first so many communities."""
    return [row["community_code"] for row in rows()[:number]]


@cache
def sizes() -> dict[str, int]:
    """How many people each community has: the sum is exact."""
    rng = Random("region")
    dealt = share(PEOPLE, [rng.uniform(0.4, 1.6) for _ in range(COMMUNITIES)], least=7)
    return dict(zip(codes(), dealt, strict=True))


def table(code: str) -> Table:
    """A community's table, the same whenever it is asked for."""
    people = sizes()[code]
    grids = [TableGrid("东片", buildings=6)] + ([TableGrid("西片")] if people > ONE else [])
    made = Table(PLAYBOOK, grids=grids, layout="region")
    for n in range(people):
        grid, turn = grids[n % len(grids)].name, n // len(grids)
        phone = f"154{(int(code[:12]) * 31 + n) % 10**8:08d}"
        person = TablePerson(f"某{n:02d}", phone)
        person.roles.append((ROLES[turn % len(ROLES)], grid))
        made.people.append(person)
    return made


def furnish(url: str, number: int = COMMUNITIES, processes: int = 2) -> None:
    """The region's codes and tables, by the ordinary commands; several processes import."""
    house = House(Settings(store=url))
    lines = CODES.read_text("utf-8").splitlines(keepends=True)[: number + 1]
    house.workflow.organisation.import_codes("".join(lines).encode(), ground.SECRETARY)
    house.close()
    wanted = codes(number)
    with get_context("spawn").Pool(processes) as pool:
        pool.starmap(_import, [(url, wanted[n::processes]) for n in range(processes)])


def _import(url: str, wanted: Sequence[str]) -> None:
    house = House(Settings(store=url))
    for code in wanted:
        house.workflow.rosters.import_table(code, table(code), ground.SECRETARY, dry_run=False)
    house.close()
