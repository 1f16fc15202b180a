"""Signing in: tokens shown once, a cookie that scripts cannot read, and the end of both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import httpx2
import pytest

from tests.api.places import fresh_code, peaceful, register
from tests.api.serving import Live, serving

PAGE = {"X-Pingzhan": "1"}


@pytest.fixture
def code(live: Live) -> str:
    """A registered community."""
    fresh = fresh_code()
    register(live.admin, fresh)
    return fresh


def secretary(live: Live, code: str, **more: str) -> dict[str, str]:
    said = {"role": "secretary", "place": code, "name": "鼗书记", **more}
    done = live.admin.post("tokens", json=said)
    assert done.status_code == 201, done.text
    return dict(done.json())


def used(live: Live, id: str) -> str | None:
    """When a token was last used, as the list of tokens tells."""
    items = live.admin.get("tokens", params={"limit": 1000}).json()["items"]
    (last,) = (t["used_at"] for t in items if t["id"] == id)
    return None if last is None else str(last)


def test_a_token_is_shown_once_and_signs_in(live: Live, code: str) -> None:
    token = secretary(live, code)
    assert used(live, token["id"]) is None
    with live.client(token["token"]) as client:
        who = client.get("session").json()
    assert (who["role"], who["place"], who["name"]) == ("secretary", code, "鼗书记")
    listed = live.admin.get("tokens", params={"limit": 1000})
    assert token["id"] in [t["id"] for t in listed.json()["items"]]
    assert token["token"] not in listed.text
    last = used(live, token["id"])
    assert last is not None
    assert datetime.fromisoformat(last) >= datetime.fromisoformat(token["created_at"])


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "é"])
def test_nobody_comes_in_without_a_token(live: Live, header: str) -> None:
    with live.client() as client:
        headers = [(b"Authorization", header.encode("latin-1"))] if header else []
        refused = client.get("session", headers=headers)
    expected = "token_invalid" if header.startswith("Bearer") else "unauthenticated"
    assert (refused.status_code, refused.json()["code"]) == (401, expected)
    assert refused.headers["www-authenticate"] == "Bearer"


def test_a_revoked_token_signs_nobody_in_and_ends_its_sessions(live: Live, code: str) -> None:
    token = secretary(live, code)
    with live.client(token["token"]) as client:
        client.post("session")
        assert live.admin.delete(f"tokens/{token['id']}").status_code == 200
        assert client.get("session").status_code == 401
        del client.headers["authorization"]
        assert client.get("session").status_code == 401
    assert live.admin.delete(f"tokens/{token['id']}").status_code == 200
    assert live.admin.delete("tokens/none").json()["code"] == "token_not_found"


def test_a_token_ends_when_it_said_so(live: Live, code: str) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=0.6)).isoformat()
    token = secretary(live, code, expires_at=soon)
    with live.client(token["token"]) as client:
        assert client.get("session").status_code == 200
        while datetime.now(UTC).isoformat() < soon:
            pass
        assert client.get("session").status_code == 401
    listed = live.admin.get("tokens", params={"limit": 1000}).json()["items"]
    assert token["id"] not in [t["id"] for t in listed]
    past = {"role": "secretary", "place": code, "name": "x", "expires_at": "2020-01-01T00:00:00Z"}
    refused = live.admin.post("tokens", json=past)
    assert (refused.status_code, refused.json()["code"]) == (422, "expiry_past")


def test_a_sign_in_link_becomes_a_cookie_that_scripts_cannot_read(live: Live, code: str) -> None:
    token = secretary(live, code)
    with live.client(token["token"]) as client:
        done = client.post("session")
        cookie = SimpleCookie(done.headers["set-cookie"])["pingzhan_session"]
        assert cookie["httponly"]
        assert cookie["samesite"].lower() == "strict"
        assert cookie.value != token["token"]
        del client.headers["authorization"]
        who = client.get("session").json()
        assert (who["role"], who["place"]) == ("secretary", code)
        # the actor is who the link was made for, however they come in
        case = client.post(f"communities/{code}/cases", json={"ref": "x"}, headers=PAGE)
        assert case.status_code == 201
        event = live.admin.get("events", params={"after": case.json()["position"] - 1}).json()[0]
        assert event["data"]["actor"] == f"token:{token['id']}"
        assert client.delete("session", headers=PAGE).status_code == 204
        assert client.get("session").status_code == 401


def test_another_sites_page_cannot_act_with_the_cookie(live: Live, code: str) -> None:
    token = secretary(live, code)
    with live.client(token["token"]) as client:
        client.post("session")
        del client.headers["authorization"]
        for method, path in (
            ("POST", f"communities/{code}/cases"),
            ("POST", f"communities/{code}/members"),
            ("POST", "session"),
            ("DELETE", "session"),
        ):
            refused = client.request(method, path, json={"ref": "x"})
            assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
        assert client.get("session").status_code == 200


def test_an_administrators_session_acts_as_the_administrator(live: Live, code: str) -> None:
    cookie = live.admin.post("session").cookies["pingzhan_session"]
    with live.client(cookies={"pingzhan_session": cookie}) as client:
        assert client.get("session").json()["actor"] == "admin"
        assert client.get("tokens").status_code == 200
        member = client.post(f"communities/{code}/members", json={"name": "粜"}, headers=PAGE)
        assert member.status_code == 201


def test_an_administrators_sessions_end_when_the_token_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with serving(store) as live:
        cookie = live.admin.post("session").cookies["pingzhan_session"]
        cookies = {"pingzhan_session": cookie}
        assert httpx2.get(f"{live.url}/api/v1/session", cookies=cookies).status_code == 200
        code = peaceful(live.admin)
        token = secretary(live, code)
        live.admin.cookies.clear()
    monkeypatch.setattr("tests.api.serving.ADMIN", "another-administrator")
    with serving(store) as live:
        assert httpx2.get(f"{live.url}/api/v1/session", cookies=cookies).status_code == 401
        with live.client(token["token"]) as client:
            assert client.get("session").status_code == 200


def test_names_and_phones_are_masked_for_those_who_only_look_on(live: Live) -> None:
    code = peaceful(live.admin, seed=1)
    said = {"role": "supervisor", "place": code[:6], "name": "区里"}
    with live.client(live.admin.post("tokens", json=said).json()["token"]) as supervisor:
        seen = supervisor.get(f"communities/{code}/roster").json()["members"]
    known = live.admin.get(f"communities/{code}/roster").json()["members"]
    for masked, plain in zip(seen, known, strict=True):
        assert masked["name"] == f"{plain['name'][0]}**"
        assert masked["phone"] == f"{plain['phone'][:3]}****{plain['phone'][-4:]}"
