"""Errors as RFC 9457 problems: a stable code, where, and what to do, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.catalogue import Words, catalogue, words
from api.times import ZONE
from domain.refusal import Refused


class Problem(JSONResponse):
    """An error body."""

    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        """JSON, whatever half characters the request's own words hold."""
        return json.dumps(content, ensure_ascii=False).encode(errors="replace")


def problem(code: str, *, field: str | None = None, **params: object) -> Problem:
    """The problem of a refusal's code; an unknown code is our own fault and says so."""
    params = {name: _told(value) for name, value in params.items()}
    entries = catalogue("refusals") | catalogue("table").get("refusals", {})
    entry = entries.get(code) or entries["internal_error"]
    if isinstance(fault := params.get("fault"), str):
        params |= _words_of(fault)
    if (scope := params.get("scope")) is not None:
        params["label"] = catalogue("scopes")[str(scope or "none")]
    said = _said(entry, field, params)
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": said["zh"],
        "status": entry["status"],
        "detail": said["en"],
        "code": code,
        "message": said,
    }
    if field is not None:
        body["field"] = field
    if "cell" in params:
        body["cell"] = params["cell"]
    if scope:
        body["scope"] = scope
    if "faults" in params:
        body["faults"] = params["faults"]
    headers = {"WWW-Authenticate": "Bearer"} if entry["status"] == 401 else None
    if entry["status"] in (429, 503):
        usual = 60 if entry["status"] == 429 else 2
        headers = {"Retry-After": str(params.get("seconds", usual))}
    return Problem(body, status_code=entry["status"], headers=headers)


def _said(entry: Mapping[str, Any], field: str | None, params: Mapping[str, object]) -> Words:
    """The entry in both languages, the field by the name that it has in each."""
    called = params.get("label") or _called(field or "")
    named = called if isinstance(called, Mapping) else {}
    return {
        language: words(entry, {"field": named.get(language, field or ""), **params})[language]
        for language in ("zh", "en")
    }


def _called(path: str) -> Mapping[str, str] | None:
    """What people call the field at a path, numbers left out: by its place, else by its id."""
    place = ".".join(part for part in path.split(".") if not part.isdigit())
    fields: Mapping[str, Mapping[str, str]] = catalogue("fields")
    return fields.get(place) or fields.get(place.rpartition(".")[2])


def _told(value: object) -> object:
    """A moment as people where the community is tell it."""
    return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def _words_of(fault: str) -> dict[str, object]:
    """What is wrong with a field of a report, in both languages."""
    found = catalogue("reports")["faults"].get(fault, {})
    return {f"fault_{language}": text for language, text in found.items()}


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> Problem:
        request.state.refused = error.code
        return problem(error.code, field=error.field, **error.params)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Problem:
        first = error.errors()[0]
        request.state.refused = "invalid_request"
        if first["type"] == "json_invalid":
            return problem("body_unreadable", field="body")
        where = [str(p) for p in first["loc"] if p not in _PLACES]
        field = ".".join(where)[:200] or "body"
        return problem("invalid_request", field=field, **_fault(first))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Problem:
        if error.status_code == 413:
            raise error
        answer = problem(_CODES.get(error.status_code, "body_unreadable"))
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(_methods(app, request.url.path))
        return answer


#: parts of a place that are no names: where in the request, and which kind of a value was tried
_PLACES = ("body", "query", "path", "header", "constrained-str", "dict[str,any]")
_CODES = {404: "route_not_found", 405: "method_not_allowed"}


def _methods(app: FastAPI, path: str) -> list[str]:
    """The methods of a path; FastAPI tells those of the first route that fits only.

    What is written out goes before what fits by a parameter: `preview` is no campaign's id.
    """
    fitting = [
        (len(_parts(written)), ways)
        for written, ways in app.openapi()["paths"].items()
        if re.fullmatch(_shape(written), path)
    ]
    nearest = min((parts for parts, _ in fitting), default=0)
    found = {way.upper() for parts, ways in fitting if parts == nearest for way in ways}
    return sorted(found) or ["GET"]


def _shape(path: str) -> str:
    return "".join("[^/]+" if p.startswith("{") else re.escape(p) for p in _parts(path))


def _parts(path: str) -> list[str]:
    return re.split(r"({[^}]*})", path)


def _fault(error: Mapping[str, Any]) -> dict[str, object]:
    """What is wrong with a value, in words; the value itself is not repeated."""
    faults = catalogue("faults")
    said = words(faults.get(error["type"], faults["other"]), error.get("ctx") or {})
    return {f"fault_{language}": text for language, text in said.items()}
