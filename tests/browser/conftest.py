"""The built page, served by the real server and opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.web import BUILT
from tests.api.serving import Live, serving
from tests.browser.furnished import Furnished, furnished
from tests.browser.places import link
from tests.browser.visits import DESK, PHONE, Screen, Visit
from tests.services.process import scratch

Entering = Callable[[str], Visit]


@pytest.fixture(scope="session", autouse=True)
def built_page() -> None:
    """Say at once what is missing where the page was not built."""
    assert (BUILT / "index.html").exists(), "python3 pz.py setup 会构建页面 / builds the page"


@pytest.fixture(scope="session")
def site() -> Iterator[Live]:
    """A server with a file of its own; every test brings communities of its own."""
    with scratch("site") as folder, serving(f"sqlite:///{folder / 'log.sqlite'}") as live:
        yield live


@pytest.fixture(scope="session")
def house(run_folder: Path) -> Iterator[Furnished]:
    """A server of its own over two communities of true size, one of them at war for a day."""
    with furnished(run_folder) as served:
        yield served


@pytest.fixture(params=[PHONE, DESK], ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    """The test runs on a phone and at a desk."""
    looked_at: Screen = request.param
    return looked_at


@pytest.fixture
def visit(browser: Browser, site: Live, screen: Screen) -> Iterator[Visit]:
    """Somebody before the page, not signed in."""
    with_them = Visit(browser, site, screen)
    yield with_them
    with_them.close()


@pytest.fixture
def secretary_in(visit: Visit, site: Live) -> Entering:
    """Lets the secretary of a community in."""

    def enters(code: str) -> Visit:
        visit.follow_link(link(site, code)["token"])
        return visit

    return enters


@pytest.fixture
def secretary(visit: Visit, secretary_in: Entering) -> Iterator[Entering]:
    """Lets the secretary of a community in; afterwards her console must have been silent."""
    yield secretary_in
    assert visit.complaints == []


@pytest.fixture
def watching(visit: Visit, site: Live) -> Iterator[Entering]:
    """Lets a supervisor of a place in; afterwards their console must have been silent."""

    def enters(place: str) -> Visit:
        said = {"role": "supervisor", "place": place, "name": "督导"}
        visit.follow_link(site.admin.post("tokens", json=said).json()["token"])
        return visit

    yield enters
    assert visit.complaints == []
