"""Two districts, each with a store of its own, read through one door."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import psycopg
import pytest
import uvicorn
from psycopg.sql import SQL, Identifier

from api.auth.register import Register
from api.region.app import create_region
from api.region.cursor import parsed, written
from api.region.stores import Districts
from api.settings import Settings
from api.viewing import open_views
from domain.refusal import Refused
from engine.accounts import PERSONAL, Particulars
from engine.clock import system_clock
from engine.playbooks import shipped_editions, shipped_overlays
from engine.tokens import ROLES as TOKENS
from engine.tokens import Tokens
from tests.api import granted
from tests.cli.typed import typed
from tests.examples import CODE, OTHER_CODE, PLAN
from tests.rosters import person
from tests.services.postgres import fresh_database
from tests.town import EAST, PHONES, WANG, Town, caller, codes, roster_table

ADMIN = "the region's administrator"
FAR = "350103001001"
NAMES = ("350102", "350103")


class Two:
    """Two districts at work, and the door to both."""

    def __init__(self, urls: tuple[str, str], client: httpx2.Client) -> None:
        self.urls, self.client = urls, client
        self.towns = (Town(urls[0]), Town(urls[1], prepared=False))
        far = self.towns[1]
        for town in self.towns:  # as a district's own server does when it starts
            town.workflow.plans.stock(shipped_editions(), shipped_overlays())
            town.workflow.plans.publish([PLAN])
        table = codes(FAR).replace("鼓楼区,350102".encode(), "台江区,350103".encode())
        far.workflow.organisation.import_codes(table, caller())
        far.take_in(roster_table(), code=FAR)
        self.seen()

    def seen(self) -> None:
        """Let the districts' own servers bring their views up to date."""
        for town in self.towns:
            open_views(town.store)[1].catch_up()

    def get(self, path: str, **asked: Any) -> Any:
        answer = self.client.get(f"/api/v1/{path}", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def served(districts: Districts) -> Iterator[str]:
    """The door, in a thread of its own."""
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_region(districts), log_config=None))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def database(postgres_server_url: str) -> Iterator[str]:
    """One database, with a schema for each district."""
    with fresh_database(postgres_server_url) as url:
        yield url


@pytest.fixture(scope="module")
def two(database: str) -> Iterator[Two]:
    """Two districts, for all these tests."""
    urls = f"{database}?schema=d350102", f"{database}?schema=d350103"
    stores = dict(zip(NAMES, urls, strict=True))
    with (
        served(Districts(stores, Settings(admin_token=ADMIN))) as address,
        httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {ADMIN}"}) as client,
    ):
        made = Two(urls, client)
        yield made
        for town in made.towns:
            town.store.close()


@contextmanager
def door(two: Two, address: str) -> Iterator[None]:
    """Through another door for a while."""
    before, two.client.base_url = two.client.base_url, httpx2.URL(address)
    yield
    two.client.base_url = before


def walked(two: Two, limit: int, after: str = "") -> tuple[list[dict[str, Any]], str]:
    """Every event, page by page, and the cursor at the end."""
    found: list[dict[str, Any]] = []
    while page := two.get("events", after=after, limit=limit):
        if not page["items"]:
            return found, after
        found, after = found + page["items"], page["next"]
    raise AssertionError


def test_two_districts_are_read_as_one(two: Two) -> None:
    near, far = two.towns
    far.click(code=FAR)
    two.seen()
    told = two.get("districts")
    near_row, far_row = told["items"]
    assert (near_row["district"], near_row["communities"]) == ("350102", 2)
    assert (far_row["district"], far_row["modes"]) == ("350103", {"wartime": 1})
    assert (told["total"]["communities"], told["away"]) == (3, [])
    for sum in ("members", "vacant", "activations"):
        assert told["total"][sum] == near_row[sum] + far_row[sum]
    assert far_row["tasks"]["open"] > 0
    assert [d["position"] for d in told["items"]] == [near.store.head(), far.store.head()]
    page = two.get("communities", limit=2)
    assert [(c["code"], c["district"]) for c in page["items"]] == [
        (CODE, "350102"),
        (OTHER_CODE, "350102"),
    ]
    rest = two.get("communities", after=page["next"])
    assert [(c["code"], c["district"], rest["next"]) for c in rest["items"]] == [
        (FAR, "350103", None)
    ]
    board = two.get(f"communities/{FAR}/board")
    assert (board["mode"], board["district"]) == ("wartime", "350103")
    members = [m for a in board["activations"] for g in a["groups"] for m in g["members"]]
    assert {m["name"] for m in members} & set(PHONES)
    assert not any(phone in str(members) for phone in PHONES.values())
    read = far.store.recorder.select("SELECT kind, place FROM directory_accesses")
    assert read == [("board", FAR)]
    assert two.get(f"communities/{CODE}")["district"] == "350102"
    missing = two.client.get("/api/v1/communities/350199001001")
    assert missing.status_code == 404


def test_both_logs_are_followed_by_one_cursor_and_nothing_is_lost_or_doubled(two: Two) -> None:
    near, far = two.towns
    first, cursor = walked(two, 7)
    assert parsed(cursor, NAMES) == {"350102": near.store.head(), "350103": far.store.head()}
    near.take_in(roster_table(person("周拟七", "15400000007", f"driver@{EAST}")))
    far.take_in(roster_table(person("周拟七", "15400000007", f"driver@{EAST}")), code=FAR)
    more, end = walked(two, 50, cursor)
    for town, place in ((near, "350102"), (far, "350103")):
        told = [int(e["id"]) for e in first + more if e["source"].split("/")[2][:6] == place]
        assert told == list(range(1, town.store.head() + 1))
    assert [e["time"] for e in more] == sorted(e["time"] for e in more)
    assert walked(two, 50, end) == ([], end)
    enrolled = two.get("events", after=cursor, type="pingzhan.member_enrolled", limit=1000)["items"]
    assert {e["type"] for e in enrolled} == {"pingzhan.member_enrolled.v1"}


def test_a_stream_of_both_goes_on_where_it_was_left(two: Two) -> None:
    near, far = two.towns
    _, cursor = walked(two, 1000)
    near.click(EAST, drill=True)
    seen, last = streamed(two, cursor, 5)
    far.take_in(roster_table(person("吴拟八", "15400000008", f"driver@{EAST}")), code=FAR)
    heads = {"350102": near.store.head(), "350103": far.store.head()}
    left = sum(heads.values()) - sum(parsed(cursor, NAMES).values()) - 5
    rest, end = streamed(two, last, left)
    ids = [(e["source"].split("/")[2][:6], e["id"]) for e in seen + rest]
    assert len(set(ids)) == len(ids) == left + 5
    assert parsed(end, NAMES) == heads


def streamed(two: Two, last: str, wanted: int) -> tuple[list[dict[str, Any]], str]:
    """Events of the stream until there are so many, and the last id."""
    found: list[dict[str, Any]] = []
    address, headers = "/api/v1/events/stream", {"Last-Event-ID": last}
    with two.client.stream("GET", address, headers=headers, timeout=20) as answer:
        for line in answer.iter_lines():
            if line.startswith("id: "):
                last = line[4:]
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
            if len(found) == wanted:
                return found, last
    raise AssertionError


def test_a_token_reads_of_the_district_that_knows_it(two: Two) -> None:
    _, secret = Tokens(two.towns[1].store, two.towns[1].clock).create(
        "supervisor", "350103", "督导"
    )
    theirs = {"Authorization": f"Bearer {secret}"}
    told = two.client.get("/api/v1/districts", headers=theirs).json()
    assert [d["district"] for d in told["items"]] == ["350103"]
    assert two.client.get(f"/api/v1/communities/{CODE}", headers=theirs).status_code == 404
    nobody = two.client.get("/api/v1/districts", headers={"Authorization": "Bearer pz_no"})
    assert (nobody.status_code, nobody.json()["code"]) == (401, "token_invalid")


def test_every_route_has_a_line_in_the_table() -> None:
    made = create_region(Districts(dict.fromkeys(NAMES, ""), Settings()))
    assert sorted(granted.written(of_region=True)) == sorted(granted.routes(made))


@pytest.mark.parametrize("role", granted.ROLES)
def test_a_route_opens_to_whom_the_table_says(two: Two, role: str) -> None:
    town = two.towns[0]
    theirs = {"Authorization": f"Bearer {secret_of(town, role)}"}
    for (method, path), marks in granted.written(of_region=True).items():
        for code in (CODE, OTHER_CODE):
            opens = marks[role] == granted.OPEN or (
                marks[role] == granted.WITHIN
                and ("{code}" not in path or code.startswith(place_of(role)))
            )
            asked = path.format(code=code)
            with two.client.stream(method, asked, headers=theirs) as answer:
                assert answer.status_code == (200 if opens else 403), (role, asked)


def place_of(role: str) -> str:
    """An officer looks after a street, everybody else after a community."""
    return CODE[:9] if role == "officer" else CODE


def secret_of(town: Town, role: str) -> str:
    """What signs in somebody of a role in their place."""
    if role in TOKENS:
        return Tokens(town.store, system_clock).create(role, place_of(role), "鼗")[1]
    register = Register(town.store, system_clock)
    said = Particulars("鼗", role, place_of(role), town.member(WANG) if role in PERSONAL else "")
    return register.sessions.begin(account=register.accounts.create(role, said).id)


def test_a_district_that_is_away_holds_up_no_other(two: Two, database: str) -> None:
    events, cursor = walked(two, 1000)
    with psycopg.connect(database, autocommit=True) as server:
        away, there = Identifier("gone"), Identifier("d350103")
        server.execute(SQL("ALTER SCHEMA {} RENAME TO {}").format(there, away))
        far = dict(zip(NAMES, two.urls, strict=True))
        with served(Districts(far, Settings(admin_token=ADMIN))) as address, door(two, address):
            told = two.get("districts")
            assert (told["away"], told["items"][1]) == (
                ["350103"],
                {"district": "350103", "away": True},
            )
            assert [c["district"] for c in two.get("communities")["items"]] == ["350102"] * 2
            near = two.get("events", limit=1000)
            # its part of the cursor stands still, so nothing of it is passed over
            assert near["next"] == written(parsed(cursor, NAMES) | {"350103": 0})
            server.execute(SQL("ALTER SCHEMA {} RENAME TO {}").format(away, there))
            rest = two.get("events", after=near["next"], limit=1000)
            assert len(near["items"]) + len(rest["items"]) == len(events)
            assert rest["away"] == []


def test_a_cursor_names_districts_of_here() -> None:
    assert parsed("", NAMES) == {"350102": 0, "350103": 0}
    assert parsed("350103:7", NAMES) == {"350102": 0, "350103": 7}
    assert written({"b": 2, "a": 1}) == "a:1,b:2"
    for wrong in ("7", "350104:1", "350102:-1", "350102:1;350103:2"):
        with pytest.raises(Refused, match="cursor_unknown"):
            parsed(wrong, NAMES)


def test_districts_are_told_by_name() -> None:
    for wrong in ("sqlite:///x", "a b=sqlite:///x"):
        done = typed("region", "--district", wrong)
        assert (done.returncode, "district_unnamed" in done.stderr) == (1, True)
