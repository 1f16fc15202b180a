"""Two weeks of every playbook in three compounds: nothing is lost, doubled or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.house import House
from api.settings import Settings
from domain.record import Recorded
from engine.playbooks import shipped
from engine.store import verify
from projections.asof import board_at
from tests.clock import FakeClock
from tests.examples import CODE
from tests.fortnight.life import SECRETARY, Life
from tests.fortnight.people import table_for
from tests.fortnight.proofs import Deadlines, ladders_were_climbed_in_order, series_have_no_gap
from tests.town import codes

#: two thousand in all, more of them where a plan makes few tasks of its own: the eight groups and
#: the typhoon, with reports by the hour, fill their weeks as they are
OCCURRENCES = {
    "eight_groups_epidemic": 150,
    "typhoon_flood_community": 60,
    "shanyang_851": 150,
    "jianshe_road_five_nets": 250,
}
USUAL = 470
PLAYBOOKS = [plan.id for plan in shipped()]


@contextmanager
def two_weeks(playbook: str, folder: Path) -> Iterator[Life]:
    """A playbook that ran for two weeks."""
    clock = FakeClock()
    house = House(Settings(store=f"sqlite:///{folder / 'weeks.sqlite'}"), clock)
    house.workflow.organisation.import_codes(codes(CODE), SECRETARY)
    plan = house.workflow.plans.latest(playbook)
    house.workflow.rosters.import_table(CODE, table_for(plan), SECRETARY, dry_run=False)
    lived = Life(house, clock, plan, seed=14)
    lived.live(OCCURRENCES.get(plan.id, USUAL))
    house.follower.catch_up()
    yield lived
    house.close()


@pytest.mark.no_cover  # other tests reach these lines; measuring them takes longer than two weeks
@pytest.mark.timeout(600)
@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_two_weeks_of_a_playbook(playbook: str, tmp_path: Path) -> None:
    with two_weeks(playbook, tmp_path) as life:
        assert_all_holds(life)


def assert_all_holds(life: Life) -> None:
    """Every promise of the two weeks, from the log alone."""
    log = life.house.store.read(0, 1_000_000)
    assert life.occurrences > OCCURRENCES.get(life.plan.id, USUAL) * 0.9, life.refused
    assert_views_agree(life, log)
    Deadlines().hold(log, life.until)
    assert ladders_were_climbed_in_order(life.plan, log)
    assert series_have_no_gap(life.plan, log)
    assert list(verify(life.house.store)) == []


def assert_views_agree(life: Life, log: list[Recorded]) -> None:
    """Live = rebuilt = as-of."""
    house = life.house
    for name in house.views.views:
        assert house.follower.differences(name) == [], name
    head, live = house.views.snapshot("board", CODE)
    read = house.follower.keyframes
    house.follower.keep_frames()

    def read_community(code: str, after: int, until: int) -> list[Recorded]:
        return house.store.read(after, 1_000_000, until=until, community=code)

    assert board_at(read_community, CODE, head, read).docs == live
    for position in (log[len(log) // 3].position, log[len(log) // 2].position):
        framed = board_at(read_community, CODE, position, read)
        assert framed.docs == board_at(read_community, CODE, position).docs
