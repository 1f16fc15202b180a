"""Terms of a write: If-Match, Idempotency-Key, what is repeated and what is refused."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.api.places import (
    as_csv,
    board,
    click,
    fresh_code,
    import_table,
    order,
    peaceful,
    register,
    rows,
    tasks,
)
from tests.api.serving import ADMIN, Live


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=7)


def key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": name}


def test_a_write_decided_on_an_old_version_is_refused(live: Live, code: str) -> None:
    etag = live.admin.get(f"communities/{code}").headers["etag"]
    assert live.admin.get(f"communities/{code}/roster").headers["etag"] == etag
    fresh = live.admin.post(
        f"communities/{code}/members", json={"name": "粜"}, headers={"If-Match": etag}
    )
    assert fresh.status_code == 201
    assert fresh.headers["etag"] != etag
    assert live.admin.get(f"communities/{code}").headers["etag"] == fresh.headers["etag"]
    before = live.admin.get("events", params={"community": code, "limit": 1000}).json()
    member = fresh.json()["id"]
    writes: list[tuple[str, str, Any]] = [
        ("POST", f"communities/{code}/members", {"name": "籴"}),
        ("PATCH", f"members/{member}", {"name": "籴"}),
        ("DELETE", f"members/{member}", None),
        ("POST", f"members/{member}/erase", None),
        ("POST", f"communities/{code}/cases", {"ref": "病例"}),
        ("POST", f"communities/{code}/activations", order()),
    ]
    for method, path, body in writes:
        for old in (etag, '"999999"', "W/" + etag, '"abc"', "x"):
            stale = live.admin.request(method, path, json=body, headers={"If-Match": old})
            assert (stale.status_code, stale.json()["code"]) == (412, "stale_version"), path
    stale = import_table(live.admin, code, as_csv(rows(seed=8)), headers={"If-Match": etag})
    assert stale.status_code == 412
    assert live.admin.get("events", params={"community": code, "limit": 1000}).json() == before
    anything = live.admin.patch(f"members/{member}", json={"name": "籴"}, headers={"If-Match": "*"})
    assert anything.status_code == 200


def test_an_activation_and_its_tasks_have_versions_too(live: Live, code: str) -> None:
    activation = click(live.admin, code)["id"]
    task = tasks(board(live.admin, code))[0]
    shown = live.admin.get(f"tasks/{task['id']}")
    etag = {"If-Match": shown.headers["etag"]}
    done = live.admin.post(f"tasks/{task['id']}/accept", headers=etag)
    assert done.status_code == 200
    assert live.admin.get(f"tasks/{task['id']}").headers["etag"] == done.headers["etag"]
    assert live.admin.post(f"tasks/{task['id']}/complete", headers=etag).status_code == 412
    path = f"communities/{code}/activations/{activation}"
    old = {"If-Match": '"1"'}
    for way, body in (
        (f"{path}/undo", None),
        (f"{path}/stand-down", None),
        (f"{path}/authority", {"authority": "一号"}),
        (f"{path}/amend", {"planned_end": "2099-01-01T00:00:00Z"}),
        (
            f"{path}/tasks",
            {"group": "supply", "title": "送", "due_at": "2099-01-01T00:00:00Z"}
            | {"grid": task["grid"]},
        ),
        (f"activations/{activation}/muster", {"member": task["assignees"][0]}),
    ):
        stale = live.admin.post(way, json=body, headers=old)
        assert (stale.status_code, stale.json()["code"]) == (412, "stale_version"), way


def test_the_same_key_gives_the_same_answer_and_happens_once(live: Live, code: str) -> None:
    path = f"communities/{code}/members"
    said = {"name": "粜", "phone": "15400009999"}
    first = live.admin.post(path, json=said, headers=key(f"{code}-a"))
    live.admin.post(f"communities/{code}/cases", json={"ref": "之间"})
    again = live.admin.post(path, json=said, headers=key(f"{code}-a"))
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    roster = live.admin.get(f"communities/{code}/roster").json()
    assert [m["name"] for m in roster["members"]].count("粜") == 1
    other = live.admin.post(path, json=said, headers=key(f"{code}-b"))
    assert other.json()["id"] != first.json()["id"]


def test_the_same_key_with_another_request_is_refused(live: Live, code: str) -> None:
    path = f"communities/{code}/members"
    live.admin.post(path, json={"name": "粜"}, headers=key(f"{code}-c"))
    for method, way, body in (
        ("POST", path, {"name": "籴"}),
        ("POST", f"{path}?x=1", {"name": "粜"}),
        ("POST", f"communities/{code}/cases", {"ref": "粜"}),
    ):
        refused = live.admin.request(method, way, json=body, headers=key(f"{code}-c"))
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")


def test_a_key_is_its_callers_own(live: Live, code: str) -> None:
    path = f"communities/{code}/members"
    said = {"role": "secretary", "place": code, "name": "书记"}
    secretary = live.client(live.admin.post("tokens", json=said).json()["token"])
    first = live.admin.post(path, json={"name": "粜"}, headers=key(f"{code}-d"))
    theirs = secretary.post(path, json={"name": "籴"}, headers=key(f"{code}-d"))
    assert theirs.status_code == 201
    assert theirs.json()["id"] != first.json()["id"]
    secretary.close()


def test_a_repeated_key_is_answered_whatever_happened_since(live: Live, code: str) -> None:
    etag = live.admin.get(f"communities/{code}").headers["etag"]
    terms = {**key(f"{code}-e"), "If-Match": etag}
    path = f"communities/{code}/activations"
    first = live.admin.post(path, json=order("鬯"), headers=terms)
    assert first.status_code == 201
    live.admin.post(f"{path}/{first.json()['id']}/stand-down", headers=key(f"{code}-f"))
    again = live.admin.post(path, json=order("鬯"), headers=terms)
    assert (again.status_code, again.json()) == (201, first.json())
    assert live.admin.get(f"communities/{code}").json()["mode"] == "peacetime"
    anew = live.admin.post(path, json=order("鬯"), headers=key(f"{code}-g"))
    assert anew.status_code == 201
    assert anew.json()["id"] != first.json()["id"]


def test_a_key_outlives_a_refusal(live: Live, code: str) -> None:
    path = f"communities/{code}/activations"
    wrong = live.admin.post(path, json=order(level="none"), headers=key(f"{code}-h"))
    assert wrong.status_code == 422
    right = live.admin.post(path, json=order(), headers=key(f"{code}-h"))
    assert right.status_code == 201


def test_an_upload_retried_with_another_boundary_is_the_same_request(live: Live) -> None:
    code = fresh_code()
    register(live.admin, code)
    content = as_csv(rows())

    def send(boundary: str, table: bytes) -> Any:
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="t.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        ).encode() + table
        return live.admin.post(
            f"communities/{code}/roster/imports",
            content=body + f"\r\n--{boundary}--\r\n".encode(),
            headers={
                **key(f"{code}-i"),
                "Content-Type": f"multipart/form-data; boundary={boundary}",
            },
        )

    first = send("aaaaaaaaaaaaaaaa", content)
    assert first.status_code == 200
    assert len(first.json()["changes"]) > 16
    again = send("bbbbbbbbbbbb", content)
    assert again.json() == first.json()
    other = send("cccccccc", content + "槿园\r\n".encode())
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_dry_run_takes_no_key(live: Live, code: str) -> None:
    table = rows(seed=7)
    table[1][6] = "15499990000"
    asked: dict[str, Any] = {"headers": key(f"{code}-j")}
    dry = import_table(live.admin, code, as_csv(table), params={"dry_run": True}, **asked)
    assert len(dry.json()["changes"]) == 1
    real = import_table(live.admin, code, as_csv(table), **asked)
    assert len(real.json()["changes"]) == 1


def test_the_same_key_from_many_at_once_happens_once(live: Live, code: str) -> None:
    told: list[tuple[int, Any]] = []
    barrier = threading.Barrier(6)

    def enrol() -> None:
        with live.client(ADMIN) as client:
            barrier.wait()
            done = client.post(
                f"communities/{code}/members", json={"name": "粜"}, headers=key(f"{code}-k")
            )
            told.append((done.status_code, done.json()))

    threads = [threading.Thread(target=enrol) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [told[0]] * 6
    assert told[0][0] == 201
    roster = live.admin.get(f"communities/{code}/roster").json()
    assert [m["name"] for m in roster["members"]].count("粜") == 1


def test_every_write_answers_with_its_position(live: Live, code: str) -> None:
    head = click(live.admin, code)["position"]
    shown = live.admin.get("events", params={"after": head - 1, "limit": 1}).json()
    assert [int(e["id"]) for e in shown] == [head]
    said = {"role": "integrator", "place": code, "name": "平台"}
    token = live.admin.post("tokens", json=said).json()
    assert token["position"] >= head
    assert live.admin.delete(f"tokens/{token['id']}").json()["position"] >= head
