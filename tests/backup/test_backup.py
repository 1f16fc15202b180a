"""A backup is a store as it stood, whole and of no database; what is made from it is proved."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from api.house import House
from api.settings import Settings
from domain.refusal import Refused
from engine.backup import erased_in, kept, restore
from engine.clock import system_clock
from engine.store import Store, open_store
from engine.store.lineage import common, lineage
from engine.store.unfinished import TABLES
from engine.webhooks.subscriptions import drafted
from tests import scenario
from tests.backup.lives import (
    exported,
    housed,
    lived,
    plain,
    refused_to_open,
    shown,
    taken,
    wrong,
)
from tests.cli.test_flipped_byte import copied
from tests.cli.typed import typed
from tests.store.examples import decided as somebody
from tests.store.examples import enrol
from tests.town import PHONES, WANG, Town, caller

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A backup of a whole life, and the address of the store that it was taken of."""
    folder = tmp_path_factory.mktemp("life")
    url = f"sqlite:///{folder}/lived.sqlite"
    town = lived(url)
    file = taken(town.store, folder).file
    town.store.close()
    with housed(url):
        pass
    return file, url


def refusal(file: Path, url: str, **settings: object) -> str:
    with pytest.raises(Refused) as refused:
        restore(file, url, system_clock, **({"erased": ()} | settings))  # type: ignore[arg-type]
    return refused.value.code


@pytest.mark.parametrize("kinds", [("sqlite", "postgres"), ("postgres", "sqlite")], ids="-".join)
def test_a_store_saved_under_load_is_the_same_on_the_other_database(
    request: pytest.FixtureRequest, tmp_path: Path, kinds: tuple[str, str]
) -> None:
    source, target = (str(request.getfixturevalue(f"{kind}_url")) for kind in kinds)
    town = lived(source)
    stop, saved = threading.Event(), threading.Event()

    def load() -> None:
        crowd = somebody("crowd")
        while not stop.is_set():
            town.store.save(enrol(crowd, 3))
            saved.set()

    writer = threading.Thread(target=load)
    writer.start()
    saved.wait(10)
    backup = taken(town.store, tmp_path)
    beside = town.store.head()
    stop.set()
    writer.join()
    made = restore(backup.file, target, system_clock, erased=())
    assert made.head == made.of == backup.head <= beside
    with housed(target) as house:
        assert wrong(house) == []
        town.store.close()
        with housed(source) as before:
            assert exported(house.store, made.head) == exported(before.store, made.head)
            assert shown(house) | {"position": 0} == shown(before) | {"position": 0}
            people = before.store.directory.people()
            assert house.store.directory.people() == people
            assert any(person.name == WANG for person in people.values())
            assert house.store.playbooks.all() == before.store.playbooks.all()
            assert house.store.log_id != before.store.log_id
            assert common(house.store, before.store.log_id) == made.head
        house.store.save(somebody("later"))
        assert house.store.head() == made.head + 1


@pytest.mark.parametrize("fraction", [0.3, 0.8])
def test_a_store_restored_to_a_point_is_the_store_as_of_then(
    life: tuple[Path, str], tmp_path: Path, fraction: float
) -> None:
    file, url = life
    target = f"sqlite:///{tmp_path}/then.sqlite"
    with housed(url) as before:
        point = int(before.store.head() * fraction)
        made = restore(file, target, system_clock, until=point, erased=())
        assert 0 < made.head <= point
        with housed(target) as house:
            assert wrong(house) == []
            assert shown(house, made.head) == shown(before, made.head)
            assert exported(house.store, made.head) == exported(before.store, made.head)
            then = before.store.recorded_at(made.head)
            assert made.recorded_at == then
    by_time = restore(file, f"{target}.time", system_clock, until=then, erased=())
    assert by_time.head >= made.head
    assert by_time.recorded_at == then


def test_a_moment_that_is_not_in_the_backup_is_refused(
    life: tuple[Path, str], sqlite_url: str
) -> None:
    assert refusal(life[0], sqlite_url, until=10_000_000) == "restore_out_of_range"
    early = system_clock().replace(year=2001)
    assert refusal(life[0], sqlite_url, until=early) == "restore_out_of_range"
    assert refused_to_open(sqlite_url) == "store_missing"


def test_any_flipped_byte_is_noticed_and_leaves_nothing(
    life: tuple[Path, str], sqlite_url: str, tmp_path: Path
) -> None:
    whole = life[0].read_bytes()
    damaged, told = tmp_path / "damaged.backup", set()
    places = {0, 3, 5, 9, 10, 11, len(whole) - 1, len(whole) - 5, len(whole) - 9}
    for place in sorted(places | set(range(0, len(whole), len(whole) // 20))):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        damaged.write_bytes(flipped)
        told.add(refusal(damaged, sqlite_url))
        assert refused_to_open(sqlite_url) == "store_missing"
    assert told == {"backup_unreadable", "backup_damaged"}
    damaged.write_bytes(whole[:-100])
    assert refusal(damaged, sqlite_url) == "backup_damaged"
    damaged.write_bytes(whole + b"more")
    assert refusal(damaged, sqlite_url) == "backup_damaged"


def test_a_log_that_was_altered_before_it_was_saved_is_not_restored(
    life: tuple[Path, str], postgres_url: str, tmp_path: Path
) -> None:
    restore(life[0], postgres_url, system_clock, erased=())
    with psycopg.connect(postgres_url) as server:
        server.execute("UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 30")
    store = open_store(postgres_url, clock=system_clock)
    file = taken(store, tmp_path).file
    store.close()
    target = f"{postgres_url}?schema=again"
    assert refusal(file, target) == "restore_broken"
    assert refused_to_open(target) == "store_missing"
    with psycopg.connect(postgres_url) as server:
        left = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'again'")
        assert left.fetchone() == (0,)


#: where a restore is killed: before its rows are proved, before the index, and at the very end
KILLED = ("verify", "write_refs", "fork")
#: one Python for all of them: each restores in a process of its own, which dies there
KILL = """
import os, signal, sys
from pathlib import Path
from engine.backup import restore, restoring
from engine.clock import system_clock
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
for where in sys.argv[3:]:
    if not (child := os.fork()):
        setattr(restoring, where, die)
        restore(Path(sys.argv[1]), sys.argv[2], system_clock, erased=())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_restore_that_is_killed_leaves_no_store_and_can_be_done_again(
    request: pytest.FixtureRequest, life: tuple[Path, str], kind: str
) -> None:
    url = str(request.getfixturevalue(f"{kind}_url"))
    words = [sys.executable, "-c", KILL, str(life[0]), url, *KILLED]
    killed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.stdout.split() == ["-9"] * len(KILLED), killed.stderr
    assert refused_to_open(url) == "store_unfinished"
    made = restore(life[0], url, system_clock, erased=())
    with housed(url) as house:
        assert wrong(house) == []
        assert made.head == made.of > 100
    assert refusal(life[0], url) == "store_not_empty"


def test_whoever_was_erased_since_is_erased_again(tmp_path: Path, sqlite_url: str) -> None:
    town = Town(sqlite_url)
    town.click()
    old = taken(town.store, tmp_path).file
    member = town.member(WANG)
    town.workflow.members.erase(member, caller())
    newer = taken(town.store, tmp_path).file
    town.store.close()
    export = tmp_path / "erasures.jsonl"
    asked = ("export", "--type", "member_erased.v1", "--to", str(export), "--store", sqlite_url)
    assert typed(*asked).returncode == 0
    assert WANG in plain(old)
    assert WANG not in plain(newer)
    told = [erased_in(str(s), system_clock) for s in (sqlite_url, export, newer)]
    assert told == [{member}] * 3
    target = f"sqlite:///{tmp_path}/again.sqlite"
    with pytest.raises(Refused, match="restore_erasures_untold"):
        restore(old, target, system_clock)
    made = restore(old, target, system_clock, erased=told[0])
    assert made.erased == 1
    with housed(target) as house:
        assert wrong(house) == []
        assert house.store.directory.person(member) is None
        assert house.store.read(made.head)[0].topic == "member_erased.v1"
    held = (tmp_path / "again.sqlite").read_bytes()
    assert WANG.encode() not in held
    assert PHONES[WANG].encode() not in held
    # the later backup knows by itself whom it must not bring back at an earlier point
    early = f"sqlite:///{tmp_path}/early.sqlite"
    assert restore(newer, early, system_clock, until=made.head, erased=()).erased == 1


def test_what_cannot_tell_who_was_erased_is_refused(life: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nobody\n")
    for source in (tmp_path / "notes.txt", tmp_path / "missing"):
        with pytest.raises(Refused, match="erasures_unreadable"):
            erased_in(str(source), system_clock)


def test_a_backup_without_people_has_no_name_and_still_folds(
    life: tuple[Path, str], tmp_path: Path
) -> None:
    store = open_store(life[1], clock=system_clock)
    file = taken(store, tmp_path, people=False).file
    store.close()
    said = plain(file)
    for words in (*PHONES, *PHONES.values(), *scenario.TEXTS.values()):
        assert words not in said
    target = f"sqlite:///{tmp_path}/bare.sqlite"
    restore(file, target, system_clock)
    with housed(target) as house:
        assert wrong(house) == []
        names = {
            m["name"]
            for a in shown(house)["activations"]
            for g in a["groups"]
            for m in g["members"]
        }
        assert names <= {None, "已清除"}
        assert house.store.directory.people() == {}


def test_a_backup_is_for_its_owner_and_never_over_another(
    life: tuple[Path, str], tmp_path: Path
) -> None:
    assert stat.S_IMODE(life[0].stat().st_mode) == 0o600
    done = typed("backup", str(life[0]), "--store", life[1])
    assert (done.returncode, "backup_exists" in done.stderr) == (1, True)
    done = typed("backup", str(tmp_path / "no" / "folder"), "--store", life[1])
    assert (done.returncode, "backup_unwritable" in done.stderr) == (1, True)
    done = typed("backup", str(tmp_path), "--store", life[1])
    assert (done.returncode, "names, phones" in done.stdout) == (0, True)
    (file,) = tmp_path.iterdir()
    target = ("--store", f"sqlite:///{tmp_path}/typed.sqlite")
    refused = typed("restore", str(file), *target)
    assert (refused.returncode, "restore_erasures_untold" in refused.stderr) == (1, True)
    assert "until_unknown" in typed("restore", str(file), *target, "--until", "noon").stderr
    done = typed("restore", str(file), *target, "--nobody-erased", "--without-tokens")
    assert done.returncode == 0, done.stderr
    assert typed("restore", str(file), *target, "--nobody-erased").returncode == 1


def test_a_restored_log_knows_where_it_came_from(tmp_path: Path) -> None:
    first = open_store(f"sqlite:///{tmp_path}/1.sqlite", clock=system_clock)
    crowd = somebody("crowd", 5)
    first.save(crowd)
    for _ in range(3):
        first.save(enrol(crowd, 5))
    file = taken(first, tmp_path).file
    restore(file, f"sqlite:///{tmp_path}/2.sqlite", system_clock, until=15, erased=())
    second = open_store(f"sqlite:///{tmp_path}/2.sqlite", clock=system_clock)
    second.save(somebody("other"))
    file = taken(second, tmp_path).file
    restore(file, f"sqlite:///{tmp_path}/3.sqlite", system_clock, erased=())
    third = open_store(f"sqlite:///{tmp_path}/3.sqlite", clock=system_clock)
    assert [(a.log, a.position) for a in lineage(third)] == [
        (second.log_id, 16),
        (first.log_id, 15),
    ]
    asked = (third.log_id, second.log_id, first.log_id, "a stranger")
    assert [common(third, log) for log in asked] == [16, 16, 15, None]
    for store in (first, second, third):
        store.close()


def _tables(store: Store) -> set[str]:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    }
    return {row[0] for row in store.recorder.select(names[store.dialect])}


def test_every_table_comes_from_a_migration_or_is_a_view(store_url: str) -> None:
    house = House(Settings(store=store_url))
    made = {t for t in _tables(house.store) if not t.startswith(("view_", "sqlite_"))}
    house.close()
    assert made == set(TABLES)
    spoken = {
        *kept.DERIVED,
        *kept.PASSING,
        *kept.ACCESS,
        *kept.PEOPLELESS,
        *kept.CUT,
        *kept.READ_TO,
        *kept.WITH_PEOPLE,
    }
    assert made <= spoken, "say in engine/backup/kept.py what a backup keeps of it"


def test_the_form_is_as_it_is_told(life: tuple[Path, str]) -> None:
    lines = plain(life[0]).splitlines()
    manifest = json.loads(lines[0])
    assert (manifest["format"], manifest["version"]) == ("pingzhan-backup", 1)
    assert len(lines) == 2 + sum(table["rows"] + 1 for table in manifest["tables"])
    assert set(json.loads(lines[-1])) == {"whole"}
    told = (ROOT / "docs" / "operations-backup.md").read_text(encoding="utf-8")
    for field in manifest:
        assert re.search(rf"`{field}`", told), field


def test_a_restored_store_calls_no_receiver_until_somebody_says_so(
    tmp_path: Path, life: tuple[Path, str]
) -> None:
    wanted = drafted(
        owner="admin",
        name="x",
        url="https://hooks.example.org/",
        place="",
        area="",
        types=(),
        activation=None,
        format="structured",
        scanned=0,
    )
    with housed(f"sqlite:///{copied(Path(life[1].removeprefix('sqlite:///')), tmp_path)}") as house:
        made = house.webhooks.subscriptions.create(wanted)
        (tmp_path / "taken").mkdir()
        file = taken(house.store, tmp_path / "taken").file
    elsewhere = f"sqlite:///{tmp_path / 'again.sqlite'}"
    restore(file, elsewhere, system_clock, erased=())
    with housed(elsewhere) as house:
        assert house.webhooks.subscriptions.get(made.id).state == "paused"
        assert house.webhooks.subscriptions.resume(made.id, "admin").state == "active"
