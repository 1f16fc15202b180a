"""The recipes of docs/recipes.md, run as they stand there against a real server."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.api.places import fresh_code, register
from tests.api.serving import ADMIN, Live, serving
from tests.relay.recipes import recipe
from tests.services.chromium import npm_command
from tests.services.process import free_port, scratch, stop
from tests.webhooks.guide import piece

GUIDE = Path(__file__).parents[2] / "docs" / "recipes.md"
ON_THE_PAGE = Path(__file__).parents[2] / "web" / "src" / "integrator" / "recipes"
RECIPE = re.compile(r"<!-- run: ([a-z ]+) -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = {name: (kind, text) for name, kind, text in RECIPE.findall(GUIDE.read_text("utf-8"))}
TYPE = "pingzhan.member_enrolled.v1"


class Printing:
    """A recipe that runs, and what it printed line by line."""

    def __init__(self, name: str, folder: Path, **said: str) -> None:
        kind, text = RECIPES[name]
        ending, command = {
            "python": ("py", [sys.executable]),
            "js": ("mjs", [str(npm_command()[0])]),
            "sh": ("sh", ["bash"]),
        }[kind]
        file = folder / f"{name.replace(' ', '_')}.{ending}"
        file.write_text(text, "utf-8")
        self.process = subprocess.Popen(
            [*command, str(file)],
            stdout=subprocess.PIPE,
            env={**os.environ, "no_proxy": "*", "NO_PROXY": "*", **said},
        )
        self.lines: list[str] = []
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.decode().strip())

    def ended(self) -> str:
        """All that it printed, once it has ended by itself."""
        assert self.process.wait(20) == 0
        self._reading.join(5)
        return "\n".join(self.lines)

    def close(self) -> None:
        """End it."""
        stop(self.process)


@contextlib.contextmanager
def printing(name: str, folder: Path, **said: str) -> Iterator[Printing]:
    running = Printing(name, folder, **said)
    try:
        yield running
    finally:
        running.close()


def until(done: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def enrol(live: Live, code: str, count: int) -> list[int]:
    """Positions at which some people were enrolled."""
    found = []
    for _ in range(count):
        done = live.admin.post(f"communities/{code}/members", json={"name": "粜"})
        assert done.status_code == 201, done.text
        found.append(int(done.json()["position"]))
    return found


def integrator(live: Live) -> str:
    done = live.admin.post("tokens", json={"role": "integrator", "name": "平台"})
    return str(done.json()["token"])


def told(live: Live, after: int = 0) -> list[dict[str, Any]]:
    """The events that the recipes ask for, as the log tells them."""
    asked: dict[str, Any] = {"type": TYPE, "after": after, "limit": 1000}
    return list(live.admin.get("events", params=asked).json())


def test_every_recipe_of_the_guide_is_run_here() -> None:
    text = GUIDE.read_text("utf-8")
    assert len(re.findall(r"^```\w+$", text, re.MULTILINE)) == len(RECIPES)
    here = Path(__file__).read_text("utf-8")
    assert [name for name in RECIPES if f'"{name}"' not in here] == []


def test_the_page_gives_the_recipes_of_the_guides() -> None:
    files = {"page": "curl.sh", "follow": "follow.sh", "python": "python.py", "node": "node.mjs"}
    for name, file in {**files, "browser": "browser.js"}.items():
        assert (ON_THE_PAGE / file).read_text("utf-8") == RECIPES[name][1], name
    assert (ON_THE_PAGE / "receiver.py").read_text("utf-8") == piece("python")
    assert (ON_THE_PAGE / "receiver.mjs").read_text("utf-8") == piece("js")
    assert (ON_THE_PAGE / "redis.py").read_text("utf-8") == recipe("by group")


@pytest.fixture(scope="module")
def site() -> Iterator[Live]:
    """A server of the recipes."""
    with scratch("recipes") as folder, serving(f"sqlite:///{folder / 'log.sqlite'}") as live:
        yield live


def test_curl_reads_pages(site: Live, tmp_path: Path) -> None:
    code = fresh_code()
    register(site.admin, code)
    enrol(site, code, 4)
    said = {"PINGZHAN": site.url, "TOKEN": integrator(site)}
    with printing("page", tmp_path, **said) as page, printing("batch", tmp_path, **said) as batch:
        assert json.loads(page.ended()) == json.loads(batch.ended()) == told(site)[:3]


def test_followers_lose_and_double_nothing_while_the_server_dies_and_comes_back(
    browser: Browser, tmp_path: Path
) -> None:
    store, port = f"sqlite:///{tmp_path / 'log.sqlite'}", free_port()
    page = browser.new_page()
    with contextlib.ExitStack() as closing:
        with serving(store, port=port) as live:
            code = fresh_code()
            register(live.admin, code)
            last = enrol(live, code, 1)[0]
            token = integrator(live)
            said = {"PINGZHAN": live.url, "TOKEN": token, "LAST": str(last)}
            names = ("follow", "python", "node")
            followers = [closing.enter_context(printing(n, tmp_path, **said)) for n in names]
            in_browser(page, live, token)
            enrol(live, code, 5)
            until(lambda: all(len(f.lines) == 5 for f in followers))
            page.wait_for_function("window.got.length === 5")
            live.kill()
        with serving(store, port=port) as live:
            enrol(live, code, 5)
            until(lambda: all(len(f.lines) >= 10 for f in followers))
            page.wait_for_function("window.got.length >= 10")
            events = told(live, last)
    shell, python, node = followers
    assert [json.loads(line) for line in shell.lines] == events
    for follower in (python, node):
        assert follower.lines == [f"{e['id']} {e['data']['member']}" for e in events]
    assert page.evaluate("window.got") == [[e["id"], e] for e in events]
    page.close()


def in_browser(page: Page, live: Live, token: str) -> None:
    """Follow in a page of the server's own."""
    page.goto(f"{live.url}/healthz")
    page.evaluate(
        "async (token) => { window.got = [];"
        "const heard = (id, event) => window.got.push([id, event]);\n"
        + RECIPES["browser"][1]
        + "await new Promise((open) => { source.onopen = open }) }",
        token,
    )


def test_a_token_with_a_purpose_is_told_names_in_part(site: Live, tmp_path: Path) -> None:
    code = fresh_code()
    register(site.admin, code)
    said = {"name": "粜籴米", "phone": "15400000001"}
    position = site.admin.post(f"communities/{code}/members", json=said).json()["position"]
    with printing("people", tmp_path, PINGZHAN=site.url, ADMIN=ADMIN) as made:
        token = json.loads(made.ended())["token"]
    with site.client(token) as reader:
        event = reader.get(f"events/{position}").json()
    assert event["data"]["people"] == {
        event["data"]["member"]: {"name": "粜**", "phone": "154****0001"}
    }
