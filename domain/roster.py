"""The roster: grids, members, the roles they hold and the seats they have in the standing plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from domain.facts import Fact
from domain.facts import community as facts


class Role(NamedTuple):
    """A role held in a grid; ``grid`` is ``None`` for the whole community."""

    role: str
    grid: str | None


class Seat(NamedTuple):
    """A seat in the standing plan; ``position`` is ``lead``, ``deputy`` or ``member``."""

    playbook: str
    group: str
    position: str
    grid: str | None


class Grid(msgspec.Struct, omit_defaults=True):
    """A compound or an employer; ``note`` is a directory text."""

    id: str
    name: str
    kind: str = "compound"
    buildings: int | None = None
    households: int | None = None
    note: str | None = None
    without_property: bool = False


class Member(msgspec.Struct, omit_defaults=True):
    """A person by id; ``reachable`` when a phone is known. Roles and seats in order given."""

    id: str
    reachable: bool = False
    roles: list[Role] = []
    seats: list[Seat] = []


class Roster(msgspec.Struct, omit_defaults=True):
    """What a community's table says, folded from its log."""

    grids: dict[str, Grid] = {}
    members: dict[str, Member] = {}
    #: who was erased, is still named by the log, and was not named anew
    erased: list[str] = []

    def holders(self, role: str, grid: str | None) -> list[str]:
        """Ids of who holds a role in exactly this grid, in the order of the table."""
        wanted = Role(role, grid)
        return [m.id for m in self.members.values() if wanted in m.roles]

    def seated(self, playbook: str, group: str, grid: str | None) -> list[tuple[str, str]]:
        """Who has a seat in a group of a grid: ``(member, position)``, in table order."""
        return [
            (m.id, s.position)
            for m in self.members.values()
            for s in m.seats
            if s.playbook == playbook and s.group == group and s.grid == grid
        ]

    def buildings(self, grid: str | None) -> int:
        """How many buildings a grid has, as far as anybody counted them; none without a grid."""
        known = self.grids.get(grid or "")
        return (known.buildings or 0) if known else 0

    def evolve(self, fact: Fact) -> None:
        """Remember one fact; facts that are not of the roster change nothing."""
        step = STEPS.get(type(fact))
        if step is not None:
            step(self, fact)


def _drawn(roster: Roster, f: facts.GridDrawn) -> None:
    roster.grids[f.grid] = Grid(
        f.grid, f.name, f.kind, f.buildings, f.households, f.note, f.without_property
    )


def _enrolled(roster: Roster, f: facts.MemberEnrolled) -> None:
    roster.members[f.member] = Member(f.member, f.reachable)


def _left(roster: Roster, f: facts.MemberLeft) -> None:
    roster.members.pop(f.member, None)


def _erased(roster: Roster, f: facts.MemberErased) -> None:
    roster.erased.append(f.member)
    if member := roster.members.get(f.member):
        member.reachable = False


def _contact(roster: Roster, f: facts.ContactChanged) -> None:
    if "name" in f.fields and f.member in roster.erased:
        roster.erased.remove(f.member)
    if member := roster.members.get(f.member):
        member.reachable = f.reachable


def _granted(roster: Roster, f: facts.RoleGranted) -> None:
    if member := roster.members.get(f.member):
        member.roles.append(Role(f.role, f.grid))


def _revoked(roster: Roster, f: facts.RoleRevoked) -> None:
    if member := roster.members.get(f.member):
        member.roles = [r for r in member.roles if r != (f.role, f.grid)]


def _seated(roster: Roster, f: facts.SeatAssigned) -> None:
    if member := roster.members.get(f.member):
        member.seats.append(Seat(f.playbook, f.group, f.position, f.grid))


def _vacated(roster: Roster, f: facts.SeatVacated) -> None:
    if member := roster.members.get(f.member):
        gone = (f.playbook, f.group, f.position, f.grid)
        member.seats = [s for s in member.seats if s != gone]


#: what a roster remembers of each of its facts
STEPS: dict[type[Fact], Callable[[Roster, Any], None]] = {
    facts.GridDrawn: _drawn,
    facts.MemberEnrolled: _enrolled,
    facts.MemberLeft: _left,
    facts.MemberErased: _erased,
    facts.ContactChanged: _contact,
    facts.RoleGranted: _granted,
    facts.RoleRevoked: _revoked,
    facts.SeatAssigned: _seated,
    facts.SeatVacated: _vacated,
}
