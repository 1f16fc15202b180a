"""The JSON Schema that editors complete from says what the linter says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.playbooks import SHIPPED, json_schema, kinds, read
from tests.playbooks.spoiling import EVERYTHING

COMMITTED = Path(__file__).parents[2] / "docs" / "schema"


@pytest.mark.parametrize("kind", kinds())
def test_the_committed_schema_is_that_of_the_language(kind: str) -> None:
    committed = json.loads((COMMITTED / f"{kind}.json").read_text("utf-8"))
    assert committed == json_schema(kind), (
        f"pingzhan playbook schema {kind} > docs/schema/{kind}.json"
    )


def allows(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    """Whether a schema lets a value through: the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        return allows(whole["$defs"][schema["$ref"].rpartition("/")[2]], value, whole)
    if alternatives := schema.get("anyOf") or schema.get("oneOf"):
        return any(allows(each, value, whole) for each in alternatives)
    if "const" in schema:
        return bool(schema["const"] == value)
    if "enum" in schema:
        return value in schema["enum"]
    return TYPES[schema.get("type", "")](schema, value, whole)


def _array(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    items = schema.get("items", {})
    return isinstance(value, list) and all(allows(items, each, whole) for each in value)


def _string(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    fits = isinstance(value, str) and re.search(schema.get("pattern", ""), value)
    return bool(fits) and len(value) <= schema.get("maxLength", len(value))


def _object(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not isinstance(value, dict):
        return False
    if not set(schema.get("required", [])) <= set(value):
        return False
    for key, each in value.items():
        inner = properties.get(key, others)
        if inner is False or (isinstance(inner, dict) and not allows(inner, each, whole)):
            return False
    return True


TYPES: dict[str, Callable[[dict[str, Any], Any, dict[str, Any]], bool]] = {
    "": lambda schema, value, whole: True,
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": lambda schema, value, whole: (
        type(value) is int and value >= schema.get("minimum", value)
    ),
    "number": lambda schema, value, whole: type(value) in (int, float),
    "boolean": lambda schema, value, whole: isinstance(value, bool),
    "null": lambda schema, value, whole: value is None,
}

PLAYBOOKS = [
    EVERYTHING,
    *(f for f in sorted(SHIPPED.glob("*.yaml")) if "playbook/v1" in f.read_text("utf-8")[:4000]),
]


@pytest.mark.parametrize("file", PLAYBOOKS, ids=lambda file: file.stem)
def test_a_playbook_without_fault_is_one_for_the_editor_too(file: Path) -> None:
    schema = json_schema("playbook")
    assert allows(schema, read(file).content, schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        ladder: urgent", "        lader: urgent"),
        ("plus: PT30M", "plus: 30m"),
        ("plus: PT30M", "plus: PT0S"),
        ("every: P2D", "every: P0DT0H"),
        ("every: P2D", "every: P9999999D"),
        ("every: P2D", "every: P2W"),
        ("type: member", "type: face"),
        ("places: {parameter: people_per_shift}", "places: {parametre: people_per_shift}"),
        ("kind: day", "kind: week"),
        ('at: "12:00"', 'at: "25:00"'),
    ],
)
def test_what_is_wrong_is_wrong_for_the_editor_too(old: str, new: str, tmp_path: Path) -> None:
    text = EVERYTHING.read_text("utf-8")
    assert old in text
    file = tmp_path / "everything.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    schema = json_schema("playbook")
    assert not allows(schema, read(file).content, schema)
