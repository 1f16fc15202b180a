"""`pz.py` installs what changed, and nothing else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("pz.py", "pyproject.toml", "hatch_build.py", "locks/run.txt", "locks/test.txt")


def load(clone: Path) -> ModuleType:
    """The `pz` of a clone, which looks after that clone only."""
    spec = importlib.util.spec_from_file_location(f"pz_of_{clone.name}", clone / "pz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone in which everything is installed, as far as the marks tell."""
    root = tmp_path / "clone"
    for name in (*FILES, "tests/browser/package-lock.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "web" / "src").mkdir(parents=True)
    (root / "web" / "src" / "main.ts").write_text("start()")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
    pz = load(root)
    for part, stamp in pz.parts("test").items():
        pz.mark(part, stamp, *([pz.parts("run")[part]] if part == "packages" else []))
    return root


def test_a_clone_that_is_set_up_for_tests_lacks_nothing_for_running(clone: Path) -> None:
    pz = load(clone)
    assert (pz.missing("test"), pz.missing("run")) == ({}, {})


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ("locks/test.txt", "packages"),
        ("pyproject.toml", "project"),
        ("web/src/main.ts", "web"),
        ("web/index.html", "web"),
        ("tests/browser/package-lock.json", "browser"),
    ],
)
def test_a_changed_file_renews_its_part_only(clone: Path, changed: str, part: str) -> None:
    (clone / changed).write_text("changed")
    assert set(load(clone).missing("test")) == {part}


def test_a_removed_page_is_noticed(clone: Path) -> None:
    (clone / "web" / "src" / "main.ts").unlink()
    assert set(load(clone).missing("test")) == {"web"}


def test_what_a_build_writes_under_web_renews_nothing(clone: Path) -> None:
    (clone / "web" / "node_modules").mkdir()
    (clone / "web" / "node_modules" / "vue.js").write_text("written by npm")
    assert load(clone).missing("test") == {}


def test_a_clone_that_was_moved_is_set_up_again(clone: Path) -> None:
    """Scripts in .venv/bin hold the path at which they were made."""
    moved = clone.rename(clone.with_name("moved"))
    assert set(load(moved).missing("test")) == {"packages", "project", "web", "browser"}


def test_an_environment_whose_python_is_gone_is_made_again(clone: Path) -> None:
    (clone / ".venv" / "bin" / "python").unlink()
    assert set(load(clone).missing("run")) == {"packages", "project", "web"}


def test_the_set_up_needs_nothing_but_the_standard_library(clone: Path) -> None:
    command = [sys.executable, "-I", "-S", str(clone / "pz.py"), "help"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "python3 pz.py demo" in done.stdout


def test_a_second_set_up_is_over_at_once(clone: Path) -> None:
    command = [sys.executable, str(clone / "pz.py"), "setup"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5)
    assert done.returncode == 0, done.stderr
    assert "安装完成" in done.stderr
    assert "正在" not in done.stderr


def test_a_python_without_venv_and_pip_is_told_what_to_install(clone: Path) -> None:
    shutil.rmtree(clone / ".venv")
    bare = f"""
import runpy, sys
sys.modules["pip"] = sys.modules["ensurepip"] = None
sys.argv[1:] = ["setup"]
runpy.run_path({str(clone / "pz.py")!r}, run_name="__main__")
"""
    command = [sys.executable, "-I", "-c", bare]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": ""})
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_clone_that_one_may_not_write_to_is_refused_in_words(clone: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    shutil.rmtree(clone / ".venv")
    clone.chmod(0o555)
    command = [sys.executable, str(clone / "pz.py"), "setup"]
    done = subprocess.run(command, capture_output=True, text=True)
    clone.chmod(0o755)
    assert done.returncode == 1
    assert "没有写入权限" in done.stderr
