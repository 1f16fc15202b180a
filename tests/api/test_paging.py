"""Lists: `{items, next}`, a page at a time, the same in pages of any size."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import board, click, fresh_code, peaceful, register, tasks
from tests.api.serving import Live


def whole(live: Live, path: str, size: int, **asked: Any) -> list[dict[str, Any]]:
    """A list, in pages of a size."""
    found: list[dict[str, Any]] = []
    more: dict[str, Any] = {}
    while True:
        page = live.admin.get(path, params={"limit": size, **asked, **more})
        assert page.status_code == 200, page.text
        body = page.json()
        assert set(body) == {"items", "next"}
        assert len(body["items"]) <= size
        found += body["items"]
        if body["next"] is None:
            return found
        assert len(body["items"]) == size
        more = {"after": body["next"]}


@pytest.fixture
def code(live: Live) -> str:
    """A community that was activated several times, with a task of two people."""
    code = peaceful(live.admin, seed=9)
    for _ in range(3):
        done = click(live.admin, code)
        live.admin.post(f"communities/{code}/activations/{done['id']}/stand-down")
    click(live.admin, code)
    shown = board(live.admin, code)
    one, two = list(shown["names"])[:2]
    for task in tasks(shown)[:3]:
        live.admin.post(f"tasks/{task['id']}/accept", json={"for": one})
        live.admin.post(f"tasks/{task['id']}/start", json={"for": two})
    return code


@pytest.mark.parametrize(
    ("path", "sizes"),
    [
        ("communities/{code}/activations", (1, 2, 3, 4, 1000)),
        ("communities/{code}/assignments", (1, 7, 100, 1000)),
        ("communities/{code}/history", (50, 99, 1000)),
        ("playbooks", (1, 1000)),
    ],
)
def test_a_list_is_the_same_in_pages_of_any_size(
    live: Live, code: str, path: str, sizes: tuple[int, ...]
) -> None:
    now = board(live.admin, code)
    # the worker goes on opening tasks and telling people meanwhile
    until = {"history": {"to": now["at"]}, "assignments": {"as_of_position": now["position"]}}
    asked = until.get(path.rpartition("/")[2], {})
    lists = [whole(live, path.format(code=code), size, **asked) for size in sizes]
    assert lists[0]
    assert all(found == lists[0] for found in lists)
    keys = [str(sorted(item.items(), key=str)) for item in lists[0]]
    assert len(set(keys)) == len(keys)


def test_communities_and_tokens_are_listed_in_pages(live: Live) -> None:
    street = f"96{fresh_code()[5:]}0000"[:9]
    codes = sorted(fresh_code(street) for _ in range(5))
    register(live.admin, *codes)
    supervisor = live.admin.post(
        "tokens", json={"role": "supervisor", "place": street, "name": "街道"}
    ).json()
    for code in codes:
        said = {"role": "secretary", "place": code, "name": "书记"}
        live.admin.post("tokens", json=said)
    theirs = Live.__new__(Live)
    theirs.admin = live.client(supervisor["token"])
    for size in (1, 2, 5, 1000):
        assert [c["code"] for c in whole(theirs, "communities", size)] == codes
    theirs.admin.close()
    tokens = [t for t in whole(live, "tokens", 3) if t["place"].startswith(street)]
    assert len(tokens) == 6
    assert all("token" not in t for t in tokens)


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 1001}, {"limit": "many"}], ids=str)
def test_a_page_has_between_one_and_a_thousand_entries(live: Live, code: str, asked: Any) -> None:
    for path in (
        "communities",
        "playbooks",
        "tokens",
        f"communities/{code}/activations",
        f"communities/{code}/assignments",
        f"communities/{code}/history",
    ):
        refused = live.admin.get(path, params=asked)
        assert (refused.status_code, refused.json()["field"]) == (422, "limit"), path
