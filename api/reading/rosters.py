"""The roster with names, and as the table that secretaries know."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.names import Named, masked_name
from api.reading.freshness import fresh
from api.times import ZONE
from domain.refusal import NotFound
from domain.roster import Roster
from domain.table import TableGrid, TablePerson
from engine.store import Person
from engine.tables import RosterSheet
from projections.roster import ROSTER, RosterDoc


def document(served: House, code: str, at_least: int | None = None) -> RosterDoc:
    """The roster view's document of a community, or refused."""
    fresh(served, "roster", at_least)
    found: RosterDoc | None = served.views.get("roster", code, ROSTER)
    if found is None or found.registered is None:
        raise NotFound("community", code)
    return found


def name_of(served: House, code: str) -> str:
    """A community's official name."""
    registered = document(served, code).registered
    return registered.name if registered else ""


def grid_names(served: House, code: str) -> list[str]:
    """The names of a community's grids, in roster order."""
    return [g.name for g in document(served, code).roster.grids.values()]


def roster(
    served: House, code: str, *, phones: bool, at_least: int | None = None
) -> dict[str, Any]:
    """Grids and members, names joined."""
    found = document(served, code, at_least)
    named = served.names.of(community=code, phones=phones, texts=_notes(found.roster))
    return {
        "code": code,
        "position": found.position,
        "grids": [
            {
                "id": g.id,
                "name": g.name,
                "kind": g.kind,
                "buildings": g.buildings,
                "households": g.households,
                "without_property": g.without_property,
                "note": named.text(g.note),
            }
            for g in found.roster.grids.values()
        ],
        "members": [_member(found.roster, m, named) for m in found.roster.members],
    }


def _notes(roster: Roster) -> list[str | None]:
    return [g.note for g in roster.grids.values()]


def _member(roster: Roster, id: str, named: Named) -> dict[str, Any]:
    member, person = roster.members[id], named.people.get(id)
    return {
        "id": id,
        "name": named.name(id) if named.phones else masked_name(named.name(id) or ""),
        "phone": named.phone(id),
        "unit": person.unit if person else "",
        "building": person.building if person else "",
        "note": person.note if person else "",
        "roles": [{"role": r.role, "grid": r.grid} for r in member.roles],
        "seats": [
            {"playbook": s.playbook, "group": s.group, "position": s.position, "grid": s.grid}
            for s in member.seats
        ],
    }


def sheet(served: House, code: str) -> tuple[str, RosterSheet]:
    """A community's name, and its roster as it is written into the table.

    Whoever was erased is left out, and so are roles for the community as a whole: a table speaks
    only for the grids that it names.
    """
    found = document(served, code)
    named = served.names.of(community=code, phones=True, texts=_notes(found.roster))
    grids = tuple(
        TableGrid(
            g.name, g.kind, g.buildings, g.households, named.text(g.note) or "", g.without_property
        )
        for g in found.roster.grids.values()
    )
    people = tuple(
        _person(found.roster, member, named.people[member], served.vocabulary.playbook)
        for member in found.roster.members
        if member in named.people
    )
    name = found.registered.name if found.registered else code
    today = served.clock().astimezone(ZONE).date()
    return name, RosterSheet(name, grids, people, today)


def _person(roster: Roster, id: str, person: Person, playbook: str) -> TablePerson:
    member, grids = roster.members[id], roster.grids
    return TablePerson(
        person.name,
        person.phone,
        person.unit,
        person.building,
        person.note,
        [(r.role, grids[r.grid].name) for r in member.roles if r.grid in grids],
        [
            (s.group, s.position, grids[s.grid].name)
            for s in member.seats
            if s.grid in grids and s.playbook == playbook
        ],
    )
