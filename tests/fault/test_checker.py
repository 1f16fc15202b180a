"""The checker objects to every way in which records and log may disagree: doctored ones show it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from tests.fault.checker import CHECKS, objections
from tests.fault.records import Command, Effect, Event, Evidence, Read, Seen

BEGUN = datetime(2026, 3, 1, tzinfo=UTC)
PLACE, WANG, LI = "990102001001", "token:wang", "token:li"
Doctor = Callable[[Evidence], None]


class History:
    """A small true history, told fact by fact."""

    def __init__(self) -> None:
        self.log: list[Event] = []
        self._versions: dict[str, int] = {}

    def tell(
        self, topic: str, stream: str, second: float, by: tuple[str, str | None], **data: object
    ) -> int:
        """One more fact; gives its position."""
        version = self._versions[stream] = self._versions.get(stream, 0) + 1
        at = BEGUN.timestamp() + second
        event = Event(len(self.log) + 1, stream, version, f"{topic}.v1", PLACE, *by, at, data)
        self.log.append(event)
        return event.position


def at(second: float) -> str:
    return (BEGUN + timedelta(seconds=second)).isoformat()


def true() -> Evidence:
    """A case, a click with two tasks, one of them done and one late; and who saw it."""
    history, system = History(), ("system", "deadline")
    tell = history.tell
    case = tell("case_reported", "community", 1, (WANG, "request:1"), case="c1")
    tell("playbook_activated", "community", 2, (LI, "request:2"), activation="a1")
    tell("group_stood_up", "group", 2, (LI, "request:2"), muster_by=at(9))
    for key in ("t1", "t2"):
        tell("task_opened", "group", 2, (LI, "request:2"), task=key, due_at=at(5))
    clicked = tell(
        "task_opened", "group", 2, (LI, "request:2"), task="s1", series="s", again_at=at(8)
    )
    done = tell("task_completed", "group", 4, (WANG, "request:3"), task="t1")
    tell("task_overdue", "group", 6, system, task="t2")
    tell("task_escalated", "group", 7, system, task="t2", step=1)
    tell("task_opened", "group", 8, system, task="s2", series="s", again_at=at(80))
    tell("muster_closed", "group", 9, system)
    commands = [
        command(WANG, "k1", "case_reported", {"case": "c1"}, 0.5, case),
        command(LI, "k2", "playbook_activated", {"activation": "a1"}, 1.5, clicked),
        command(WANG, "k3", "task_completed", {"task": "t1"}, 3.5, done),
        # somebody did it before: acknowledged, and no fact of its own
        command(LI, "k4", "task_completed", {"task": "t1"}, 5.5, done),
    ]
    events = [(e.position, e.topic) for e in history.log]
    places = Seen("hook", events=list(events), by_community=True, communities=[PLACE])
    seen = [Seen("reader", events=list(events)), Seen("of one", PLACE, events=list(events)), places]
    reads = [Read(PLACE, at_least=done, position=done, shown=["t1 completed"])]
    told = {(PLACE, done): ["t1 completed"]}
    return Evidence(commands, reads, seen, history.log, BEGUN.timestamp() + 20, told)


def command(
    actor: str, key: str, topic: str, fields: dict[str, str], sent: float, position: int
) -> Command:
    body = {"position": position}
    known = Effect(f"{topic}.v1", dict(fields))
    return Command(actor, topic, PLACE, key, known, sent, 1, sent + 0.4, 200, position, body, body)


def lost(evidence: Evidence) -> None:
    """An acknowledged command is not in the log, which closed up over it."""
    gone = 7
    del evidence.log[gone - 1]
    for event in evidence.log[gone - 1 :]:
        event.position -= 1
        event.version -= 1
    for seen in evidence.seen:
        seen.events = [(e.position, e.topic) for e in evidence.log]


def twice(evidence: Evidence) -> None:
    """A command was applied a second time, by another request."""
    last = evidence.log[-1]
    again = deepcopy(evidence.log[0])
    again.position, again.cause, again.at = last.position + 1, "request:9", last.at
    again.version = 3
    evidence.log.append(again)
    for seen in evidence.seen:
        seen.events.append((again.position, again.topic))


def twice_at_once(evidence: Evidence) -> None:
    """A command is twice in its own save."""
    evidence.log[4].topic = "playbook_activated.v1"
    evidence.log[4].data = {"activation": "a1"}
    evidence.log[4].stream, evidence.log[4].version = "community", 3
    for event in evidence.log[5:]:
        event.version -= event.stream == "group"
    for seen in evidence.seen:
        seen.events = [(e.position, e.topic) for e in evidence.log]


def answered_otherwise(evidence: Evidence) -> None:
    evidence.commands[0].again = {"position": 99}


def a_key_of_two(evidence: Evidence) -> None:
    evidence.commands[1].key = "k1"


def reordered(evidence: Evidence) -> None:
    """A command was acknowledged before another was sent, and stands after it."""
    evidence.commands[2].sent, evidence.commands[2].answered = 0.1, 0.2


def a_gap(evidence: Evidence) -> None:
    del evidence.log[7]


def a_version_gap(evidence: Evidence) -> None:
    evidence.log[8].version += 1


def time_goes_back(evidence: Evidence) -> None:
    evidence.log[8].at -= 100


def a_stale_board(evidence: Evidence) -> None:
    evidence.reads[0].at_least += 1


def another_board(evidence: Evidence) -> None:
    evidence.reads[0].shown = ["t1 open"]


def dropped(evidence: Evidence) -> None:
    del evidence.seen[0].events[3]


def cut_short(evidence: Evidence) -> None:
    del evidence.seen[1].events[-1]


def doubled(evidence: Evidence) -> None:
    events = evidence.seen[0].events
    events.insert(4, events[3])


def swapped(evidence: Evidence) -> None:
    events = evidence.seen[2].events
    events[3], events[4] = events[4], events[3]


def invented(evidence: Evidence) -> None:
    evidence.seen[0].events.append((99, "task_opened.v1"))


def never_late(evidence: Evidence) -> None:
    evidence.log[7].topic = "notice_queued.v1"


def late_twice(evidence: Evidence) -> None:
    evidence.log[8].topic, evidence.log[8].data = "task_overdue.v1", {"task": "t2"}


def a_rung_left_out(evidence: Evidence) -> None:
    evidence.log[8].data["step"] = 2


def opened_twice(evidence: Evidence) -> None:
    evidence.log[9].data["task"] = "s1"


def a_series_that_ends(evidence: Evidence) -> None:
    evidence.log[9].data["series"] = "another"


def a_muster_that_stays_open(evidence: Evidence) -> None:
    evidence.log[10].topic = "notice_queued.v1"


def broken(evidence: Evidence) -> None:
    evidence.verified = "digest at 7"


DOCTORED: tuple[tuple[str, Doctor], ...] = (
    ("lost", lost),
    ("twice", twice),
    ("twice", twice_at_once),
    ("answer", answered_otherwise),
    ("answer", a_key_of_two),
    ("order", reordered),
    ("log", a_gap),
    ("log", a_version_gap),
    ("log", time_goes_back),
    ("read", a_stale_board),
    ("read", another_board),
    ("subscriber", dropped),
    ("subscriber", cut_short),
    ("subscriber", doubled),
    ("subscriber", swapped),
    ("subscriber", invented),
    ("deadline", never_late),
    ("deadline", late_twice),
    ("deadline", a_rung_left_out),
    ("deadline", opened_twice),
    ("deadline", a_series_that_ends),
    ("deadline", a_muster_that_stays_open),
    ("verify", broken),
)


def test_a_true_history_is_not_objected_to() -> None:
    assert objections(true()) == []


@pytest.mark.parametrize(("about", "doctor"), DOCTORED, ids=[d.__name__ for _, d in DOCTORED])
def test_a_doctored_history_is_objected_to_by_name(about: str, doctor: Doctor) -> None:
    evidence = true()
    doctor(evidence)
    assert about in {what for what, _ in objections(evidence)}


def test_every_check_can_fail() -> None:
    assert {about for about, _ in DOCTORED} == set(CHECKS)
