"""After a whole scenario, no name, phone or free text is anywhere but in the directory."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import msgspec
import psycopg
import pytest

from engine.store import verify
from tests.examples import CODE
from tests.scenario import CALLER, live, secrets
from tests.town import (
    PHONES,
    Town,
    caller,
)


def contents(town: Town) -> dict[str, str]:
    """Every table of the database with all that is in it, as text; escapes are resolved."""
    if town.url.startswith("sqlite"):
        return _sqlite(town.url.removeprefix("sqlite:///"))
    return _postgres(town.url)


def _sqlite(path: str) -> dict[str, str]:
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {t: _text(connection.execute(f'SELECT * FROM "{t}"').fetchall()) for (t,) in tables}
    connection.close()
    return found


def _postgres(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        return {
            name: _text(connection.execute(f'SELECT * FROM "{schema}"."{name}"').fetchall())
            for schema, name in tables
        }


def _text(rows: list[tuple[object, ...]]) -> str:
    said = []
    for value in (value for row in rows for value in row):
        raw = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
        said.append(raw)
        try:
            said.append(json.dumps(msgspec.json.decode(raw), ensure_ascii=False))
        except msgspec.MsgspecError:
            continue
    return "\n".join(said)


@pytest.fixture
def lived(town: Town) -> Town:
    live(town)
    return town


def test_outside_the_directory_there_is_no_name_phone_or_text(lived: Town) -> None:
    found = contents(lived)
    outside = {t: said for t, said in found.items() if not t.startswith("directory_")}
    assert {"events", "commits", "refs", "playbooks"} <= outside.keys()
    for table, said in outside.items():
        assert [secret for secret in secrets() if secret in said] == [], table


def test_the_scan_would_find_them(lived: Town) -> None:
    """All of it was kept, in the directory: a secret that was never typed proves nothing."""
    inside = "\n".join(s for t, s in contents(lived).items() if t.startswith("directory_"))
    assert [secret for secret in secrets() if secret not in inside] == []


def test_facts_of_every_kind_were_scanned(lived: Town) -> None:
    topics = {r.topic.partition(".")[0] for r in lived.facts()}
    assert topics >= {
        "case_reported",
        "contact_changed",
        "grid_drawn",
        "member_left",
        "authority_recorded",
        "planned_end_set",
        "activation_undone",
        "playbook_stood_down",
        "member_released",
        "task_reported",
        "task_noted",
        "task_cancelled",
        "task_reopened",
        "task_overdue",
        "campaign_finished",
        "occurrence_logged",
        "phase_begun",
        "occurrence_closed",
    }


def test_when_everybody_is_erased_nothing_of_them_is_left_and_the_log_verifies(
    lived: Town,
) -> None:
    members = list(lived.store.directory.people(community=CODE))
    named = {p.name for p in lived.store.directory.people(community=CODE).values()}
    assert len(members) == 8
    for member in members:
        lived.workflow.members.erase(member, caller())
    everything = "\n".join(contents(lived).values())
    assert [name for name in named if name in everything] == []
    theirs = [phone for phone in secrets() if phone.isdigit() and phone != CALLER]
    assert [phone for phone in theirs if phone in everything] == []
    assert list(verify(lived.store)) == []


def test_nothing_of_the_erased_is_left_in_the_file_itself(lived: Town) -> None:
    if not lived.url.startswith("sqlite"):
        pytest.skip("a file of SQLite")
    for member in list(lived.store.directory.people(community=CODE)):
        lived.workflow.members.erase(member, caller())
    path = Path(lived.url.removeprefix("sqlite:///"))
    lived.store.close()
    raw = b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))
    assert [n for n in (*PHONES, *PHONES.values()) if n.encode() in raw] == []
