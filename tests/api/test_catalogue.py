"""Every refusal has its words: both languages, a status, and no hole left unfilled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.catalogue import catalogue

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "engine", "projections", "api")


def raised() -> Iterator[tuple[str, str]]:
    """Every code that the sources refuse with, and where."""
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield from _codes(node, f"{file.relative_to(ROOT)}:{node.lineno}")


def _codes(call: ast.Call, place: str) -> Iterator[tuple[str, str]]:
    assert isinstance(call.func, ast.Name)
    words = [a.value for a in call.args if isinstance(a, ast.Constant)]
    if not words or not isinstance(words[0], str):
        return
    if call.func.id in ("Refused", "problem"):
        yield words[0], place
    if call.func.id == "NotFound":
        yield f"{words[0]}_not_found", place


CODES = sorted(set(raised()))


def test_the_sources_refuse_with_codes_that_are_found() -> None:
    assert len({code for code, _ in CODES}) > 40


@pytest.mark.parametrize(("code", "place"), CODES)
def test_a_refusal_has_its_words(code: str, place: str) -> None:
    entries = catalogue("refusals") | catalogue("table")["refusals"]
    assert code in entries, place
    entry = entries[code]
    assert 400 <= entry["status"] < 600
    assert re.search(r"[一-鿿]", entry["zh"])
    assert not re.search(r"[一-鿿]", entry["en"])


def test_the_command_line_says_nothing_without_words() -> None:
    said = {
        (node.args[0].value, file.name)
        for file in (ROOT / "api" / "cli").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(said) > 10
    assert [line for line in said if line[0] not in catalogue("cli")] == []
