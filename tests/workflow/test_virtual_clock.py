"""Virtual time: kept in the store, still while no server runs, never going back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.refusal import Refused
from engine.virtual_clock import VirtualClock
from tests.clock import FakeClock
from tests.examples import HOUR
from tests.given import NOON
from tests.town import Town, caller, codes


class Server:
    """A server's clock over the town's store; ``leads`` when it keeps the time."""

    def __init__(self, town: Town, *, leads: bool = True) -> None:
        self.real: FakeClock = town.clock
        self.store, self.leads = town.store, leads
        self.clock = VirtualClock(self.real)
        self.clock.load(self.store)

    def serve(self, speed: float | None = None) -> VirtualClock:
        """Begin to serve, at a speed if one was asked for."""
        if speed is not None:
            self.clock.run_at(speed, self.store)
        self.clock.begin(self.store, speed or 1.0, leads=self.leads)
        return self.clock

    def tick(self, *, ends: bool = False) -> None:
        """The second in which it keeps the time."""
        self.clock.keep(self.store, leads=self.leads, ends=ends)


def test_without_a_speed_it_is_the_real_time(town: Town) -> None:
    clock = Server(town).serve()
    assert (clock(), clock.is_virtual) == (NOON, False)
    town.clock.advance(hours=1)
    assert clock() == NOON + HOUR


def test_it_runs_so_many_times_as_fast_and_begins_at_the_real_time(town: Town) -> None:
    clock = Server(town).serve(60)
    assert (clock(), clock.is_virtual) == (NOON, True)
    town.clock.advance(minutes=2)
    assert clock() == NOON + 2 * HOUR


def test_it_stands_still_while_no_server_runs(town: Town) -> None:
    first = Server(town)
    first.serve(60)
    town.clock.advance(minutes=2)
    first.tick(ends=True)
    town.clock.advance(hours=1)
    again = Server(town).serve(600)
    assert again() == NOON + 2 * HOUR
    town.clock.advance(minutes=1)
    assert again() == NOON + 12 * HOUR


def test_a_server_that_was_killed_loses_less_than_a_second_and_nothing_recorded(
    town: Town,
) -> None:
    first = Server(town)
    clock = first.serve(3600)
    town.clock.advance(seconds=1)
    first.tick()
    town.clock.advance(milliseconds=500)
    town.store.recorder.clock = clock
    town.workflow.organisation.import_codes(codes("350102001009"), caller())
    recorded = town.store.recorded_at(town.store.head())
    assert recorded == NOON + 1.5 * HOUR
    town.clock.advance(days=1)
    again = Server(town).serve(60)
    assert again() == recorded


def test_another_server_counts_from_the_same_row(town: Town) -> None:
    first, second = Server(town), Server(town, leads=False)
    one = first.serve(60)
    town.clock.advance(minutes=1)
    first.tick()
    two = second.serve(7)
    assert two() == one() == NOON + HOUR
    town.clock.advance(minutes=1)
    second.tick()
    assert two() == one() == NOON + 2 * HOUR


def test_without_a_speed_it_goes_on_in_virtual_time_and_does_not_go_back(town: Town) -> None:
    first = Server(town)
    first.serve(3600)
    town.clock.advance(seconds=10)
    first.tick(ends=True)
    beside = Server(town)
    assert (beside.clock(), beside.clock.speed) == (NOON + 10 * HOUR, 0)
    town.clock.advance(minutes=1)
    assert beside.clock() == NOON + 10 * HOUR
    clock = Server(town).serve()
    town.clock.advance(minutes=1)
    assert clock() == NOON + 10 * HOUR + timedelta(minutes=1)


def test_once_real_time_has_caught_up_it_is_real_again(town: Town) -> None:
    first = Server(town)
    first.serve(60)
    town.clock.advance(minutes=2)
    first.tick(ends=True)
    town.clock.advance(hours=2)
    clock = Server(town).serve()
    assert (clock(), clock.is_virtual) == (town.clock(), False)
    assert not Server(town).clock.is_virtual


def test_a_wall_clock_that_is_set_back_takes_nothing_back(town: Town) -> None:
    clock = Server(town).serve(60)
    town.clock.advance(minutes=2)
    assert clock() == NOON + 2 * HOUR
    town.clock.advance(minutes=-1)
    assert clock() == NOON + 2 * HOUR


@pytest.mark.parametrize("speed", [0, -1, 1e9])
def test_a_speed_that_is_none_is_refused(town: Town, speed: float) -> None:
    with pytest.raises(Refused, match="clock_speed_invalid"):
        Server(town).serve(speed)
