"""The built web page and the API's explained, served beside it; unbuilt, they say how to be."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api.asyncapi import asyncapi
from api.doors import origin

BUILT = Path(__file__).parent / "_web"
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
    def page() -> Response:
        return _page(BUILT / "index.html")

    @app.get(DOCS, include_in_schema=False)
    def docs() -> Response:
        return _page(BUILT / "docs" / "index.html")

    @app.get(EVENTS, include_in_schema=False)
    def events() -> Response:
        return _page(BUILT / "docs" / "events.html")

    @app.get("/asyncapi.json", include_in_schema=False)
    @app.get("/api/v1/asyncapi.json", include_in_schema=False)
    def channels(request: Request) -> Response:
        relayed = app.state.house.settings.relay_stream
        return JSONResponse(asyncapi(origin(request), relayed))

    if (BUILT / "docs").is_dir():
        app.mount(DOCS, StaticFiles(directory=BUILT / "docs"), name="docs")
    if (BUILT / "assets").is_dir():
        app.mount("/assets", _Assets(directory=BUILT / "assets"), name="assets")


def _page(built: Path) -> Response:
    if not built.exists():
        return JSONResponse(NOT_BUILT)
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    return FileResponse(built, headers=headers)


class _Assets(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
