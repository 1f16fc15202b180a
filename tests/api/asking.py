"""A request of every route that is right in all but who makes it."""

from __future__ import annotations

import secrets
from typing import Any

import httpx2

from tests.api.everybody import HOOK, PASSWORD, STREET, Scene
from tests.api.granted import Route
from tests.api.places import EPIDEMIC, as_csv, codes, order, rows
from tests.playbooks.spoiling import EVERYTHING

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
    ("POST", "/api/v1/members/{id}/hand-over/take-back"): {"json": {"position": 1}},
    ("POST", f"{COMMUNITY}/calendars"): {"json": {"name": "x"}},
    ("POST", "/api/v1/me/calendars"): {"json": {"name": "x"}},
    ("POST", "/api/v1/me/seen"): {"json": {"position": 0}},
    ("POST", f"{COMMUNITY}/cases"): {"json": {"ref": "x"}},
    ("POST", f"{COMMUNITY}/activations"): {"json": order()},
    ("POST", f"{COMMUNITY}/activations/preview"): {"json": order()},
    ("POST", f"{COMMUNITY}/evidence"): {"json": {"reason": "上级调阅核对"}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/authority"): {"json": {"authority": "一号"}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/amend"): {"json": {"planned_end": LATER}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/level"): {"json": {"level": "none"}},
    ("POST", f"{COMMUNITY}/alerts"): {"json": {"reason": "水"}},
    ("POST", "/api/v1/organisation/{code}/activations/{id}/end"): {"json": {"undo": True}},
    ("POST", f"{COMMUNITY}/activations/{{id}}/tasks"): {
        "json": {"group": "supply", "title": "送", "due_at": LATER}
    },
    ("POST", f"{COMMUNITY}/activations/{{id}}/posts"): {
        "json": {"group": "supply", "member": "0123456789abcdef"}
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
    of_one = ("/muster", "/muster/withdraw", "/decline", "/rejoin", "/told", "/told/withdraw")
    if method == "POST" and path.endswith((*of_one, "/links")):
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


def status(client: httpx2.Client, asked: dict[str, Any]) -> int:
    """What a request is answered, without waiting for a stream to end."""
    base = str(client.base_url).removesuffix("/api/v1/")
    with client.stream(**{**asked, "url": f"{base}{asked['url']}"}) as answer:
        return int(answer.status_code)
