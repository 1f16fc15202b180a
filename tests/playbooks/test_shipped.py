"""The plans that come with the project."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from pathlib import Path

import pytest

from domain.playbook import Due, Playbook, Staffing
from engine.playbooks import SHIPPED, decode, encode, lint, load, shipped
from engine.playbooks.content import sealed


@pytest.fixture(scope="module")
def plan() -> Playbook:
    return load(SHIPPED / "eight_groups_epidemic.yaml")


@pytest.mark.parametrize(
    "file", sorted(SHIPPED.rglob("*.yaml")), ids=lambda f: str(f.relative_to(SHIPPED))
)
def test_no_file_of_the_project_has_a_fault(file: Path) -> None:
    assert lint(file) == []


def test_the_eight_groups_are_shipped() -> None:
    assert "eight_groups_epidemic" in [plan.id for plan in shipped()]


def test_all_eight_groups_stand_in_the_order_of_the_table(plan: Playbook) -> None:
    assert [group.id for group in plan.groups] == [
        "coordination",
        "medical",
        "testing",
        "movement_control",
        "supply",
        "security",
        "sanitation",
        "logistics",
    ]
    assert plan.groups[5].name["zh"] == "安全保卫（应急处突）组"


def test_all_eighty_tasks_are_there_and_thirty_seven_open_at_the_click(plan: Playbook) -> None:
    tasks = [task for group in plan.groups for task in group.tasks]
    of_requests = {"coo.13", "coo.14"}  # two steps of the procedure that the eighty leave out
    kinds = Counter(task.due.kind for task in tasks if task.id not in of_requests)
    assert kinds == {"offset": 33, "day": 2, "before": 2, "daily": 24, "event": 17, "interval": 2}
    assert {t.due.kind for t in tasks if t.id in of_requests} == {"event", "phase"}


def test_a_task_says_what_its_line_says(plan: Playbook) -> None:
    task = plan.task("mov.02")
    assert task is not None
    assert task.title["zh"] == "入户告知与摸排"
    assert task.due == Due("offset", plus=timedelta(hours=2))
    assert task.pre == ("coo.02", "coo.06")
    assert (task.form, task.ladder, task.authority) == ("f_headcount", "urgent", False)
    assert (task.basis, task.src) == ("adapted", ("S001", "S002", "N14"))


def test_every_kind_of_deadline_keeps_its_times(plan: Playbook) -> None:
    due = {t.id: t.due for group in plan.groups for t in group.tasks}
    assert due["tst.08"] == Due("day", day=2, at=(time(12),))
    assert due["san.08"] == Due("before", target="planned_end", minus=timedelta(hours=12))
    assert due["sup.06"] == Due("daily", at=(time(11), time(17)), until=(time(13), time(19)))
    assert due["sec.05"] == Due("interval", every=timedelta(hours=2))
    assert due["coo.12"] == Due("event", event="stand_down", plus=timedelta(days=7))


def test_control_measures_wait_for_an_authority_and_rescue_does_not(plan: Playbook) -> None:
    locked = {t.id for group in plan.groups for t in group.tasks if t.authority}
    testing = plan.group("testing")
    assert testing is not None
    assert {task.id for task in testing.tasks} <= locked
    assert {"mov.01", "mov.04", "san.06", "san.08"} <= locked
    assert not {"med.05", "med.06", "mov.08", "mov.09", "sup.04", "sec.03"} & locked


def test_groups_know_their_lead_deputy_and_minimums(plan: Playbook) -> None:
    security = plan.group("security")
    assert security is not None
    assert (security.lead_role, security.deputy_role) == ("police_officer", "property_security")
    assert security.staffing[-1] == Staffing("volunteer", 4)


def test_what_a_running_plan_needs_stands_in_it(plan: Playbook) -> None:
    tasks = [task for group in plan.groups for task in group.tasks]
    told = {event.form for event in plan.events.values()} - {None}
    assert {task.form for task in tasks} | told == set(plan.forms) == set(plan.papers)
    assert {task.ladder for task in tasks} == set(plan.ladders)
    named = {g.lead_role for g in plan.groups} | {s.role for g in plan.groups for s in g.staffing}
    assert named <= set(plan.roles)
    assert plan.ladders["life"][0] == (timedelta(minutes=5), "group_lead")
    assert "no_blocking_fire_exits" in plan.guards
    assert (plan.mode, plan.levels, plan.status) == ("wartime", (), "historical_reference")
    assert "登记文号" in plan.note["zh"]


def test_a_stored_plan_comes_back_whole(plan: Playbook) -> None:
    assert decode(encode(plan)) == plan


def test_the_digest_names_the_content_and_nothing_else(plan: Playbook) -> None:
    assert sealed(plan).digest == plan.digest
    assert load(SHIPPED / "eight_groups_epidemic.yaml").digest == plan.digest
    assert decode(encode(plan)).digest == plan.digest


def test_another_word_makes_another_digest(plan: Playbook, tmp_path: Path) -> None:
    text = (SHIPPED / "eight_groups_epidemic.yaml").read_text("utf-8")
    edited = tmp_path / "eight_groups_epidemic.yaml"
    edited.write_text(text.replace("首报街道", "首报街道办"), "utf-8")
    assert load(edited).digest != plan.digest
