"""What importing promises whatever the tables: namesakes, shared phones and gaps included."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts.community import MemberLeft
from domain.roster import Member
from domain.table import Table, TableGrid, TablePerson
from tests.rosters import PLAYBOOK, Register, entries, same

NAMES = ["王一", "李二", "赵 三"]
PHONES = ["", "", "15400000001", "15400000002", "15400000003"]
GRIDS = ["东苑", "西苑", "南苑", "第一工厂"]
ROLES = ["steward", "medic"]
SEATS = [("coordination", "lead"), ("coordination", "member"), ("supply", "member")]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table as the reader makes it: one person for the same name and phone."""
    named = draw(st.lists(st.sampled_from(GRIDS), min_size=1, unique=True))
    here = st.sampled_from(named)
    people: list[TablePerson] = []
    for _ in range(draw(st.integers(0, 7))):
        name, phone = draw(st.sampled_from(NAMES)), draw(st.sampled_from(PHONES))
        if phone and any((one.name, one.phone) == (name, phone) for one in people):
            continue
        roles = draw(st.lists(st.tuples(st.sampled_from(ROLES), here), max_size=2))
        seats = draw(st.lists(st.tuples(st.sampled_from(SEATS), here), max_size=2))
        unit = draw(st.sampled_from(["", "", "物业", "社区"]))
        people.append(
            TablePerson(name, phone, unit, roles=roles, seats=[(*s, grid) for s, grid in seats])
        )
    notes = st.sampled_from(["", "东门"])
    grids = [
        TableGrid(g, "employer" if g == "第一工厂" else "compound", note=draw(notes)) for g in named
    ]
    return Table(PLAYBOOK, grids, people)


def phoned(wanted: Table) -> Counter[tuple[str, str, tuple[str, ...]]]:
    """Name, phone and place of everybody whose phone the table tells."""
    return Counter(
        (one.name, one.phone, (*place[:-1], same(place[-1])))
        for one in wanted.people
        for place in {*one.roles, *one.seats}
        if one.phone
    )


def held(register: Register) -> Counter[tuple[str, str, tuple[str, ...]]]:
    """The same of a roster."""
    forms = {g.id: same(g.name) for g in register.roster.grids.values()}
    found: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for member in register.roster.members.values():
        contact = register.contacts[member.id]
        for place in (
            *((r.role, forms[r.grid or ""]) for r in member.roles),
            *((s.group, s.position, forms[s.grid or ""]) for s in member.seats),
        ):
            found[contact.name, contact.phone, place] += 1
    return found


def grids_of(member: Member) -> list[str | None]:
    return [r.grid for r in member.roles] + [s.grid for s in member.seats]


def places(member: Member, outside: set[str]) -> set[tuple[str | None, ...]]:
    roles = {tuple(r) for r in member.roles if r.grid in outside}
    return roles | {tuple(s) for s in member.seats if s.grid in outside}


@settings(max_examples=80, deadline=None)
@given(tables(), tables())
def test_after_a_table_its_grids_say_exactly_what_it_says(first: Table, second: Table) -> None:
    register = Register()
    register.take_in(first)
    register.take_in(second)
    assert register.entries(g.name for g in second.grids) == entries(second)
    assert phoned(second) <= held(register)


@settings(max_examples=80, deadline=None)
@given(tables(), tables())
def test_the_same_table_again_changes_nothing(first: Table, second: Table) -> None:
    register = Register()
    register.take_in(first)
    register.take_in(second)
    again = register.hold(second)
    assert (again.facts, again.changes, again.contacts, again.notes) == ([], [], {}, {})


@settings(max_examples=80, deadline=None)
@given(tables(), tables())
def test_nothing_changes_outside_the_grids_of_a_table(first: Table, second: Table) -> None:
    register = Register()
    register.take_in(first)
    spoken = {same(g.name) for g in second.grids}
    outside = {g.id for g in register.roster.grids.values() if same(g.name) not in spoken}
    before = {m.id: places(m, outside) for m in register.roster.members.values()}
    register.take_in(second)
    for member, held_before in before.items():
        now = register.roster.members.get(member)
        assert (places(now, outside) if now else set()) == held_before


@settings(max_examples=80, deadline=None)
@given(tables(), tables())
def test_nobody_leaves_unsaid_and_only_who_served_in_the_tables_grids(
    first: Table, second: Table
) -> None:
    register = Register()
    register.take_in(first)
    before = dict(register.roster.members)
    found = register.take_in(second)
    gone = [m for m in before if m not in register.roster.members]
    assert sorted(found.left) == sorted(gone)
    assert [f.member for f in found.facts if isinstance(f, MemberLeft)] == found.left
    spoken = {register.grid(g.name) for g in second.grids}
    for member in gone:
        served = grids_of(before[member])
        assert served
        assert spoken.issuperset(served)


@settings(max_examples=80, deadline=None)
@given(tables(), tables())
def test_a_phone_once_known_is_never_lost(first: Table, second: Table) -> None:
    register = Register()
    register.take_in(first)
    known = {m for m in register.roster.members if register.contacts[m].phone}
    register.take_in(second)
    for member in known & register.roster.members.keys():
        assert register.contacts[member].phone
        assert register.roster.members[member].reachable


@settings(max_examples=80, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(wanted: Table, random: object) -> None:
    register = Register()
    register.take_in(wanted)
    random.shuffle(wanted.people)  # type: ignore[attr-defined]
    random.shuffle(wanted.grids)  # type: ignore[attr-defined]
    assert register.hold(wanted).facts == []
