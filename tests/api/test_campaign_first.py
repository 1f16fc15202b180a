"""Everybody is at a post before the first is told of it."""

from __future__ import annotations

from threading import Thread

import pytest

from api import campaigning
from api import house as houses
from api.demo.places import CODES, Size
from api.demo.rosters import PLAYBOOK, roster
from api.house import House
from api.settings import Settings
from domain.facts.community import PlaybookActivated
from domain.facts.notice import NoticeQueued
from engine.workflow import Caller
from engine.workflow.activations import Asked
from tests.webhooks.sending import until

CALLER = Caller("admin")
AREA = "350102"


def test_the_telling_of_a_campaign_waits_for_its_clicks(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(houses, "GIVE_WAY", 60.0)
    house = House(Settings(store=sqlite_url))
    try:
        house.workflow.organisation.import_codes(CODES.read_bytes(), CALLER)
        codes = [r.community for r in house.store.read(0, 6)]
        for code in codes:
            table = roster(Size(code, "社区", 4, 4, 60, 0, 0, 0))
            house.workflow.rosters.import_table(code, table, CALLER, dry_run=False)
        house.start()
        begun = house.workflow.campaigns.start(AREA, codes, Asked(PLAYBOOK), CALLER)
        house.campaigning.begin(str(begun.body["id"]), CALLER.actor)
        until(lambda: _told(house) == set(codes), "somebody is not told")
        clicks = house.store.read(0, 1000, topics=[PlaybookActivated.TOPIC])
        first = house.store.read(0, 1, topics=[NoticeQueued.TOPIC])[0]
        assert len(clicks) == len(codes)
        assert first.position > clicks[-1].position
    finally:
        house.close()


def _told(house: House) -> set[str]:
    """The communities of whom somebody is told something."""
    return {r.community for r in house.store.read(0, 10_000, topics=[NoticeQueued.TOPIC])}


def test_whoever_lets_a_campaign_go_first_may_look_the_moment_that_it_begins(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(Settings(store=sqlite_url))

    class Beginning(Thread):
        def start(self) -> None:
            house.campaigning.give_way(1.0)
            super().start()

    monkeypatch.setattr(campaigning, "Thread", Beginning)
    try:
        house.campaigning.begin("none", CALLER.actor)
        house.campaigning.wait("none")
    finally:
        house.close()
