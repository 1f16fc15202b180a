"""What a phone has to fetch, and how it is served: no browser is needed to weigh it."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from api.web import BUILT
from tests.api.serving import Live

#: bytes, squeezed by gzip, of all scripts and styles that the home or the board waits for
PHONE = 150_000
#: loaded when somebody asks for it, and never before
LATE = (
    "i18n/en/",
    "desk/DeskShell",
    "pages/ReplayPage",
    "pages/ReviewPage",
    "pages/MePage",
    "pages/RosterPage",
)
#: what a library is known by once it has been built
LIBRARIES = ("ElConfigProvider", "echarts")


def manifest() -> dict[str, dict[str, Any]]:
    """What was built from what, and what each part loads with it."""
    return dict(json.loads((BUILT / "manifest.json").read_text()))


def first(parts: dict[str, dict[str, Any]]) -> set[str]:
    """The parts that come with the first page, which is that of the home and the board."""
    seen: set[str] = set()
    left = ["index.html"]
    while left:
        if (part := left.pop()) not in seen:
            seen.add(part)
            left += parts[part].get("imports", [])
    return seen


def test_the_home_and_the_board_fit_a_phone() -> None:
    parts = manifest()
    files = {f for p in first(parts) for f in (parts[p]["file"], *parts[p].get("css", []))}
    weights = {f: (BUILT / f"{f}.gz").stat().st_size for f in sorted(files)}
    assert len(weights) >= 3
    assert sum(weights.values()) <= PHONE, weights


def test_what_they_do_not_need_comes_later() -> None:
    parts = manifest()
    with_the_first = first(parts)
    for late in LATE:
        assert [p for p in with_the_first if late in p] == []
    lazy = {p for p, said in parts.items() if said.get("isDynamicEntry")}
    for page in LATE[1:]:
        assert [p for p in lazy if page in p] != [], page
    texts = {p: (BUILT / parts[p]["file"]).read_text("utf-8") for p in parts}
    for library in LIBRARIES:
        within = {p for p, text in texts.items() if library in text}
        assert within, library
        assert within & with_the_first == set(), library


@pytest.mark.parametrize(("takes", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
def test_assets_come_squeezed_and_are_kept_for_good(
    site: Live, takes: str, coding: str | None
) -> None:
    script = manifest()["index.html"]["file"]
    asked = {"Accept-Encoding": takes}
    with httpx2.Client(trust_env=False, base_url=site.url) as client:
        told = client.get(f"/{script}", headers=asked)
        assert told.status_code == 200
        assert told.headers.get("content-encoding") == coding
        assert told.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert told.headers["vary"] == "Accept-Encoding"
        assert "javascript" in told.headers["content-type"]
        assert told.content == (BUILT / script).read_bytes()
        again = client.get(f"/{script}", headers={**asked, "If-None-Match": told.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_shell_is_asked_for_anew_and_not_sent_again(site: Live) -> None:
    with httpx2.Client(trust_env=False, base_url=site.url) as client:
        told = client.get("/")
        assert told.headers["cache-control"] == "no-cache"
        again = client.get("/", headers={"If-None-Match": told.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == told.headers["etag"]
        assert client.get("/", headers={"If-None-Match": '"else"'}).status_code == 200
