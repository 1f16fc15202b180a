"""A plan as a picture: what comes when, in which group, and on whose authority."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.api.serving import ADMIN, Live
from tests.browser.looks import chinese, faults
from tests.browser.visits import Visit

PLAN = "eight_groups_epidemic"


@pytest.fixture
def reader(visit: Visit) -> Visit:
    """Somebody who looks at the plan."""
    visit.follow_link(ADMIN)
    visit.press("playbooks-open")
    visit.press(visit.page.locator(f"[data-playbook={PLAN}]"))
    expect(visit.see("plan-strip").first).to_be_visible()
    return visit


def test_every_task_of_a_plan_is_on_its_picture(reader: Visit, site: Live) -> None:
    plan = site.admin.get(f"playbooks/{PLAN}").json()
    told = {task["id"] for group in plan["groups"] for task in group["tasks"]}
    shown = reader.see("plan-task").evaluate_all("all => all.map(one => one.dataset.task)")
    assert set(shown) == told
    assert faults(reader) == []


def test_a_task_tells_what_comes_before_it_and_never_poses_as_official(reader: Visit) -> None:
    reader.press(reader.page.locator("[data-task='coo.02']"))
    sheet = reader.see("plan-task-sheet")
    expect(sheet).to_contain_text("启动后15分钟内")
    expect(sheet.get_by_test_id("plan-basis")).to_contain_text("本系统工作时限，非官方规定")
    assert faults(reader) == []
    reader.press("plan-before")
    expect(sheet).to_contain_text("登记启动令与依据")
    reader.close_sheet()
    reader.press(reader.page.locator("[data-task='sec.03']"))
    expect(reader.see("plan-basis")).not_to_contain_text("非官方")


def test_one_group_is_looked_at_alone(reader: Visit) -> None:
    reader.see("plan-group").select_option("logistics")
    expect(reader.page.locator("[data-task^='coo.']")).to_have_count(0)
    expect(reader.page.locator("[data-task='log.01']")).to_be_visible()


def test_the_picture_is_in_english_too(reader: Visit) -> None:
    reader.press("lang-switch")
    expect(reader.page.locator("[data-task='coo.01']")).to_contain_text("Record")
    assert chinese(reader.page) == []
