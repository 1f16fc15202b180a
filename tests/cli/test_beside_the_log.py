"""`verify` says what and where, and exits with 3, whatever of the database was damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from api.catalogue import catalogue
from engine.store.verify import REASONS
from tests.api.places import board, click, peaceful
from tests.api.serving import serving
from tests.cli.test_flipped_byte import copied
from tests.cli.typed import typed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a click in it."""
    path = tmp_path_factory.mktemp("whole") / "log.sqlite"
    with serving(f"sqlite:///{path}") as live:
        code = peaceful(live.admin)
        board(live.admin, code, at_least=click(live.admin, code)["position"])
    return path


LAST_SAVE = "(SELECT max(first_position) FROM commits)"
#: notices of the house may follow it, which are on no board
LAST_TASK = "(SELECT max(position) FROM events WHERE topic = 'task_opened.v1')"
VIEWS = ("board", "due", "roster", "assignments")


def run(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as log:
        for statement in statements:
            log.execute(statement)
    log.close()


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE events SET state = x'7B' WHERE position = 40"], "position 40 "),
        (["UPDATE events SET topic = 'nothing.v9' WHERE position = 40"], "position 40 "),
        (["UPDATE events SET state = CAST(state AS TEXT) WHERE position = 40"], "position 40 "),
        (["UPDATE events SET state = CAST(x'FF' AS TEXT) WHERE position = 40"], "position 40 "),
        (
            [
                f"DELETE FROM events WHERE position >= {LAST_SAVE}",
                f"DELETE FROM commits WHERE first_position = {LAST_SAVE}",
                *(f"DELETE FROM view_{name}" for name in VIEWS),
                "DELETE FROM view_positions",
            ],
            "end of the log",
        ),
        (["UPDATE view_board SET doc = CAST(doc AS TEXT)"], "view board differs"),
        (["UPDATE view_board SET doc = CAST(x'FF' AS TEXT)"], "view board differs"),
        (["UPDATE view_due SET doc = x'FF'"], "view due differs"),
        (["UPDATE view_due SET rank = rank + 1"], "view due differs"),
        (["UPDATE view_roster SET key = CAST(x'FF' AS TEXT)"], "view_roster"),
        (["DELETE FROM view_positions"], "view board has lost its place"),
        (["UPDATE view_positions SET position = 'x'"], "view due has lost its place"),
        (["UPDATE view_positions SET position = position + 9"], "view board has lost its place"),
        ([f"UPDATE view_positions SET position = {LAST_TASK} - 1"], "view board differs"),
        ([f"DELETE FROM view_{name}" for name in VIEWS], "view board differs"),
        (["DROP TABLE view_board"], "view_board"),
        (["DROP TABLE view_positions"], "view_board"),
        (
            ["UPDATE playbooks SET body = CAST(replace(CAST(body AS TEXT), 'zh', 'zn') AS BLOB)"],
            "is not what its digest",
        ),
        (["UPDATE playbooks SET body = CAST(x'FF' AS TEXT)"], "playbooks"),
        (["DELETE FROM playbooks"], "is missing; restore"),
        (["DELETE FROM refs WHERE key LIKE 'activation:%'"], "index entry of position"),
        (["INSERT INTO refs VALUES ('member:m', '990102001001')"], "member:m → 990102001001"),
        (["UPDATE refs SET value = CAST(x'FF' AS TEXT) WHERE key LIKE 'activation:%'"], "refs"),
    ],
    ids=lambda value: value[0][:60] if isinstance(value, list) else "",
)
def test_whatever_was_damaged_is_told(
    whole: Path, tmp_path: Path, statements: list[str], said: str
) -> None:
    file = copied(whole, tmp_path)
    run(file, *statements)
    found = typed("verify", "--store", f"sqlite:///{file}")
    assert found.returncode == 3, found.stdout + found.stderr
    assert said in found.stdout


@pytest.mark.parametrize(
    "statements",
    [["DELETE FROM view_positions"], [f"DELETE FROM view_{name}" for name in VIEWS]],
    ids=["positions", "documents"],
)
def test_views_that_were_lost_are_folded_anew(
    whole: Path, tmp_path: Path, statements: list[str]
) -> None:
    store = f"sqlite:///{copied(whole, tmp_path)}"
    assert typed("verify", "--store", store).returncode == 0
    run(tmp_path / "log.sqlite", *statements)
    assert typed("verify", "--store", store).returncode == 3
    assert typed("rebuild", "--store", store).returncode == 0
    assert typed("verify", "--store", store).returncode == 0


def test_a_lost_index_is_told_on_postgresql(postgres_url: str) -> None:
    with serving(postgres_url) as live:
        code = peaceful(live.admin)
        board(live.admin, code, at_least=click(live.admin, code)["position"])
    whole = typed("verify", "--store", postgres_url)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    with psycopg.connect(postgres_url) as connection:
        connection.execute("DELETE FROM refs WHERE key LIKE 'activation:%'")
        connection.execute("UPDATE view_due SET rank = rank + 1")
    found = typed("verify", "--store", postgres_url)
    assert found.returncode == 3
    assert "index entry of position" in found.stdout
    assert "view due differs" in found.stdout


def test_every_way_to_be_broken_has_its_words() -> None:
    assert [r for r in REASONS if f"broken_{r}" not in catalogue("cli")] == []
