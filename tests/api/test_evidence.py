"""A bundle of evidence: whoever exports it and why is recorded, and any change to it is found."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.evidence import Proof, prove
from engine.clock import system_clock
from engine.evidence import new_key
from engine.store import Store, open_store
from tests.api.places import board, click, peaceful, tasks
from tests.api.serving import Live, serving
from tests.cli.typed import typed

WHY = {"reason": "区纪委调阅，核对处置经过"}


class Scene(NamedTuple):
    """A community at war beside another, a supervisor's client, and their bundle."""

    live: Live
    code: str
    activation: str
    bundle: bytes


def exported(live: Live, code: str, **asked: Any) -> bytes:
    """The bundle that a supervisor of the county gets."""
    said = {"role": "supervisor", "place": code[:6], "name": "区督导"}
    token = live.admin.post("tokens", json=said).json()["token"]
    with live.client(token) as client:
        answer = client.post(f"communities/{code}/evidence", json={**WHY, **asked})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return answer.content


def furnish(live: Live) -> tuple[str, str]:
    """A community with a click and a little work, its facts between those of another."""
    code, other = peaceful(live.admin, seed=1), peaceful(live.admin, seed=2)
    activation = click(live.admin, code, reason="报告病例")["id"]
    click(live.admin, other)
    for task in tasks(board(live.admin, code))[:4]:
        for verb in ("accept", "complete"):
            live.admin.post(f"tasks/{task['id']}/{verb}", json={"report": "已办"})
    return code, str(activation)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    store = f"sqlite:///{tmp_path_factory.mktemp('evidence') / 'log.sqlite'}"
    with serving(store, PINGZHAN_EVIDENCE_KEY=new_key()) as live:
        code, activation = furnish(live)
        yield Scene(live, code, activation, exported(live, code))


def files_of(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> io.BytesIO:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    sink.seek(0)
    return sink


def resealed(files: dict[str, bytes]) -> io.BytesIO:
    """The bundle of a forger, who writes the manifest anew after what was altered."""
    manifest = json.loads(files["manifest.json"])
    for file in manifest["files"]:
        content = files[file["name"]]
        file["sha256"], file["size"] = sha256(content).hexdigest(), len(content)
    manifest["facts"] = len(files["log.jsonl"].splitlines())
    return zipped({**files, "manifest.json": json.dumps(manifest).encode()})


@contextmanager
def beside(live: Live) -> Iterator[Store]:
    """The store of a server, beside it."""
    store = open_store(live.store, clock=system_clock, exclusive=False, create=False)
    yield store
    store.close()


def told(proof: Proof) -> set[tuple[str, int]]:
    return {(fault.code, fault.position) for fault in proof.faults}


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """The scene, and one like it on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("scene")
        return
    with serving(request.getfixturevalue("postgres_url")) as live:
        code, activation = furnish(live)
        yield Scene(live, code, activation, exported(live, code))


def test_a_bundle_proves_itself_and_agrees_with_its_log(either: Scene, tmp_path: Path) -> None:
    live, code, bundle = either.live, either.code, either.bundle
    file = tmp_path / "bundle.zip"
    file.write_bytes(bundle)
    files = files_of(bundle)
    manifest = json.loads(files["manifest.json"])
    lines = files["log.jsonl"].decode().splitlines()
    assert manifest["facts"] == len(lines) > 100
    assert len(files["history.txt"].decode().splitlines()) == 2 * len(lines)
    accesses = live.admin.get("accesses", params={"place": code, "kind": "evidence"})
    access = accesses.json()["items"][-1]
    assert (manifest["reason"], manifest["made"]["name"]) == (WHY["reason"], "区督导")
    assert (access["id"], access["reason"]) == (manifest["made"]["access"], WHY["reason"])
    assert access["people"] == len(json.loads(files["people.json"])) == 16
    assert b"154000001" not in b"".join(files.values())  # phones are masked for a supervisor
    proof = prove(io.BytesIO(bundle))
    assert (proof.faults, proof.is_refolded, proof.gaps > 0) == ([], True, True)
    found = typed("evidence", "verify", str(file), "--store", live.store)
    assert found.returncode == 0, found.stdout
    assert "逐条一致" in found.stdout
    assert WHY["reason"] in found.stdout
    checker = tmp_path / "check.py"
    checker.write_bytes(files["check.py"])
    ran = checking(checker, file)
    assert (ran.returncode, ran.stdout) == (0, "OK\n")
    for said in ((), (file, file), ("--help",), (tmp_path / "none.zip",), (checker,)):
        ran = checking(checker, *said)
        assert (ran.returncode, ran.stdout, "Traceback" in ran.stderr) == (2, "", False)
        assert "用法：python3 check.py" in ran.stderr
        assert "Usage: python3 check.py" in ran.stderr
    with zipfile.ZipFile(tmp_path / "else.zip", "w") as other:
        other.writestr("notes.txt", "no bundle")
    ran = checking(checker, tmp_path / "else.zip")
    assert (ran.returncode, ran.stderr) == (3, "")
    assert "no whole bundle" in ran.stdout


def checking(checker: Path, *said: object) -> subprocess.CompletedProcess[str]:
    """The bundle's own checker, run by itself."""
    command = [sys.executable, "-I", str(checker), *map(str, said)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def test_a_flipped_byte_in_any_file_is_found_and_named(scene: Scene) -> None:
    files, dice = files_of(scene.bundle), random.Random(7)
    assert len(files) >= 11
    for name, content in files.items():
        at = dice.randrange(len(content))
        altered = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        proof = prove(zipped({**files, name: altered}))
        said = {fault.file for fault in proof.faults}
        assert said, name
        # a manifest is sealed by its signature
        assert name in said or name == "manifest.json", (name, proof.faults)


def test_a_flipped_byte_of_the_zip_is_found_or_changes_nothing(scene: Scene) -> None:
    files, dice = files_of(scene.bundle), random.Random(8)
    for _ in range(25):
        at = dice.randrange(len(scene.bundle))
        altered = bytearray(scene.bundle)
        altered[at] ^= 1 << dice.randrange(8)
        if not prove(io.BytesIO(bytes(altered))).faults:
            assert files_of(bytes(altered)) == files


Lines = list[bytes]
CHANGES: dict[str, tuple[str, Callable[[Lines], Lines]]] = {
    "missing": ("fact_missing", lambda lines: lines[:50] + lines[51:]),
    "doubled": ("fact_doubled", lambda lines: [*lines[:51], lines[50], *lines[51:]]),
    "moved": ("fact_disorder", lambda lines: [*lines[:50], lines[51], lines[50], *lines[52:]]),
    "altered": (
        "fact_altered",
        lambda lines: [
            *lines[:50],
            lines[50].replace(b'\\"actor\\":\\"', b'\\"actor\\":\\"x'),
            *lines[51:],
        ],
    ),
    "at the end": ("fact_missing", lambda lines: lines[:-1]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_fact_that_a_forger_changed_is_named_by_its_position(scene: Scene, change: str) -> None:
    code, make = CHANGES[change]
    files = files_of(scene.bundle)
    del files["manifest.sig"]
    lines = files["log.jsonl"].splitlines(keepends=True)
    position = json.loads(lines[-1 if change == "at the end" else 50])["position"]
    proof = prove(resealed({**files, "log.jsonl": b"".join(make(lines))}))
    assert (code, position) in told(proof)
    assert len(proof.faults) < 4, proof.faults


def test_a_board_that_its_log_does_not_come_to_is_found(scene: Scene) -> None:
    files = files_of(scene.bundle)
    del files["manifest.sig"]
    shown = json.loads(files["board.zh.json"])
    task = next(t for t in tasks(shown) if t["state"] == "completed")
    altered = files["board.zh.json"].replace(b'"state":"completed"', b'"state":"open"', 1)
    proof = prove(resealed({**files, "board.zh.json": altered}))
    assert [(f.code, f.detail) for f in proof.faults] == [("board_differs", task["id"])]


def test_a_log_that_was_invented_as_a_whole_is_held_against_the_true_one(scene: Scene) -> None:
    """Whoever leaves out the last save altogether, and says so, is found only beside the log."""
    files = files_of(scene.bundle)
    del files["manifest.sig"]
    saves = files["chain.jsonl"].splitlines(keepends=True)
    last = json.loads(saves[-1])["first"]
    lines = [
        line
        for line in files["log.jsonl"].splitlines(keepends=True)
        if json.loads(line)["position"] < last
    ]
    manifest = {**json.loads(files["manifest.json"]), "saves": len(saves) - 1}
    forged = {
        **files,
        "log.jsonl": b"".join(lines),
        "chain.jsonl": b"".join(saves[:-1]),
        "manifest.json": json.dumps(manifest).encode(),
    }
    with beside(scene.live) as store:
        proof = prove(resealed(forged), store=store)
    assert ("store_has_more", last) in told(proof)
    assert all(f.code.startswith(("store", "board", "assignment")) for f in proof.faults)


def test_another_key_or_none_is_told(scene: Scene) -> None:
    proof = prove(io.BytesIO(scene.bundle))
    assert (proof.faults, len(proof.signed)) == ([], 64)
    assert prove(io.BytesIO(scene.bundle), key=proof.signed).faults == []
    assert told(prove(io.BytesIO(scene.bundle), key="0" * 64)) == {("key_other", 0)}
    files = files_of(scene.bundle)
    del files["manifest.sig"]
    assert told(prove(zipped(files), key=proof.signed)) == {("signature_missing", 0)}


def test_a_part_of_the_log_is_proved_by_its_anchors(scene: Scene) -> None:
    live, code = scene.live, scene.code
    part = exported(live, code, activation=scene.activation)
    manifest = json.loads(files_of(part)["manifest.json"])
    assert manifest["after"] > 0
    assert manifest["activation"] == scene.activation
    with beside(live) as store:
        proof = prove(io.BytesIO(part), store=store)
    assert (proof.faults, proof.is_refolded) == ([], False)
    first = json.loads(files_of(part)["log.jsonl"].splitlines()[0])
    # a moment within the click is told with the whole of the click
    early = exported(live, code, as_of_position=first["position"] + 3)
    until = json.loads(files_of(early)["manifest.json"])["until"]
    assert until > first["position"] + 100
    assert prove(io.BytesIO(early)).faults == []


def test_evidence_asks_for_a_reason_and_for_something_to_tell(scene: Scene) -> None:
    admin, path = scene.live.admin, f"communities/{scene.code}/evidence"
    assert admin.post(path, json={}).status_code == 422
    told_id = admin.post(path, json={"reason": "核对 999999 19900307 1234 的处置"})
    assert told_id.json()["code"] == "id_number_refused"
    early = admin.post(path, json={**WHY, "as_of": "2001-01-01T00:00:00Z"})
    assert (early.status_code, early.json()["code"]) == (409, "evidence_empty")
    none = admin.post(path, json={**WHY, "activation": "none"})
    assert (none.status_code, none.json()["code"]) == (404, "activation_not_found")


def test_evidence_is_made_and_signed_from_the_command_line(
    tmp_path: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, file = tmp_path / "key.pem", tmp_path / "e.zip"
    made = typed("evidence", "key", str(key))
    assert made.returncode == 0
    public = made.stdout.rsplit(maxsplit=1)[-1]
    monkeypatch.setenv("PINGZHAN_EVIDENCE_KEY_FILE", str(key))
    asked = ["evidence", "export", str(file), "--community", scene.code, "--reason", WHY["reason"]]
    done = typed(*asked, "--store", scene.live.store)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sha256(file.read_bytes()).hexdigest() in done.stdout
    assert file.stat().st_mode & 0o077 == 0
    assert typed("evidence", "verify", str(file), "--key", public).returncode == 0
    file.write_bytes(file.read_bytes()[:-1000])
    assert typed("evidence", "verify", str(file)).returncode == 3
    assert typed("evidence", "verify", str(tmp_path / "none.zip")).returncode == 1
