"""What staffing promises whatever the table and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.playbook import Playbook
from domain.roster import Grid, Member, Role, Roster, Seat
from domain.staffing import RANK, staff
from tests.tables import group, person, plan, roster

ROLES = ["cadre", "officer", "medic", "volunteer"]
GRIDS = ["A", "B", "C"]
GROUPS = ["g0", "g1", "g2", "g3"]

role_names = st.sampled_from(ROLES)
grids_or_all = st.sampled_from([*GRIDS, None])
seats = st.builds(
    Seat, st.just("eight"), st.sampled_from(GROUPS), st.sampled_from(list(RANK)), grids_or_all
)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    size = draw(st.integers(0, 14))
    members = {}
    for n in range(size):
        held = draw(st.lists(st.builds(Role, role_names, grids_or_all), max_size=3, unique=True))
        sat = draw(st.lists(seats, max_size=2, unique=True))
        members[f"m{n}"] = Member(f"m{n}", draw(st.booleans()), held, sat)
    return Roster({g: Grid(g, g) for g in GRIDS}, members)


@st.composite
def plans(draw: st.DrawFn) -> Playbook:
    rule = st.none() | role_names
    groups = [
        group(
            id,
            draw(rule),
            draw(rule),
            draw(st.sampled_from(["grid", "community"])),
            **draw(st.dictionaries(role_names, st.integers(1, 3), max_size=3)),
        )
        for id in GROUPS
    ]
    return plan(*groups)


@given(plans(), rosters())
def test_the_same_table_gives_the_same_groups(the_plan: Playbook, table: Roster) -> None:
    again = Roster(dict(table.grids), dict(table.members))
    assert staff(the_plan, table, GRIDS) == staff(the_plan, again, GRIDS)


@given(plans(), rosters())
def test_a_rule_gives_nobody_a_second_post(the_plan: Playbook, table: Roster) -> None:
    called = [
        post.member
        for lineup in staff(the_plan, table, GRIDS).groups
        for post in lineup.posts
        if post.basis != "seat"
    ]
    seated = {m.id for m in table.members.values() if m.seats}
    assert len(called) == len(set(called))
    assert not seated.intersection(called)


@given(plans(), rosters())
def test_every_seat_is_honoured_at_its_position_or_above(the_plan: Playbook, table: Roster) -> None:
    filled = {
        (lineup.group, lineup.grid, post.member): post.position
        for lineup in staff(the_plan, table, GRIDS).groups
        for post in lineup.posts
    }
    for member in table.members.values():
        for seat in member.seats:
            written = the_plan.group(seat.group)
            once = written is not None and written.per == "community"
            for grid in [None] if once else GRIDS if seat.grid is None else [seat.grid]:
                assert RANK[filled[seat.group, grid, member.id]] <= RANK[seat.position]


@given(plans(), rosters())
def test_nobody_fit_to_lead_a_red_group_is_idle(the_plan: Playbook, table: Roster) -> None:
    staffed = staff(the_plan, table, GRIDS)
    busy = {p.member for lineup in staffed.groups for p in lineup.posts}
    for lineup in staffed.groups:
        written = the_plan.group(lineup.group)
        if written is not None and lineup.is_red:
            wanted = {written.lead_role, written.deputy_role} - {None}
            here = {None, lineup.grid} if lineup.grid else {None, *GRIDS}
            for member in table.members.values():
                fit = any(r.role in wanted and r.grid in here for r in member.roles)
                assert member.id in busy or not fit


@given(plans(), rosters(), st.randoms(use_true_random=False))
def test_the_order_in_which_grids_are_named_never_changes_who_is_seated(
    the_plan: Playbook, table: Roster, random: Random
) -> None:
    shuffled = random.sample(GRIDS, len(GRIDS))

    def seated(order: Sequence[str]) -> set[tuple[str, str | None, str, str]]:
        return {
            (lineup.group, lineup.grid, post.member, post.position)
            for lineup in staff(the_plan, table, order).groups
            for post in lineup.posts
            if post.basis == "seat"
        }

    assert seated(GRIDS) == seated(shuffled)


@given(st.integers(1, 30), st.integers(2, 6))
def test_equal_groups_get_as_many_give_or_take_one(people: int, groups: int) -> None:
    table = roster(*(person(f"v{n}", "volunteer@A") for n in range(people)))
    same = plan(*(group(f"g{n}", volunteer=5) for n in range(groups)))
    sizes = [len(lineup.posts) for lineup in staff(same, table, ["A"]).groups]
    assert max(sizes) - min(sizes) <= 1
    assert sum(sizes) == min(people, 5 * groups)
