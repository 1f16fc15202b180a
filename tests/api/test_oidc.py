"""Signing in at the organisation's provider: over real HTTP, with real keys, and every doubt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc.jwk import RSAKey

from tests.api.places import fresh_code, register
from tests.api.serving import Live, serving
from tests.services.oidc import CLIENT, SECRET, Provider, oidc_provider

CLAIMS = """
role: roles
place: pz_place
roles: {社区书记: secretary, 督导组: supervisor}
create: true
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with oidc_provider() as running:
        yield running


@pytest.fixture(scope="module")
def site(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server that knows the provider."""
    folder: Path = tmp_path_factory.mktemp("oidc")
    (folder / "claims.yaml").write_text(CLAIMS, "utf-8")
    said: dict[str, Any] = {
        "PINGZHAN_OIDC_ISSUER": provider.issuer,
        "PINGZHAN_OIDC_CLIENT_ID": CLIENT,
        "PINGZHAN_OIDC_CLIENT_SECRET": SECRET,
        "PINGZHAN_OIDC_LABEL": "区政务",
        "PINGZHAN_OIDC_CLAIMS": str(folder / "claims.yaml"),
    }
    with serving(f"sqlite:///{folder / 'log.sqlite'}", **said) as live:
        yield live


@pytest.fixture(autouse=True)
def honest(provider: Provider) -> Iterator[None]:
    """A test's mischief ends with it."""
    yield
    provider.mischief, provider.signer = (lambda claims: claims), provider.key


def comes(site: Live, browser: httpx2.Client, **also: str) -> httpx2.Response:
    """Go to the provider and back, as a browser does; what the way back answers."""
    away = browser.get("session/provider")
    assert away.status_code == 303
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"] != asked["nonce"]
    back = httpx2.get(away.headers["location"], trust_env=False)
    assert back.status_code == 302, back.text
    query = {k: v[0] for k, v in parse_qs(urlsplit(back.headers["location"]).query).items()}
    return browser.get("session/provider/callback", params={**query, **also})


def why(answer: httpx2.Response) -> str:
    """Why the door stayed shut; empty when it opened."""
    assert answer.status_code == 303
    return answer.headers["location"].partition("why=")[2]


def user(sub: str, **claims: Any) -> dict[str, Any]:
    return {"sub": sub, "preferred_username": f"u{sub}", "name": "鼗督导", **claims}


def test_claims_become_an_account_with_role_and_place(site: Live, provider: Provider) -> None:
    code = fresh_code()
    register(site.admin, code)
    provider.user = user("11", roles=["x", "社区书记"], pz_place=code)
    with site.client() as browser:
        told = browser.get("session/ways").json()["provider"]
        assert told == {"label": "区政务", "url": "/api/v1/session/provider"}
        assert why(comes(site, browser)) == ""
        who = browser.get("session").json()
        assert (who["role"], who["place"], who["name"]) == ("secretary", code, "鼗督导")
    # the provider keeps the roles: the next sign-in follows them, and is the same account
    provider.user = user("11", roles="督导组", pz_place=code[:6])
    with site.client() as browser:
        assert why(comes(site, browser)) == ""
        again = browser.get("session").json()
        assert (again["role"], again["place"]) == ("supervisor", code[:6])
        assert again["actor"] == who["actor"]
    site.admin.patch(f"accounts/{who['actor'].removeprefix('account:')}", json={"disabled": True})
    with site.client() as browser:
        assert why(comes(site, browser)) == "oidc_no_account"


def test_an_account_made_by_hand_is_found_by_its_login_once(site: Live, provider: Provider) -> None:
    said = {"login": "u21", "name": "干部", "role": "officer", "place": "990102"}
    made = site.admin.post("accounts", json=said).json()["id"]
    provider.user = user("21")
    with site.client() as browser:
        assert why(comes(site, browser)) == ""
        assert browser.get("session").json()["actor"] == f"account:{made}"
    # another subject of the same login is somebody else
    provider.user = {**user("22"), "preferred_username": "u21"}
    with site.client() as browser:
        assert why(comes(site, browser)) == "oidc_no_account"
        assert browser.get("session").status_code == 401


@pytest.mark.parametrize(
    "claims",
    [{}, {"roles": ["社区书记"]}, {"roles": ["administrator"], "pz_place": "99"}, {"roles": [1]}],
)
def test_who_has_no_role_and_place_here_stays_out(
    site: Live, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.user = user("31", **claims)
    with site.client() as browser:
        assert why(comes(site, browser)) == "oidc_no_account"


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "another"},
        {"aud": "somebody-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"sub": None},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_an_id_token_that_is_amiss_signs_nobody_in(
    site: Live, provider: Provider, changed: dict[str, Any]
) -> None:
    provider.user = user("41", roles="督导组", pz_place="99")

    def mischief(claims: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in {**claims, **changed}.items() if v is not None}

    provider.mischief = mischief
    with site.client() as browser:
        assert why(comes(site, browser)) == "oidc_refused"


def test_a_key_that_was_not_published_signs_nobody_in(site: Live, provider: Provider) -> None:
    provider.user = user("51", roles="督导组", pz_place="99")
    provider.signer = RSAKey.generate_key(2048, {"kid": "k1"}, auto_kid=False)
    with site.client() as browser:
        assert why(comes(site, browser)) == "oidc_refused"


def test_a_sign_in_that_began_elsewhere_or_twice_is_refused(site: Live, provider: Provider) -> None:
    provider.user = user("61", roles="督导组", pz_place="99")
    with site.client() as browser:
        assert why(comes(site, browser, state="made-up")) == "oidc_state"
        away = browser.get("session/provider")
        back = httpx2.get(away.headers["location"], trust_env=False)
        query = urlsplit(back.headers["location"]).query
        with site.client() as victim:
            assert why(victim.get(f"session/provider/callback?{query}")) == "oidc_state"
        assert why(browser.get(f"session/provider/callback?{query}")) == ""
        assert why(browser.get(f"session/provider/callback?{query}")) == "oidc_state"
    assert not [line for line in site.lines() if line["event"] == "request_failed"]
