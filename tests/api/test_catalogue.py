"""Every refusal has its words: both languages, a status, and no hole left unfilled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from api.app import create_app
from api.catalogue import catalogue
from api.house import House

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


def asked_for(part: Any, schemas: dict[str, Any]) -> Iterator[str]:
    """The names of all fields in a part of a request's schema, and in whatever it refers to."""
    if isinstance(part, list):
        for one in part:
            yield from asked_for(one, schemas)
    elif isinstance(part, dict):
        yield from part.get("properties", ())
        for key, value in part.items():
            if key == "$ref":
                yield from asked_for(schemas[value.rpartition("/")[2]], schemas)
            else:
                yield from asked_for(value, schemas)


def test_every_name_of_a_field_is_of_one_that_a_request_has() -> None:
    document = create_app(cast(House, None)).openapi()
    ways = [way for path in document["paths"].values() for way in path.values()]
    fields = {p["name"] for way in ways for p in way.get("parameters", ())}
    bodies = [way["requestBody"] for way in ways if "requestBody" in way]
    fields |= set(asked_for(bodies, document["components"]["schemas"]))
    refused = re.compile(r'field=f?"(\w+)')
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    fields |= {name for file in sources for name in refused.findall(file.read_text("utf-8"))}
    for name, said in catalogue("fields").items():
        assert name.rpartition(".")[2] in fields
        assert re.search(r"[一-鿿]", said["zh"])
        assert not re.search(r"[一-鿿]", said["en"])
