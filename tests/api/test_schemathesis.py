"""schemathesis against our own OpenAPI document: every route, every phase, every check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.places import EPIDEMIC, board, click, grids, peaceful, tasks
from tests.api.serving import ADMIN, serving

SECONDS = 35
#: what a well-formed request may be refused with: it asks for what cannot be, or too late
REFUSED = [303, 401, 403, 404, 409, 412, 422, 429]
#: what else a request that is no request may be told
ODD = ["400", "405", "406", "413", "415", "428", "429", "5xx"]
SUPERVISOR = {"login": "supervisor", "name": "x", "role": "supervisor", "place": "99"}
SCHEMATHESIS = [
    str(Path(sys.executable).with_name("schemathesis")),
    "run",
    f"--header=Authorization: Bearer {ADMIN}",
    "--checks=all",
    "--continue-on-failure",
    f"--max-time={SECONDS}",
    "--max-examples=12",
    "--seed=20221122",
    "--generation-database=none",
    "--no-color",
    "--warnings=off",
    # it never ends; test_events.py reads it
    "--exclude-path=/api/v1/events/stream",
]


def scenes(known: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Routes by the beginning of their path, with what their parameters should often name."""
    code = {"code": known["code"]}
    running = {**code, "id": known["activation"]}
    happened = "/api/v1/communities/{code}/activations/{id}/occurrences/{occurrence}"
    return [
        (happened, {**running, "occurrence": known["occurrence"]}),
        ("/calendars/{secret}.ics", {"secret": known["secret"]}),
        ("/api/v1/communities/{code}/calendars/{id}", {**code, "id": known["calendar"]}),
        ("/api/v1/communities/{code}/ledgers/", {**code, "form": "f_request"}),
        ("/api/v1/communities/{code}/activations/{id}", running),
        ("/api/v1/communities/{code}", code),
        ("/api/v1/organisation/{code}/activations/{id}", {**code, "id": known["campaign"]}),
        ("/api/v1/organisation/{code}", code),
        ("/api/v1/members/{id}", {"id": known["member"]}),
        ("/api/v1/tasks/{id}", {"id": known["task"]}),
        ("/api/v1/activations/{id}", {"id": known["activation"]}),
        ("/api/v1/accounts/{id}", {"id": known["account"]}),
        ("/api/v1/links/{id}", {"id": known["link"]}),
        ("/api/v1/tokens/{id}", {"id": known["token"]}),
        ("/api/v1/webhooks/{id}", {"id": known["webhook"]}),
        ("/api/v1/playbooks/{id}", {"id": EPIDEMIC}),
    ]


def configuration(document: dict[str, Any], known: dict[str, str]) -> str:
    """What schemathesis is told: real ids beside its own, and what may be refused."""
    lines = [
        "[checks.positive_data_acceptance]",
        f"expected-statuses = {json.dumps(['2xx', *(str(s) for s in REFUSED)])}",
        "[checks.negative_data_rejection]",
        f"expected-statuses = {json.dumps([*(str(s) for s in REFUSED), *ODD])}",
    ]
    for path in document["paths"]:
        for begins, parameters in scenes(known):
            if path.startswith(begins):
                said = ", ".join(f'"path.{k}" = ["{v}", "none"]' for k, v in parameters.items())
                lines += [
                    "[[operations]]",
                    f'include-path = "{path}"',
                    f"parameters = {{ {said} }}",
                ]
                break
    return "\n".join(lines)


@pytest.mark.timeout(SECONDS * 4)
def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with serving(store, PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
        admin = live.admin
        code = peaceful(admin)
        activation = click(admin, code)["id"]
        said = {"playbook": EPIDEMIC, "drill": True}
        hook = {"name": "x", "url": "http://127.0.0.1:9/", "community": code}
        document = admin.get("openapi.json").json()
        shown = board(admin, code)
        request = {"event": "request_logged", "grid": grids(admin, code)[0]}
        happened = f"communities/{code}/activations/{activation}/occurrences"
        calendar = admin.post(f"communities/{code}/calendars", json={"name": "x"}).json()
        person = {"member": tasks(shown)[0]["assignees"][0]}
        known = {
            "code": code,
            "calendar": calendar["id"],
            "secret": calendar["url"].rpartition("/")[2].removesuffix(".ics"),
            "activation": activation,
            "occurrence": admin.post(happened, json=request).json()["id"],
            "campaign": admin.post(f"organisation/{code}/activations", json=said).json()["id"],
            "member": next(iter(shown["names"])),
            "task": tasks(shown)[0]["id"],
            "webhook": admin.post("webhooks", json=hook).json()["id"],
            "account": admin.post("accounts", json=SUPERVISOR).json()["id"],
            "link": admin.post(f"activations/{activation}/links", json=person).json()["id"],
            "token": admin.post("tokens", json={"role": "integrator", "name": "x"}).json()["id"],
        }
        (tmp_path / "schemathesis.toml").write_text(configuration(document, known))
        done = subprocess.run(
            [*SCHEMATHESIS, f"{live.url}/api/v1/openapi.json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={**os.environ, "COLUMNS": "120"},
        )
        told = "\n".join(line[:400] for line in done.stdout.splitlines())
        assert done.returncode == 0, told[-12000:] + done.stderr[-2000:]
        assert not [line for line in live.lines() if line["event"] == "request_failed"]
