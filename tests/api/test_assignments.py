"""Who was assigned to what, what happened, and the board as it stood: over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.places import board, click, peaceful, tasks
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community at war."""
    code = peaceful(live.admin, seed=5)
    click(live.admin, code, case_ref="病例甲")
    return code


@pytest.fixture
def task(live: Live, code: str) -> dict[str, Any]:
    """An open task with an assignee."""
    return next(t for t in tasks(board(live.admin, code)) if t["state"] == "open")


def assignments(live: Live, code: str, **asked: Any) -> list[dict[str, Any]]:
    told = live.admin.get(f"communities/{code}/assignments", params={"limit": 1000, **asked})
    assert told.status_code == 200, told.text
    return list(told.json()["items"])


def test_posts_of_a_drill_are_marked(live: Live, code: str) -> None:
    assert {line["drill"] for line in assignments(live, code)} == {False}
    calm = peaceful(live.admin, seed=6)
    click(live.admin, calm, drill=True)
    assert {line["drill"] for line in assignments(live, calm)} == {True}


def test_a_hand_over_ends_one_interval_and_begins_another(live: Live, code: str, task: Any) -> None:
    before = board(live.admin, code)
    giver = task["assignees"][0]
    taker = next(m for m in before["names"] if m != giver)
    said = {"to": taker, "reason": "换班"}
    done = live.admin.post(f"tasks/{task['id']}/reassign", json=said).json()
    assert done["assignees"] == [taker]
    at = {"task": task["id"], "at_least": done["position"]}
    first, second = assignments(live, code, **at)
    assert set(first) >= {
        "member",
        "activation",
        "group",
        "grid",
        "task",
        "role",
        "from",
        "to",
        "by",
        "reason",
        "from_position",
    }
    assert (first["member"], second["member"]) == (giver, taker)
    assert first["to"] == second["from"]
    assert (second["to"], second["by"], second["reason"]) == (None, "admin", "换班")
    assert second["from_position"] == done["position"]
    then = assignments(live, code, **at, as_of=before["at"])
    assert [(i["member"], i["to"]) for i in then] == [(giver, None)]
    now = assignments(live, code, **at, as_of=datetime.now(UTC).isoformat())
    assert [i["member"] for i in now if i["to"] is None] == [taker]
    again = live.admin.post(f"tasks/{task['id']}/reassign", json=said).json()
    assert again["position"] >= done["position"]
    assert assignments(live, code, **at, as_of=datetime.now(UTC).isoformat()) == now


def test_assignments_are_asked_for_by_member_grid_group_and_case(live: Live, code: str) -> None:
    shown = board(live.admin, code)
    # the worker goes on opening tasks meanwhile
    at = {"as_of_position": shown["position"]}
    everything = assignments(live, code, **at)
    group = shown["activations"][0]["groups"][3]
    member = group["members"][0]["member"]
    for asked, field in (
        ({"member": member}, "member"),
        ({"grid": group["grid"]}, "grid"),
        ({"group": group["group"]}, "group"),
    ):
        found = assignments(live, code, **asked, **at)
        assert found == [i for i in everything if i[field] == next(iter(asked.values()))]
        assert 0 < len(found) < len(everything)
    assert assignments(live, code, case="病例甲", **at) == everything
    assert assignments(live, code, case="没有的病例") == []
    posts = [i for i in everything if i["task"] is None]
    assert len(posts) == 16
    assert {i["role"] for i in posts} == {"lead"}


def test_the_history_is_told_in_both_languages_and_found_by_time(live: Live, code: str) -> None:
    told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    assert [e["position"] for e in told] == sorted(e["position"] for e in told)
    clicked = next(e for e in told if e["type"] == "playbook_activated.v1")
    assert set(clicked) >= {"position", "at", "actor", "type", "data", "text"}
    assert clicked["actor"] == "admin"
    for entry in told:
        assert set(entry["text"]) == {"zh", "en"}
        assert "{" not in entry["text"]["zh"] + entry["text"]["en"]
    at = clicked["at"]
    since = live.admin.get(f"communities/{code}/history", params={"from": at}).json()["items"]
    assert since
    assert all(e["at"] >= at for e in since)
    assert since[0]["at"] == at
    until = live.admin.get(
        f"communities/{code}/history", params={"to": told[0]["at"], "limit": 1000}
    ).json()["items"]
    assert {e["at"] for e in until} == {told[0]["at"]}
    member = next(iter(board(live.admin, code)["names"]))
    theirs = live.admin.get(
        f"communities/{code}/history", params={"member": member, "limit": 1000}
    ).json()["items"]
    assert theirs
    assert all(member in str(e["data"]) for e in theirs)


def without_notices(shown: dict[str, Any]) -> dict[str, Any]:
    """The board as it is in the past: how people were told, and the log's head, are of now."""
    shown |= {"head": None, "behind": 0, "behind_s": 0.0}
    for activation in shown["activations"]:
        for group in activation["groups"]:
            for member in group["members"]:
                member |= {"notice": None, "unreached": False, "told": None}
    return shown


def test_the_board_as_of_a_time_is_the_board_that_was_shown_then(
    live: Live, code: str, task: Any
) -> None:
    before = board(live.admin, code)
    done = live.admin.post(f"tasks/{task['id']}/complete", json={"report": "好"}).json()
    after = board(live.admin, code, at_least=done["position"])
    assert after != before
    before, after = without_notices(before), without_notices(after)
    for then in (before, after):
        at_position = board(live.admin, code, as_of_position=then["position"])
        at_time = board(live.admin, code, as_of=then["at"])
        for again in (at_position, at_time):
            assert {**again, "now": then["now"], "head": None} == then
