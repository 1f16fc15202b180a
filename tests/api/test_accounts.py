"""Accounts: a password chosen by invitation, a name that is locked, and the end of sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from engine.accounts.attempts import LOCKED
from tests.api.places import fresh_code, peaceful, register
from tests.api.refusing import held
from tests.api.serving import Live, pingzhan, serving

PAGE = {"X-Pingzhan": "1"}
PASSWORD, ANOTHER = "槿园的石榴开了又落了", "榧园门口的桂花也开了呢"


def made(live: Live, login: str, role: str = "secretary", place: str = "") -> dict[str, str]:
    """A new account with its invitation."""
    said = {"login": login, "name": "鼗书记", "role": role, "place": place}
    done = live.admin.post("accounts", json=said)
    assert done.status_code == 201, done.text
    return dict(done.json())


@contextmanager
def entered(live: Live, invite: str, password: str = PASSWORD) -> Iterator[httpx2.Client]:
    """A browser that accepted an invitation."""
    with live.client() as browser:
        browser.headers.update(PAGE)
        done = browser.post("session/invite", json={"invite": invite, "password": password})
        assert done.status_code == 200, done.text
        yield browser


@contextmanager
def signing_in(live: Live, login: str, password: str) -> Iterator[tuple[httpx2.Client, int, str]]:
    """A browser that tries a name and password: its status and code."""
    with live.client() as browser:
        browser.headers.update(PAGE)
        done = browser.post("session/password", json={"login": login, "password": password})
        yield browser, done.status_code, done.json().get("code", "")


def code_of(live: Live) -> str:
    code = fresh_code()
    register(live.admin, code)
    return code


def test_an_invitation_sets_a_password_once_and_the_password_signs_in(live: Live) -> None:
    code = code_of(live)
    account = made(live, f"shuji-{code}", place=code)
    with entered(live, account["invite"]) as browser:
        who = browser.get("session").json()
        assert (who["role"], who["place"], who["has_account"]) == ("secretary", code, True)
        assert who["actor"] == f"account:{account['id']}"
    with live.client() as again:
        said = {"invite": account["invite"], "password": ANOTHER}
        assert again.post("session/invite", json=said).json()["code"] == "invite_invalid"
    with signing_in(live, f"SHUJI-{code}", PASSWORD) as (browser, status, _):
        assert status == 200
        # the cookie is one that no script reads and no other site sends
        cookie = browser.get("session").request.headers["cookie"]
        assert "pingzhan_session=ps_" in cookie
        case = browser.post(f"communities/{code}/cases", json={"ref": "x"})
        assert case.status_code == 201
        event = live.admin.get("events", params={"after": case.json()["position"] - 1}).json()[0]
        assert event["data"]["actor"] == f"account:{account['id']}"
    with signing_in(live, f"shuji-{code}", ANOTHER) as (_, status, why):
        assert (status, why) == (401, "sign_in_wrong")
    listed = live.admin.get("accounts", params={"limit": 1000})
    assert account["id"] in [a["id"] for a in listed.json()["items"]]
    assert "argon2" not in listed.text
    assert account["invite"] not in listed.text


def test_a_password_that_anybody_would_guess_is_refused(live: Live) -> None:
    code = code_of(live)
    invite = made(live, f"guess-{code}", place=code)["invite"]
    with live.client() as browser:
        for password, why in (
            ("短", "password_length"),
            ("一" * 12, "password_guessable"),
            (f"xx guess-{code} xx", "password_guessable"),
        ):
            said = {"invite": invite, "password": password}
            assert browser.post("session/invite", json=said).json()["code"] == why
    with entered(live, invite):
        pass


def test_a_name_is_locked_after_five_wrong_passwords_and_an_invitation_unlocks_it(
    live: Live,
) -> None:
    code = code_of(live)
    account = made(live, f"lock-{code}", place=code)
    with entered(live, account["invite"]):
        pass
    # a name that nobody has is locked just the same
    for login in (f"lock-{code}", f"nobody-{code}"):
        seen = []
        for _ in range(6):
            with signing_in(live, login, "not the password at all") as (_, status, why):
                seen.append((status, why))
        assert seen == [(401, "sign_in_wrong")] * 5 + [(429, "sign_in_locked")]
    with signing_in(live, f"lock-{code}", PASSWORD) as (_, status, _):
        assert status == 429
    invite = live.admin.post(f"accounts/{account['id']}/invite").json()["invite"]
    with entered(live, invite, ANOTHER):
        pass
    with signing_in(live, f"lock-{code}", ANOTHER) as (_, status, _):
        assert status == 200


def test_an_administrator_sees_who_is_locked_out_and_lets_them_in_again(live: Live) -> None:
    code = code_of(live)
    account = made(live, f"out-{code}", place=code)
    with entered(live, account["invite"]):
        pass
    line = f"accounts/{account['id']}"
    assert locked_until(live, account["id"]) is None
    assert live.admin.post(f"{line}/unlock").status_code == 200
    assert unlocked(live, code) == []
    before = datetime.now(UTC)
    for _ in range(5):
        assert locked_until(live, account["id"]) is None
        with signing_in(live, f"OUT-{code}", "not the password at all") as (_, status, _):
            assert status == 401
    until = datetime.fromisoformat(str(locked_until(live, account["id"])))
    assert before + LOCKED <= until <= datetime.now(UTC) + LOCKED
    assert live.admin.patch(line, json={"name": "鼗"}).json()["locked_until"] is not None
    for _ in range(2):
        assert live.admin.post(f"{line}/unlock").status_code == 200
    assert locked_until(live, account["id"]) is None
    with signing_in(live, f"out-{code}", PASSWORD) as (_, status, _):
        assert status == 200
    # it is told once, by whom and of whom, and names nobody any more once the account is erased
    (told,) = unlocked(live, code)
    assert (told["actor"], told["account"], told["member"]) == ("admin", account["id"], None)
    assert told["account_name"] == "鼗"
    live.admin.delete(line)
    assert unlocked(live, code)[0]["account_name"] is None


def locked_until(live: Live, account: str) -> str | None:
    listed = live.admin.get("accounts", params={"limit": 1000}).json()["items"]
    return next(line["locked_until"] for line in listed if line["id"] == account)


def unlocked(live: Live, code: str) -> list[dict[str, Any]]:
    asked = {"place": code, "kind": "unlock"}
    return list(live.admin.get("accesses", params=asked).json()["items"])


def test_an_address_that_tries_too_often_has_to_wait(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with serving(store, PINGZHAN_SIGN_IN_TRIES="2") as live, live.client() as client:
        said = {"invite": "pi_none", "password": PASSWORD}
        seen = [client.post("session/invite", json=said) for _ in range(3)]
        assert [done.status_code for done in seen] == [401, 401, 429]
        assert seen[-1].json()["code"] == "too_many_tries"
        assert seen[-1].headers["retry-after"]
        assert live.admin.get("session").status_code == 200


def test_another_password_and_signing_out_everywhere_end_the_other_sessions(live: Live) -> None:
    code = code_of(live)
    account = made(live, f"many-{code}", place=code)
    with (
        entered(live, account["invite"]) as phone,
        signing_in(live, f"many-{code}", PASSWORD) as (desk, _, _),
    ):
        wrong = {"old": ANOTHER, "new": ANOTHER}
        assert desk.put("session/password", json=wrong).json()["code"] == "password_wrong"
        done = desk.put("session/password", json={"old": PASSWORD, "new": ANOTHER})
        assert done.status_code == 204
        assert desk.get("session").status_code == 200
        assert phone.get("session").status_code == 401
        with signing_in(live, f"many-{code}", ANOTHER) as (third, status, _):
            assert status == 200
            assert desk.post("session/everywhere").status_code == 204
            assert (desk.get("session").status_code, third.get("session").status_code) == (401, 401)
    with live.client("") as nobody:
        assert nobody.put("session/password", json=wrong).status_code == 401


def test_a_disabled_account_is_out_at_once_and_an_erased_one_leaves_no_name(live: Live) -> None:
    code = code_of(live)
    account = made(live, f"gone-{code}", place=code)
    with entered(live, account["invite"]) as browser:
        case = browser.post(f"communities/{code}/cases", json={"ref": "x"})
        where = {"after": case.json()["position"] - 1}
        disabled = live.admin.patch(f"accounts/{account['id']}", json={"disabled": True})
        assert disabled.json()["disabled"] is True
        assert browser.get("session").status_code == 401
        with signing_in(live, f"gone-{code}", PASSWORD) as (_, status, _):
            assert status == 401
        assert live.admin.delete(f"accounts/{account['id']}").status_code == 200
        assert live.admin.delete(f"accounts/{account['id']}").json()["code"] == "account_not_found"
    event = live.admin.get("events", params=where).json()[0]
    assert event["data"]["actor"] == f"account:{account['id']}"
    history = live.admin.get(f"communities/{code}/history", params={**where, "limit": 1})
    assert "鼗书记" not in history.text


def test_an_administrator_gives_accounts_only_for_their_own_place(live: Live) -> None:
    code = code_of(live)
    invite = made(live, f"a-{code}", "administrator", code[:9])["invite"]
    with entered(live, invite) as street:
        for role, place in (("supervisor", ""), ("administrator", code[:6]), ("officer", "99")):
            said = {"login": f"b-{code}", "name": "x", "role": role, "place": place}
            assert street.post("accounts", json=said).status_code == 403, place
        for role, place, why in (
            ("secretary", code[:9], "place_unknown"),
            ("officer", code, "place_unknown"),
            ("grid_leader", code, "account_member"),
        ):
            said = {"login": f"b-{code}", "name": "x", "role": role, "place": place}
            assert street.post("accounts", json=said).json()["code"] == why
        within = {"login": f"b-{code}", "name": "x", "role": "deputy", "place": code}
        assert street.post("accounts", json=within).status_code == 201
        assert street.post("accounts", json=within).json()["code"] == "login_taken"


def test_another_sites_page_signs_nobody_in(live: Live) -> None:
    with live.client() as browser:
        browser.headers["origin"] = "https://elsewhere.example"
        said = {"login": "x", "password": "y"}
        assert browser.post("session/password", json=said).json()["code"] == "csrf"


def test_the_command_line_makes_the_first_account(sqlite_url: str) -> None:
    with serving(sqlite_url) as live:
        code = peaceful(live.admin)
        where = ("--store", sqlite_url)
        done = pingzhan("account", "add", "first", "--role", "administrator", *where)
        assert done.returncode == 0, done.stderr
        invite = done.stdout.split("invite=")[1].split()[0]
        with entered(live, invite) as browser:
            assert [c["code"] for c in browser.get("communities").json()["items"]] == [code]
            assert pingzhan("account", "disable", "first", *where).returncode == 0
            assert browser.get("session").status_code == 401
    refused = pingzhan("account", "invite", "nobody", *where)
    assert (refused.returncode, "account_not_found" in refused.stderr) == (1, True)
    listed = pingzhan("account", "list", *where).stdout.split()
    assert listed == ["first", "administrator", "*", "disabled", "first"]


def test_an_invitation_says_whose_it_is_until_it_is_used(live: Live) -> None:
    code = code_of(live)
    account = made(live, f"whose-{code}", place=code)
    with live.client() as nobody:
        said = {"invite": account["invite"]}
        told = nobody.post("session/invitation", json=said).json()
        assert (told["login"], told["name"], told["place"]) == (f"whose-{code}", "鼗书记", code)
        with entered(live, account["invite"]) as browser:
            assert live.admin.post(f"accounts/{account['id']}/sign-out").status_code == 200
            assert browser.get("session").status_code == 401
        held(nobody.post("session/invitation", json=said), 401, "invite_invalid", "invite")
    with signing_in(live, f"whose-{code}", PASSWORD) as (_, status, _):
        assert status == 200


def test_a_place_in_which_nothing_is_registered_is_given_to_nobody(live: Live) -> None:
    code_of(live)
    said = {"role": "supervisor", "place": "991199", "name": "x"}
    held(live.admin.post("tokens", json=said), 422, "place_empty", "place")
    said = {"login": "nowhere", "role": "officer", "place": "991199", "name": "x"}
    held(live.admin.post("accounts", json=said), 422, "place_empty", "place")
    code = code_of(live)
    account = made(live, f"moved-{code}", "supervisor", code[:9])["id"]
    moved = live.admin.patch(f"accounts/{account}", json={"place": "991199"})
    held(moved, 422, "place_empty", "place")
