"""Whatever is done, a review tells each task once and counts as the board does."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from domain.record import Recorded
from projections.board import GroupAtWork
from projections.review import Review, present_review, review_of
from projections.review.figures import OUTCOMES
from tests.projections.anything import COMMITS, Commits, logbook
from tests.projections.commands import COMMANDS, PLAN, Commands, World
from tests.projections.examples import fold_board, playbooks


def reviews(facts: list[Recorded], community: str) -> list[Review]:
    """A review of every activation of a community."""
    own = [r for r in facts if r.community == community]
    activations = dict.fromkeys(
        r.fact.activation  # type: ignore[attr-defined]
        for r in own
        if r.topic == "playbook_activated.v1"
    )
    return [review_of(activation, own) for activation in activations]


@settings(max_examples=60, deadline=None)
@given(COMMANDS)
def test_every_task_stands_once_and_in_the_state_that_the_board_shows(commands: Commands) -> None:
    world = World()
    world.obey(commands)
    running = fold_board(world.log)
    opened = Counter(
        r.fact.activation  # type: ignore[attr-defined]
        for r in world.log.facts
        if r.topic == "task_opened.v1"
    )
    for review in reviews(world.log.facts, world.community.community):
        shown = present_review(review, lambda digest: PLAN)
        lines = [t for group in shown["groups"] for t in group["tasks"]]
        assert len({t["id"] for t in lines}) == len(lines) == opened[review.activation]
        assert sum(shown["figures"][o] for o in OUTCOMES) == shown["figures"]["tasks"] == len(lines)
        assert sum(r["tasks"] for r in shown["rates"]) == len(lines)
        for group in shown["groups"]:
            for line in group["tasks"]:
                at_work: GroupAtWork | None = running.get(line["id"].partition(".")[0])
                if at_work is not None and line["id"] in at_work.tasks:
                    assert line["state"] == at_work.tasks[line["id"]].state
                    assert line["due_at"] == at_work.tasks[line["id"]].due_at


@settings(max_examples=60, deadline=None)
@given(COMMITS)
def test_no_log_is_too_strange_to_be_reviewed(commits: Commits) -> None:
    log = logbook(commits)
    positions = {r.position for r in log.facts}
    for code in {r.community for r in log.facts}:
        for review in reviews(log.facts, code):
            shown = present_review(review, playbooks)
            cited = [p for g in shown["groups"] for t in g["tasks"] for p in t["positions"]]
            cited += [p for line in shown["timeline"] for p in line["positions"]]
            assert set(cited) <= positions
