"""A supervisor's overview: tiles of streets and a table of communities, moving by itself."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.places import click
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_peace
from tests.browser.visits import Visit

Watching = Callable[[str], Visit]


def test_a_place_is_seen_at_a_glance_and_moves_by_itself(watching: Watching, site: Live) -> None:
    calm = at_peace(site)
    place = calm[:9]
    visit = watching(place)
    visit.press("district-open")
    row = visit.see(f"row-{calm}")
    expect(row).to_contain_text("平时")
    assert faults(visit) == []
    click(site.admin, calm, reason="报告病例")
    expect(row).to_contain_text("战时", timeout=20_000)
    expect(visit.see("total-mustered")).not_to_contain_text("0 / 0")
    visit.press("sort-overdue")
    expect(visit.see("district-table").locator("th[aria-sort]")).to_contain_text("超时")
    tile = visit.see("tile").first
    visit.press(tile)
    expect(tile).to_have_attribute("aria-pressed", "true")
    assert faults(visit) == []
    visit.press("wall")
    expect(visit.see("signout")).to_be_hidden()
    expect(visit.see("district-table")).to_be_hidden()
    assert faults(visit) == []
    visit.press("wall")
    expect(visit.see("district-table")).to_be_visible()


def test_a_place_without_communities_says_how_to_begin(watching: Watching) -> None:
    visit = watching("990103999")
    visit.go("/district")
    expect(visit.see("empty")).to_be_visible()
    assert faults(visit) == []
