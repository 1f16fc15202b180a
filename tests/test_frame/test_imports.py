"""The house has one direction: domain <- engine <- api, domain <- projections <- api."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "domain": {"domain"},
    "engine": {"domain", "engine"},
    "projections": {"domain", "projections"},
    "api": {"api", "domain", "engine", "projections"},
}
ONLY_API = {"fastapi", "starlette", "typer", "uvicorn"}
OUTSIDE_WORLD = {
    "asyncio", "eventsourcing", "httpx2", "logging", "os", "psycopg", "random", "redis", "secrets",
    "socket", "sqlite3", "structlog", "subprocess", "sys", "tempfile", "threading", "time",
}  # fmt: skip
CLOCKS_AND_DICE = {"now", "utcnow", "today", "uuid1", "uuid4"}
MAKES_IDS = Path("domain/ids.py")  # says how a random id looks; decisions are handed their ids


def imported(source: str) -> Iterator[str]:
    """The top-level package of every import, wherever it stands, whether it runs or not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).split(".")[0]


def taken_from(module: str, source: str) -> Iterator[str]:
    """The names that `from module import …` takes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)


def called(source: str) -> Iterator[str]:
    """The last name of everything that is called."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def broken_rules(package: str, source: str) -> list[str]:
    """What a file of one of our packages imports or calls although it may not."""
    modules = set(imported(source))
    wrong = {f"imports {name}" for name in modules & MAY_IMPORT.keys() - MAY_IMPORT[package]}
    wrong |= {f"imports {name}" for name in modules & {"tests", "benchmarks", "pz"}}
    if package != "api":
        wrong |= {f"imports {name}" for name in modules & ONLY_API}
    if package == "domain":
        wrong |= {f"imports {name}" for name in modules & OUTSIDE_WORLD}
        wrong |= {"imports new_id"} if "new_id" in taken_from("domain.ids", source) else set()
        wrong |= {f"calls {name}()" for name in set(called(source)) & CLOCKS_AND_DICE}
    return sorted(wrong)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_every_file_imports_only_towards_the_domain(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in files
        if (found := broken_rules(package, path.read_text(encoding="utf-8")))
    }
    if wrong.get(str(MAKES_IDS)) == ["imports secrets"]:
        del wrong[str(MAKES_IDS)]
    assert wrong == {}


def test_playbooks_hold_data_only() -> None:
    assert list((ROOT / "playbooks").rglob("*.py")) == []


@pytest.mark.parametrize(
    ("package", "source", "wrong"),
    [
        ("domain", "from engine.store import Store", ["imports engine"]),
        ("domain", "import sqlite3", ["imports sqlite3"]),
        ("domain", "def at(clock):\n    return clock.now()", ["calls now()"]),
        ("domain", "from domain.ids import new_id", ["imports new_id"]),
        ("domain", "def enrol(new_id):\n    return new_id()", []),
        ("engine", "def later():\n    import projections.board", ["imports projections"]),
        ("engine", "if TYPE_CHECKING:\n    from fastapi import Request", ["imports fastapi"]),
        ("projections", "import engine, api.cli", ["imports api", "imports engine"]),
        ("api", "from tests.services import postgres", ["imports tests"]),
        ("domain", "from .facts import Fact\nimport msgspec\nfrom domain import record", []),
        ("api", "from fastapi import FastAPI\nimport engine, projections, domain", []),
    ],
)
def test_an_import_against_the_direction_is_named(
    package: str, source: str, wrong: list[str]
) -> None:
    assert broken_rules(package, source) == wrong
