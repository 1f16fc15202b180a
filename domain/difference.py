"""A table held against the present roster: what changes, as facts and as lines to show.

A table speaks only for the grids that it names. What it does not say (a phone left out) is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from domain.changes import Change, Difference
from domain.drawing import Drawn, draw
from domain.facts import Fact
from domain.facts import community as facts
from domain.matching import FIELDS, Contact, Known, match
from domain.roster import Member, Role, Roster, Seat
from domain.table import Table, TablePerson

__all__ = ["Change", "Difference", "Present", "difference"]

T = TypeVar("T")


class Present(msgspec.Struct, frozen=True):
    """The roster as it stands, with what the directory knows of it."""

    roster: Roster
    contacts: Mapping[str, Contact]
    texts: Mapping[str, str]

    def contact(self, member: str) -> Contact:
        """What is known of a person; nothing, not even a name, once they were erased."""
        return self.contacts.get(member) or Contact("")


def difference(
    present: Present,
    table: Table,
    *,
    same: Callable[[str], str],
    new_id: Callable[[], str],
) -> Difference:
    """What importing the table would change; ``same`` maps a name to its matching form.

    Whom the table's grids named and it no longer does leaves, unless they serve elsewhere. Whoever
    serves nowhere (the table gave a role that nobody knows) stays until removed by hand.
    """
    out = Difference([], [], {}, {}, [], {})
    grids = draw(present.roster.grids, present.texts, table.grids, same, new_id, out)
    holding = _Holding(table.playbook, grids, out)
    people = [_formed(person, same) for person in table.people]
    known = {m.id: holding.known(m, present.contact(m.id)) for m in present.roster.members.values()}
    matched = match(people, known, same)
    described: dict[str, TablePerson] = {}
    ids: list[str] = []
    for index, person in enumerate(people):
        member = matched.get(index) or new_id()
        ids.append(member)
        described[member] = _merged(described.get(member), person)
    out.kept = {
        index: known[member].contact.phone if member in known else ""
        for index, member in enumerate(ids)
        if not described[member].phone
    }
    for member, person in described.items():
        now = present.roster.members.get(member)
        if now is None:
            _enrol(member, person, out)
        else:
            _recontact(member, person, known[member].contact, out)
        holding.become(now or Member(member), person)
    for member, one in known.items():
        if member not in described:
            _missing(present.roster.members[member], one, holding, out)
    return out


def _missing(member: Member, known: Known, holding: _Holding, out: Difference) -> None:
    """Nobody in the table is this member."""
    if known.places and not known.elsewhere:
        out.left.append(member.id)
        out.add(facts.MemberLeft(member.id), Change("member_left", known.contact.name, member.id))
    else:
        holding.become(member, TablePerson(known.contact.name))


def _formed(person: TablePerson, same: Callable[[str], str]) -> TablePerson:
    """A person with the matching forms of grids' names."""
    return msgspec.structs.replace(
        person,
        roles=[(role, same(grid)) for role, grid in person.roles],
        seats=[(group, position, same(grid)) for group, position, grid in person.seats],
        unsaid=[(group, same(grid)) for group, grid in person.unsaid],
    )


def _merged(one: TablePerson | None, other: TablePerson) -> TablePerson:
    if one is None:
        return other
    said = {field: getattr(one, field) or getattr(other, field) for field in FIELDS}
    return TablePerson(
        **said,
        roles=one.roles + other.roles,
        seats=one.seats + other.seats,
        unsaid=one.unsaid + other.unsaid,
    )


def _enrol(member: str, person: TablePerson, out: Difference) -> None:
    out.contacts[member] = Contact(*(getattr(person, field) for field in FIELDS))
    out.add(
        facts.MemberEnrolled(member, bool(person.phone)),
        Change("member_enrolled", person.name, member, field="phone", after=person.phone),
    )


def _recontact(member: str, person: TablePerson, before: Contact, out: Difference) -> None:
    """A field that the table leaves empty is kept as it was."""
    after = {f: getattr(person, f) or getattr(before, f) for f in FIELDS}
    changed = {f: getattr(before, f) for f in FIELDS if after[f] != getattr(before, f)}
    if changed:
        out.contacts[member] = Contact(**after)
        lines = [
            Change("contact_changed", person.name, member, field=f, before=was, after=after[f])
            for f, was in changed.items()
        ]
        out.add(facts.ContactChanged(member, tuple(changed), bool(after["phone"])), *lines)


class _Holding:
    """Roles and seats in the grids that the table speaks for."""

    def __init__(self, playbook: str, grids: Drawn, out: Difference) -> None:
        self._playbook, self._grids, self._out = playbook, grids, out
        self._forms = {id: form for form, id in grids.ids.items()}

    def known(self, member: Member, contact: Contact) -> Known:
        """A person of the roster as matching sees them."""
        roles, seats = self._spoken(member)
        return Known(
            contact,
            (
                *((r.role, self._forms[r.grid or ""]) for r in roles),
                *((s.group, s.position, self._forms[s.grid or ""]) for s in seats),
            ),
            elsewhere=len(roles) + len(seats) < len(member.roles) + len(member.seats),
        )

    def _spoken(self, member: Member) -> tuple[list[Role], list[Seat]]:
        return (
            [r for r in member.roles if r.grid in self._forms],
            [s for s in member.seats if s.grid in self._forms and s.playbook == self._playbook],
        )

    def become(self, member: Member, person: TablePerson) -> None:
        """Grant and revoke until the person's places are what the table says."""
        ids, book = self._grids.ids, self._playbook
        had_roles, had_seats = self._spoken(member)
        roles = [Role(role, ids[form]) for role, form in person.roles]
        seats = [Seat(book, group, position, ids[form]) for group, position, form in person.seats]
        unsaid = {(group, ids[form]) for group, form in person.unsaid}
        held = {(s.group, s.grid): s for s in had_seats if (s.group, s.grid) in unsaid}
        seats = [held.get((s.group, s.grid), s) for s in seats]
        for fact, change in (
            *self._roles(facts.RoleRevoked, "role_revoked", member.id, _minus(had_roles, roles)),
            *self._seats(facts.SeatVacated, "seat_vacated", member.id, _minus(had_seats, seats)),
            *self._roles(facts.RoleGranted, "role_granted", member.id, _minus(roles, had_roles)),
            *self._seats(facts.SeatAssigned, "seat_assigned", member.id, _minus(seats, had_seats)),
        ):
            self._out.add(fact, msgspec.structs.replace(change, name=person.name))

    def _roles(
        self,
        kind: type[facts.RoleGranted] | type[facts.RoleRevoked],
        named: str,
        member: str,
        roles: Sequence[Role],
    ) -> Iterator[tuple[Fact, Change]]:
        for role, grid in roles:
            where = self._grids.names[grid or ""]
            yield kind(member, role, grid), Change(named, member=member, grid=where, role=role)

    def _seats(
        self,
        kind: type[facts.SeatAssigned] | type[facts.SeatVacated],
        named: str,
        member: str,
        seats: Sequence[Seat],
    ) -> Iterator[tuple[Fact, Change]]:
        for seat in seats:
            where = self._grids.names[seat.grid or ""]
            yield (
                kind(member, *seat),
                Change(named, "", member, where, group=seat.group, position=seat.position),
            )


def _minus(some: Sequence[T], others: Sequence[T]) -> list[T]:
    return [x for x in dict.fromkeys(some) if x not in others]
