"""The history backwards: what is new first, in pages that go on below the last one told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import click, peaceful
from tests.api.serving import Live
from tests.api.test_paging import whole


@pytest.fixture
def path(live: Live) -> str:
    """The history of a community that was activated; it ends where nothing more is to come."""
    code = peaceful(live.admin, seed=4)
    done = click(live.admin, code)
    live.admin.post(f"communities/{code}/activations/{done['id']}/stand-down")
    return f"communities/{code}/history"


def positions(entries: list[dict[str, Any]]) -> list[int]:
    return [entry["position"] for entry in entries]


def test_the_newest_first_is_the_history_backwards_in_pages_of_any_size(
    live: Live, path: str
) -> None:
    until = whole(live, path, 1000)[-1]["at"]
    forward = positions(whole(live, path, 1000, to=until))
    assert len(forward) > 200
    for size in (60, 1000):
        backward = positions(whole(live, path, size, to=until, order="desc"))
        assert backward == forward[::-1]


def test_the_newest_first_keeps_to_the_times_and_the_group_asked_for(live: Live, path: str) -> None:
    until = whole(live, path, 1000)[-1]["at"]
    clicked = next(e for e in whole(live, path, 1000) if e["type"] == "playbook_activated.v1")
    asked = {"from": clicked["at"], "to": until, "group": "supply"}
    forward = positions(whole(live, path, 1000, **asked))
    assert forward
    assert positions(whole(live, path, 7, **asked, order="desc")) == forward[::-1]


def test_another_order_is_refused(live: Live, path: str) -> None:
    refused = live.admin.get(path, params={"order": "random"})
    assert (refused.status_code, refused.json()["field"]) == (422, "order")
