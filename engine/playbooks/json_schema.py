"""The language as JSON Schema, so that editors complete it and mark what is wrong at once."""

from __future__ import annotations

from typing import Any

from engine.playbooks.files import KINDS
from engine.playbooks.plan_file import PlanFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"

#: where a playbook may refer to a parameter instead of saying the value
_REFERRING = {
    "Offset": ("plus",),
    "AtLevel": ("plus",),
    "OnEvent": ("plus",),
    "InPhase": ("plus",),
    "Before": ("minus",),
    "Interval": ("every",),
    "Daily": ("at", "until"),
    "OnDay": ("day", "at"),
    "Muster": ("within",),
    "Staffing": ("min",),
    "Task": ("places",),
}
_REFERENCE = {
    "type": "object",
    "properties": {"parameter": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}},
    "required": ["parameter"],
    "additionalProperties": False,
}


def kinds() -> list[str]:
    """Every kind of file, as ``playbook``."""
    return [name.removeprefix("pingzhan.").partition("/")[0] for name in KINDS]


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file."""
    name = next(name for name in KINDS if name.startswith(f"pingzhan.{kind}/"))
    model = KINDS[name]
    schema = model.model_json_schema(by_alias=True)
    if model is PlanFile:
        _refer(schema["$defs"])
    return {"$schema": DRAFT, "$id": name, **schema}


def _refer(definitions: dict[str, Any]) -> None:
    """Let references to parameters stand where they may."""
    for name, fields in _REFERRING.items():
        properties = definitions[name]["properties"]
        for field in fields:
            properties[field] = {"anyOf": [properties[field], _REFERENCE]}
    spans = definitions["Interval"]["properties"]["per_level"]
    spans["additionalProperties"] = {"anyOf": [spans["additionalProperties"], _REFERENCE]}
