"""A campaign goes on wherever its server died."""

from __future__ import annotations

import time

import pytest

from api.house import House
from api.settings import Settings
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.campaigns import progress

HEADER = "province,city,county,county_code,street,street_code,community,community_code\n"
CALLER = Caller("admin")


def house_with_a_campaign(url: str) -> tuple[House, str]:
    """A house whose campaign over two communities has begun and is worked off by nobody."""
    house = House(Settings(store=url))
    codes = ("350102001001", "350102001002")
    rows = "".join(f"福建省,福州市,鼓楼区,350102,街道,350102001,{c[-2:]}社区,{c}\n" for c in codes)
    house.workflow.organisation.import_codes((HEADER + rows).encode(), CALLER)
    asked = Asked("eight_groups_epidemic")
    started = house.workflow.campaigns.start("350102", list(codes), asked, CALLER)
    return house, str(started.body["id"])


def state_within(house: House, campaign: str, seconds: float) -> str:
    """The campaign's state once it is no longer running, or when the time is out."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = str(progress(house.workflow.campaigns.get(campaign))["state"])
        if state != "running":
            return state
        time.sleep(0.05)
    return "running"


def test_a_server_takes_up_what_another_left(store_url: str) -> None:
    house, campaign = house_with_a_campaign(store_url)
    try:
        house.start()
        assert state_within(house, campaign, 20) == "finished"
        outcomes = progress(house.workflow.campaigns.get(campaign))
        assert [f["failed"] for f in outcomes["failed"]] == ["community_without_compounds"] * 2
    finally:
        house.close()


@pytest.mark.parametrize("lets_go", [False, True])
def test_a_campaign_that_another_server_works_off_is_left_to_it(
    postgres_url: str, lets_go: bool
) -> None:
    other, campaign = house_with_a_campaign(postgres_url)
    house = House(Settings(store=postgres_url))
    try:
        assert other.leader.leads(f"campaign:{campaign}")
        house.start()
        assert state_within(house, campaign, 1.5) == "running"
        if lets_go:
            other.leader.close()  # as when its connection is lost
            assert state_within(house, campaign, 20) == "finished"
    finally:
        house.close()
        other.close()
