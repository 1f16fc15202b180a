"""The built web page, served beside the API; without it the root says how to get it."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

BUILT = Path(__file__).parent / "_web"
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
)


def install(app: FastAPI) -> None:
    """Serve the page at the root, its assets for a year."""

    @app.get("/", include_in_schema=False)
    def page() -> Response:
        index = BUILT / "index.html"
        if not index.exists():
            return JSONResponse({"api": "/api/v1/docs", "web": "not built: python3 pz.py setup"})
        return FileResponse(
            index, headers={"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        )

    if (BUILT / "assets").is_dir():
        app.mount("/assets", _Assets(directory=BUILT / "assets"), name="assets")


class _Assets(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
