"""However the clock is stepped and whoever fires, the same is told: nothing lost, nothing twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from api.viewing import open_views
from domain.facts.group import OfGroup
from domain.playbook import Due, Group, Playbook, Target, Task
from engine.deadlines import Deadlines
from engine.store import Writes
from engine.workflow.activations import Asked
from tests.examples import CODE, HOUR, MINUTE, words
from tests.given import NOON, prose
from tests.town import EAST, LI, WEST, Town, caller


def line(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


ROUND_THE_CLOCK = Playbook(
    "round_the_clock",
    "1",
    "digest-of-round-the-clock-1",
    words("昼夜"),
    "wartime",
    (
        Group(
            "coordination",
            words("综合协调组"),
            words(""),
            lead_role="grid_leader",
            deputy_role="steward",
            tasks=(
                line("coo.01", Due("offset", plus=7 * MINUTE), ladder="urgent"),
                line("coo.02", Due("interval", every=3 * HOUR), ladder="urgent", each="building"),
                line("coo.03", Due("daily", at=(time(9), time(16, 30)))),
                line(
                    "coo.04",
                    Due("daily", at=(time(8), time(20)), until=(time(20), time(8))),
                    places=1,
                ),
            ),
        ),
    ),
    ladders={"urgent": ((15 * MINUTE, "group_lead"), (2 * HOUR, "street_duty"))},
    targets={
        "group_lead": Target("group_lead", words("组长"), position="lead"),
        "street_duty": Target("street_duty", words("街道值班"), tier="street"),
    },
    muster_within=15 * MINUTE,
)
DAYS = timedelta(days=2)


class Killed(Exception):
    """The worker is no more."""


class Watch:
    """A town with this plan clicked, and a worker over its views."""

    def __init__(self, folder: str) -> None:
        self.town = Town(f"sqlite:///{Path(folder) / 'clock.sqlite'}")
        self.views, self.follower = open_views(self.town.store)
        self.town.workflow.plans.publish([ROUND_THE_CLOCK])
        asked = Asked(ROUND_THE_CLOCK.id)
        id = self.town.workflow.activations.activate(CODE, asked, caller()).body["id"]
        self.town.workflow.posts.muster(id, self.town.member(LI), caller())

    def due(self, before: datetime, limit: int) -> list[str]:
        self.follower.catch_up(["due"])
        return [stream for stream, _, _ in self.views.due(before, limit)]

    def fire(self) -> int:
        return Deadlines(self.town.workflow.duties, self.due, self.town.clock).fire()

    def step(self) -> bool:
        """On to the next moment at which something is due."""
        self.follower.catch_up(["due"])
        found = self.views.due(NOON + DAYS, 1)
        if not found:
            return False
        self.town.clock.now = max(self.town.clock.now, found[0][2])
        assert self.fire()
        return True

    def told(self) -> dict[str, list[str]]:
        """What each group has recorded, in order and in words without random ids."""
        named = {self.town.member(LI): "li", self.town.grid(EAST): EAST, self.town.grid(WEST): WEST}
        for member in self.town.community.roster.members:
            person = self.town.store.directory.person(member)
            named[member] = person.name if person else ""
        told: dict[str, list[str]] = {}
        for r in self.town.facts():
            if isinstance(r.fact, OfGroup):
                words = prose(r.fact).replace(r.stream, "").replace(r.fact.activation, "")
                for id, name in named.items():
                    words = words.replace(id, name)
                told.setdefault(named[r.fact.grid or ""], []).append(words)
        return told


@contextmanager
def watch() -> Iterator[Watch]:
    with tempfile.TemporaryDirectory() as folder:
        found = Watch(folder)
        yield found
        found.town.store.close()


def expected() -> dict[str, list[str]]:
    """What is told when the clock is stepped from due time to due time."""
    if not _EXPECTED:
        with watch() as stepped:
            while stepped.step():
                pass
            _EXPECTED.update(stepped.told())
    return _EXPECTED


_EXPECTED: dict[str, list[str]] = {}


def killed_after(town: Town, saves: int) -> None:
    """Let the worker die between two of its saves."""
    left, save = [saves], town.store.save

    def dying(*aggregates: object, writes: Writes | None = None) -> object:
        if left[0] <= 0:
            town.store.save = save  # type: ignore[method-assign]
            raise Killed
        left[0] -= 1
        return save(*aggregates, writes=writes)  # type: ignore[arg-type]

    town.store.save = dying  # type: ignore[method-assign, assignment]


Steps = Sequence[tuple[int, str, int]]
STEPS = st.lists(
    st.tuples(
        st.integers(1, 1500), st.sampled_from(["once", "twice", "two", "killed"]), st.integers(0, 2)
    ),
    max_size=8,
)


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_stepped_in_any_chunks_killed_or_doubled_the_same_is_told(steps: Steps) -> None:
    with watch() as watched:
        for minutes, how, saves in steps:
            clock = watched.town.clock
            clock.now = min(clock.now + minutes * MINUTE, NOON + DAYS)
            if how == "two":
                with ThreadPoolExecutor(2) as pool:
                    list(pool.map(lambda _: watched.fire(), range(2)))
            elif how == "killed":
                killed_after(watched.town, saves)
                try:
                    watched.fire()
                except Killed:
                    pass
                else:
                    del watched.town.store.save
            else:
                watched.fire()
                if how == "twice":
                    assert watched.fire() == 0
        watched.town.clock.now = NOON + DAYS
        watched.fire()
        assert watched.fire() == 0
        told = watched.told()
        assert told == expected()
        assert [watched.follower.differences(v) for v in watched.views.views] == [
            [] for _ in watched.views.views
        ]


def test_in_two_days_everything_was_told_once_and_in_order() -> None:
    for told in expected().values():
        assert len(set(told)) == len(told)
        steps = [w for w in told if w.startswith("task escalated")]
        first = [w for w in steps if "step 1" in w]
        assert len(steps) == 2 * len(first) > 10
        assert [w.partition("step")[0] for w in steps if "step 2" in w] == [
            w.partition("step")[0] for w in first
        ]
        assert sum(w.startswith("task opened") and "key coo.02" in w for w in told) >= 16
