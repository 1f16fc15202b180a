"""The stories in which decisions are told: they fail in prose."""

from __future__ import annotations

import pytest

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.refusal import Refused
from tests.given import given

STOOD_UP = g.GroupStoodUp("a1", "coordination", "g1", "epidemic")
MUSTERED = g.MemberMustered("a1", "coordination", "g1", "wang")


def muster(group: Group) -> list[Fact]:
    return [MUSTERED]


def refuse(group: Group) -> list[Fact]:
    raise Refused("task_locked", field="task", task="t1")


def failing(tell: object) -> str:
    with pytest.raises(AssertionError) as failed:
        tell()  # type: ignore[operator]
    return str(failed.value)


def test_a_story_that_does_not_hold_says_what_was_given_asked_wanted_and_found() -> None:
    asked = given(Group, STOOD_UP).when(refuse)
    assert failing(lambda: asked.then(MUSTERED)) == (
        "Given\n"
        "  group stood up: activation a1, group coordination, grid g1, playbook epidemic\n"
        "when refuse\n"
        "then\n"
        "  member mustered: activation a1, group coordination, grid g1, member wang\n"
        "but\n"
        "  refused: task_locked {'task': 't1'}"
    )


def test_facts_where_nothing_or_a_refusal_was_wanted_fail() -> None:
    asked = given(Group, STOOD_UP).when(muster)
    assert "but\n  member mustered" in failing(asked.then_nothing)
    assert "then\n  refused: other" in failing(lambda: asked.then_refused("other"))


def test_a_refusal_for_another_reason_fails() -> None:
    asked = given(Group).when(refuse)
    asked.then_refused("task_locked", task="t1", field="task")
    assert "task_locked" in failing(lambda: asked.then_refused("task_locked", task="t2"))


def test_a_command_that_yields_the_same_again_fails() -> None:
    asked = given(Group, STOOD_UP).when(muster)
    assert "and asked again\n  member mustered" in failing(lambda: asked.then(MUSTERED))
