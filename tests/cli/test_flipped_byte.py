"""One byte of the database is another: `verify` says at which position, and exits with 3."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.api.places import board, click, peaceful
from tests.api.serving import pingzhan, serving
from tests.cli.typed import typed


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a click in it."""
    path = tmp_path_factory.mktemp("flip") / "log.sqlite"
    with serving(f"sqlite:///{path}") as live:
        code = peaceful(live.admin)
        click(live.admin, code)
        board(live.admin, code)
    return path


def change(file: Path, table: str, column: str, where: str) -> None:
    """Turn one bit of one value, as a failing disk or a hand would."""
    with sqlite3.connect(file) as log:
        ((rowid, value),) = log.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}")
        if isinstance(value, int):
            other: object = value ^ 4096
        else:
            at = len(value) // 2
            raw = value.encode() if isinstance(value, str) else value
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            other = flipped.decode() if isinstance(value, str) else flipped
        log.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, rowid))
    log.close()


@pytest.mark.parametrize(
    ("table", "column", "where", "position"),
    [
        ("stored_events", "state", "position = 40", 40),
        ("stored_events", "digest", "position = 40", 40),
        ("stored_events", "topic", "position = 40", 40),
        ("stored_events", "originator_version", "position = 40", 40),
        ("stored_events", "state", "position = 1", 1),
        ("commits", "recorded_at", "first_position <= 40 AND last_position >= 40", 40),
    ],
)
def test_a_flipped_byte_is_found_at_its_position(
    file: Path, tmp_path: Path, table: str, column: str, where: str, position: int
) -> None:
    broken = copied(file, tmp_path)
    change(broken, events_table(broken) if table == "stored_events" else table, column, where)
    # one of them as a real process
    run = pingzhan if (column, position) == ("state", 40) else typed
    found = run("verify", "--store", f"sqlite:///{broken}")
    assert found.returncode == 3, found.stdout + found.stderr
    assert "Traceback" not in found.stderr
    numbers = positions(broken, position)
    assert any(f"第 {n} 号" in found.stdout for n in numbers)
    assert any(f"position {n} " in found.stdout for n in numbers)


def test_a_fact_taken_out_is_missed(file: Path, tmp_path: Path) -> None:
    broken = copied(file, tmp_path)
    with sqlite3.connect(broken) as log:
        log.execute(f"DELETE FROM {events_table(broken)} WHERE position = 40")
    log.close()
    found = typed("verify", "--store", f"sqlite:///{broken}")
    assert found.returncode == 3


def test_a_view_that_is_not_what_the_log_folds_to_is_told_and_folded_anew(
    file: Path, tmp_path: Path
) -> None:
    broken = copied(file, tmp_path)
    with sqlite3.connect(broken) as log:
        log.execute("DELETE FROM view_board WHERE rowid = (SELECT max(rowid) FROM view_board)")
    log.close()
    store = f"sqlite:///{broken}"
    found = typed("verify", "--store", store)
    assert found.returncode == 3
    assert "rebuild" in found.stdout
    assert typed("rebuild", "--store", store).returncode == 0
    assert typed("verify", "--store", store).returncode == 0


def copied(file: Path, folder: Path) -> Path:
    """A copy of a database, its journal included."""
    copy = folder / "log.sqlite"
    with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy


def events_table(file: Path) -> str:
    with sqlite3.connect(file) as log:
        named = [r[0] for r in log.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    log.close()
    return next(n for n in named if n.endswith("events"))


def positions(file: Path, position: int) -> range:
    """The positions of the save that a position belongs to: its time and order are one chain."""
    with sqlite3.connect(file) as log:
        ((first, last),) = log.execute(
            "SELECT first_position, last_position FROM commits "
            "WHERE first_position <= ? AND last_position >= ?",
            (position, position),
        )
    log.close()
    return range(first, last + 1)
