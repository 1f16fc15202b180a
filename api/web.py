"""The built web page and the API's explained, served beside it; unbuilt, they say how to be."""

from __future__ import annotations

import hashlib
import mimetypes
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from api.asyncapi import asyncapi
from api.doors import origin

BUILT = Path(__file__).parent / "_web"
#: how files are squeezed when the pages are built, the smallest first
CODINGS = (("br", ".br"), ("gzip", ".gz"))
VARY = "Accept-Encoding"
DOCS = "/api/v1/docs"
EVENTS = f"{DOCS}/events"
NOT_BUILT = {"api": "/api/v1/openapi.json", "web": "not built: python3 pz.py setup"}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
)


def install(app: FastAPI) -> None:
    """Serve the page at the root, its assets for a year, and the page that explains the API."""

    @app.get("/", include_in_schema=False)
    def page(request: Request) -> Response:
        return _page(request, BUILT / "index.html")

    @app.get("/sw.js", include_in_schema=False)
    def worker(request: Request) -> Response:
        return _page(request, BUILT / "sw.js")

    @app.get(DOCS, include_in_schema=False)
    def docs(request: Request) -> Response:
        return _page(request, BUILT / "docs" / "index.html")

    @app.get(EVENTS, include_in_schema=False)
    def events(request: Request) -> Response:
        return _page(request, BUILT / "docs" / "events.html")

    @app.get("/asyncapi.json", include_in_schema=False)
    @app.get("/api/v1/asyncapi.json", include_in_schema=False)
    def channels(request: Request) -> Response:
        relayed = app.state.house.settings.relay_stream
        return JSONResponse(asyncapi(origin(request), relayed))

    if (BUILT / "docs").is_dir():
        app.mount(DOCS, StaticFiles(directory=BUILT / "docs"), name="docs")
    if (BUILT / "assets").is_dir():
        app.mount("/assets", _Assets(directory=BUILT / "assets"), name="assets")


def _page(request: Request, built: Path) -> Response:
    """A page that is looked at anew each time, and not sent again while it is the same."""
    if not built.exists():
        return JSONResponse(NOT_BUILT)
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    told = squeezed(built, request.headers.get("accept-encoding", ""), headers)
    if request.headers.get("if-none-match") == told.headers["etag"]:
        return Response(status_code=304, headers={**headers, "ETag": told.headers["etag"]})
    return told


class _Assets(StaticFiles):
    """Files whose names change with what is in them: kept for a year, sent squeezed."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file, or the one beside it that is squeezed as the caller likes it."""
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        wanted = Headers(scope=scope).get("accept-encoding", "")
        told = squeezed(Path(full_path), wanted, headers)
        if self.is_not_modified(told.headers, Headers(scope=scope)):
            return NotModifiedResponse(told.headers)
        return told


def squeezed(built: Path, wanted: str, headers: Mapping[str, str]) -> FileResponse:
    """A built file in the smallest form that a caller takes; its ``ETag`` is of what is in it."""
    takes = {said.partition(";")[0].strip() for said in wanted.split(",")}
    kind = mimetypes.guess_type(built.name)[0] or "application/octet-stream"
    for coding, ending in CODINGS:
        beside = built.with_name(built.name + ending)
        if coding in takes and beside.exists():
            told = FileResponse(beside, media_type=kind, headers={**headers, "Vary": VARY})
            told.headers["Content-Encoding"] = coding
            break
    else:
        # what squeezes other answers says Vary of this one too
        told = FileResponse(built, media_type=kind, headers=dict(headers))
        coding = "identity"
    told.headers["ETag"] = _etag(built, built.stat().st_mtime_ns, coding)
    return told


@lru_cache(maxsize=512)
def _etag(built: Path, written: int, coding: str) -> str:
    """By content, so that every server of a house tells the same."""
    return f'"{hashlib.sha256(built.read_bytes()).hexdigest()[:20]}-{coding}"'
