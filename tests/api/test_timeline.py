"""The time line over HTTP: every fact of a lane is counted once, where it happened."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.facts import TOPICS
from projections.timeline import LANES, lane_of
from tests.api.places import board, click, peaceful, tasks
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community at war, where one person came and one task was done."""
    code = peaceful(live.admin)
    activation = click(live.admin, code, case_ref="病例甲")["id"]
    shown = board(live.admin, code)
    someone = next(iter(shown["names"]))
    live.admin.post(f"activations/{activation}/muster", json={"member": someone})
    open_one = next(t for t in tasks(shown) if t["state"] == "open")
    live.admin.post(f"tasks/{open_one['id']}/complete", json={})
    return code


def timeline(live: Live, code: str, **asked: Any) -> dict[str, Any]:
    told = live.admin.get(f"communities/{code}/timeline", params=asked)
    assert told.status_code == 200, told.text
    return dict(told.json())


@pytest.mark.parametrize("steps", [1, 7, 1000])
def test_every_fact_of_a_lane_is_counted_once_in_its_step(
    live: Live, code: str, steps: int
) -> None:
    shown = timeline(live, code, steps=steps)
    counted = Counter[str]()
    for step in shown["steps"]:
        counted.update(step["counts"])
    events = live.admin.get("events", params={"community": code, "limit": 1000}).json()
    until = [e for e in events if int(e["id"]) <= shown["position"]]
    lanes = (lane_of(e["type"].removeprefix("pingzhan.")) for e in until)
    assert counted == Counter(lane for lane in lanes if lane)
    assert counted["mustered"] == counted["completed"] == 1
    for before, after in zip(shown["steps"], shown["steps"][1:], strict=False):
        assert before["position"] < after["first"] <= after["position"]
        assert before["at"] < after["at"]


def test_the_board_as_of_a_step_stands_as_it_stood_then(live: Live, code: str) -> None:
    (*_, last) = timeline(live, code, steps=1000)["steps"]
    then = board(live.admin, code, as_of_position=last["position"])
    assert {t["state"] for t in tasks(then)} >= {"completed"}


def test_figures_are_those_of_the_board_at_each_step(live: Live, code: str) -> None:
    shown = timeline(live, code, steps=1000, figures=True)["steps"]
    for step in (shown[0], shown[-1]):
        then = board(live.admin, code, as_of_position=step["position"])
        people = [m for a in then["activations"] for g in a["groups"] for m in g["members"]]
        told = {
            "asked": len({m["member"] for m in people}),
            "mustered": len({m["member"] for m in people if m["mustered_at"]}),
            "completed": sum(t["state"] == "completed" for t in tasks(then)),
            "open": sum(t["state"] not in ("completed", "cancelled") for t in tasks(then)),
        }
        assert {k: step["figures"][k] for k in told} == told
    assert shown[-1]["figures"]["mustered"] == 1
    assert timeline(live, code, figures=True, drill=True)["steps"][-1]["figures"]["asked"] == 0
    assert timeline(live, code)["steps"][0]["figures"] is None


def test_what_was_ordered_is_told_in_words(live: Live, code: str) -> None:
    marks = timeline(live, code)["marks"]
    assert [m["type"] for m in marks] == ["case_reported.v1", "playbook_activated.v1"]
    assert all(m["text"]["zh"] and m["text"]["en"] for m in marks)


def test_nothing_happened_yesterday(live: Live, code: str) -> None:
    now = datetime.now(UTC)
    shown = timeline(live, code, **{"from": now - timedelta(days=9), "to": now - timedelta(days=2)})
    assert (shown["steps"], shown["marks"]) == ([], [])


def test_times_the_wrong_way_round_are_refused(live: Live, code: str) -> None:
    now = datetime.now(UTC)
    asked = {"from": now.isoformat(), "to": (now - timedelta(days=2)).isoformat()}
    told = live.admin.get(f"communities/{code}/timeline", params=asked)
    assert (told.status_code, told.json()["code"]) == (422, "span_invalid")


def test_lanes_name_topics_that_there_are() -> None:
    known = {topic.partition(".")[0] for topic in TOPICS}
    assert [t for topics in LANES.values() for t in topics if t not in known] == []
