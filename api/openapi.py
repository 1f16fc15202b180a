"""The OpenAPI document: what FastAPI tells of the routes, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from api.answers.shared import Problem

REFS = "#/components/schemas/{model}"
PROBLEM: dict[str, Any] = {
    "application/problem+json": {"schema": {"$ref": REFS.format(model="Problem")}}
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "Refused: `code` says why, `field` or `cell` where, `message` in zh and en",
        "content": PROBLEM,
    },
    "5XX": {
        "description": "Not done, and nothing half-done: busy, behind, full or failed; try again",
        "content": PROBLEM,
    },
}
OPEN = (
    "get /healthz",
    "get /readyz",
    "get /metrics",
    "get /api/v1/session/ways",
    "post /api/v1/session/password",
    "post /api/v1/session/invite",
    "post /api/v1/session/invitation",
    "get /api/v1/session/provider",
    "get /api/v1/session/provider/callback",
    "get /api/v1/events/catalogue",
    "get /api/v1/events/schemas/{topic}",
    "get /calendars/{secret}.ics",
)
BEARER = {"type": "http", "scheme": "bearer", "description": "A token of `POST /tokens`"}
COOKIE = {
    "type": "apiKey",
    "in": "cookie",
    "name": "pingzhan_session",
    "description": "The browser's session; writes need the header `X-Pingzhan` besides",
}


def describe(app: FastAPI) -> None:
    """Add the problems, the ways to sign in, and which routes need none."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = generate()
        components = document.setdefault("components", {})
        components.setdefault("schemas", {}).update(_shapes())
        components["securitySchemes"] = {"bearer": BEARER, "session": COOKIE}
        document["security"] = [{"bearer": []}, {"session": []}]
        for path, ways in document["paths"].items():
            for way, operation in ways.items():
                _mend(operation)
                if f"{way} {path}" in OPEN:
                    operation["security"] = []
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _shapes() -> dict[str, Any]:
    _, found = models_json_schema([(Problem, "serialization")], ref_template=REFS)
    return dict(found["$defs"])


def _mend(operation: dict[str, Any]) -> None:
    """A shape that is told needs no "some object" beside it; cookies are told once, above."""
    for response in operation["responses"].values():
        for media in response.get("content", {}).values():
            shape = media.get("schema", {})
            if "$ref" in shape:
                media["schema"] = {"$ref": shape["$ref"]}
            elif shape.get("type") == "array":
                media["schema"] = {"type": "array", "items": shape["items"]}
