"""The ground that is measured on: a district's communities, each with the same table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from api.demo.places import CODES, Size
from api.demo.rosters import PLAYBOOK, roster
from api.house import House
from api.settings import Settings
from domain.table import Table
from engine.clock import system_clock
from engine.workflow import Answer, Caller
from engine.workflow.activations import Asked

SECRETARY = Caller("secretary")
CLICK = Asked(PLAYBOOK, reason="小区报告病例", case_ref="C-1")
#: one community as the figures speak of it
COMPOUNDS, EMPLOYERS, PEOPLE = 17, 30, 311


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime = datetime(2026, 3, 1, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass."""
        self.now += span


def table(code: str) -> Table:
    """The table of one community: 17 compounds and 311 people."""
    return roster(Size(code, "社区", COMPOUNDS, EMPLOYERS, PEOPLE, 0, 0, 0))


def furnished(url: str, communities: int, clock: Callable[[], datetime] = system_clock) -> House:
    """A house over a new store, with the district's codes and so many tables; views at the head."""
    house = House(Settings(store=url), clock)
    house.workflow.organisation.import_codes(CODES.read_bytes(), SECRETARY)
    for code in codes(house)[:communities]:
        house.workflow.rosters.import_table(code, table(code), SECRETARY, dry_run=False)
    house.follower.catch_up()
    return house


def community(url: str) -> str:
    """The code of one community with its table in a new store, for a server to open."""
    house = furnished(url, 1)
    code = codes(house)[0]
    house.close()
    return code


def codes(house: House) -> list[str]:
    """The codes of the district's communities."""
    return [code for code, _ in house.views.load_summaries(limit=1000)] or [
        r.community for r in house.store.read(0, 69)
    ]


def click(house: House, code: str) -> Answer:
    """One click on all compounds of a community."""
    return house.workflow.activations.activate(code, CLICK, SECRETARY)


def stand_down(house: House, code: str, activation: str) -> None:
    """Back to peacetime, views at the head again, so that the next click is like the first."""
    house.workflow.activations.stand_down(code, activation, None, SECRETARY)
    house.follower.catch_up()
