"""Names, phones and free text stand in the directory and nowhere else: a scenario, searched."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from tests.api.places import (
    EPIDEMIC,
    as_csv,
    board,
    click,
    fresh_code,
    import_table,
    register,
    rows,
    tasks,
)
from tests.api.serving import ADMIN, Live, serving
from tests.api.wire import listen

SEED = 9
#: everything that people write in the scenario, each word once and nowhere else in the project
TEXTS = {
    "case": "鼗鼖病例",
    "reason": "鼗鼖启动缘由",
    "authority": "鼗鼖〔2025〕号",
    "report": "鼗鼖报告",
    "note": "鼗鼖便笺",
    "handover": "鼗鼖换班",
    "title": "鼗鼖送药",
    "remark": "鼗鼖备注",
    "cancel": "鼗鼖取消",
    "end": "鼗鼖解除",
    "undo": "鼗鼖撤销",
    "area": "鼗鼖全街",
    "token": "鼗鼖书记",
    "wrong": "鼗鼖错字",
    "enrolled": "鼗鼖新人",
    "renamed": "鼗鼖改名",
    "channel": "zyzzyva-7771@example.org",
    "request": "鼗鼖诉求",
    "about": "鼗鼖住户",
    "closed": "鼗鼖了结",
}
PHONES = ("15477770001", "15477770002")
DOUBTFUL = "1547777000"


def words() -> list[str]:
    """All that must not be found."""
    people = [cell for row in rows(seed=SEED)[1:] for cell in (row[3], row[6], row[5])]
    return sorted({*people, *TEXTS.values(), *PHONES, DOUBTFUL})


def whole_scenario(live: Live) -> str:
    """Everything that people do, once, with something to say each time; the community."""
    admin, code = live.admin, fresh_code()
    register(admin, code)
    table = rows(seed=SEED)
    for row in table[1:]:
        row[10] = TEXTS["remark"]
    table[2][6] = DOUBTFUL
    assert import_table(admin, code, as_csv(table)).json()["issues"]
    assert import_table(admin, code, as_csv(table), params={"dry_run": True}).status_code == 200
    person(live, code)
    undone = click(admin, code, reason=TEXTS["reason"])
    path = f"communities/{code}/activations"
    admin.post(f"{path}/{undone['id']}/undo", json={"reason": TEXTS["undo"]})
    said = {"reason": TEXTS["reason"], "case_ref": TEXTS["case"]}
    activation = click(admin, code, **said)["id"]
    work(live, code, activation)
    happen(live, code, activation)
    admin.post(f"{path}/{activation}/stand-down", json={"reason": TEXTS["end"]})
    asked = {"playbook": EPIDEMIC, "reason": TEXTS["area"], "authority": TEXTS["authority"]}
    admin.post(f"organisation/{code}/activations", json=asked)
    mistakes(live, code)
    return code


def person(live: Live, code: str) -> None:
    said = {"name": TEXTS["enrolled"], "phone": PHONES[0], "note": TEXTS["remark"]}
    headers = {"Idempotency-Key": TEXTS["enrolled"].encode().hex()}
    member = live.admin.post(f"communities/{code}/members", json=said, headers=headers).json()["id"]
    live.admin.patch(f"members/{member}", json={"name": TEXTS["renamed"], "phone": PHONES[1]})
    live.admin.post(f"members/{member}/erase")


def work(live: Live, code: str, activation: str) -> None:
    admin = live.admin
    path = f"communities/{code}/activations/{activation}"
    shown = board(admin, code)
    open_tasks = [t for t in tasks(shown) if t["state"] == "open"]
    one, two, three, four = (f"tasks/{t['id']}" for t in open_tasks[:4])
    people = list(shown["names"])
    assert admin.post(f"{path}/authority", json={"authority": TEXTS["authority"]}).is_success
    assert admin.post(f"activations/{activation}/muster", json={"member": people[0]}).is_success
    for way, said in (
        (f"{one}/accept", {"for": people[0]}),
        (f"{one}/complete", {"for": people[0], "report": TEXTS["report"]}),
        (f"{two}/note", {"report": TEXTS["note"]}),
        (f"{two}/reassign", {"to": people[3], "reason": TEXTS["handover"]}),
        (f"{three}/cancel", {"reason": TEXTS["cancel"]}),
        (f"{three}/reopen", {"reason": TEXTS["handover"]}),
        (f"{four}/complete", {"report": TEXTS["report"]}),
        (
            f"{path}/tasks",
            {
                "group": "supply",
                "grid": open_tasks[0]["grid"],
                "title": TEXTS["title"],
                "due_at": "2099-01-01T00:00:00Z",
            },
        ),
    ):
        assert admin.post(way, json=said).is_success, way
    ways = {"channels": [{"kind": "email", "address": TEXTS["channel"]}]}
    assert admin.put(f"members/{people[6]}/channels", json=ways).is_success
    assert admin.delete(f"members/{people[5]}").is_success


def happen(live: Live, code: str, activation: str) -> None:
    """A request with its report, taken out in a ledger, and closed."""
    admin, path = live.admin, f"communities/{code}/activations/{activation}/occurrences"
    said = {
        "event": "request_logged",
        "grid": admin.get(f"communities/{code}/roster").json()["grids"][0]["id"],
        "report": {"summary": TEXTS["request"]},
        "about": TEXTS["about"],
    }
    logged = admin.post(path, json=said, headers={"Idempotency-Key": "request"}).json()
    done = {"report": {"summary": TEXTS["request"], "handling_group": "supply"}}
    assert admin.post(f"tasks/{logged['tasks'][0]}/complete", json=done).is_success
    assert admin.get(f"communities/{code}/ledgers/f_request.xlsx").is_success
    assert admin.get(f"communities/{code}/reports", params={"form": "f_request"}).is_success
    assert admin.post(f"{path}/{logged['id']}/close", json={"reason": TEXTS["closed"]}).is_success
    wrong = {"event": "request_logged", "report": {TEXTS["wrong"]: PHONES[0]}}
    assert admin.post(path, json={**said, **wrong}).status_code == 422


def mistakes(live: Live, code: str) -> None:
    """Requests that are refused, with words of people where they do not belong."""
    token = {"role": "secretary", "place": code, "name": TEXTS["token"]}
    secretary = live.client(live.admin.post("tokens", json=token).json()["token"])
    name = TEXTS["wrong"]
    for client in (live.admin, secretary, live.client("pz_wrong")):
        for asked in (
            {"url": f"communities/{code}/cases", "json": {"ref": {"who": name}}},
            {"url": f"communities/{code}/cases", "json": {name: PHONES[0]}},
            {"url": f"communities/{code}/cases?who={name}", "content": name.encode()},
            {"url": f"members/{name}/erase"},
            {"url": f"tasks/{PHONES[0]}/{name}"},
            {"url": f"{name}/{PHONES[0]}"},
            {"url": f"communities/{code}/roster/imports", "files": {"file": (name, b"x")}},
            {"url": "organisation/imports", "files": {"file": (name, name.encode())}},
        ):
            assert client.post(**asked).status_code >= 400
        client.get("history", params={"member": name})
        client.get(f"communities/{code}/assignments", params={"case": name})
        client.get(f"communities/{name}")


def cells(store: str) -> Iterator[tuple[str, bytes]]:
    """Every value of every table outside the directory, with the table's name."""
    if store.startswith("sqlite"):
        file = sqlite3.connect(store.removeprefix("sqlite:///"))
        named = [r[0] for r in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in named:
            for row in file.execute(f'SELECT * FROM "{name}"'):
                yield from ((name, as_bytes(value)) for value in row)
        file.close()
        return
    with psycopg.connect(store) as connection:
        named = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, name in named:
            table = sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name))
            for row in connection.execute(table):
                yield from ((name, as_bytes(value)) for value in row)


def as_bytes(value: Any) -> bytes:
    """A value as it may be searched, whatever JSON escapes it holds, squeezed or not."""
    raw = value if isinstance(value, bytes) else str(value).encode()
    with contextlib.suppress(zlib.error):
        raw = zlib.decompress(raw)
    return raw + re.sub(rb"\\u([0-9a-fA-F]{4})", _unescaped, raw)


def _unescaped(found: re.Match[bytes]) -> bytes:
    return chr(int(found[1], 16)).encode("utf-8", "surrogatepass")


def found_in(text: bytes) -> list[str]:
    return [word for word in words() if word.encode() in text]


def test_nothing_personal_is_found_outside_the_directory(store_url: str) -> None:
    with serving(store_url) as live:
        code = whole_scenario(live)
        head = live.admin.post("tokens", json={"role": "integrator", "name": "x"}).json()
        with live.client(head["token"]) as reader:
            pages = reader.get("events", params={"limit": 1000}).content
            assert len(json.loads(pages)) > 250
        heard = list(listen(live, 1, head["position"]))
        assert len(heard) == head["position"] - 1
        board(live.admin, code, as_of_position=head["position"])
        logged = live.log.read_bytes()
    assert found_in(pages) == []
    assert found_in(json.dumps(heard, ensure_ascii=False).encode()) == []
    tables: dict[str, set[str]] = {}
    for name, value in cells(store_url):
        tables.setdefault(name, set()).update(found_in(value))
    beside = {name: found for name, found in tables.items() if not name.startswith("directory_")}
    assert len(beside) > 6
    assert {name: found for name, found in beside.items() if found} == {}
    # the search finds what there is: in the directory stands all that was not erased
    known = set().union(*(tables[name] for name in tables if name.startswith("directory_")))
    erased = {TEXTS["enrolled"], TEXTS["renamed"], *PHONES}
    unsaid = {TEXTS["wrong"], DOUBTFUL, rows(seed=SEED)[2][6]}
    assert known == set(words()) - erased - unsaid
    assert found_in(logged) == []


def test_a_request_is_one_line_of_json_with_request_and_actor(sqlite_server: Live) -> None:
    live = sqlite_server
    before = len(live.lines())
    token = live.admin.post("tokens", json={"role": "integrator", "name": "x"}).json()
    with live.client(token["token"]) as reader:
        answers = [
            live.admin.get("communities"),
            reader.get("communities"),
            live.client().get("communities"),
            live.admin.get("nowhere"),
            live.admin.post("tokens", json={}),
        ]
    told = [line for line in live.lines()[before:] if line["event"] == "request"][1:]
    assert [line["request"] for line in told] == [a.headers["x-request-id"] for a in answers]
    assert [line["status"] for line in told] == [200, 403, 401, 404, 422]
    actors = ["admin", f"token:{token['id']}", None, None, None]
    assert [line["actor"] for line in told][:4] == actors[:4]
    assert [line.get("refused") for line in told[:3]] == [None, "forbidden", "unauthenticated"]
    for line in told:
        assert set(line) >= {"event", "level", "timestamp", "method", "route", "status", "ms"}
    assert told[0]["route"] == "/api/v1/communities"


def test_an_error_of_ours_is_logged_without_what_it_was_about(sqlite_server: Live) -> None:
    """The administrator's own token is the one secret that the server knows: it is never told."""
    assert ADMIN not in sqlite_server.log.read_text("utf-8")
