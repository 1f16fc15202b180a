"""Tables and rosters in memory, for tests of what importing the one does to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import count

import msgspec

from domain.difference import Difference, Present, difference
from domain.facts import Fact
from domain.facts.community import GridDrawn, MemberErased
from domain.matching import Contact
from domain.roster import Roster
from domain.table import Table, TableGrid, TablePerson

PLAYBOOK = "epidemic"
Entry = tuple[str, tuple[str, ...]]


def same(name: str) -> str:
    """The matching form of a name: blanks and case say nothing."""
    return "".join(name.split()).casefold()


def person(
    name: str, phone: str = "", *places: str, unit: str = "", building: str = "", note: str = ""
) -> TablePerson:
    """A person of a table: roles as ``role@grid``, seats as ``group.position@grid``."""
    roles, seats = [], []
    for text in places:
        place, _, grid = text.partition("@")
        group, dot, position = place.partition(".")
        if dot:
            seats.append((group, position, grid))
        else:
            roles.append((place, grid))
    return TablePerson(name, phone, unit, building, note, roles, seats)


def table(*people: TablePerson, grids: Sequence[str | TableGrid] = ("东苑",)) -> Table:
    """A table that speaks for these grids."""
    named = [TableGrid(g) if isinstance(g, str) else g for g in grids]
    return Table(PLAYBOOK, named, list(people))


class Register:
    """A roster and its directory, as a community keeps them. Ids count: m1, m2, …"""

    def __init__(self, *facts: Fact) -> None:
        self.roster, self.contacts, self.texts = Roster(), dict[str, Contact](), dict[str, str]()
        ids = count(1)
        self.new_id: Callable[[], str] = lambda: f"m{next(ids)}"
        self.tell(facts)

    def tell(self, facts: Iterable[Fact]) -> None:
        """Let facts happen; whoever is erased is in no directory any more."""
        for fact in facts:
            self.roster.evolve(fact)
            if isinstance(fact, MemberErased):
                del self.contacts[fact.member]

    def hold(self, wanted: Table) -> Difference:
        """What importing a table would change."""
        present = Present(self.roster, self.contacts, self.texts)
        return difference(present, wanted, same=same, new_id=self.new_id)

    def take_in(self, wanted: Table) -> Difference:
        """Import a table."""
        found = self.hold(wanted)
        self.tell(found.facts)
        self.contacts |= found.contacts
        self.texts |= found.notes
        return found

    def member(self, name: str) -> str:
        """The id of the only person of a name."""
        (found,) = (m for m in self.roster.members if self.contacts[m].name == name)
        return found

    def grid(self, name: str) -> str:
        """The id of the grid of a name."""
        (found,) = (g.id for g in self.roster.grids.values() if g.name == name)
        return found

    def entries(self, grids: Iterable[str]) -> Counter[Entry]:
        """Who holds what in grids: name and place, as often as somebody does."""
        wanted = {g.id: same(g.name) for g in self.roster.grids.values()}
        spoken = {same(g) for g in grids}
        found: Counter[Entry] = Counter()
        for member in self.roster.members.values():
            name = self.contacts[member.id].name if member.id in self.contacts else ""
            for place in (
                *((r.role, wanted.get(r.grid or "", "")) for r in member.roles),
                *((s.group, s.position, wanted.get(s.grid or "", "")) for s in member.seats),
            ):
                found[name, place] += place[-1] in spoken
        return +found


def entries(wanted: Table) -> Counter[Entry]:
    """The same of a table."""
    return Counter(
        (one.name, (*place[:-1], same(place[-1])))
        for one in wanted.people
        for place in dict.fromkeys((*one.roles, *one.seats))
    )


def kinds(found: Difference) -> list[str]:
    """The kinds of change, in order."""
    return [change.kind for change in found.changes]


def drawn(name: str, id: str, kind: str = "compound") -> GridDrawn:
    """A grid."""
    return GridDrawn(id, name, kind)


def with_phone(one: TablePerson, phone: str) -> TablePerson:
    """The same person with another phone."""
    return msgspec.structs.replace(one, phone=phone)
