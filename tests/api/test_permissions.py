"""Every route as every role, inside and outside its place, as docs/permissions.md says.

The routes are those of the OpenAPI document: a new one without a line in the table fails.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, cast

import httpx2
import pytest

from api.app import create_app
from api.house import House
from tests.api.places import (
    EPIDEMIC,
    as_csv,
    board,
    click,
    codes,
    grids,
    order,
    peaceful,
    rows,
    tasks,
)
from tests.api.serving import ADMIN, Live, serving
from tests.playbooks.spoiling import EVERYTHING
from tests.services.process import scratch

TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"
LINE = re.compile(r"^\| `(\w+) (\S+)` \|(.+)\|$", re.MULTILINE)
ROLES = (
    "administrator",
    "officer",
    "secretary",
    "deputy",
    "grid_leader",
    "supervisor",
    "member",
    "integrator",
)
STREET, ELSEWHERE = "990102950", "990102951"
WITHIN, ROOT, NEVER, OPEN, AT_WAR, OWN = "✓", "◎", "–", "○", "战", "己"
STORM = "typhoon_flood_community"
#: open to everybody, who then have to prove who they are
PROVING = (
    "/api/v1/session/password",
    "/api/v1/session/invite",
    "/api/v1/session/invitation",
    "/api/v1/session/provider",
    "/api/v1/session/provider/callback",
)
#: these speak of the caller's own place, or of no place
PLACELESS = re.compile(
    r"GET /api/v1/(communities|playbooks(/{id})?|tokens|webhooks|operations/webhooks"
    r"|events/({position}|schemas/{topic}))"
    r"|\w+ /api/v1/session(/everywhere|/password)?"
    r"|GET /api/v1/accounts"
    r"|(GET|POST) /api/v1/practice(/acts)?"
    r"|GET /api/v1/me/(post|shifts|stream)"
    r"|(POST|DELETE) /api/v1/me/calendars"
)

Route = tuple[str, str]


def routes() -> list[Route]:
    """Method and path of every route of the document."""
    paths = create_app(cast(House, None)).openapi()["paths"]
    return [(method.upper(), path) for path, ways in paths.items() for method in ways]


def written() -> dict[Route, dict[str, str]]:
    """The table: route to role to mark."""
    found = LINE.findall(TABLE.read_text("utf-8"))
    return {
        (method, path): dict(zip(ROLES, (m.strip() for m in marks.split("|")), strict=True))
        for method, path, marks in found
    }


class Scene(NamedTuple):
    """A community at war with everything that a path can name, and everybody who may call."""

    code: str
    words: dict[str, str]
    #: who, with role and whether the community lies in their place
    callers: list[tuple[str, str | None, bool, httpx2.Client]]
    #: whose sessions have to be begun anew when they were signed out everywhere
    accounts: dict[str, str]
    admin: httpx2.Client

    def let_in_again(self) -> None:
        """Begin a session anew for everybody with an account."""
        for who, _, _, client in self.callers:
            if who in self.accounts:
                enter(self.admin, self.accounts[who], client)


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
    admin = server.admin
    code, other = (peaceful(admin, seed=n, street=s) for n, s in ((1, STREET), (2, ELSEWHERE)))
    soon = datetime.now(UTC) + timedelta(seconds=1)

    def token(role: str, place: str, **more: str) -> dict[str, str]:
        said = {"role": role, "place": place, "name": "鼗", **more}
        done = admin.post("tokens", json=said)
        assert done.status_code == 201, done.text
        return dict(done.json())

    revoked = token("administrator", "")
    admin.delete(f"tokens/{revoked['id']}")
    expired = token("administrator", "", expires_at=soon.isoformat())
    known: list[tuple[str, str | None, bool, str | None]] = [
        ("root", "administrator", True, ADMIN),
        ("country", "administrator", True, token("administrator", "")["token"]),
        ("street", "administrator", True, token("administrator", STREET)["token"]),
        ("next street", "administrator", False, token("administrator", ELSEWHERE)["token"]),
        ("secretary", "secretary", True, token("secretary", code)["token"]),
        ("neighbour", "secretary", False, token("secretary", other)["token"]),
        ("above", "supervisor", True, token("supervisor", STREET[:6])["token"]),
        ("beside", "supervisor", False, token("supervisor", ELSEWHERE)["token"]),
        ("platform", "integrator", True, token("integrator", STREET[:6])["token"]),
        ("other platform", "integrator", False, token("integrator", ELSEWHERE)["token"]),
        ("nobody", None, True, None),
        ("a stranger", None, True, "pz_made_up"),
        ("the revoked", None, True, revoked["token"]),
        ("the expired", None, True, expired["token"]),
    ]
    activation, elsewhere = click(admin, code)["id"], click(admin, other)["id"]
    second = click(admin, code, playbook=STORM, drill=True)["id"]
    first = tasks(board(admin, code))[0]
    accounts: dict[str, str] = {}
    for who, role, inside, place, of in (
        ("officer", "officer", True, STREET, None),
        ("next officer", "officer", False, ELSEWHERE, None),
        ("deputy", "deputy", True, code, None),
        ("next deputy", "deputy", False, other, None),
        ("grid leader", "grid_leader", True, code, leader_of(admin, code, first["grid"])),
        ("next grid leader", "grid_leader", False, other, leader_of(admin, other, None)),
    ):
        said = {"login": f"{who.replace(' ', '-')}-{code}", "name": "鼗", "role": role}
        made = admin.post("accounts", json={**said, "place": place, "member": of})
        assert made.status_code == 201, made.text
        accounts[who] = made.json()["id"]
        known.append((who, role, inside, None))
    theirs = tasks(board(admin, other))[0]["assignees"][0]
    for who, inside, id, of in (
        ("member", True, activation, first["assignees"][0]),
        ("stranger with a link", False, elsewhere, theirs),
    ):
        link = admin.post(f"activations/{id}/links", json={"member": of})
        assert link.status_code == 201, link.text
        known.append((who, "member", inside, link.json()["token"]))
    member = admin.post(f"communities/{code}/members", json={"name": "粜"}).json()["id"]
    campaigning: dict[str, Any] = {"playbook": EPIDEMIC, "drill": True}
    campaign = admin.post(f"organisation/{STREET}/activations", json=campaigning).json()["id"]
    grid = grids(admin, code)[0]
    at = f"communities/{code}/activations/{activation}/occurrences"
    happened = admin.post(at, json={"event": "request_logged", "grid": grid}).json()
    words = {
        "community": code,
        "grid": grid,
        "occurrence": happened["id"],
        "area": STREET,
        "activation": activation,
        "campaign": campaign,
        "member": member,
        "second": second,
        "task": first["id"],
        "assignee": first["assignees"][0],
        "link": admin.post(
            f"activations/{activation}/links", json={"member": first["assignees"][0]}
        ).json()["id"],
        **{f"account {n}": account(admin, code, n) for n in ("PATCH", "POST", "DELETE")},
        "token": token("integrator", STREET)["id"],
        "notice": notice(admin, code),
        **calendar(admin, code),
        "spare": admin.post("webhooks", json={**HOOK, "place": STREET}).json()["id"],
        "webhook": admin.post("webhooks", json={**HOOK, "place": STREET}).json()["id"],
    }
    while datetime.now(UTC) <= soon:
        pass
    callers = [(who, role, inside, server.client(t)) for who, role, inside, t in known]
    whole = Scene(code, words, callers, accounts, admin)
    whole.let_in_again()
    yield whole
    for *_, client in callers:
        client.close()


def request(scene: Scene, method: str, path: str) -> dict[str, Any]:
    """A request of a route that is right in all but who makes it."""
    words = scene.words
    kind = path.removeprefix("/api/v1/").split("/")[0]
    code = words["area" if kind == "organisation" else "community"]
    id = {
        "organisation": words["campaign"],
        "communities": words["activation"],
        "activations": words["activation"],
        "members": words["member"],
        "tasks": words["task"],
        "tokens": words["token"],
        "links": words["link"],
        "notices": words["notice"],
        "webhooks": words["webhook"],
        "playbooks": EPIDEMIC,
    }.get(kind, "")
    if (method, kind) == ("DELETE", "webhooks"):
        id = words["spare"]
    url = path.format(
        code=code,
        id=id,
        verb="note",
        topic="task_opened.v1",
        playbook=EPIDEMIC,
        occurrence=words["occurrence"],
        form="f_request",
        secret=words["secret"],
        position=1,
        kind="csv",
    )
    asked: dict[str, Any] = {"method": method, "url": url, **BODIES.get((method, path), {})}
    if kind == "events":
        asked["params"] = {"community": words["community"]}
    if path == "/api/v1/tokens" and method == "POST":
        asked["json"] = {"role": "integrator", "place": words["area"], "name": "x"}
    if path == "/api/v1/webhooks" and method == "POST":
        asked["json"] = {**HOOK, "place": words["area"]}
    if method == "POST" and path.endswith(("/muster", "/decline", "/rejoin", "/told", "/links")):
        asked["json"] = {"member": words["assignee"]}
    if path.endswith("/occurrences") and method == "POST":
        asked["json"] = {"event": "request_logged", "grid": words["grid"]}
    return asked | particulars(words, kind, method, path)


def particulars(words: dict[str, str], kind: str, method: str, path: str) -> dict[str, Any]:
    """What some requests need besides, to end nothing that others ask about."""
    if path.endswith(("/stand-down", "/undo")):
        return {"url": path.format(code=words["community"], id=words["second"])}
    if path == "/api/v1/accounts" and method == "POST":
        said = {"login": secrets.token_hex(6), "name": "鼗", "role": "supervisor"}
        return {"json": {**said, "place": words["area"]}}
    if kind == "accounts":
        return {"url": path.format(id=words.get(f"account {method}", ""))}
    told_by_place = ("/api/v1/accesses", "/api/v1/communities.{kind}")
    return {"params": {"place": words["community"]}} if path in told_by_place else {}


def posts(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Everybody with a post on a board."""
    return [m for a in shown["activations"] for g in a["groups"] for m in g["members"]]


def account(admin: httpx2.Client, code: str, name: str) -> str:
    """The id of an account that nobody uses."""
    said = {"login": f"{name}-{code}", "name": "鼗", "role": "deputy", "place": code}
    return str(admin.post("accounts", json=said).json()["id"])


def leader_of(admin: httpx2.Client, code: str, grid: str | None) -> str:
    """The id of somebody new who leads a grid."""
    where = grid or grids(admin, code)[0]
    said = {"name": "粲", "roles": [{"role": "grid_leader", "grid": where}]}
    return str(admin.post(f"communities/{code}/members", json=said).json()["id"])


def enter(admin: httpx2.Client, account: str, client: httpx2.Client) -> None:
    """Sign a client in to an account by an invitation."""
    invite = admin.post(f"accounts/{account}/invite").json()["invite"]
    said = {"invite": invite, "password": PASSWORD}
    done = client.post("session/invite", json=said)
    assert done.status_code == 200, done.text
    # as a bearer, so that it needs no header of the page
    client.headers["authorization"] = f"Bearer {done.cookies['pingzhan_session']}"
    client.cookies.clear()


def calendar(admin: httpx2.Client, code: str) -> dict[str, str]:
    """A link to a calendar: its id, and its secret."""
    made = admin.post(f"communities/{code}/calendars", json={"name": "x"}).json()
    return {"calendar": made["id"], "secret": made["url"].rpartition("/")[2][:-4]}


def notice(admin: httpx2.Client, code: str) -> str:
    """A notice of the community, as soon as there is one."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if items := admin.get(f"communities/{code}/notices").json()["items"]:
            return str(items[0]["id"])
    raise AssertionError("nobody was told anything")


#: nothing waits for it, and it leads to nobody
HOOK = {"name": "x", "url": "http://127.0.0.1:9/", "types": ["chats_set"]}
PASSWORD = "粜籴之间石榴又开了一季"
LATER = "2099-01-01T00:00:00Z"
COMMUNITY = "/api/v1/communities/{code}"
BODIES: dict[Route, dict[str, Any]] = {
    ("POST", "/api/v1/organisation/imports"): {"files": {"file": ("c.csv", codes(f"{STREET}999"))}},
    ("POST", "/api/v1/organisation/{code}/activations"): {
        "json": {"playbook": EPIDEMIC, "drill": True}
    },
    ("POST", "/api/v1/organisation/{code}/activations/preview"): {
        "json": {"playbook": EPIDEMIC, "drill": True}
    },
    ("POST", f"{COMMUNITY}/roster/imports"): {
        "files": {"file": ("t.csv", as_csv(rows(seed=1)))},
        "params": {"dry_run": True},
    },
    ("POST", f"{COMMUNITY}/members"): {"json": {"name": "粜"}},
    ("PATCH", "/api/v1/members/{id}"): {"json": {"name": "籴"}},
    ("POST", "/api/v1/members/{id}/hand-over"): {"json": {"to": "0123456789abcdef"}},
    ("POST", f"{COMMUNITY}/calendars"): {"json": {"name": "x"}},
    ("POST", "/api/v1/me/calendars"): {"json": {"name": "x"}},
    ("POST", f"{COMMUNITY}/cases"): {"json": {"ref": "x"}},
    ("POST", f"{COMMUNITY}/activations"): {"json": order()},
    ("POST", f"{COMMUNITY}/activations/preview"): {"json": order()},
    ("POST", f"{COMMUNITY}/evidence"): {"json": {"reason": "上级调阅核对"}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/authority"): {"json": {"authority": "一号"}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/amend"): {"json": {"planned_end": LATER}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/level"): {"json": {"level": "none"}},
    ("POST", f"{COMMUNITY}/alerts"): {"json": {"reason": "水"}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/tasks"): {
        "json": {"group": "supply", "title": "送", "due_at": LATER}
    },
    ("PATCH", "/api/v1/webhooks/{id}"): {"json": {"name": "y"}},
    ("POST", "/api/v1/webhooks/{id}/redeliveries"): {"json": {"from_position": 1}},
    ("PUT", f"{COMMUNITY}/channels"): {"json": {"groups": {}}},
    ("PUT", "/api/v1/members/{id}/channels"): {"json": {"channels": []}},
    ("POST", "/api/v1/playbooks"): {
        "content": EVERYTHING.read_bytes(),
        "headers": {"content-type": "application/yaml"},
    },
    ("PUT", f"{COMMUNITY}/parameters/{{playbook}}"): {"json": {"release_clear_days": 6}},
    ("POST", "/api/v1/tasks/{id}/{verb}"): {"json": {"report": "记"}},
    ("PATCH", "/api/v1/accounts/{id}"): {"json": {"name": "鼗二"}},
    ("POST", "/api/v1/members/{id}/reveal"): {"json": {"reason": "联系不上，要打电话"}},
    ("PUT", "/api/v1/session/password"): {"json": {"old": "wrong", "new": PASSWORD}},
    ("POST", "/api/v1/session/password"): {"json": {"login": "nobody", "password": "wrong"}},
    ("POST", "/api/v1/practice/acts"): {"json": {"act": "case"}},
    ("POST", "/api/v1/session/invite"): {"json": {"invite": "pi_none", "password": PASSWORD}},
    ("POST", "/api/v1/session/invitation"): {"json": {"invite": "pi_none"}},
}


def status(client: httpx2.Client, asked: dict[str, Any]) -> int:
    """What a request is answered, without waiting for a stream to end."""
    base = str(client.base_url).removesuffix("/api/v1/")
    with client.stream(**{**asked, "url": f"{base}{asked['url']}"}) as answer:
        return int(answer.status_code)


def allowed(mark: str, who: str, inside: bool, route: str) -> bool:
    """What the table says of a caller."""
    if mark in (WITHIN, AT_WAR, OWN):
        return inside or bool(PLACELESS.fullmatch(route))
    return mark == ROOT and who in ("root", "country")


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
