"""The command line as a person types it: what it says, in both languages, and its exit codes.

0 done, 1 refused or failed, 2 wrong usage, 3 the log is broken.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.api.places import as_csv, as_xlsx, codes, rows
from tests.api.serving import ROOT, pingzhan, serving
from tests.cli.typed import typed
from tests.services.redis import own_redis

ONE, TWO, EMPTY = "990102001001", "990102001002", "990102001003"
CHINESE = re.compile(r"[一-鿿]")


class Desk:
    """A folder with files, and a store that commands are told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "log.sqlite"
        self.store = f"sqlite:///{self.file}"
        self.codes = self.write("codes.csv", codes(ONE, TWO, EMPTY))
        self.table = self.write("table.csv", as_csv(rows()))

    def write(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return typed(*words, PINGZHAN_STORE=self.store)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three communities, two with a roster; what the tests below do to it follows in order."""
    desk = Desk(tmp_path_factory.mktemp("cli"))
    assert "3 new" in said(desk.run("codes", desk.codes))
    for code in (ONE, TWO):
        assert "16 people" in said(desk.run("import", desk.table, "--community", code))
    return desk


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that succeeds says, Chinese first."""
    assert done.returncode == 0, done.stdout + done.stderr
    assert CHINESE.search(done.stdout)
    return done.stdout


def refused(done: subprocess.CompletedProcess[str], code: str) -> str:
    """What a command that is refused says: the code, both languages, no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    told = done.stderr
    assert f"[{code}]" in told
    assert "Traceback" not in told
    lines = [line for line in told.splitlines() if line.strip()]
    assert CHINESE.search(lines[-2])
    assert not CHINESE.search(lines[-1])
    return told


def test_a_table_again_changes_nothing_and_a_dry_run_writes_nothing(furnished: Desk) -> None:
    assert "0 changes" in said(furnished.run("import", furnished.table, "--community", ONE))
    table = rows()
    table[1][6] = ""
    doubtful = furnished.write("doubtful.xlsx", as_xlsx(table))
    size = export(furnished)
    shown = said(furnished.run("import", doubtful, "--community", ONE, "--dry-run"))
    assert "Dry run" in shown
    assert "phone_missing" in shown
    assert "G2" in shown
    assert export(furnished) == size


def export(desk: Desk) -> int:
    done = desk.run("export")
    assert done.returncode == 0
    return len(done.stdout.splitlines())


def test_what_cannot_be_imported_is_refused_in_both_languages(furnished: Desk) -> None:
    weather = furnished.write("weather.csv", "今天,天气\n晴,好\n".encode())
    refused(furnished.run("import", weather, "--community", ONE), "table_not_recognised")
    refused(furnished.run("import", furnished.table, "--community", "1"), "community_not_found")
    refused(furnished.run("codes", weather), "columns_missing")
    missing = furnished.run("import", "none.csv", "--community", ONE)
    assert missing.returncode == 2


def test_one_community_is_activated_once(furnished: Desk) -> None:
    words = ("activate", "--community", ONE, "--reason", "鬯")
    first, again = said(furnished.run(*words)), said(furnished.run(*words))
    assert "16 groups, 16 people" in first
    assert ("Activated" in first, "runs already" in again) == (True, True)
    assert re.findall(r"[0-9a-f-]{36}", first) == re.findall(r"[0-9a-f-]{36}", again)
    other = ("--playbook", "none")
    refused(furnished.run("activate", "--community", TWO, *other), "playbook_not_found")
    refused(furnished.run("activate", "--community", "1"), "community_not_found")


def test_an_area_is_activated_with_progress_and_tells_what_failed(furnished: Desk) -> None:
    done = furnished.run("activate", "--area", ONE[:6])
    # the third community has no compound yet
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "3/3" in done.stderr
    assert EMPTY in done.stdout + done.stderr
    refused(furnished.run("activate", "--area", "97"), "area_empty")
    table = furnished.write("third.csv", as_csv(rows(seed=1)))
    said(furnished.run("import", table, "--community", EMPTY))
    said(furnished.run("activate", "--area", ONE[:9]))
    opened = furnished.run("export").stdout
    assert opened.count("pingzhan.playbook_activated.v1") == 3


@pytest.mark.parametrize("words", [(), ("--area", "35", "--community", ONE)])
def test_an_activation_is_of_a_community_or_an_area(
    furnished: Desk, words: tuple[str, ...]
) -> None:
    assert furnished.run("activate", *words).returncode == 2


def test_the_log_is_exported_without_anybody_in_it(furnished: Desk) -> None:
    done = furnished.run("export")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [int(e["id"]) for e in events] == list(range(1, len(events) + 1))
    for row in rows()[1:]:
        assert row[3] not in done.stdout
        assert row[6] not in done.stdout
    to = furnished.folder / "log.jsonl"
    assert furnished.run("export", "--to", str(to), "--community", TWO).returncode == 0
    theirs = [json.loads(line) for line in to.read_text("utf-8").splitlines()]
    assert theirs == [e for e in events if e["source"].endswith(TWO)]


def test_a_whole_log_verifies_and_its_views_are_folded_anew(furnished: Desk) -> None:
    said(furnished.run("verify"))
    assert "views" in said(furnished.run("rebuild"))
    said(furnished.run("verify"))


def test_the_doctor_says_what_is_wrong_and_what_to_do(furnished: Desk) -> None:
    assert f"sqlite {sqlite3.sqlite_version}" in said(furnished.run("doctor"))
    ill = furnished.run("doctor", "--redis", "redis://127.0.0.1:1/0")
    assert ill.returncode == 1
    assert "Redis" in ill.stdout
    absent = f"sqlite:///{furnished.folder / 'none.sqlite'}"
    refused(typed("doctor", "--store", absent), "store_missing")
    refused(typed("doctor", "--store", "mysql://x"), "store_url_unknown")
    refused(typed("doctor", "--store", "postgresql://127.0.0.1:1/x"), "store_unreachable")
    text = furnished.write("text.sqlite", b"no database at all, but long enough to be one" * 30)
    refused(typed("doctor", "--store", f"sqlite:///{text}"), "store_unreadable")


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("rebuild",),
        ("export",),
        ("activate", "--community", ONE),
        ("import", str(ROOT / "data" / "gulou.csv"), "--community", ONE),
    ],
    ids=lambda words: str(words[0]),
)
def test_a_mistyped_path_is_told_and_not_filled(tmp_path: Path, words: tuple[str, ...]) -> None:
    refused(typed(*words, "--store", f"sqlite:///{tmp_path / 'x.sqlite'}"), "store_missing")
    assert list(tmp_path.iterdir()) == []


def test_a_file_serves_one_server_and_still_reads_beside_it(
    furnished: Desk, tmp_path: Path
) -> None:
    with serving(furnished.store) as live:
        for words in (
            ("import", furnished.table, "--community", ONE),
            ("activate", "--community", ONE),
            ("rebuild",),
        ):
            refused(furnished.run(*words), "store_in_use")
        refused(pingzhan("serve", "--store", furnished.store, "--port", "0"), "store_in_use")
        said(furnished.run("verify"))
        said(furnished.run("doctor"))
        assert export(furnished) > 100
        assert live.admin.get("communities").status_code == 200
        link = said(furnished.run("token", "--role", "secretary", "--place", ONE, "--name", "鼗"))
        with live.client(re.findall(r"token=(\S+)", link)[0]) as secretary:
            assert secretary.get("session").json()["place"] == ONE
        port = live.url.rpartition(":")[2]
        fresh = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
        refused(pingzhan("serve", "--store", fresh, "--port", port), "port_in_use")
        assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    fresh = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    refused(typed("serve", "--store", fresh, PINGZHAN_PORT="many"), "port_invalid")
    refused(typed("serve", "--store", fresh, "--host", "192.0.2.1"), "address_unusable")
    refused(typed("serve", "--store", fresh, "--redis", "x", "--port", "0"), "redis_url_unknown")


def test_the_same_commands_speak_to_postgres(tmp_path: Path, postgres_url: str) -> None:
    desk = Desk(tmp_path)
    desk.store = postgres_url
    refused(desk.run("verify"), "store_missing")
    assert "3 new" in said(desk.run("codes", desk.codes))
    assert "16 people" in said(desk.run("import", desk.table, "--community", ONE))
    assert "0 changes" in said(desk.run("import", desk.table, "--community", ONE))
    assert "1 activated" in said(desk.run("activate", "--area", ONE))
    said(desk.run("verify"))
    said(desk.run("rebuild"))
    with own_redis() as redis:  # nobody else's stream in it
        said(desk.run("doctor", "--redis", redis.url))
    facts = export(desk)
    assert facts > 150
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("UPDATE events SET state = state || ' '::bytea WHERE position = 40")
    broken = desk.run("verify")
    assert broken.returncode == 3
    assert "position 40 " in broken.stdout


def test_playbooks_are_linted_by_line(tmp_path: Path) -> None:
    files = sorted(str(f) for f in (ROOT / "playbooks").rglob("*.yaml"))
    assert f"{len(files)} files" in said(typed("playbook", "lint", *files))
    good = (ROOT / "playbooks" / "eight_groups_epidemic.yaml").read_text("utf-8")
    (tmp_path / "bad.yaml").write_text(
        good.replace("    lead: community_secretary", "    lead: emperor", 1)
    )
    found = typed("playbook", "lint", str(tmp_path / "bad.yaml"))
    assert found.returncode == 1
    line = next(n for n, text in enumerate(good.splitlines(), 1) if "    lead: " in text)
    assert f"bad.yaml:{line}" in found.stdout.replace("\n", "")
    assert CHINESE.search(found.stdout)
    assert typed("playbook", "lint", str(tmp_path / "none.yaml")).returncode == 2
