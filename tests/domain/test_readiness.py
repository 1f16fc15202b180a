"""Readiness: the score, what is missing where, and what to do next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.checks import Band, Check, Missing, ReadinessChecks, RoleNeed, Step
from domain.playbook import Playbook
from domain.readiness import Checked, Readiness, assess
from domain.roster import Grid, Member, Role, Roster
from tests.tables import group, person, plan, roster

WORDS = {"zh": "查", "en": "check"}


def checks(*, stock: bool = True) -> ReadinessChecks:
    """Roles, leads, phones and conflicts at 25, 20, 10 and 10; stock, not measured, at 35."""
    measured = [
        Check("roles", WORDS, WORDS, 25),
        Check("leads", WORDS, WORDS, 20),
        Check("phones", WORDS, WORDS, 10, lead_share=0.95, share=0.85),
        Check("conflicts", WORDS, WORDS, 10),
    ]
    more = [Check("stock", WORDS, WORDS, 35, measured=False)] if stock else []
    return ReadinessChecks(
        checks=(*measured, *more),
        bands=(Band("ready", 90, WORDS), Band("mostly", 75, WORDS), Band("weak", 0, WORDS)),
        roles=(RoleNeed("cadre", 1), RoleNeed("property", 1, by_property=True)),
        policy=WORDS,
    )


def eight() -> Playbook:
    return plan(group("security"), group("supply"))


def ready() -> list[Member]:
    """A compound that lacks nothing."""
    return [
        person("c", "cadre@A", seats=["security.lead@A"]),
        person("p", "property@A", seats=["supply.lead@A"]),
        person("d", seats=["security.deputy@A"]),
        person("e", seats=["supply.deputy@A"]),
    ]


def check(found: Readiness, id: str) -> Checked:
    return next(checked for checked in found.checks if checked.id == id)


def test_a_roster_that_lacks_nothing_scores_a_hundred_and_has_nothing_to_do() -> None:
    found = assess(roster(*ready(), grids=["A"]), eight(), checks())
    assert (found.score, found.next) == (100, [])
    assert all(not checked.missing for checked in found.checks)


def test_ready_is_said_only_of_what_is_measured_in_full_and_lacks_nobody_to_turn_to() -> None:
    whole = roster(*ready(), grids=["A"])
    assert assess(whole, eight(), checks(stock=False)).band.id == "ready"
    # full marks for what could be checked say nothing of what could not
    found = assess(whole, eight(), checks())
    assert (found.score, found.band.id) == (100, "mostly")
    # one group of fifty without a lead costs a point of a hundred; and yet nobody leads it
    groups = [f"g{n}" for n in range(50)]
    seats = [f"{id}.lead@A" for id in groups[1:]]
    leads = [person(f"l{n}", seats=[seat]) for n, seat in enumerate(seats)]
    deputies = [person(f"d{n}", seats=[f"{id}.deputy@A"]) for n, id in enumerate(groups)]
    people = roster(*ready()[:1], person("p", "property@A"), *leads, *deputies, grids=["A"])
    found = assess(people, plan(*map(group, groups)), checks(stock=False))
    assert (found.score > 95, found.band.id) == (True, "mostly")
    people.members["p"].seats.append(person("x", seats=["g0.lead@A"]).seats[0])
    assert assess(people, plan(*map(group, groups)), checks(stock=False)).band.id == "ready"


def test_an_empty_roster_scores_nothing_and_is_told_to_import_the_table() -> None:
    found = assess(Roster(), eight(), checks())
    assert (found.score, found.band.id) == (0, "weak")
    assert [step.kind for step in found.next] == ["import_table"]


def test_compounds_without_people_score_nothing_and_say_what_they_lack() -> None:
    found = assess(roster(grids=["A"]), eight(), checks())
    assert found.score == 0
    assert Missing("roles", "role_missing", "A", "cadre") in check(found, "roles").missing
    assert [step.kind for step in found.next] == ["import_table"]


def test_what_is_not_measured_is_told_and_never_counted() -> None:
    people = roster(*ready(), grids=["A"])
    found = assess(people, eight(), checks())
    assert check(found, "stock").score is None
    assert (found.measured, found.weight) == (65, 100)
    assert found.score == assess(people, eight(), checks(stock=False)).score


def test_a_role_is_missed_compound_by_compound() -> None:
    people = roster(*ready(), person("k", "cadre@B"), grids=["A", "B"])
    found = check(assess(people, eight(), checks()), "roles")
    assert found.missing == [Missing("roles", "role_missing", "B", "property")]
    assert found.score == 18.7  # three of four of 25: told as less, never as more


def test_a_compound_without_property_management_lacks_nobody_in_that_role() -> None:
    people = roster(person("c", "cadre@A"), grids=["A"])
    people.grids["A"].without_property = True
    assert check(assess(people, eight(), checks()), "roles").missing == []


def test_whoever_serves_the_whole_community_serves_each_compound() -> None:
    people = roster(person("c", "cadre@"), person("p", "property@"), grids=["A", "B"])
    assert check(assess(people, eight(), checks()), "roles").score == 25


def test_employers_are_not_asked_for_the_six_roles() -> None:
    people = roster(*ready(), grids=["A"])
    people.grids["E"] = Grid("E", "E", "employer")
    assert assess(people, eight(), checks()).score == 100


def test_too_few_of_a_role_is_advice_and_costs_nothing() -> None:
    data = checks()
    data = ReadinessChecks(
        data.checks, data.bands, (RoleNeed("cadre", 5), RoleNeed("property", None, 1)), WORDS
    )
    people = roster(*ready(), grids=["A"])
    people.grids["A"].buildings = 3
    found = assess(people, eight(), data)
    assert found.score == 100
    assert check(found, "roles").advice == [
        Missing("roles", "role_short", "A", "cadre", present=1, least=5),
        Missing("roles", "role_short", "A", "property", present=1, least=3),
    ]


def test_a_group_lacks_its_lead_its_deputy_or_everybody() -> None:
    people = roster(
        person("c", "cadre@A", seats=["security.deputy@A"]), person("p", "property@A"), grids=["A"]
    )
    found = check(assess(people, eight(), checks()), "leads")
    assert found.missing == [
        Missing("leads", "lead_missing", "A", group="security", position="lead"),
        Missing("leads", "group_empty", "A", group="supply"),
    ]
    assert found.score == 5.0


def test_a_lead_is_not_their_own_deputy() -> None:
    people = roster(person("c", seats=["security.lead@A", "security.deputy@A"]), grids=["A"])
    found = check(assess(people, plan(group("security")), checks()), "leads")
    assert [missing.kind for missing in found.missing] == ["deputy_missing"]


def test_a_group_that_stands_once_is_asked_for_its_lead_once() -> None:
    people = roster(person("c", seats=["command.lead@B"]), grids=["A", "B"])
    found = check(assess(people, plan(group("command", per="community")), checks()), "leads")
    assert found.missing == [Missing("leads", "deputy_missing", group="command", position="deputy")]


def test_a_phone_short_of_the_share_still_earns_what_it_earns() -> None:
    people = roster(*ready(), grids=["A"])
    people.members["c"].reachable = False
    found = assess(people, eight(), checks())
    # 3 of 4 phones: 0.75/0.95 of one half and 0.75/0.85 of the other are 8.359, never told as more
    assert check(found, "phones").score == 8.3
    assert check(found, "phones").missing == [
        Missing("phones", "lead_unreachable", "A", members=("c",))
    ]


def test_a_few_phones_may_be_missing_at_no_cost_but_are_named() -> None:
    volunteers = [person(f"v{n}", "volunteer@A", reachable=n > 0) for n in range(8)]
    found = assess(roster(*ready(), *volunteers, grids=["A"]), eight(), checks())
    assert found.score == 100
    assert check(found, "phones").missing == [
        Missing("phones", "unreachable", "A", members=("v0",))
    ]
    assert found.next == []


def test_two_groups_pull_at_one_lead_but_two_grids_of_one_group_do_not() -> None:
    torn = person("t", seats=["security.lead@A", "supply.deputy@A"])
    shared = person("s", seats=["security.lead@A", "security.lead@B"])
    found = check(assess(roster(torn, shared), eight(), checks()), "conflicts")
    assert found.missing == [
        Missing("conflicts", "conflict", members=("t",), groups=("security", "supply"))
    ]
    assert found.score == 5.0


def test_seats_of_another_playbook_count_for_nothing() -> None:
    people = roster(*ready(), grids=["A"])
    other = Playbook("typhoon", "1", "d", WORDS, "wartime", eight().groups)
    assert check(assess(people, other, checks()), "leads").score == 0


def test_the_most_valuable_step_comes_first() -> None:
    people = roster(*ready(), person("f", "cadre@B", seats=["security.lead@B"]), grids=["A", "B"])
    found = assess(people, eight(), checks())
    assert found.next[0] == Step("fill_role", 9.6, "roles", "property", grids=("B",))
    assert [step.gain for step in found.next] == sorted(
        (step.gain for step in found.next), reverse=True
    )


grids = st.sampled_from(["A", "B", None])
people = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(["cadre", "property"]), grids), max_size=2, unique=True),
        st.lists(
            st.tuples(
                st.sampled_from(["security", "supply"]),
                st.sampled_from(["lead", "deputy", "member"]),
                grids,
            ),
            max_size=2,
            unique=True,
        ),
        st.booleans(),
    ),
    max_size=8,
)
Drawn = list[tuple[list[tuple[str, str | None]], list[tuple[str, str, str | None]], bool]]


def drawn_roster(drawn: Drawn) -> Roster:
    return roster(
        *(
            person(
                f"m{n}",
                *(f"{role}@{grid or ''}" for role, grid in roles),
                seats=[f"{id}.{position}@{grid or ''}" for id, position, grid in seats],
                reachable=reachable,
            )
            for n, (roles, seats, reachable) in enumerate(drawn)
        )
    )


@given(people)
def test_a_score_is_what_its_checks_earn_and_full_when_nothing_is_left_to_do(
    drawn: Drawn,
) -> None:
    found = assess(drawn_roster(drawn), eight(), checks())
    earned = sum(checked.score or 0 for checked in found.checks)
    assert 0 <= found.score <= 100
    assert abs(found.score - 100 * earned / found.measured) < 1.2
    assert (found.score == 100) == (not found.next)


@given(people)
def test_filling_a_role_never_lowers_the_score_and_gains_what_was_promised(drawn: Drawn) -> None:
    table = drawn_roster(drawn)
    before = assess(table, eight(), checks())
    step = next((step for step in before.next if step.kind == "fill_role"), None)
    if step is None or step.role is None:
        return
    someone = next(iter(table.members.values()))
    someone.roles = [*someone.roles, *(Role(step.role, grid) for grid in step.grids)]
    after = assess(table, eight(), checks())
    assert abs(after.score - before.score - step.gain) <= 1.1
