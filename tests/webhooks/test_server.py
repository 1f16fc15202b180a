"""Webhooks through the doors of a real server, which is killed in the end."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.places import click, peaceful
from tests.api.serving import ADMIN, Live, serving
from tests.services.postgres import fresh_database
from tests.services.process import scratch
from tests.webhooks.guide import piece
from tests.webhooks.sending import in_order, until
from tests.webhooks.subscriber import Subscriber

SAID: Any = {
    "PINGZHAN_ALLOW_PRIVATE_TARGETS": "1",
    "PINGZHAN_WEBHOOK_ATTEMPTS": "3",
    "PINGZHAN_WEBHOOK_RETRY_SECONDS": "0.01",
}
#: facts that a click makes, at least
CLICK = 120


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty store of each kind."""
    if request.param == "postgres":
        with fresh_database(request.getfixturevalue("postgres_server_url")) as url:
            yield url
    else:
        with scratch("webhooks") as folder:
            yield f"sqlite:///{folder / 'log.sqlite'}"


@pytest.fixture(scope="module")
def live(store: str) -> Iterator[Live]:
    """A server over it, killed by the last of these tests."""
    with serving(store, **SAID) as found:
        yield found


@pytest.fixture(scope="module")
def community(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=3)


def test_somebody_subscribes_looks_changes_and_leaves(
    live: Live, community: str, endpoint: Subscriber
) -> None:
    admin = live.admin
    refused = admin.post("webhooks", json={"name": "x", "url": endpoint.url(), "types": ["tsak"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "webhook_type_unknown")
    ahead = admin.post("webhooks", json={"name": "x", "url": endpoint.url(), "after": 2**40})
    assert (ahead.status_code, ahead.json()["code"]) == (422, "position_ahead")
    made = admin.post(
        "webhooks",
        json={
            "name": "平台",
            "url": endpoint.url(),
            "community": community,
            "types": ["case_reported"],
        },
    )
    assert made.status_code == 201
    s = made.json()
    at = f"webhooks/{s['id']}"
    assert s["secret"].startswith("whsec_")
    assert "secret" not in admin.get(at).json()
    assert [w["id"] for w in admin.get("webhooks").json()["items"]] == [s["id"]]
    admin.post(f"communities/{community}/cases", json={"ref": "1"})
    until(lambda: endpoint.told(), "nothing comes")
    position = endpoint.told()[0].position
    admin.post(f"{at}/test")
    attempts = all_of(live, f"{at}/attempts", limit=1)
    assert [(a["position"], a["accepted"], a["status"]) for a in attempts] == [
        (0, True, 200),
        (position, True, 200),
    ]
    assert attempts[1]["event_id"] == endpoint.told()[0].headers["webhook-id"]
    (line,) = all_of(live, f"{at}/lines", state="delivered")
    assert (line["community"], line["accepted"], line["pending"]) == (community, position, 0)
    version = admin.get(at).headers["etag"]
    changed = admin.patch(at, json={"format": "binary"}, headers={"If-Match": version})
    assert (changed.status_code, changed.json()["format"]) == (200, "binary")
    stale = admin.patch(at, json={"name": "x"}, headers={"If-Match": version})
    assert stale.status_code == 412
    endpoint.answering = lambda path, body: 410
    assert admin.post(f"{at}/test").json()["status"] == 410
    assert admin.get(at).json()["state"] == "active"  # a test ends nothing
    rotated = admin.post(f"{at}/secret", json={"overlap_hours": 1}).json()
    assert rotated["secret"] != s["secret"]
    assert admin.get(at).json()["overlap_until"] == rotated["overlap_until"]
    assert admin.delete(at).status_code == 200
    assert admin.get(at).status_code == 404


def test_the_guides_own_words_subscribe(live: Live, endpoint: Subscriber) -> None:
    told = {**os.environ, "PINGZHAN": live.url, "TOKEN": ADMIN, "HOOK": endpoint.url()}
    done = subprocess.run(["bash", "-c", piece("bash")], env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["secret"].startswith("whsec_")
    live.admin.delete(f"webhooks/{made['id']}")


def test_a_line_that_parks_shows_on_the_board_of_operations_and_goes_on(
    live: Live, community: str, endpoint: Subscriber
) -> None:
    admin = live.admin
    endpoint.answering = lambda path, body: 500
    admin.post(f"communities/{community}/cases", json={"ref": "before"})
    asked = {"name": "x", "url": endpoint.url(), "community": community, "types": ["case_reported"]}
    id = admin.post("webhooks", json=asked).json()["id"]
    admin.post(f"communities/{community}/cases", json={"ref": "2"})
    lag = lambda: {w["id"]: w for w in all_of(live, "operations/webhooks")}[id]  # noqa: E731
    until(lambda: lag()["parked"] == 1, "it does not park")
    assert (lag()["events"], lag()["state"]) == (1, "active")
    assert lag()["seconds"] > 0
    assert admin.post(f"webhooks/{id}/pause").json()["state"] == "paused"
    assert admin.post(f"webhooks/{id}/unpark", json={"community": community}).json()["lines"] == 1
    endpoint.answering = lambda path, body: 200
    assert admin.post(f"webhooks/{id}/resume").json()["state"] == "active"
    until(lambda: lag()["events"] == 0, "it does not go on")
    told = [a["attempt"] for a in all_of(live, f"webhooks/{id}/attempts", accepted=True)]
    assert told == [4]
    ahead = admin.post(f"webhooks/{id}/redeliveries", json={"from_position": 10**9})
    assert ahead.json()["code"] == "position_ahead"
    admin.post(f"webhooks/{id}/redeliveries", json={"from_position": 1})
    # cases that were there before anybody subscribed are told too
    cases = admin.get("events", params={"community": community, "type": "case_reported"}).json()
    until(lambda: len(endpoint.accepted()) == 1 + len(cases), "it is not told again")
    admin.delete(f"webhooks/{id}")


def test_an_integrator_sees_its_own_and_loses_them_with_its_token(
    live: Live, community: str, endpoint: Subscriber
) -> None:
    made = live.admin.post(
        "tokens", json={"role": "integrator", "place": community[:9], "name": "平台"}
    ).json()
    integrator = live.client(made["token"])
    theirs = integrator.post("webhooks", json={"name": "x", "url": endpoint.url()}).json()
    ours = live.admin.post(
        "webhooks", json={"name": "y", "url": endpoint.url(), "place": community[:9]}
    ).json()
    assert theirs["place"] == community[:9]
    assert [w["id"] for w in integrator.get("webhooks").json()["items"]] == [theirs["id"]]
    assert integrator.get(f"webhooks/{ours['id']}").status_code == 404
    assert integrator.post(f"webhooks/{ours['id']}/secret").status_code == 404
    wider = integrator.post(
        "webhooks", json={"name": "x", "url": endpoint.url(), "place": community[:6]}
    )
    assert wider.status_code == 403
    live.admin.delete(f"webhooks/{ours['id']}")
    live.admin.delete(f"webhooks/{theirs['id']}")
    integrator.close()


def test_a_server_killed_in_the_midst_loses_nothing_and_another_goes_on(
    live: Live, store: str, community: str, endpoint: Subscriber
) -> None:
    asked = {"name": "x", "url": endpoint.url(), "community": community}
    id = live.admin.post("webhooks", json=asked).json()["id"]
    if store.startswith("postgresql"):
        with serving(store, **SAID) as other:
            position = _killed(live, community, endpoint)
            _whole(other, id, community, endpoint, position)
    else:
        position = _killed(live, community, endpoint)
        with serving(store, **SAID) as next:
            _whole(next, id, community, endpoint, position)


def _killed(live: Live, community: str, endpoint: Subscriber) -> int:
    """It clicks, tells of it, and dies; the position before the click."""
    before = live.admin.get("events", params={"limit": 1000, "community": community}).json()
    click(live.admin, community)
    until(lambda: len(endpoint.told()) > 20, "nothing is sent")
    live.kill()
    assert len(endpoint.told()) < CLICK
    return int(before[-1]["id"])


def _whole(live: Live, id: str, community: str, endpoint: Subscriber, position: int) -> None:
    """Everything since the position came, in order, under one id each."""

    def is_told() -> bool:
        lag = live.admin.get(f"webhooks/{id}").json()["lag"]
        return lag["events"] == 0 and lag["unread"] == 0

    until(is_told, "it does not go on", 60)
    asked: dict[str, Any] = {"after": position, "limit": 1000, "community": community}
    events: list[int] = []
    while found := live.admin.get("events", params=asked).json():
        events += [int(e["id"]) for e in found]
        asked["after"] = events[-1]
    told = [t.position for t in endpoint.accepted()]
    # what nobody had a chance to be told of yet when we asked is left out
    assert in_order([p for p in told if p <= events[-1]], events[: len(set(told))])
    assert len(set(told)) >= CLICK
    ids = {t.position: t.headers["webhook-id"] for t in endpoint.accepted()}
    assert {(t.position, t.headers["webhook-id"]) for t in endpoint.accepted()} == set(ids.items())
    assert len(set(ids.values())) == len(ids)


def all_of(live: Live, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Every item of a list, page by page."""
    found: list[dict[str, Any]] = []
    while True:
        page = live.admin.get(path, params=asked).json()
        found += page["items"]
        if page["next"] is None:
            return found
        asked["after"] = page["next"]
