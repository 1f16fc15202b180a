"""Every route as every role, inside and outside its place, as docs/permissions.md says.

The routes are those of the OpenAPI document: a new one without a line in the table fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.asking import request, status
from tests.api.everybody import ELSEWHERE, STREET, Scene, gathered
from tests.api.granted import (
    AT_WAR,
    NEVER,
    OPEN,
    OWN,
    ROOT,
    WITHIN,
    allowed,
    routes,
    written,
)
from tests.api.places import board, click, peaceful
from tests.api.serving import Live, serving
from tests.services.process import scratch

#: open to everybody, who then have to prove who they are
PROVING = (
    "/api/v1/session/password",
    "/api/v1/session/invite",
    "/api/v1/session/invitation",
    "/api/v1/session/provider",
    "/api/v1/session/provider/callback",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Live]:
    """A server whose webhooks may lead to this machine, where nobody listens."""
    with scratch("permissions") as folder:
        store = f"sqlite:///{folder / 'log.sqlite'}"
        with serving(store, PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
            yield live


@pytest.fixture(scope="module")
def scene(server: Live) -> Iterator[Scene]:
    """The community, and a client of every kind."""
    with gathered(server) as whole:
        yield whole


def posts(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Everybody with a post on a board."""
    return [m for a in shown["activations"] for g in a["groups"] for m in g["members"]]


def test_every_route_has_a_line_in_the_table() -> None:
    assert sorted(written()) == sorted(routes())
    assert {m for marks in written().values() for m in marks.values()} == {
        WITHIN,
        ROOT,
        NEVER,
        OPEN,
        AT_WAR,
        OWN,
    }


@pytest.mark.parametrize(("method", "path"), routes(), ids=lambda said: str(said))
def test_a_route_opens_to_whom_the_table_says(scene: Scene, method: str, path: str) -> None:
    marks = written()[method, path]
    asked = request(scene, method, path)
    # the administrators come last: what they do may end what the others ask about
    callers = [*reversed(scene.callers)]
    # a password is slow to look at, and there it makes no difference whose it is not
    for who, role, inside, client in callers[-4:] if path in PROVING else callers:
        got = status(client, asked)
        if path in PROVING and OPEN in marks.values():
            assert got in (401, 303, 404, 429), (who, got)
        elif OPEN in marks.values():
            assert got == 200, who
        elif role is None:
            assert got == 401, who
        elif allowed(marks[role], who, inside, f"{method} {path}"):
            assert got in (200, 201, 202, 204, 404, 409, 422), (who, got)
        else:
            assert got == 403, who
    if path == "/api/v1/session/everywhere":
        scene.let_in_again()


def test_what_a_war_allows_ends_with_it(scene: Scene) -> None:
    officer = next(client for who, *_, client in scene.callers if who == "officer")
    admin, code = scene.admin, peaceful(scene.admin, seed=3, street=STREET)

    def may() -> tuple[int, bool]:
        done = officer.post(f"communities/{code}/members", json={"name": "粢"})
        seen = officer.get(f"communities/{code}/roster").json()["members"]
        return done.status_code, any(m["phone"].isdigit() for m in seen)

    assert may() == (403, False)
    activation = click(admin, code)["id"]
    assert may() == (201, True)
    member = next(m["member"] for m in posts(board(admin, code)))
    links = f"activations/{activation}/links"
    assert officer.post(links, json={"member": member}).status_code == 201
    admin.post(f"communities/{code}/activations/{activation}/stand-down", json={"reason": "清"})
    assert may() == (403, False)
    assert officer.post(links, json={"member": member}).status_code == 403


def test_lists_hold_only_what_lies_in_ones_place(scene: Scene) -> None:
    clients = {who: client for who, _, _, client in scene.callers}
    assert [c["code"] for c in clients["secretary"].get("communities").json()["items"]] == [
        scene.code
    ]
    neighbours = clients["neighbour"].get("communities").json()["items"]
    assert scene.code not in [c["code"] for c in neighbours]
    events = clients["above"].get("events", params={"limit": 1000}).json()
    assert events
    assert all(STREET[:6] in e["source"] for e in events)
    beside = clients["beside"].get("events", params={"limit": 1000}).json()
    assert all(ELSEWHERE in e["source"] for e in beside)
    tokens = clients["street"].get("tokens").json()["items"]
    assert tokens
    assert all(t["place"].startswith(STREET) for t in tokens)


def test_nobody_makes_a_token_for_more_than_their_own_place(scene: Scene) -> None:
    street = next(client for who, *_, client in scene.callers if who == "street")
    for place in ("", "99", STREET[:6], ELSEWHERE, f"{ELSEWHERE}001"):
        said = {"role": "supervisor", "place": place, "name": "x"}
        assert street.post("tokens", json=said).status_code == 403, place
    within = {"role": "administrator", "place": scene.code, "name": "x"}
    assert street.post("tokens", json=within).status_code == 201
