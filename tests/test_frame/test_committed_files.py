"""What is committed serves on any machine: it names no registry, no place and no person's home."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.services.committed import ROOT, committed_files
from tests.services.registries import configured, hosts_in

HOMES = re.compile(rb"/(?:home|Users)/[A-Za-z_][\w.-]*/")


def lines_with(pattern: re.Pattern[bytes], paths: list[Path]) -> list[str]:
    """Where a pattern occurs, as `path:line`; not what it is, which may be private."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if pattern.search(line)
    ]


def word(text: str) -> re.Pattern[bytes]:
    """The text where it stands alone: neither in a longer word nor in a longer path."""
    return re.compile(rb"(?<![\w.-])" + re.escape(text.encode()) + rb"(?![\w-])")


def test_no_committed_file_names_a_registry_that_this_machine_is_configured_for() -> None:
    files = committed_files()
    assert files
    found = [place for host in hosts_in(configured()) for place in lines_with(word(host), files)]
    assert found == []


def test_hosts_are_found_in_what_pip_uv_and_npm_print() -> None:
    configuration = """
        global.index-url='https://someone:secret@packages.example.org:8443/simple'
        global.extra-index-url='file:///srv/wheels http://localhost:3141/x'
        global.trusted-host='mirror.example.net'
        https://npm.example.com/
    """
    expected = {"packages.example.org", "mirror.example.net", "npm.example.com"}
    assert hosts_in(configuration) == expected


def test_no_committed_file_names_a_place_on_this_machine() -> None:
    files = committed_files()
    assert lines_with(word(str(ROOT)), files) == []
    assert lines_with(HOMES, files) == []


def test_a_name_is_found_only_where_it_stands_alone(tmp_path: Path) -> None:
    assert word("pkg.example").search(b"https://pkg.example/simple")
    assert word("pkg.example").search(b"at pkg.example.")
    assert not word("pkg.example").search(b"my-pkg.example")
    assert not word("pkg.example").search(b"pkg.examples")


@pytest.mark.parametrize("name", ["run", "test"])
def test_python_packages_are_locked_by_hash_and_from_nowhere_in_particular(name: str) -> None:
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    packages = re.findall(
        r"^(\S+)==\S+(?: ;[^\n]*?)? \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE
    )
    starts = [line for line in text.splitlines() if not line.startswith("    --hash=")]
    assert len(packages) == len(starts) > 40
    assert "://" not in text


def test_npm_packages_are_locked_by_hash_and_from_nowhere_in_particular() -> None:
    locks = [path for path in committed_files() if path.name == "package-lock.json"]
    assert locks
    for path in locks:
        packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
        fetched = {name: entry for name, entry in packages.items() if name}
        assert [name for name, entry in fetched.items() if "resolved" in entry] == []
        assert [name for name, entry in fetched.items() if "integrity" not in entry] == []
        settings = path.with_name(".npmrc").read_text(encoding="utf-8")
        assert "omit-lockfile-registry-resolved=true" in settings.splitlines()


def test_the_running_lock_is_part_of_the_testing_lock() -> None:
    run, test = (
        set(re.findall(r"^\S+==\S+", (ROOT / "locks" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "test")
    )
    assert run <= test
