"""An invented table for any plan: three compounds, with somebody for every role that it names."""

from __future__ import annotations

from domain.playbook import Playbook
from domain.table import Table, TableGrid, TablePerson
from tests.rosters import person

GRIDS = ("东苑", "西苑", "南苑")
#: people of each role in each compound
EACH = 3


def table_for(plan: Playbook) -> Table:
    """Somebody for every role in every compound, and seats for the leads of the first one."""
    roles = dict.fromkeys(
        role
        for group in plan.groups
        for role in (group.lead_role, group.deputy_role, *(s.role for s in group.staffing))
        if role
    )
    people: list[TablePerson] = []
    for place, grid in enumerate(GRIDS):
        for kind, role in enumerate(roles):
            people += [_person(place, kind, n, f"{role}@{grid}") for n in range(EACH)]
    first = [f"{group.id}.lead@{GRIDS[0]}" for group in plan.groups]
    people += [_person(9, n, 0, seat) for n, seat in enumerate(first)]
    grids = [TableGrid(name, buildings=2 + n) for n, name in enumerate(GRIDS)]
    return Table(plan.id, grids, people)


def _person(place: int, kind: int, number: int, *places: str) -> TablePerson:
    digits = f"{place}{kind:02}{number}"
    return person(f"虚拟{digits}", f"1540000{digits}", *places)
