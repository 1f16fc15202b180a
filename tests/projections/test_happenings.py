"""The views of occurrences and reports: live, rebuilt and as-of are one fold."""

from __future__ import annotations

import pytest

from api.viewing import open_views
from projections import occurrences
from projections.follower import Follower
from projections.occurrences import Happening
from projections.reports import Reported, activation_key
from projections.rows import MemoryRows
from projections.views import ViewStore
from tests.examples import CODE
from tests.office import Office
from tests.town import Town, caller

NAMES = ("occurrences", "reports")


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def town(request: pytest.FixtureRequest) -> Town:
    return Town(str(request.getfixturevalue(request.param)))


def lived(town: Town) -> tuple[Office, ViewStore, Follower, list[int]]:
    """Procedures, with where the log stood after each step; the views follow it step by step."""
    views, follower = open_views(town.store)
    office, stood = Office(town), []
    (dispatch,) = office.log("request_logged", report={"kind": "water"}).body["tasks"]
    steps = (
        lambda: town.act(dispatch, "accept"),
        lambda: office.done(dispatch, {"handling_group": "testing"}),
        lambda: town.act(dispatch, "reopen"),
        lambda: office.done(dispatch, "已派单"),
        lambda: office.done(office.task("sup.01")),
        lambda: office.done(office.task("sup.01"), {"kind": "water"}),
        lambda: office.log("visit_needed", about="一户老人"),
        lambda: office.log("landfall_moved", forecasts={"landfall": town.clock.advance(hours=9)}),
        lambda: town.act(office.task("off.02"), "cancel"),
        lambda: town.workflow.activations.stand_down(CODE, office.id, None, caller()),
    )
    for step in steps:
        step()
        stood.append(town.store.head())
        follower.catch_up()
    return office, views, follower, stood


def test_what_is_kept_is_what_folding_anew_gives(town: Town) -> None:
    _, views, follower, _ = lived(town)
    before = {name: views.load(name, CODE) for name in NAMES}
    assert all(before.values())
    for name in NAMES:
        assert follower.differences(name) == []
        follower.rebuild(name)
        assert views.load(name, CODE) == before[name]
    town.store.close()


def test_as_of_a_moment_is_the_view_as_it_was_then(town: Town) -> None:
    _, views, _, stood = lived(town)
    for position in stood:
        whole, some = MemoryRows(), MemoryRows()
        for r in town.store.read(0, 10_000, until=position):
            occurrences.fold(whole, r)
        for r in town.store.read(0, 10_000, until=position, topics=occurrences.TOPICS):
            occurrences.fold(some, r)
        assert some.docs == whole.docs
    assert views.load("occurrences", CODE) == whole.docs
    town.store.close()


def test_the_views_tell_how_it_went(town: Town) -> None:
    office, views, _, _ = lived(town)
    found = {doc.event: doc for doc in views.load("occurrences", CODE).values()}
    request = found["request_logged"]
    assert isinstance(request, Happening)
    assert list(request.phases) == ["dispatched", "handled"]
    assert [t.state for t in request.tasks.values()] == ["completed", "completed", "cancelled"]
    after = found.pop("stand_down")
    assert (after.closed_at, [t.state for t in after.tasks.values()]) == (None, ["open"])
    assert {doc.cause for doc in found.values()} == {"stand_down", "done"}
    counts = views.get("reports", CODE, activation_key(office.id))
    assert isinstance(counts, Reported)
    assert {form: c.reports for form, c in counts.forms.items()} == {
        "f_request": 2,
        "f_dispatch": 2,
    }
    assert counts.owed == {}
    assert counts.ended_at is not None
    town.store.close()
