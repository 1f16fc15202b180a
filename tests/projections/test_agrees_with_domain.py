"""Whatever is commanded, the views say what the aggregates remember."""

from __future__ import annotations

from hypothesis import given, settings

from domain import duties
from domain.modes import gravest
from projections import assignments, board, due, roster
from projections.board import GRIDS, Crowd, GroupAtWork, activation_key, crowd_key
from projections.board.posts import mustered_at
from projections.rows import MemoryRows
from projections.view import Fold
from tests.projections.commands import COMMANDS, Commands, World

SOMETIMES = settings(max_examples=120, deadline=None)


def world(commands: Commands) -> World:
    """What is left after the commands."""
    made = World()
    made.obey(commands)
    return made


def folded(made: World, fold: Fold) -> MemoryRows:
    """A view of it."""
    rows = MemoryRows()
    for r in made.log.facts:
        fold(rows, r)
    return rows


@SOMETIMES
@given(COMMANDS)
def test_the_board_shows_every_group_as_it_remembers_itself(commands: Commands) -> None:
    made = world(commands)
    rows = folded(made, board.fold)
    shown = {k: d for k, d in rows.items() if isinstance(d, GroupAtWork) and not d.ended}
    assert set(shown) == {stream for stream, group in made.groups.items() if not group.is_closed}
    for stream, doc in shown.items():
        group = made.groups[stream]
        crowd: Crowd = rows.get(crowd_key(doc.drill)) or Crowd()
        assert doc.is_red == group.is_red
        assert {m: p.position for m, p in doc.posts.items()} == {
            m: p.position for m, p in group.posts.items()
        }
        for member, post in group.posts.items():
            if post.mustered:
                assert mustered_at(crowd, member, group.activation)
            elif not any(
                member in other.posts and other.posts[member].mustered
                for other in made.groups.values()
                if other.activation == group.activation
            ):
                assert not mustered_at(crowd, member, group.activation)
        assert {t: (d.state, d.due_at, d.assignees) for t, d in doc.tasks.items()} == {
            f"{stream}.{key}": (task.shown_state, task.due_at, task.assignees)
            for key, task in group.tasks.items()
        }
        assert {t for t, d in doc.tasks.items() if d.overdue} == {
            f"{stream}.{key}" for key, task in group.tasks.items() if task.overdue
        }


@SOMETIMES
@given(COMMANDS)
def test_what_comes_after_the_end_stays_until_it_is_done_and_reported(commands: Commands) -> None:
    made = world(commands)
    rows = folded(made, board.fold)
    docs = {k: d for k, d in rows.items() if isinstance(d, GroupAtWork) and d.ended}
    assert docs.keys() == set((rows.get(board.COMMUNITY)).aftermath)
    left = {t: d.state for doc in docs.values() for t, d in doc.tasks.items() if not d.report_owed}
    assert left == {
        f"{stream}.{key}": group.tasks[key].shown_state
        for stream, group in made.groups.items()
        for key in group.remaining
    }


@SOMETIMES
@given(COMMANDS)
def test_the_board_runs_what_the_community_runs(commands: Commands) -> None:
    made = world(commands)
    rows = folded(made, board.fold)
    totals = rows.get(board.COMMUNITY)
    running = made.community.running
    assert totals.activations == [a.id for a in running]
    for activation in running:
        doc = rows.get(activation_key(activation.id))
        assert (doc.mode, doc.drill, doc.case) == (
            activation.mode,
            activation.drill,
            activation.case,
        )
        assert (doc.authority, doc.planned_end) == (activation.authority, activation.planned_end)
    cases = {case.id: case.grid for case in made.community.cases.values() if case.is_open}
    assert rows.get(GRIDS).cases == cases
    modes = [a.mode for a in running if not a.drill] + ["alert"] * bool(cases)
    assert totals.mode == gravest(modes)


@SOMETIMES
@given(COMMANDS)
def test_what_is_due_is_when_a_group_would_do_something_next(commands: Commands) -> None:
    made = world(commands)
    rows = folded(made, due.fold)
    for stream, group in made.groups.items():
        doc = rows.get(stream)
        expected = duties.next_at(group)
        assert (doc and due.rank(doc)) == (expected and due.micros(expected))


@SOMETIMES
@given(COMMANDS)
def test_intervals_that_last_are_the_posts_and_assignees_of_now(commands: Commands) -> None:
    made = world(commands)
    lines = assignments.query(folded(made, assignments.fold).docs)
    lasting = [i for i in lines if i["to"] is None]
    posts = {(i["member"], i["role"], i["group"], i["grid"]) for i in lasting if not i["task"]}
    working = [group for group in made.groups.values() if not group.is_closed]
    assert posts == {
        (member, post.position, group.group, group.grid)
        for group in working
        for member, post in group.posts.items()
    }
    assert sorted((i["task"], i["member"]) for i in lasting if i["task"]) == sorted(
        (f"{group.id.hex}.{key}", member)
        for group in made.groups.values()
        for key, task in group.tasks.items()
        if not task.is_closed
        for member in task.assignees
    )
    for line in lines:
        assert line["to"] is None or line["from"] <= line["to"]


@SOMETIMES
@given(COMMANDS)
def test_the_roster_is_the_communitys(commands: Commands) -> None:
    made = world(commands)
    assert folded(made, roster.fold).get(roster.ROSTER).roster == made.community.roster
