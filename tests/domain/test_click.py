"""One click: what starts, with whom, and what runs already."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from domain.click import Click, activate
from domain.community import Community
from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from domain.group import Group
from domain.ids import group_stream, task_id
from domain.refusal import NotFound, Refused
from tests.examples import (
    AT_CLICK,
    CODE,
    EAST,
    HOUR,
    MINUTE,
    PLAN,
    WEST,
    WORKS,
    click,
    community,
    enrolled,
    grids,
    secretary,
)
from tests.given import NOON


def at(group: str, grid: str | None, groups: list[Group]) -> Group:
    """The group at work of that name, in that grid."""
    return next(found for found in groups if (found.group, found.grid) == (group, grid))


def stood_down(where: Community, activation: str) -> None:
    where.decide([c.PlaybookStoodDown(activation)], secretary())


def test_a_click_starts_the_playbook_and_pins_its_content() -> None:
    where = community()
    done = click(
        where,
        EAST,
        reason="t-reason",
        case="k1",
        planned_end=NOON + 48 * HOUR,
        forecasts={"landfall": NOON + HOUR},
        campaign="c1",
    )
    assert where.pending == (
        c.PlaybookActivated(
            activation=done.activation,
            playbook="epidemic",
            digest=PLAN.digest,
            grids=(EAST,),
            mode="wartime",
            ordinal=1,
            at=NOON,
            level="IV",
            reason="t-reason",
            case="k1",
            planned_end=NOON + 48 * HOUR,
            forecasts={"landfall": NOON + HOUR},
            campaign="c1",
        ),
    )
    assert done.is_new
    assert (done.already, done.grids, done.drills) == ((), (EAST,), [])


def test_all_groups_stand_up_in_the_order_of_the_plan_each_in_its_own_stream() -> None:
    done = click(community(), EAST, WEST)
    stands = [(group.group, group.grid) for group in done.groups]
    per_grid = [
        (name, grid) for name in ("coordination", "testing", "supply") for grid in (EAST, WEST)
    ]
    assert stands == [*per_grid, ("transport", None)]
    for group in done.groups:
        assert group.id == group_stream(done.activation, group.grid, group.group)
        assert group.community == CODE
        stood_up = group.pending[0]
        assert isinstance(stood_up, g.GroupStoodUp)
        assert (stood_up.playbook, stood_up.digest) == ("epidemic", PLAN.digest)


def test_the_community_means_its_compounds_and_no_employer() -> None:
    assert click(community()).grids == (EAST, WEST)


def test_an_employer_can_be_named() -> None:
    assert click(community(), WORKS).grids == (WORKS,)


def test_grids_are_taken_in_the_order_of_the_roster_however_they_are_named() -> None:
    done, again = click(community(), WEST, EAST), click(community(), EAST, WEST)
    assert done.grids == (EAST, WEST)
    assert done.activation == again.activation


def test_a_community_without_a_compound_cannot_be_activated_as_a_whole() -> None:
    bare = community(of=[c.MemberEnrolled("wang")])
    del bare.roster.grids[EAST], bare.roster.grids[WEST]
    with pytest.raises(Refused, match="community_without_compounds"):
        click(bare)


def test_an_empty_scope_is_refused() -> None:
    with pytest.raises(Refused, match="scope_empty"):
        activate(community(), PLAN, Click(grids=()), secretary())


def test_an_unknown_grid_is_refused_by_its_id() -> None:
    with pytest.raises(NotFound) as refused:
        click(community(), EAST, "g-nowhere")
    assert (refused.value.code, refused.value.params["id"]) == ("grid_not_found", "g-nowhere")


def test_an_unknown_level_is_refused() -> None:
    where = community()
    with pytest.raises(Refused, match="level_unknown") as refused:
        click(where, EAST, level="V")
    assert refused.value.field == "level"
    assert where.pending == ()


def test_seats_come_before_rules_and_each_post_says_on_what_basis() -> None:
    done = click(community(), EAST, WEST)
    posts = [
        f for f in at("coordination", EAST, done.groups).pending if isinstance(f, g.MemberAssigned)
    ]
    place = (done.activation, "coordination", EAST)
    assert posts == [
        g.MemberAssigned(*place, "wang", "lead", "seat"),
        g.MemberAssigned(*place, "li", "deputy", "seat"),
        g.MemberAssigned(*place, "qian", "member", "rule:volunteer"),
    ]
    assert at("coordination", WEST, done.groups).posts["zhao"].position == "lead"
    assert at("transport", None, done.groups).posts["sun"].position == "lead"


def test_tasks_open_to_the_lead_with_their_due_times() -> None:
    done = click(community(), EAST)
    group = at("coordination", EAST, done.groups)
    opened = [f for f in group.pending if isinstance(f, g.TaskOpened)]
    assert opened[0] == g.TaskOpened(
        done.activation,
        "coordination",
        EAST,
        task_id(group.id, "coo.01"),
        "coo.01",
        ("wang",),
        NOON + 5 * MINUTE,
    )
    assert [f.key for f in opened] == list(AT_CLICK["coordination"])


def test_without_a_lead_tasks_open_to_the_deputy() -> None:
    of = enrolled("li", seats=[f"coordination.deputy@{EAST}"])
    done = click(community(of=of), EAST)
    assert at("coordination", EAST, done.groups).tasks["coo.01"].assignees == ("li",)


def test_a_vacant_group_stands_up_red_and_its_tasks_open_to_nobody() -> None:
    done = click(community(), WEST)
    group = at("supply", WEST, done.groups)
    assert (group.is_red, group.posts) == (True, {})
    assert [t.assignees for t in group.tasks.values()] == [()]


def test_an_empty_roster_never_blocks_the_button() -> None:
    done = click(community(of=[]), EAST)
    assert all(group.is_red for group in done.groups)
    assert sum(len(group.tasks) for group in done.groups) == 9


def test_what_recurs_does_not_open_at_the_click() -> None:
    done = click(community(), EAST)
    assert "coo.05" not in at("coordination", EAST, done.groups).tasks


def test_a_task_without_a_time_yet_waits_for_it() -> None:
    done = click(community(), EAST)
    assert at("coordination", EAST, done.groups).tasks["coo.03"].shown_state == "waiting"
    known = click(community(), EAST, planned_end=NOON + 24 * HOUR)
    task = at("coordination", EAST, known.groups).tasks["coo.03"]
    assert (task.shown_state, task.due_at) == ("open", NOON + 12 * HOUR)


def test_a_task_of_a_higher_level_waits_and_one_of_a_lower_level_is_due() -> None:
    def due(level: str | None) -> datetime | None:
        done = click(community(), EAST, level=level)
        return at("coordination", EAST, done.groups).tasks["coo.04"].due_at

    assert due(None) is None
    assert due("III") == due("II") == NOON + HOUR


def test_days_are_counted_where_the_community_is() -> None:
    late = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # one in the morning of the third in Fuzhou
    done = click(community(), EAST, by=secretary(late))
    due = at("testing", EAST, done.groups).tasks["tst.02"].due_at
    assert due == datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def test_a_control_measure_is_locked_until_an_authority_is_recorded() -> None:
    done = click(community(), EAST)
    task = at("testing", EAST, done.groups).tasks["tst.01"]
    assert (task.locked, task.shown_state, task.assignees) == (True, "locked", ("chen",))
    told = click(community(), EAST, authority="t-document")
    assert at("testing", EAST, told.groups).tasks["tst.01"].shown_state == "open"


def test_a_second_click_starts_nothing_whatever_its_reason_or_case() -> None:
    where = community()
    first = click(where, EAST, reason="t1", case="k1")
    before = where.pending
    again = click(where, EAST, reason="t2", case="k2", level="II")
    assert (again.activation, again.is_new, again.groups) == (first.activation, False, [])
    assert (again.already, again.grids) == ((EAST,), ())
    assert where.pending == before


def test_where_some_grids_run_it_only_the_rest_start() -> None:
    where = community()
    first = click(where, EAST)
    second = click(where)
    assert second.activation != first.activation
    assert (second.already, second.grids) == ((EAST,), (WEST,))
    assert {group.grid for group in second.groups} == {WEST, None}
    third = click(where)
    assert (third.is_new, third.activation) == (False, first.activation)
    assert third.already == (EAST, WEST)


def test_another_playbook_starts_beside_it() -> None:
    where = community()
    first = click(where, EAST)
    flood = click(where, EAST, plan=msgspec.structs.replace(PLAN, id="flood", digest="f1"))
    assert flood.is_new
    assert [a.id for a in where.running] == [first.activation, flood.activation]


def test_after_stand_down_it_starts_anew_with_another_ordinal_and_id() -> None:
    where = community()
    first = click(where, EAST)
    stood_down(where, first.activation)
    second = click(where, EAST)
    started = where.pending[-1]
    assert isinstance(started, c.PlaybookActivated)
    assert (started.ordinal, second.is_new) == (2, True)
    assert second.activation != first.activation
    assert {g.id for g in second.groups}.isdisjoint(g.id for g in first.groups)


def test_the_same_click_on_the_same_log_has_the_same_id_and_the_same_facts() -> None:
    one, other = community(), community()
    first, second = click(one, EAST, WEST), click(other, EAST, WEST)
    assert first.activation == second.activation
    assert [group.pending for group in first.groups] == [group.pending for group in second.groups]


def test_a_drill_never_blocks_a_real_click_which_ends_it() -> None:
    where = community()
    drill = click(where, EAST, drill=True)
    real = click(where, EAST)
    assert real.is_new
    assert [a.id for a in real.drills] == [drill.activation]
    assert (real.already, real.grids) == ((), (EAST,))


def test_a_real_click_on_one_grid_ends_the_whole_drill() -> None:
    where = community()
    drill = click(where, EAST, WEST, drill=True)
    real = click(where, WEST)
    assert [a.id for a in real.drills] == [drill.activation]
    assert real.grids == (WEST,)


def test_a_drill_is_answered_by_whatever_runs() -> None:
    where = community()
    real = click(where, EAST)
    drill = click(where, EAST, WEST, drill=True)
    assert (drill.already, drill.grids, drill.drills) == ((EAST,), (WEST,), [])
    assert where.activations[drill.activation].drill
    assert click(where, WEST, drill=True).activation == drill.activation
    assert click(where, EAST, drill=True).activation == real.activation


def test_a_click_is_told_when_it_happened() -> None:
    earlier = NOON - timedelta(minutes=20)
    where = community()
    done = click(where, EAST, by=secretary(earlier))
    assert where.activations[done.activation].at == earlier
    group = at("coordination", EAST, done.groups)
    assert group.tasks["coo.01"].due_at == earlier + 5 * MINUTE


def test_who_serves_several_grids_has_a_post_in_each() -> None:
    done = click(community(), EAST, WEST)
    posts = [group.grid for group in done.groups if "chen" in group.posts]
    assert posts == [EAST, WEST]


def test_a_group_of_the_whole_activation_takes_in_the_seats_of_all_its_grids() -> None:
    facts: list[Fact] = [*grids(), *enrolled("zhou", seats=[f"transport.member@{WEST}"])]
    where = Community(community().id, CODE).fold((fact, NOON) for fact in facts)
    assert "zhou" in at("transport", None, click(where).groups).posts
    stood_down(where, next(iter(where.activations)))
    assert "zhou" not in at("transport", None, click(where, EAST).groups).posts
