"""What has to be completed before a task."""

from __future__ import annotations

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.preconditions import unmet_in
from tests.examples import HOUR
from tests.given import NOON, STREAM, given

PLACE = ("a1", "supply", "g1")


def opened(key: str, hours: int = 1, **more: object) -> g.TaskOpened:
    id, line = f"{STREAM.hex}.{key}", key.partition("~")[0]
    return g.TaskOpened(*PLACE, id, line, (), NOON + hours * HOUR, **more)  # type: ignore[arg-type]


def done(key: str) -> g.TaskCompleted:
    return g.TaskCompleted(*PLACE, f"{STREAM.hex}.{key}")


def unmet(of: str, key: str, *facts: Fact) -> list[str]:
    group = given(Group, g.GroupStoodUp(*PLACE, "p"), *facts).aggregate
    return unmet_in(group, of, group.tasks[key])


def test_a_task_before_has_to_be_completed() -> None:
    both = [opened("sup.01"), opened("sup.02")]
    assert unmet("sup.01", "sup.02", *both) == ["sup.01"]
    assert unmet("sup.01", "sup.02", *both, done("sup.01")) == []
    assert unmet("sup.09", "sup.02", *both) == []


def test_of_a_series_the_last_one_that_is_due_before_counts() -> None:
    orders = [opened(f"sup.01~{n}", n, series="sup.01") for n in (1, 25, 49)]
    delivery = opened("sup.02~b", 30, series="sup.02")
    assert unmet("sup.01", "sup.02~b", *orders, delivery) == ["sup.01~25"]
    assert unmet("sup.01", "sup.02~b", *orders, delivery, done("sup.01~25")) == []
    first = opened("sup.02~a", 0, series="sup.02")
    assert unmet("sup.01", "sup.02~a", *orders, first) == ["sup.01~1"]


def test_of_occurrences_and_buildings_the_same_one_counts() -> None:
    asked = [opened(f"sup.01~{o}", occurrence=o) for o in ("o1", "o2")]
    answer = opened("sup.02~o2", occurrence="o2")
    assert unmet("sup.01", "sup.02~o2", *asked, answer) == ["sup.01~o2"]
    doors = [opened(f"sup.03~b{n}", building=n) for n in (1, 2)]
    assert unmet("sup.03", "sup.04~b2", *doors, opened("sup.04~b2", building=2)) == ["sup.03~b2"]
    assert unmet("sup.03", "sup.05", *doors, opened("sup.05")) == ["sup.03~b1", "sup.03~b2"]
