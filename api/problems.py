"""Errors as RFC 9457 problems: a stable code, where, and what to do, in both languages."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.catalogue import catalogue, words
from domain.refusal import Refused

logger = structlog.get_logger()


class Problem(JSONResponse):
    """An error body."""

    media_type = "application/problem+json"


def problem(code: str, *, field: str | None = None, **params: object) -> Problem:
    """The problem of a refusal's code; an unknown code is our own fault and says so."""
    entries = catalogue("refusals") | catalogue("table").get("refusals", {})
    entry = entries.get(code) or entries["internal_error"]
    said = words(entry, {"field": field or "", **params})
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
    headers = {"WWW-Authenticate": "Bearer"} if entry["status"] == 401 else None
    if entry["status"] == 503:
        headers = {"Retry-After": "2"}
    return Problem(body, status_code=entry["status"], headers=headers)


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> Problem:
        structlog.contextvars.bind_contextvars(refused=error.code)
        return problem(error.code, field=error.field, **error.params)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Problem:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"] if p not in ("body", "query", "path"))
        return problem("invalid_request", field=where or "body", detail=first["msg"])

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Problem:
        codes = {404: "route_not_found", 405: "method_not_allowed", 413: "file_too_large"}
        answer = problem(codes.get(error.status_code, "invalid_request"), detail=str(error.detail))
        answer.headers.update(error.headers or {})
        answer.status_code = error.status_code
        return answer

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Problem:
        logger.error("request_failed", path=request.url.path, exc_info=error)
        return problem("internal_error", request=getattr(request.state, "request_id", ""))
