"""A community at war in which things happen, over HTTP."""

from __future__ import annotations

from typing import Any

from tests.api.places import click, grids, peaceful
from tests.api.serving import Live

SAID = {"channel": "hotline", "building": 3, "summary": "三楼停水", "category": "repair"}
DAY = "2099-01-01T00:00:00Z"


class Scene:
    """A community at war, its activation and its first compound."""

    def __init__(self, live: Live, seed: int, **more: Any) -> None:
        self.live, self.admin = live, live.admin
        self.code = peaceful(live.admin, seed=seed)
        self.activation = click(live.admin, self.code, **more)["id"]
        self.grid = grids(live.admin, self.code)[0]
        self.at = f"communities/{self.code}/activations/{self.activation}/occurrences"

    def log(self, event: str, **said: Any) -> dict[str, Any]:
        done = self.admin.post(self.at, json={"event": event, "grid": self.grid, **said})
        assert done.status_code == 201, done.text
        return dict(done.json())

    def one(self, id: str, **asked: Any) -> dict[str, Any]:
        shown = self.admin.get(f"{self.at}/{id}", params=asked)
        assert shown.status_code == 200, shown.text
        return dict(shown.json())

    def task(self, id: str, key: str) -> dict[str, Any]:
        (found,) = [t for t in self.one(id)["tasks"] if t["key"] == key]
        return dict(found)

    def done(self, task: str, **said: Any) -> dict[str, Any]:
        answer = self.admin.post(f"tasks/{task}/complete", json=said)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def get(self, path: str, token: str | None = None, **asked: Any) -> Any:
        client = self.live.client(token) if token else self.admin
        answer = client.get(f"communities/{self.code}/{path}", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def token(self, role: str) -> str:
        said = {"role": role, "place": self.code, "name": "看"}
        return str(self.admin.post("tokens", json=said).json()["token"])


def through(scene: Scene) -> tuple[str, int]:
    """A request through all that the playbook asks for it, and where the log stands then."""
    id = scene.log("request_logged", report=SAID, about="三号楼王家")["id"]
    scene.done(scene.task(id, "coo.13")["id"], report={"handling_group": "supply"})
    handle = scene.task(id, "coo.14")
    assert (handle["group"], handle["state"]) == ("supply", "open")
    scene.done(handle["id"], report={"outcome": "resolved", "summary": "水管已修好"})
    last = scene.done(scene.task(id, "coo.08")["id"], report={"call_back": "satisfied"})
    return id, int(last["position"])
