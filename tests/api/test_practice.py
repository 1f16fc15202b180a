"""A community to practise in: real events, counted nowhere as real."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tests.api.places import EPIDEMIC, fresh_code, register
from tests.api.refusing import held
from tests.api.serving import Live

AREA = "990102977"


@pytest.fixture
def platform(sqlite_server: Live) -> Iterator[httpx2.Client]:
    """An integrator of a street."""
    register(sqlite_server.admin, fresh_code(AREA))
    said = {"role": "integrator", "place": AREA, "name": "平台"}
    with sqlite_server.client(
        sqlite_server.admin.post("tokens", json=said).json()["token"]
    ) as client:
        yield client


def test_an_integrator_practises_with_real_events(
    sqlite_server: Live, platform: httpx2.Client
) -> None:
    code = f"{AREA}999"
    held(platform.post("practice/acts", json={"act": "activate"}), 409, "practice_none")
    made = platform.post("practice").json()
    assert (made["code"], made["made"], made["activation"]) == (code, True, None)
    assert platform.post("practice").json()["position"] == made["position"]
    held(platform.post("practice/acts", json={"act": "muster"}), 409, "practice_at_rest")
    for act, topic in (
        ("case", "case_reported"),
        ("activate", "playbook_activated"),
        ("muster", "member_mustered"),
        ("complete", "task_completed"),
        ("stand_down", "playbook_stood_down"),
    ):
        done = platform.post("practice/acts", json={"act": act}).json()
        assert done["types"][f"pingzhan.{topic}.v1"] == 1, done
        asked = {"after": done["after"], "type": topic, "community": code}
        assert len(platform.get("events", params=asked).json()) == 1
    events = platform.get("events", params={"community": code, "type": "playbook_activated"}).json()
    assert [e["data"]["drill"] for e in events] == [True]
    assert platform.get("practice").json()["activation"] is None


def test_it_counts_nowhere_as_real(sqlite_server: Live, platform: httpx2.Client) -> None:
    code = platform.post("practice").json()["code"]
    listed = sqlite_server.admin.get("communities", params={"limit": 1000}).json()["items"]
    assert code not in [line["code"] for line in listed]
    said = {"playbook": EPIDEMIC, "scope": {"community": True}, "reason": "x", "drill": False}
    clicked = sqlite_server.admin.post(f"communities/{code}/activations", json=said).json()
    assert clicked["drill"] is True
    campaign = sqlite_server.admin.post(
        f"organisation/{AREA}/activations", json={"playbook": EPIDEMIC}
    )
    progress = sqlite_server.admin.get(
        f"organisation/{AREA}/activations/{campaign.json()['id']}"
    ).json()
    assert code not in [one["community"] for one in progress["outcomes"]]
    asked = {"activation": clicked["id"], "limit": 1000}
    notices = sqlite_server.admin.get(f"communities/{code}/notices", params=asked).json()["items"]
    assert {notice["held"] for notice in notices} <= {True}


def test_a_token_of_one_community_has_no_room_to_practise(sqlite_server: Live) -> None:
    code = fresh_code(AREA)
    register(sqlite_server.admin, code)
    said = {"role": "integrator", "place": code, "name": "平台"}
    with sqlite_server.client(
        sqlite_server.admin.post("tokens", json=said).json()["token"]
    ) as client:
        held(client.get("practice"), 409, "practice_no_room", "place")
