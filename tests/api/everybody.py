"""A community at war with everything that a path can name, and everybody who may call."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import httpx2

from tests.api.places import EPIDEMIC, board, click, grids, peaceful, tasks
from tests.api.serving import ADMIN, Live

STREET, ELSEWHERE = "990102950", "990102951"
STORM = "typhoon_flood_community"
#: nothing waits for it, and it leads to nobody
HOOK = {"name": "x", "url": "http://127.0.0.1:9/", "types": ["chats_set"]}
PASSWORD = "粜籴之间石榴又开了一季"


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


@contextmanager
def gathered(server: Live) -> Iterator[Scene]:
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
