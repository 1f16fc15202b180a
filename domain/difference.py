"""A table held against the present roster: what changes, as facts and as lines to show.

A table speaks only for the grids that it names. What it does not say (a phone left out) is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from domain.facts import Fact
from domain.facts import community as facts
from domain.matching import Contact, Known, match
from domain.roster import Grid, Role, Roster, Seat
from domain.table import Table, TableGrid, TablePerson

T = TypeVar("T")
FIELDS = ("name", "phone", "unit", "building", "note")


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One difference, to show before it is saved; ``kind`` is the topic it becomes."""

    kind: str
    name: str = ""
    member: str = ""
    grid: str = ""
    role: str = ""
    group: str = ""
    position: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


class Difference(msgspec.Struct):
    """All that a table changes; ``contacts`` and ``notes`` go to the directory with the facts."""

    changes: list[Change] = []
    facts: list[Fact] = []
    contacts: dict[str, Contact] = {}
    #: directory text id to text
    notes: dict[str, str] = {}
    left: list[str] = []


class Present(msgspec.Struct, frozen=True):
    """The roster as it stands, with what the directory knows of it."""

    roster: Roster
    contacts: Mapping[str, Contact]
    texts: Mapping[str, str]

    def grid_name(self, grid: str | None) -> str:
        """The name of a grid by id; empty for the community as a whole."""
        found = self.roster.grids.get(grid) if grid else None
        return found.name if found else ""


def difference(
    present: Present,
    table: Table,
    *,
    same: Callable[[str], str],
    new_id: Callable[[], str],
) -> Difference:
    """What importing the table would change; ``same`` maps a name to its matching form."""
    out = Difference()
    ids = _grids(present, table, same, new_id, out)
    spoken = set(ids.values())
    known = {
        member.id: Known(
            member,
            present.contacts.get(member.id, Contact("")),
            frozenset(same(present.grid_name(g)) for _, g in member.roles)
            | frozenset(same(present.grid_name(s.grid)) for s in member.seats),
        )
        for member in present.roster.members.values()
    }
    people = [_with_same_grids(p, same) for p in table.people]
    matched = match(people, known, same)
    for index, person in enumerate(table.people):
        member = matched.get(index)
        if member is None:
            member = _enrol(person, new_id, out)
        else:
            _contact(member, person, known[member].contact, out)
        _hold(present.roster, member, person, ids, same, table.playbook, spoken, out)
    for member in present.roster.members:
        if member not in matched.values():
            nobody = TablePerson(known[member].contact.name)
            _hold(present.roster, member, nobody, ids, same, table.playbook, spoken, out)
            _leave_if_unplaced(present.roster, member, spoken, table.playbook, nobody.name, out)
    return out


def _with_same_grids(person: TablePerson, same: Callable[[str], str]) -> TablePerson:
    return TablePerson(
        person.name,
        person.phone,
        roles=[(r, same(g)) for r, g in person.roles],
        seats=[(g, p, same(grid)) for g, p, grid in person.seats],
    )


def _grids(
    present: Present,
    table: Table,
    same: Callable[[str], str],
    new_id: Callable[[], str],
    out: Difference,
) -> dict[str, str]:
    """Matching form of a grid's name to its id, new ones drawn."""
    by_name = {same(g.name): g for g in present.roster.grids.values()}
    ids = {}
    for wanted in table.grids:
        before = by_name.get(same(wanted.name))
        ids[same(wanted.name)] = before.id if before else new_id()
        _draw(ids[same(wanted.name)], before, wanted, present, new_id, out)
    return ids


def _draw(
    id: str,
    before: Grid | None,
    wanted: TableGrid,
    present: Present,
    new_id: Callable[[], str],
    out: Difference,
) -> None:
    old_note = present.texts.get(before.note, "") if before and before.note else ""
    note = before.note if before else None
    if wanted.note and wanted.note != old_note:
        note = new_id()
        out.notes[note] = wanted.note
    drawn = facts.GridDrawn(
        grid=id,
        name=before.name if before else wanted.name,
        kind=before.kind if before else wanted.kind,
        buildings=_or(wanted.buildings, before.buildings if before else None),
        households=_or(wanted.households, before.households if before else None),
        note=note,
        without_property=wanted.without_property,
    )
    if before and _same_grid(before, drawn):
        return
    out.facts.append(drawn)
    out.changes.append(Change("grid_drawn", grid=wanted.name))


def _or(value: int | None, otherwise: int | None) -> int | None:
    return otherwise if value is None else value


def _same_grid(before: Grid, drawn: facts.GridDrawn) -> bool:
    return (
        before.kind == drawn.kind
        and before.buildings == drawn.buildings
        and before.households == drawn.households
        and before.note == drawn.note
        and before.without_property == drawn.without_property
    )


def _enrol(person: TablePerson, new_id: Callable[[], str], out: Difference) -> str:
    member = new_id()
    out.facts.append(facts.MemberEnrolled(member, bool(person.phone)))
    out.contacts[member] = Contact(
        person.name, person.phone, person.unit, person.building, person.note
    )
    out.changes.append(
        Change("member_enrolled", person.name, member, field="phone", after=person.phone)
    )
    return member


def _contact(member: str, person: TablePerson, before: Contact, out: Difference) -> None:
    """A field that the table leaves empty is kept as it was."""
    after = {f: getattr(person, f) or getattr(before, f) for f in FIELDS}
    changed = [f for f in FIELDS if after[f] != getattr(before, f)]
    if not changed:
        return
    out.contacts[member] = Contact(**after)
    out.facts.append(facts.ContactChanged(member, tuple(changed), bool(after["phone"])))
    out.changes.extend(
        Change(
            "contact_changed",
            person.name,
            member,
            field=f,
            before=getattr(before, f),
            after=after[f],
        )
        for f in changed
    )


def _hold(
    roster: Roster,
    member: str,
    person: TablePerson,
    ids: Mapping[str, str],
    same: Callable[[str], str],
    playbook: str,
    spoken: set[str],
    out: Difference,
) -> None:
    """Grant and revoke until roles and seats in the table's grids are what it says."""
    now = roster.members.get(member)
    names = {v: k for k, v in ids.items()}
    roles = [Role(r, ids[same(g)]) for r, g in person.roles]
    seats = [Seat(playbook, g, p, ids[same(grid)]) for g, p, grid in person.seats]
    had_roles = [r for r in now.roles if r.grid in spoken] if now else []
    had_seats = [s for s in now.seats if s.grid in spoken and s.playbook == playbook] if now else []
    lines = [
        *(
            _role_line(facts.RoleRevoked, "role_revoked", member, r, person, names)
            for r in _minus(had_roles, roles)
        ),
        *(
            _seat_line(facts.SeatVacated, "seat_vacated", member, s, person, names)
            for s in _minus(had_seats, seats)
        ),
        *(
            _role_line(facts.RoleGranted, "role_granted", member, r, person, names)
            for r in _minus(roles, had_roles)
        ),
        *(
            _seat_line(facts.SeatAssigned, "seat_assigned", member, s, person, names)
            for s in _minus(seats, had_seats)
        ),
    ]
    for fact, change in lines:
        out.facts.append(fact)
        out.changes.append(change)


def _minus(some: list[T], others: list[T]) -> list[T]:
    return [x for x in dict.fromkeys(some) if x not in others]


def _role_line(
    kind: type[facts.RoleGranted] | type[facts.RoleRevoked],
    name: str,
    member: str,
    role: Role,
    person: TablePerson,
    names: Mapping[str, str],
) -> tuple[Fact, Change]:
    grid = names.get(role.grid or "", "")
    return kind(member, role.role, role.grid), Change(
        name, person.name, member, grid=grid, role=role.role
    )


def _seat_line(
    kind: type[facts.SeatAssigned] | type[facts.SeatVacated],
    name: str,
    member: str,
    seat: Seat,
    person: TablePerson,
    names: Mapping[str, str],
) -> tuple[Fact, Change]:
    grid = names.get(seat.grid or "", "")
    return kind(member, seat.playbook, seat.group, seat.position, seat.grid), Change(
        name, person.name, member, grid=grid, group=seat.group, position=seat.position
    )


def _leave_if_unplaced(
    roster: Roster, member: str, spoken: set[str], playbook: str, name: str, out: Difference
) -> None:
    """Whoever the table's grids no longer name leaves, unless placed elsewhere."""
    now = roster.members[member]
    placed = [r.grid for r in now.roles] + [s.grid for s in now.seats]
    elsewhere = any(r.grid not in spoken for r in now.roles) or any(
        s.grid not in spoken or s.playbook != playbook for s in now.seats
    )
    if placed and not elsewhere:
        out.facts.append(facts.MemberLeft(member))
        out.left.append(member)
        out.changes.append(Change("member_left", name, member))
