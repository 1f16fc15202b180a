"""The roster by hand, and what becomes of a war when somebody leaves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.refusal import NotFound, Refused, StaleVersion
from domain.roster import Role, Seat
from engine.store import verify
from engine.workflow.members import Particulars
from tests.examples import CODE, HOUR, PLAN
from tests.given import NOON
from tests.town import (
    CHEN,
    EAST,
    LI,
    PHONES,
    QIAN,
    WANG,
    WEST,
    ZHAO,
    Town,
    caller,
    people,
    roster_table,
)


def test_a_person_is_enrolled_with_roles_and_seats(town: Town) -> None:
    east = town.grid(EAST)
    said = Particulars(
        name=" 周拟七 ",
        phone="154-0000-0007",
        roles=[Role("medic", east), Role("medic", east)],
        seats=[Seat(PLAN.id, "testing", "deputy", east)],
    )
    answer = town.workflow.members.enrol(CODE, said, caller())
    assert answer.status == 201
    member = town.community.roster.members[answer.body["id"]]
    assert member.reachable
    assert (member.roles, member.seats) == (
        [Role("medic", east)],
        [Seat(PLAN.id, "testing", "deputy", east)],
    )
    known = town.store.directory.person(answer.body["id"])
    assert known is not None
    assert (known.name, known.phone) == ("周拟七", "15400000007")
    assert town.workflow.members.community_of(answer.body["id"]) == CODE


def seated(playbook: str, group: str, position: str, grid: str | None = None) -> Particulars:
    return Particulars(name="周拟七", seats=[Seat(playbook, group, position, grid)])


def holding(role: str, grid: str | None = None) -> Particulars:
    return Particulars(name="周拟七", roles=[Role(role, grid)])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Particulars(phone="15400000007"), "field_missing"),
        (Particulars(name="  "), "field_missing"),
        (Particulars(name="\u200b\u2060\u202e"), "field_missing"),
        (Particulars(name="\u3164\ufe0f"), "field_missing"),
        (Particulars(name="周拟七", phone="12"), "phone_invalid"),
        (holding("baker"), "role_unknown"),
        (holding("medic", "g0"), "grid_not_found"),
        (seated("flood", "supply", "lead"), "playbook_not_found"),
        (seated(PLAN.id, "bakery", "lead"), "group_unknown"),
        (seated(PLAN.id, "supply", "boss"), "position_unknown"),
        (seated(PLAN.id, "supply", "lead", "g0"), "grid_not_found"),
    ],
)
def test_what_makes_no_sense_of_a_person_is_refused(
    town: Town, said: Particulars, code: str
) -> None:
    head = town.store.head()
    with pytest.raises(Refused, match=code):
        town.workflow.members.enrol(CODE, said, caller())
    assert town.store.head() == head


def test_what_is_typed_is_kept_as_a_table_would_be(town: Town) -> None:
    said = Particulars(
        name="\u202e周 拟\ufffe七\r\n",
        unit="物业\uffff",
        building="\ufeff3号楼",
        note="甲\r\n乙\r丙",
    )
    member = town.workflow.members.enrol(CODE, said, caller()).body["id"]
    known = town.store.directory.person(member)
    assert known is not None
    kept = (known.name, known.unit, known.building, known.note)
    assert kept == ("周拟七", "物业", "3号楼", "甲\n乙\n丙")
    family = Particulars(name="👨\u200d👩\u200d👧")
    town.workflow.members.change(member, family, caller())
    assert town.member("👨\u200d👩\u200d👧") == member


def test_what_is_not_said_of_a_person_stays(town: Town) -> None:
    wang = town.member(WANG)
    answer = town.workflow.members.change(wang, Particulars(phone="15400000099"), caller())
    assert [r.topic for r in town.facts(after=answer.position - 1)] == ["contact_changed.v1"]
    known = town.store.directory.person(wang)
    assert known is not None
    assert (known.name, known.phone, known.note) == (WANG, "15400000099", "夜里值班")
    again = town.workflow.members.change(wang, Particulars(phone="15400000099"), caller())
    assert (again.changed, again.position) == (False, answer.position)


def test_a_phone_is_cleared_by_an_empty_text(town: Town) -> None:
    wang = town.member(WANG)
    town.workflow.members.change(wang, Particulars(phone=""), caller())
    assert not town.community.roster.members[wang].reachable
    with pytest.raises(Refused, match="field_missing"):
        town.workflow.members.change(wang, Particulars(name=""), caller())


def test_seats_changed_at_war_never_change_what_runs(town: Town) -> None:
    id = town.click(EAST).body["id"]
    before = [(g.id, g.version) for g in town.groups(id)]
    wang, east = town.member(WANG), town.grid(EAST)
    said = Particulars(roles=[], seats=[Seat(PLAN.id, "supply", "lead", east)])
    town.workflow.members.change(wang, said, caller())
    assert town.community.roster.seated(PLAN.id, "supply", east) == [(wang, "lead")]
    assert [(g.id, g.version) for g in town.groups(id)] == before
    assert town.group(id, "coordination", EAST).holder("lead") == wang


def test_nobody_is_changed_who_is_not_listed(town: Town) -> None:
    wang = town.member(WANG)
    town.workflow.members.remove(wang, caller())
    with pytest.raises(NotFound, match="member_not_found"):
        town.workflow.members.change(wang, Particulars(phone=""), caller())
    with pytest.raises(NotFound, match="member_not_found"):
        town.workflow.members.remove("0" * 16, caller())


def test_a_change_on_an_old_version_is_refused(town: Town) -> None:
    seen = town.community.version
    town.workflow.members.remove(town.member(WANG), caller())
    with pytest.raises(StaleVersion):
        town.workflow.members.change(town.member(LI), Particulars(phone=""), caller(expected=seen))


def test_whoever_is_removed_at_war_loses_posts_and_open_tasks_in_the_same_save(town: Town) -> None:
    id = town.click(EAST, WEST).body["id"]
    wang, li = town.member(WANG), town.member(LI)
    done = town.task(id, "coo.01")
    town.act(done, "complete", member=WANG)
    head = town.store.head()
    answer = town.workflow.members.remove(wang, caller())
    facts = town.facts(after=head)
    assert len({(r.recorded_at, r.actor) for r in facts}) == 1
    assert town.store.recorder.select(
        "SELECT first_position, last_position FROM commits WHERE last_position > ?", (head,)
    ) == [(head + 1, answer.position)]
    group = town.group(id, "coordination", EAST)
    assert group.is_red
    assert wang not in group.posts
    assert group.tasks["coo.01"].assignees == (wang,)
    assert {group.tasks[key].assignees for key in ("coo.02", "coo.03", "coo.04")} == {(li,)}
    assert wang not in town.group(id, "supply", EAST).posts
    again = town.workflow.members.remove(wang, caller())
    assert (again.changed, again.position) == (False, answer.position)


def test_whoever_is_left_out_of_a_table_leaves_every_running_activation(town: Town) -> None:
    """One officer serves two compounds that were activated one after the other."""
    east, west = town.click(EAST).body["id"], town.click(WEST).body["id"]
    chen = town.member(CHEN)
    head = town.store.head()
    answer = town.take_in(roster_table(*(p for p in people() if p.name != CHEN)))
    assert [c["kind"] for c in answer.body["changes"]] == ["member_left"]
    for id, grid in ((east, EAST), (west, WEST)):
        group = town.group(id, "testing", grid)
        assert (chen in group.posts, group.is_red) == (False, True)
        assert [task.assignees for task in group.tasks.values()] == [(), ()]
    assert len({r.recorded_at for r in town.facts(after=head)}) == 1
    assert len([r for r in town.facts(after=head) if r.topic == "member_released.v1"]) == 2


def test_when_lead_and_deputy_leave_together_nobody_who_left_inherits(town: Town) -> None:
    id = town.click(EAST).body["id"]
    town.take_in(roster_table(*(p for p in people() if p.name not in (WANG, LI))))
    group = town.group(id, "coordination", EAST)
    assert set(group.posts) == {town.member(QIAN)}
    assert {task.assignees for task in group.tasks.values()} == {()}


def test_a_task_of_somebody_without_a_post_goes_to_the_lead_too(town: Town) -> None:
    id = town.click(EAST).body["id"]
    task = town.task(id, "coo.01")
    town.act(task, "reassign", to=ZHAO)
    town.workflow.members.remove(town.member(ZHAO), caller())
    assert town.group(id, "coordination", EAST).tasks["coo.01"].assignees == (town.member(WANG),)


def test_leaving_after_the_end_changes_no_history(town: Town) -> None:
    id = town.click(EAST).body["id"]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    head = town.store.head()
    town.workflow.members.remove(town.member(WANG), caller())
    assert [r.topic for r in town.facts(after=head)] == ["member_left.v1"]


def meanwhile(town: Town, do: Callable[[], object]) -> None:
    """Let something happen after the next command has decided and before it saves."""
    desk, save = town.workflow.desk, town.workflow.desk.save

    def later(*saved: Any, **more: Any) -> Any:
        desk.save = save  # type: ignore[method-assign]
        do()
        return save(*saved, **more)

    desk.save = later  # type: ignore[method-assign]


def test_nobody_who_leaves_keeps_work_that_was_handed_to_them_meanwhile(town: Town) -> None:
    id = town.click(EAST).body["id"]
    task, zhao = town.task(id, "coo.01"), town.member(ZHAO)
    meanwhile(town, lambda: town.act(task, "reassign", to=ZHAO))
    town.workflow.members.remove(zhao, caller())
    assert town.group(id, "coordination", EAST).tasks["coo.01"].assignees == (town.member(WANG),)


def test_nobody_left_out_of_a_table_keeps_work_handed_to_them_meanwhile(town: Town) -> None:
    id = town.click(EAST).body["id"]
    task = town.task(id, "coo.01")
    meanwhile(town, lambda: town.act(task, "reassign", to=ZHAO))
    town.take_in(roster_table(*(p for p in people() if p.name != ZHAO)))
    assert town.group(id, "coordination", EAST).tasks["coo.01"].assignees == (town.member(WANG),)


@pytest.mark.parametrize("said", [{"to": ZHAO}, {"member": ZHAO}])
def test_work_handed_to_somebody_who_meanwhile_left_is_the_leads(
    town: Town, said: dict[str, Any]
) -> None:
    id = town.click(EAST).body["id"]
    task, zhao = town.task(id, "coo.02"), town.member(ZHAO)
    meanwhile(town, lambda: town.workflow.members.remove(zhao, caller()))
    town.act(task, "reassign" if "to" in said else "accept", **said)
    assert town.group(id, "coordination", EAST).tasks["coo.02"].assignees == (town.member(WANG),)


def test_a_new_task_for_somebody_who_meanwhile_left_is_the_leads(town: Town) -> None:
    id = town.click(EAST).body["id"]
    zhao = town.member(ZHAO)
    meanwhile(town, lambda: town.workflow.members.remove(zhao, caller()))
    added = town.workflow.activations.add_task(
        CODE,
        id,
        group="coordination",
        grid=town.grid(EAST),
        title="送药",
        due_at=NOON + HOUR,
        assignees=(zhao,),
        caller=caller(),
    )
    key = added.body["id"].partition(".")[2]
    task = town.group(id, "coordination", EAST).tasks[key]
    assert task.assignees == (town.member(WANG),)


def test_nobody_who_left_keeps_a_post_of_a_click_at_the_same_moment(town: Town) -> None:
    wang = town.member(WANG)
    meanwhile(town, lambda: town.workflow.members.remove(wang, caller()))
    id = town.click(EAST).body["id"]
    assert not any(wang in group.posts for group in town.groups(id))


def test_reopened_work_of_somebody_who_left_is_the_leads(town: Town) -> None:
    id = town.click(EAST).body["id"]
    task = town.task(id, "coo.01")
    town.act(task, "reassign", to=ZHAO)
    town.act(task, "complete", member=ZHAO)
    town.workflow.members.remove(town.member(ZHAO), caller())
    answer = town.act(task, "reopen")
    assert answer.body["assignees"] == [town.member(WANG)]


def test_an_erased_person_is_in_no_directory_and_the_log_still_verifies(town: Town) -> None:
    id = town.click(EAST, reason=f"{WANG}报告，电话{PHONES[WANG]}").body["id"]
    wang = town.member(WANG)
    town.act(town.task(id, "coo.01"), "complete", member=WANG, report="物资已清点")
    town.act(town.task(id, "coo.02"), "note", reason="请李拟二协助")
    answer = town.workflow.members.erase(wang, caller())
    assert town.store.directory.person(wang) is None
    texts = [row[0] for row in town.store.recorder.select("SELECT text FROM directory_texts")]
    assert "物资已清点" not in texts
    assert "请李拟二协助" in texts
    assert not any(WANG in text or PHONES[WANG] in text for text in texts)
    assert list(verify(town.store)) == []
    assert town.community.roster.erased == [wang]
    assert town.group(id, "coordination", EAST).holder("lead") == wang
    again = town.workflow.members.erase(wang, caller())
    assert (again.changed, again.position) == (False, answer.position)


def test_an_erased_person_is_nobody_until_named_anew(town: Town) -> None:
    wang = town.member(WANG)
    town.workflow.members.erase(wang, caller())
    with pytest.raises(Refused, match="field_missing"):
        town.workflow.members.change(wang, Particulars(phone="15400000001"), caller())
    town.workflow.members.change(wang, Particulars(roles=[], seats=[]), caller())
    named = Particulars(name="王某", phone="15400000001")
    town.workflow.members.change(wang, named, caller())
    assert (town.community.roster.erased, town.member("王某")) == ([], wang)


def test_an_import_after_erasure_enrols_a_new_person(town: Town) -> None:
    wang = town.member(WANG)
    town.workflow.members.erase(wang, caller())
    answer = town.take_in(roster_table())
    assert answer.body["changes"][0]["kind"] == "member_enrolled"
    assert town.member(WANG) != wang
    assert wang not in town.community.roster.members


def test_whoever_served_long_ago_can_still_be_erased(town: Town) -> None:
    wang = town.member(WANG)
    town.workflow.members.remove(wang, caller())
    town.clock.advance(days=400)
    town.workflow.members.erase(wang, caller())
    assert town.store.directory.people(members=[wang]) == {}
    assert list(verify(town.store)) == []


def test_an_ad_hoc_task_of_a_leaver_is_not_lost(town: Town) -> None:
    id = town.click(EAST).body["id"]
    added = town.workflow.activations.add_task(
        CODE,
        id,
        group="coordination",
        grid=town.grid(EAST),
        title="送药",
        due_at=NOON + 3 * HOUR,
        assignees=(town.member(ZHAO),),
        caller=caller(),
    )
    town.clock.advance(minutes=1)
    town.workflow.members.remove(town.member(ZHAO), caller())
    key = added.body["id"].partition(".")[2]
    task = town.group(id, "coordination", EAST).tasks[key]
    assert (task.assignees, task.due_at) == ((town.member(WANG),), NOON + timedelta(hours=3))
