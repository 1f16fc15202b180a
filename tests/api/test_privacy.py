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

from tests.api.personal import DOUBTFUL, PHONES, SEED, TEXTS, whole_scenario, words
from tests.api.places import board, rows
from tests.api.serving import ADMIN, Live, serving
from tests.api.wire import listen


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
