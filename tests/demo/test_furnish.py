"""The demonstration's house: furnished once, and left as it is the next time."""

from __future__ import annotations

import socket
from datetime import timedelta
from time import process_time

import pytest

from api.demo.district import PEACE, WAR, Furnished, furnish
from api.demo.places import PEOPLE, sizes
from api.doors import known
from engine.store import verify
from projections.board import COMMUNITY
from tests.demo.moment import FREE, NOW

pytestmark = pytest.mark.no_cover  # the fixture's furnishing is measured; again and again is not


def test_the_log_is_whole_and_every_view_is_what_a_rebuilding_gives(furnished: Furnished) -> None:
    house = furnished.house
    assert list(verify(house.store)) == []
    assert {name: house.follower.differences(name) for name in house.views.views} == {
        name: [] for name in house.views.views
    }


def test_one_community_is_at_war_and_the_other_at_peace_with_its_roster(
    furnished: Furnished,
) -> None:
    modes = {code: doc.mode for code, doc in furnished.house.views.load_summaries("350102")}
    assert modes == {WAR: "wartime", PEACE: "peacetime"}
    people = {size.code: size.people for size in sizes()}
    for code in (PEACE, WAR):
        assert len(furnished.house.store.directory.people(community=code)) == people[code]


def test_furnished_twice_it_stays_as_it_is(store_url: str) -> None:
    first = furnish(store=store_url, small=True, port=FREE, now=NOW)
    head = first.house.store.head()
    first.house.close()
    second = furnish(store=store_url, small=True, port=FREE, now=NOW + timedelta(minutes=5))
    try:
        assert second.house.store.head() == head
    finally:
        second.house.close()


@pytest.mark.parametrize("hour", range(0, 24, 8))
def test_at_whatever_hour_it_is_opened_the_war_has_lasted_for_hours(hour: int) -> None:
    now = NOW.replace(hour=hour)
    made = furnish(small=True, port=FREE, now=now)
    try:
        board = made.house.views.get("board", WAR, COMMUNITY)
        click = made.house.store.read(0, 1, topics=["playbook_activated.v1"])[0]
        assert board.mode == "wartime"
        assert timedelta(hours=9) < now - click.recorded_at < timedelta(hours=35)
        assert board.overdue > 0
        assert board.tasks["accepted"] + board.tasks["started"] > 5
    finally:
        made.house.close()


def test_the_links_sign_in_as_whom_they_say(furnished: Furnished) -> None:
    words = furnished.words(["http://127.0.0.1:8000", "http://192.0.2.7:8000"])
    expected = {
        "secretary": ("secretary", PEACE),
        "wartime": ("secretary", WAR),
        "supervisor": ("supervisor", "350102"),
        "administrator": ("administrator", ""),
    }
    for who, (role, place) in expected.items():
        links = str(words[who]).split()
        assert [link.partition("/#")[0] for link in links] == [
            "http://127.0.0.1:8000",
            "http://192.0.2.7:8000",
        ]
        principal = known(furnished.house, links[0].partition("token=")[2])
        assert (principal.role, principal.place) == (role, place)


def test_the_administrators_token_of_the_environment_is_used(
    furnished_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINGZHAN_ADMIN_TOKEN", "of-the-environment")
    made = furnish(store=furnished_store, small=True, port=FREE, now=NOW)
    made.house.close()
    assert made.links.administrator == "of-the-environment"


def test_a_port_that_is_taken_gives_way_to_the_next(
    furnished_store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        made = furnish(store=furnished_store, small=True, port=port, now=NOW)
        made.house.close()
    assert made.house.settings.port > port
    assert str(made.house.settings.port) in capsys.readouterr().out


def test_the_whole_district_is_furnished_in_seconds() -> None:
    began = process_time()
    made = furnish(port=FREE, now=NOW)
    took = process_time() - began
    try:
        words = made.words(["http://127.0.0.1:8000"])
        assert (words["communities"], words["grids"], words["people"]) == (69, 1_152, PEOPLE)
        assert len(made.house.store.directory.people(members=None)) == PEOPLE
        assert len(made.house.views.load_summaries("350102")) == 69
    finally:
        made.house.close()
    assert took < 40, "seconds of computing"
