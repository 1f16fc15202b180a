"""The AsyncAPI 3.0 document: which events come by which channel."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from api.catalogue import catalogue
from api.cloudevents import STRUCTURED
from api.events_catalogue import example, shape

MESSAGES = "#/components/messages"
BOTH = ("bearer", "session")


@lru_cache(8)
def asyncapi(origin: str, relay_stream: str) -> dict[str, Any]:
    """The document, for a server at an origin that relays to a stream of that name."""
    words, topics = catalogue("asyncapi"), list(catalogue("events")["topics"])
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": words["title"],
            "version": version("pingzhan"),
            "description": words["description"],
        },
        "defaultContentType": STRUCTURED,
        "servers": _servers(origin, words["servers"]),
        "channels": _channels(topics, relay_stream, words["channels"]),
        "operations": _operations(words),
        "components": {
            "messages": {topic: _message(topic, origin) for topic in topics},
            "schemas": {"CloudEvent": _ENVELOPE, **{topic: shape(topic) for topic in topics}},
            "securitySchemes": _security(words["security"]),
        },
    }


def _servers(origin: str, words: dict[str, str]) -> dict[str, Any]:
    at = urlsplit(origin or "http://localhost")
    here: dict[str, Any] = {
        "host": at.netloc,
        "protocol": at.scheme,
        "description": words["here"],
        "security": [{"$ref": f"#/components/securitySchemes/{way}"} for way in BOTH],
    }
    if at.path:
        here["pathname"] = at.path
    redis = {
        "host": "{redis}",
        "protocol": "redis",
        "description": words["redis"],
        "variables": {"redis": {"default": "localhost:6379", "description": words["redis_host"]}},
    }
    return {"here": here, "redis": redis}


def _channels(topics: list[str], relay_stream: str, words: dict[str, Any]) -> dict[str, Any]:
    addresses = {"stream": "/api/v1/events/stream", "webhook": None, "redis": relay_stream}
    on = {"stream": "here", "redis": "redis"}
    messages = {topic: {"$ref": f"{MESSAGES}/{topic}"} for topic in topics}
    channels: dict[str, Any] = {}
    for name, address in addresses.items():
        channels[name] = {"address": address, **words[name], "messages": messages}
        if name in on:
            channels[name]["servers"] = [{"$ref": f"#/servers/{on[name]}"}]
    return channels


def _operations(words: dict[str, Any]) -> dict[str, Any]:
    query = {
        "type": "object",
        "properties": {
            name: {"type": "integer" if name == "after" else "string", "description": told}
            for name, told in words["query"].items()
        },
    }
    bindings = {
        "stream": {"http": {"method": "GET", "query": query, "bindingVersion": "0.3.0"}},
        "webhook": {"http": {"method": "POST", "bindingVersion": "0.3.0"}},
        "redis": {},
    }
    return {
        f"send_{name}": {
            "action": "send",
            "channel": {"$ref": f"#/channels/{name}"},
            "summary": told,
            "bindings": bindings[name],
        }
        for name, told in words["operations"].items()
    }


def _message(topic: str, origin: str) -> dict[str, Any]:
    told = catalogue("events")["topics"][topic]
    return {
        "name": f"pingzhan.{topic}",
        "title": topic,
        "summary": f"{told['zh']} / {told['en']}",
        "contentType": STRUCTURED,
        "payload": {
            "allOf": [
                {"$ref": "#/components/schemas/CloudEvent"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": f"pingzhan.{topic}"},
                        "data": {"$ref": f"#/components/schemas/{topic}"},
                    },
                },
            ]
        },
        "examples": [{"name": topic, "payload": example(topic, origin)}],
    }


def _security(words: dict[str, str]) -> dict[str, Any]:
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": words["bearer"]},
        "session": {
            "type": "httpApiKey",
            "in": "cookie",
            "name": "pingzhan_session",
            "description": words["session"],
        },
    }


_TEXT = {"type": "string", "minLength": 1}
_ATTRIBUTES: dict[str, Any] = {
    "specversion": {"const": "1.0"},
    "id": {"type": "string", "pattern": "^[0-9]+$"},
    "source": {"type": "string", "format": "uri-reference"},
    "type": _TEXT,
    "subject": _TEXT,
    "time": {"type": "string", "format": "date-time"},
    "datacontenttype": {"const": "application/json"},
    "dataschema": {"type": "string", "format": "uri-reference"},
    "sequence": {"type": "string", "pattern": "^[0-9]{20}$"},
    "data": {"type": "object"},
}
_ENVELOPE: dict[str, Any] = {
    "type": "object",
    "properties": _ATTRIBUTES,
    "required": list(_ATTRIBUTES),
}
