"""No number of an identity card is kept, whatever field it is written in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import board, click, order, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live

SAID = "她的号码 999999 19900307 1234"


@pytest.fixture(scope="module")
def at_war(sqlite_server: Live) -> tuple[str, dict[str, Any]]:
    code = peaceful(sqlite_server.admin, seed=5)
    click(sqlite_server.admin, code)
    return code, board(sqlite_server.admin, code)


@pytest.mark.parametrize("field", ["name", "note", "unit", "building"])
def test_a_person_is_not_enrolled_with_it(
    sqlite_server: Live, at_war: tuple[str, dict[str, Any]], field: str
) -> None:
    person = {"name": "甲", field: SAID}
    refused = sqlite_server.admin.post(f"communities/{at_war[0]}/members", json=person)
    held(refused, 422, "id_number_refused", field)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("communities/{code}/cases", {"ref": SAID}, "ref"),
        ("communities/{code}/alerts", {"reason": SAID}, "reason"),
        ("communities/{code}/activations", {**order(), "reason": SAID}, "reason"),
        ("communities/{code}/activations", {**order(), "authority": SAID}, "authority"),
        ("communities/{code}/activations/{activation}/stand-down", {"reason": SAID}, "reason"),
        ("tasks/{task}/cancel", {"reason": SAID}, "reason"),
        ("tasks/{task}/note", {"reason": SAID}, "reason"),
        ("tasks/{task}/note", {"report": SAID}, "report"),
    ],
)
def test_it_is_not_said_in_other_words(
    sqlite_server: Live,
    at_war: tuple[str, dict[str, Any]],
    path: str,
    body: dict[str, Any],
    field: str,
) -> None:
    code, shown = at_war
    task = next(t for t in tasks(shown) if t["state"] == "open")
    activation = shown["activations"][0]["id"]
    place = path.format(code=code, activation=activation, task=task["id"])
    refused = sqlite_server.admin.post(place, json=body)
    assert refused.json()["field"].startswith(field)
    held(refused, 422, "id_number_refused", refused.json()["field"])
