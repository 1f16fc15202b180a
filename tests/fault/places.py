"""The communities of a run, as its clients know them: shared, and never quite up to date."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import httpx2

from tests.api.places import as_csv, codes, import_table, rows

PLAN = Path(__file__).with_name("plan.yaml")
PLAYBOOK = "under_fault"
STREET = "990102001"
OPEN = ("open", "accepted", "started")


class Place:
    """A community: its people and compounds, and what was last seen to run in it."""

    def __init__(self, code: str, roster: dict[str, Any]) -> None:
        self.code = code
        self.grids: list[str] = [g["id"] for g in roster["grids"]]
        self.members: list[str] = [m["id"] for m in roster["members"]]
        self.activations: dict[str, dict[str, Any]] = {}

    def look(self, board: dict[str, Any]) -> None:
        """Remember what a board shows."""
        self.activations = {a["id"]: a for a in board["activations"]}

    def running(self, rng: Random) -> dict[str, Any] | None:
        """One of the activations, or ``None``."""
        known = list(self.activations.values())
        return rng.choice(known) if known else None

    def task(self, rng: Random, *states: str) -> dict[str, Any] | None:
        """One of the tasks in those states, or ``None``."""
        known = list(self.activations.values())
        tasks = [t for a in known for g in a["groups"] for t in g["tasks"] if t["state"] in states]
        return rng.choice(tasks) if tasks else None

    def post(self, rng: Random) -> tuple[str, str] | None:
        """An activation, and somebody who has a post in it."""
        running = self.running(rng)
        posts = [m["member"] for g in running["groups"] for m in g["members"]] if running else []
        return (running["id"], rng.choice(posts)) if running and posts else None


def furnish(admin: httpx2.Client, number: int) -> list[Place]:
    """So many communities of one street, each with its table; the plan is on the shelf."""
    said = admin.post("playbooks", content=PLAN.read_bytes())
    assert said.status_code == 201, said.text
    made = [f"{STREET}{n:03d}" for n in range(1, number + 1)]
    done = admin.post("organisation/imports", files={"file": ("codes.csv", codes(*made))})
    assert done.status_code == 200, done.text
    return [_furnished(admin, code, seed) for seed, code in enumerate(made)]


def _furnished(admin: httpx2.Client, code: str, seed: int) -> Place:
    done = import_table(admin, code, as_csv(rows(("槿园", "榧园", "柘园"), seed % 10)))
    assert done.status_code == 200, done.text
    return Place(code, admin.get(f"communities/{code}/roster").json())


def secretary(admin: httpx2.Client, place: Place, name: str) -> tuple[str, str]:
    """A token of a secretary: the actor that the log knows, and the secret."""
    body = {"role": "secretary", "place": place.code, "name": name}
    made = admin.post("tokens", json=body)
    assert made.status_code == 201, made.text
    return f"token:{made.json()['id']}", made.json()["token"]


def shape(board: dict[str, Any]) -> list[Any]:
    """What of a board the log decides: groups, posts, tasks and their states."""
    return [[a["id"], [_group(g) for g in a["groups"]]] for a in board["activations"]]


def _group(group: dict[str, Any]) -> list[Any]:
    posts = sorted([m[k] for k in ("member", "position", "mustered_at")] for m in group["members"])
    tasks = [
        [*(t[k] for k in ("id", "state", "due_at", "overdue")), sorted(t["assignees"])]
        for t in group["tasks"]
    ]
    return [group["group"], group["grid"], posts, tasks]
