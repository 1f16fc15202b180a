"""Reports are kept as long as their form says, and then they are gone, and the log is whole."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from api.keeping import Keeping
from api.viewing import open_views
from domain.record import Recorded
from engine.retention import Retention
from engine.store import verify
from engine.workflow.reports import decoded
from tests.examples import CODE
from tests.office import Office
from tests.procedures import PROCEDURES
from tests.town import Town, caller


class Kept:
    """An office with reports of every kind, and the worker that destroys them in time."""

    def __init__(self, town: Town) -> None:
        self.town = town
        views, self.follower = open_views(town.store)
        keeping = Keeping(town.store, views, self.follower)
        self.keeping, self.retention = keeping, Retention(town.workflow.desk, keeping)
        self.office = Office(town)
        office = self.office
        asked = {"kind": "water", "said": "三楼没有水"}
        (dispatch,) = office.log("request_logged", report=asked, about="三号楼王家").body["tasks"]
        office.done(dispatch, {"handling_group": "supply", "remark": "转保供"})
        office.done(office.task("sup.01"), asked)
        office.done(office.task("off.04"), {"outcome": "aware"})

    def end(self) -> None:
        self.town.workflow.activations.stand_down(CODE, self.office.id, None, caller())

    def expire(self, **later: float) -> int:
        self.town.clock.advance(**later)
        self.follower.catch_up()
        return self.retention.expire()

    def texts(self) -> dict[str, str]:
        """The texts of all reports that are left, by form."""
        ids = [
            text
            for r in self.town.facts("task_completed", "occurrence_logged")
            for text in (getattr(r.fact, "report", None), getattr(r.fact, "about", None))
            if text
        ]
        found = self.town.store.directory.texts(ids).values()
        return {read.form if (read := decoded(text)) else "about": text for text in found}

    def expired(self) -> list[Recorded]:
        return self.town.facts("reports_expired")


@pytest.fixture
def kept(town: Town) -> Kept:
    return Kept(town)


def test_nothing_goes_while_the_activation_runs(kept: Kept) -> None:
    assert kept.expire(days=1000) == 0
    assert set(kept.texts()) == {"f_request", "f_dispatch", "f_check", "about"}


def test_each_form_goes_in_its_own_time(kept: Kept) -> None:
    kept.end()
    assert kept.expire(days=30, seconds=-1) == 0
    assert kept.expire(seconds=1) == 1
    assert set(kept.texts()) == {"f_request", "f_dispatch", "about"}
    assert kept.expire(days=59) == 0
    assert kept.expire(days=1) == 2
    assert set(kept.texts()) == {"f_dispatch"}
    assert kept.expire(days=1000) == 0


def test_it_is_a_fact_how_many_went_and_is_told_once(kept: Kept) -> None:
    kept.end()
    kept.expire(days=91)
    kept.expire(days=1)
    facts: list[Any] = [r.fact for r in kept.expired()]
    told = {f.form: f.count for f in facts}
    assert told == {"f_check": 1, "f_request": 2}
    assert len(kept.expired()) == 2
    assert {r.actor for r in kept.expired()} == {"system"}


def test_a_report_handed_in_later_goes_too(kept: Kept) -> None:
    town = kept.town
    office = kept.office
    office.log("check_failed")
    late = Office(town, "西苑")
    late.done(late.task("off.04", "西苑"))
    town.workflow.activations.stand_down(CODE, late.id, None, caller())
    assert kept.expire(days=31) == 0
    late.done(late.task("off.04", "西苑"), {"outcome": "aware"})
    assert kept.expire() == 1


def test_words_on_no_form_and_titles_of_decisions_go_a_year_after_the_end(kept: Kept) -> None:
    town, office = kept.town, kept.office
    office.done(office.task("off.03"), {"decisions": [{"what": "给三号楼送水"}]})
    opened: list[Any] = [r.fact for r in town.facts("task_opened")]
    (added,) = [fact for fact in opened if fact.title]
    office.done(added.task, "已送到")
    completed: list[Any] = [r.fact for r in town.facts("task_completed")]
    texts = [added.title, *(fact.report for fact in completed if fact.task == added.task)]
    assert len(town.store.directory.texts(texts)) == 2
    kept.end()
    kept.expire(days=364)
    assert len(town.store.directory.texts(texts)) == 2
    assert kept.expire(days=1) == 2
    assert town.store.directory.texts(texts) == {}
    told: list[Any] = [r.fact for r in kept.expired()]
    assert [(f.form, f.count) for f in told][-1] == ("", 2)
    assert kept.expire(days=1000) == 0
    assert list(verify(town.store)) == []


def test_titles_of_decisions_on_a_guarded_form_go_with_their_reports(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = msgspec.structs.replace(PROCEDURES.papers["f_minutes"], pii="resident", keep=30)
    papers = {**PROCEDURES.papers, minutes.id: minutes}
    guarded = msgspec.structs.replace(PROCEDURES, digest="digest-of-guarded", papers=papers)
    monkeypatch.setattr("tests.office.PROCEDURES", guarded)
    kept = Kept(town)
    kept.office.done(kept.office.task("off.03"), {"decisions": [{"what": "给三号楼送水"}]})
    opened: list[Any] = [r.fact for r in town.facts("task_opened")]
    (title,) = [fact.title for fact in opened if fact.title]
    kept.end()
    kept.expire(days=29)
    assert set(town.store.directory.texts([title])) == {title}
    kept.expire(days=1)
    assert town.store.directory.texts([title]) == {}
    assert kept.expire(days=1000) > 0
    assert kept.expire(days=1) == 0


def test_the_log_verifies_afterwards(kept: Kept) -> None:
    kept.end()
    kept.expire(days=91)
    assert list(verify(kept.town.store)) == []


def test_another_worker_finds_nothing_left(kept: Kept) -> None:
    kept.end()
    assert kept.expire(days=91) == 3
    again = Retention(kept.town.workflow.desk, kept.keeping)
    kept.follower.catch_up()
    assert again.expire() == 0
