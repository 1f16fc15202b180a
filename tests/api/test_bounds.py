"""No number comes into the log that no view could hold, whichever way it is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.places import EPIDEMIC, peaceful
from tests.api.serving import Live

HUGE = 20_000_000_000_000_000_000


@pytest.fixture(scope="module")
def code(sqlite_server: Live) -> str:
    return peaceful(sqlite_server.admin, seed=6)


@pytest.mark.parametrize("said", [HUGE, 10**400, 1001, 0, -1, "2", ["2"]])
def test_a_parameter_is_held_against_the_place_where_it_stands(
    sqlite_server: Live, code: str, said: Any
) -> None:
    path = f"communities/{code}/parameters/{EPIDEMIC}"
    before = sqlite_server.admin.get(path).json()["parameters"]
    refused = sqlite_server.admin.put(path, json={"persons_per_gate_shift": said})
    assert refused.status_code == 422, refused.text
    assert sqlite_server.admin.get(path).json()["parameters"] == before


@pytest.mark.parametrize(
    "line",
    [
        f'due: {{kind: daily, at: ["08:00-20:00"]}}, places: {10**30}',
        'due: {kind: daily, at: ["08:00-20:00"]}, places: 1001',
        'due: {kind: day, day: 1000000000, at: "08:00"}',
        "due: {kind: offset, plus: P2900000D}",
        "due: {kind: interval, every: P9999999D}",
        "due: {kind: before, target: planned_end, minus: P2900000D}",
        f"due: {{kind: offset, plus: PT1H}}, raises: [{{event: e, field: f, values: [{HUGE}]}}]",
    ],
)
def test_a_playbook_with_a_number_past_all_reason_is_refused(
    sqlite_server: Live, line: str
) -> None:
    plan = f"""\
schema: pingzhan.playbook/v1
id: huge
revision: "1"
vocabulary: community
title: {{zh: 试, en: T}}
mode: wartime
status: {{kind: draft, note: {{zh: 草, en: d}}}}
groups:
  - id: command
    mission: {{zh: 使命, en: m}}
    per: community
    tasks: [{{id: com.01, zh: 事项, en: Item, basis: inference, {line}}}]
"""
    refused = sqlite_server.admin.post(
        "playbooks", content=plan.encode(), headers={"content-type": "application/yaml"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "playbook_faulty")
    assert refused.json()["faults"][0]["code"] in (
        "out_of_range",
        "number_too_long",
        "duration_too_long",
    )


def test_an_overlay_of_a_place_where_nobody_is_registered_is_told(
    sqlite_server: Live, code: str
) -> None:
    plan = sqlite_server.admin.get(f"playbooks/{EPIDEMIC}").json()
    for n, (place, told) in enumerate((("999999999999", 1), (code, 0), (code[:6], 0))):
        overlay = {
            "schema": "pingzhan.overlay/v1",
            "id": f"here_{n}",
            "playbook": EPIDEMIC,
            "base_revision": plan["revision"],
            "place": place,
        }
        answer = sqlite_server.admin.post(
            "playbooks",
            content=json.dumps(overlay).encode(),
            headers={"content-type": "application/yaml"},
        )
        assert answer.status_code == 201, answer.text
        assert len(answer.json()["warnings"]) == told
