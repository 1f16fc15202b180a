"""Two commands at one moment, each right by itself: together they leave nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread, get_ident
from typing import Any

import msgspec
import pytest

from domain.aggregate import Aggregate
from domain.ids import task_id, task_place
from domain.playbook import Due, Event, Task
from domain.refusal import Refused
from engine.store import Commit, Writes
from engine.workflow.activations import Asked
from engine.workflow.desk import PATIENT
from engine.workflow.occurrences import Happened
from engine.workflow.tasks import Said
from tests.examples import CODE, HOUR, PLAN, words
from tests.office import occurrence
from tests.town import EAST, Town, caller

FIRE = Due("event", event="fire", plus=HOUR)
ORDER = Due("event", event="order", plus=HOUR)
#: a fire is answered in two groups, an order is locked, and to a rumour nothing answers yet
FIRES = msgspec.structs.replace(
    PLAN,
    digest="digest-of-fires",
    revision="2",
    groups=tuple(
        msgspec.structs.replace(
            group,
            tasks=(
                *group.tasks,
                Task(f"{group.id}.fire", words("救火"), FIRE),
                Task(f"{group.id}.order", words("管控"), ORDER, nature="control", authority=True),
                Task(f"{group.id}.ends", words("辟谣"), Due("phase", phase="known"), begins="over"),
            ),
        )
        if group.id in ("coordination", "testing")
        else group
        for group in PLAN.groups
    ),
    events={
        "fire": Event("fire", words("火情")),
        "order": Event("order", words("指令")),
        "rumour": Event("rumour", words("谣言"), phases=("known", "over")),
    },
)


def running(town: Town) -> str:
    """The plan of fires runs in East."""
    town.workflow.plans.publish([FIRES])
    asked = Asked(FIRES.id, (town.grid(EAST),))
    return str(town.workflow.activations.activate(CODE, asked, caller()).body["id"])


def log(town: Town, id: str, event: str) -> Any:
    """Log an occurrence; the answer's body."""
    happened = Happened(event, grid=town.grid(EAST))
    return town.workflow.occurrences.log(CODE, id, happened, caller()).body


def meanwhile(
    town: Town, monkeypatch: pytest.MonkeyPatch, other: Callable[[], object]
) -> list[object]:
    """Somebody else is first, after the next command has read and before it saves."""
    save, done = town.store.save, list[object]()

    def second(*aggregates: Aggregate, writes: Writes | None = None) -> Commit:
        if not done:
            done.append(None)
            done[0] = other()
        return save(*aggregates, writes=writes)

    monkeypatch.setattr(town.store, "save", second)
    return done


def test_two_who_close_the_last_tasks_of_an_occurrence_close_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    fire = log(town, running(town), "fire")
    one, other = fire["tasks"]
    assert task_place(one)[0] != task_place(other)[0]
    act = town.workflow.tasks.act
    meanwhile(town, monkeypatch, lambda: act(other, "complete", Said(), caller()))
    act(one, "complete", Said(), caller())
    assert occurrence(town, fire["id"]).is_closed
    assert len(town.facts("task_completed")) == 2


def locked(town: Town, id: str) -> list[bool]:
    """Whether each task of an order is locked."""
    tasks = (t for g in town.groups(id) for t in g.tasks.values())
    return [t.locked for t in tasks if t.key.endswith(".order")]


def test_a_task_opened_while_the_authority_is_recorded_is_not_locked(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = running(town)
    record = town.workflow.activations.record_authority
    meanwhile(town, monkeypatch, lambda: record(CODE, id, "文1", caller()))
    log(town, id, "order")
    assert locked(town, id) == [False, False]


def test_an_authority_recorded_while_a_task_is_opened_unlocks_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = running(town)
    meanwhile(town, monkeypatch, lambda: log(town, id, "order"))
    town.workflow.activations.record_authority(CODE, id, "文1", caller())
    assert locked(town, id) == [False, False]


def test_what_is_logged_while_the_activation_ends_is_refused(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = running(town)
    end = town.workflow.activations.stand_down
    meanwhile(town, monkeypatch, lambda: end(CODE, id, None, caller()))
    with pytest.raises(Refused, match="activation_ended"):
        log(town, id, "rumour")
    assert town.facts("occurrence_logged") == []


def test_what_was_logged_just_before_the_end_ends_with_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = running(town)
    done = meanwhile(town, monkeypatch, lambda: log(town, id, "rumour"))
    town.workflow.activations.stand_down(CODE, id, None, caller())
    assert isinstance(done[0], dict)
    assert done[0]["state"] == "open"
    assert occurrence(town, done[0]["id"]).is_closed


def test_who_reads_much_comes_through_however_often_others_are_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    activation = str(town.click(EAST).body["id"])
    task = next(task_id(g.id, key) for g in town.groups(activation) for key in g.tasks)
    save, she, others = town.store.save, get_ident(), list[Thread]()

    def note() -> None:
        with suppress(Refused):
            town.act(task, "note", reason=f"第{len(others)}次")

    def late(*aggregates: Aggregate, writes: Writes | None = None) -> Commit:
        if get_ident() == she:
            others.append(Thread(target=note))
            others[-1].start()
            others[-1].join(0.5)
        return save(*aggregates, writes=writes)

    monkeypatch.setattr(town.store, "save", late)
    town.workflow.activations.stand_down(CODE, activation, None, caller())
    for other in others:
        other.join()
    assert len(others) == PATIENT + 1
    (ended,) = town.facts("playbook_stood_down")
    were_first = [r.position < ended.position for r in town.facts("task_noted")]
    assert were_first == [True] * PATIENT + [False]
    assert not town.community.activations[activation].is_running
