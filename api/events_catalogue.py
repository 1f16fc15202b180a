"""The published catalogue: what each event tells, its schema, and an example."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from api.catalogue import catalogue
from api.cloudevents import SCHEMAS, Common
from domain.facts import TOPICS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: of every example
_AT = "2026-01-22T18:00:00.123456Z"
_POSITION, _STREAM, _COMMUNITY = 1042, "3cba9f52ba485c7393a299df6bc359bb", "350102001001"
_COMMON = {
    "actor": "token:0f1e2d3c4b5a6978",
    "occurred_at": _AT,
    "causation": "request:6f1ed002ab5595",
}
_AREA = "350102"


def schema(topic: str, origin: str = "") -> dict[str, Any] | None:
    """The JSON Schema of a topic's ``data``; ``None`` for an unknown topic.

    Fields that it does not name may join it in time: whoever reads it lets them pass.
    """
    if topic not in TOPICS:
        return None
    return {"$schema": DIALECT, "$id": f"{origin}{SCHEMAS}/{topic}", **shape(topic)}


@cache
def shape(topic: str) -> dict[str, Any]:
    """The schema without its address: the fact's own fields, and those that every event has."""
    words = catalogue("events")["topics"].get(topic, {})
    fields = [*msgspec.inspect.type_info(TOPICS[topic]).fields, *_common(topic)]  # type: ignore[attr-defined]
    properties = {f.encode_name: _property(topic, f) for f in fields}
    own = msgspec.structs.fields(TOPICS[topic])
    return {
        "title": topic,
        "description": f"{words.get('zh', '')} / {words.get('en', '')}",
        "type": "object",
        "properties": properties,
        "required": [f.name for f in own if f.required] + ["actor", "occurred_at", "causation"],
        "examples": [example_data(topic)],
    }


def example(topic: str, origin: str = "") -> dict[str, Any]:
    """A whole CloudEvent of a topic."""
    data = example_data(topic)
    is_area = topic.startswith("campaign_")
    return {
        "specversion": "1.0",
        "id": str(_POSITION),
        "source": f"/organisation/{_AREA}" if is_area else f"/communities/{_COMMUNITY}",
        "type": f"pingzhan.{topic}",
        "subject": _STREAM,
        "time": _AT,
        "datacontenttype": "application/json",
        "dataschema": f"{origin}{SCHEMAS}/{topic}",
        "sequence": f"{_POSITION:020d}",
        "data": data,
    }


def example_data(topic: str) -> dict[str, Any]:
    """The data of an event of a topic."""
    told = catalogue("events")["topics"].get(topic, {}).get("data", {})
    return {**told, **_COMMON}


def explained(origin: str = "") -> dict[str, Any]:
    """The whole catalogue, in the order in which it is best read."""
    told = catalogue("events")
    return {
        "kinds": told["kinds"],
        "items": [_explained(topic, words, origin) for topic, words in told["topics"].items()],
    }


def _explained(topic: str, words: dict[str, Any], origin: str) -> dict[str, Any]:
    shown = shape(topic)
    return {
        "type": f"pingzhan.{topic}",
        "kind": words["kind"],
        "text": {"zh": words["zh"], "en": words["en"]},
        "dataschema": f"{origin}{SCHEMAS}/{topic}",
        "fields": [
            {
                "name": name,
                "type": kind(property),
                "required": name in shown["required"],
                "text": field_words(topic, name),
            }
            for name, property in shown["properties"].items()
        ],
        "example": example(topic, origin),
    }


def kind(property: dict[str, Any]) -> str:
    """A property's type as it is written in a table, such as `string (date-time) | null`."""
    if "anyOf" in property:
        return " | ".join(dict.fromkeys(kind(one) for one in property["anyOf"]))
    if property["type"] == "array":
        return f"array<{kind(property['items'])}>"
    if isinstance(property.get("additionalProperties"), dict):
        return f"object<string, {kind(property['additionalProperties'])}>"
    return str(property["type"]) + (f" ({property['format']})" if "format" in property else "")


def field_words(topic: str, name: str) -> dict[str, str]:
    """What a field of a topic says, in both languages; a KeyError where nobody wrote it down."""
    fields = catalogue("events")["fields"]
    found: dict[str, str] = fields.get(f"{topic}/{name}") or fields[name]
    return found


def _common(topic: str) -> list[Any]:
    own = {f.name for f in msgspec.structs.fields(TOPICS[topic])}
    fields = msgspec.inspect.type_info(Common).fields  # type: ignore[attr-defined]
    return [f for f in fields if f.name not in own]


def _property(topic: str, field: Any) -> dict[str, Any]:
    words = field_words(topic, field.encode_name)
    return {**_type(field.type), "description": f"{words['zh']} / {words['en']}"}


def _type(type: Any) -> dict[str, Any]:
    """The JSON Schema of a type that facts are made of."""
    match type:
        case msgspec.inspect.UnionType():
            return {"anyOf": [_type(t) for t in type.types]}
        case msgspec.inspect.NoneType():
            return {"type": "null"}
        case msgspec.inspect.DateTimeType():
            return {"type": "string", "format": "date-time"}
        case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType():
            return {"type": "array", "items": _type(type.item_type)}
        case msgspec.inspect.DictType():
            return {"type": "object", "additionalProperties": _type(type.value_type)}
        case msgspec.inspect.StructType():
            properties = {f.encode_name: _type(f.type) for f in type.fields}
            required = [f.encode_name for f in type.fields if f.required]
            return {"type": "object", "properties": properties, "required": required}
        case _:
            return {"type": _PLAIN[type.__class__]}


_PLAIN = {
    msgspec.inspect.StrType: "string",
    msgspec.inspect.IntType: "integer",
    msgspec.inspect.FloatType: "number",
    msgspec.inspect.BoolType: "boolean",
}
