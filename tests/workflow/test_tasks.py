"""Verbs, muster and deadlines, saved: nothing lost when many act at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.facts import group as g
from domain.refusal import NotFound, Refused, StaleVersion
from domain.tasks import VERBS
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.tasks import Said
from tests.examples import CODE, HOUR, MINUTE, OTHER_CODE, PLAN
from tests.given import NOON
from tests.town import (
    CHEN,
    EAST,
    LI,
    QIAN,
    WANG,
    WEST,
    ZHAO,
    Town,
    at_once,
    caller,
    roster_table,
)


@pytest.fixture
def id(town: Town) -> str:
    """A running activation of both compounds."""
    return str(town.click(EAST, WEST).body["id"])


def test_a_verb_answers_with_the_state_and_who_has_the_task(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    answer = town.act(task, "accept", member=LI)
    assert answer.body == {
        "id": task,
        "state": "accepted",
        "assignees": [town.member(WANG), town.member(LI)],
    }
    assert answer.version == town.group(id, "coordination", EAST).version
    again = town.act(task, "accept", member=LI)
    assert (again.changed, again.position, again.body) == (False, answer.position, answer.body)


def test_a_completion_without_its_report_leaves_it_owed_until_handed_in(
    town: Town, id: str
) -> None:
    task = town.task(id, "coo.01")
    town.act(task, "complete")
    assert town.group(id, "coordination", EAST).tasks["coo.01"].report_owed
    town.workflow.activations.stand_down(CODE, id, None, caller())
    answer = town.act(task, "complete", report="已登记", member=WANG)
    (reported,) = town.facts("task_reported")
    assert reported.position == answer.position
    text = town.store.directory.text(reported.fact.report)  # type: ignore[attr-defined]
    assert text is not None
    assert (text.text, text.kind, text.about) == ("已登记", "report", town.member(WANG))
    assert not town.act(task, "complete", report="再交").changed


def test_only_texts_for_which_a_verb_has_a_place_are_kept(town: Town, id: str) -> None:
    task = town.task(id, "coo.02")
    kept = {
        "accept": set[str](),
        "complete": {"报告文字"},
        "reopen": {"理由文字"},
        "note": {"报告文字"},
        "cancel": {"理由文字"},
    }
    for verb, wanted in kept.items():
        before = texts(town)
        town.act(task, verb, report="报告文字", reason="理由文字")
        assert {text for _, text in texts(town) - before} == wanted


def texts(town: Town) -> set[tuple[str, str]]:
    rows = town.store.recorder.select("SELECT id, text FROM directory_texts")
    return {(row[0], row[1]) for row in rows}


def test_a_verb_that_changes_nothing_keeps_no_text(town: Town, id: str) -> None:
    task = town.task(id, "coo.02")
    town.act(task, "cancel", reason="不需要")
    before = texts(town)
    assert not town.act(task, "cancel", reason="不需要了").changed
    assert texts(town) == before


def test_the_same_note_twice_is_one_note(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    town.act(task, "note", reason="门口有人")
    assert not town.act(task, "note", reason=" 门口有人 ").changed
    town.act(task, "note", reason="人走了")
    assert town.act(task, "note", reason="门口有人").changed
    assert len(town.facts("task_noted")) == 3


def test_unmet_preconditions_are_recorded_across_groups(town: Town, id: str) -> None:
    def unmet(task: str) -> set[str]:
        answer = town.act(task, "complete")
        completed = town.facts("task_completed", after=answer.position - 1)[-1].fact
        assert isinstance(completed, g.TaskCompleted)
        return set(completed.unmet)

    order, lab = town.task(id, "coo.01"), town.task(id, "tst.01")
    assert unmet(town.task(id, "tst.02")) == {order, lab}
    town.act(order, "complete")
    assert unmet(town.task(id, "coo.02")) == set()
    transport = town.task(id, "trn.01", None)
    assert unmet(town.task(id, "sup.01")) == {transport}
    assert unmet(transport) == {town.task(id, "coo.01", WEST)}


def test_a_locked_task_is_refused_until_the_authority_is_recorded(town: Town, id: str) -> None:
    task = town.task(id, "tst.01")
    with pytest.raises(Refused, match="task_locked"):
        town.act(task, "start")
    town.act(task, "reassign", to=LI)
    town.workflow.activations.record_authority(CODE, id, "闽防〔2026〕1号", caller())
    assert town.act(task, "start").body["state"] == "started"


def test_a_task_is_handed_only_to_people_of_the_community(town: Town, id: str) -> None:
    town.take_in(roster_table(), code=OTHER_CODE)
    stranger = next(iter(town.workflow.desk.community(OTHER_CODE).roster.members))
    task = town.task(id, "coo.01")
    for verb, said, field in (
        ("reassign", Said(to=stranger), "to"),
        ("reassign", Said(to="nobody"), "to"),
        ("accept", Said(member=stranger), "for"),
        ("note", Said(member="nobody", reason="文字"), "for"),
    ):
        with pytest.raises(Refused, match="member_unknown") as refused:
            town.workflow.tasks.act(task, verb, said, caller())
        assert refused.value.field == field


def test_whoever_left_gets_no_open_work_but_what_they_did_can_be_told(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    town.workflow.members.remove(town.member(ZHAO), caller())
    with pytest.raises(Refused, match="member_unknown"):
        town.act(task, "accept", member=ZHAO)
    with pytest.raises(Refused, match="member_unknown"):
        town.act(task, "reassign", to=ZHAO)
    assert town.act(task, "complete", member=ZHAO).body["state"] == "completed"


@pytest.mark.parametrize("task", ["", "coo.01", "zz.coo.01", f"{'0' * 32}.coo.01"])
def test_an_unknown_task_is_not_found(town: Town, task: str) -> None:
    with pytest.raises(NotFound, match="task_not_found"):
        town.act(task, "accept")


def test_an_unknown_verb_is_not_found(town: Town, id: str) -> None:
    with pytest.raises(NotFound, match="verb_not_found"):
        town.act(town.task(id, "coo.01"), "dance")


def test_a_verb_on_an_old_version_of_the_group_is_refused(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    seen = town.workflow.tasks.version(task)
    town.act(task, "accept")
    with pytest.raises(StaleVersion):
        town.act(task, "start", by=caller(expected=seen))
    assert town.act(task, "start", by=caller(expected=seen + 1)).changed


def test_a_repeated_key_is_answered_whatever_became_of_the_task(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    by = caller(receipt=ReceiptKey("token:secretary", "k1", "r1"), expected=None)
    first = town.act(task, "accept", by=by)
    town.act(task, "cancel")
    again = town.act(task, "accept", by=by)
    assert (again.body, again.position, again.changed) == (first.body, first.position, False)


def test_a_repeated_key_that_changed_nothing_is_answered_at_the_same_position(
    town: Town, id: str
) -> None:
    task = town.task(id, "coo.01")
    accepted = town.act(task, "accept")
    town.act(town.task(id, "coo.01", WEST), "accept")
    by = caller(receipt=ReceiptKey("token:secretary", "k1", "r1"))
    assert town.act(task, "accept", by=by).position == accepted.position
    town.act(task, "start")
    assert town.act(task, "accept", by=by).position == accepted.position


def test_what_was_told_by_telephone_afterwards_is_not_late(town: Town, id: str) -> None:
    task = town.task(id, "coo.01")
    town.clock.advance(hours=2)
    town.act(task, "complete", by=caller(occurred_at=NOON + 4 * MINUTE))
    (done,) = town.facts("task_completed")
    assert (done.occurred_at, done.recorded_at) == (NOON + 4 * MINUTE, NOON + 2 * HOUR)
    assert isinstance(done.fact, g.TaskCompleted)
    assert not done.fact.late


def test_muster_is_for_every_post_of_the_activation(town: Town, id: str) -> None:
    chen = town.member(CHEN)
    answer = town.workflow.posts.muster(id, chen, caller())
    assert {p["grid"] for p in answer.body["posts"]} == {town.grid(EAST), town.grid(WEST)}
    assert {p["position"] for p in answer.body["posts"]} == {"lead"}
    facts = town.facts("member_mustered")
    assert len(facts) == 2
    assert len({r.recorded_at for r in facts}) == 1
    again = town.workflow.posts.muster(id, chen, caller())
    assert (again.changed, again.body) == (False, answer.body)


def test_nobody_musters_without_a_post_or_after_the_end(town: Town, id: str) -> None:
    west = town.click("第一工厂").body["id"]
    with pytest.raises(NotFound, match="post_not_found"):
        town.workflow.posts.muster(west, town.member(ZHAO), caller())
    town.act(town.task(id, "coo.01"), "reassign", to=ZHAO)
    town.workflow.posts.muster(id, town.member(ZHAO), caller())
    town.workflow.activations.stand_down(CODE, id, None, caller())
    with pytest.raises(Refused, match="activation_ended"):
        town.workflow.posts.muster(id, town.member(WANG), caller())
    with pytest.raises(NotFound, match="post_not_found"):
        town.workflow.posts.muster("no-activation", town.member(WANG), caller())


def test_nothing_happened_before_the_start(town: Town, id: str) -> None:
    task, wang = town.task(id, "coo.01"), town.member(WANG)
    early = caller(occurred_at=NOON - MINUTE)
    for verb in VERBS:
        with pytest.raises(Refused, match="occurred_before_start") as refused:
            town.act(task, verb, early)
        assert refused.value.field == "occurred_at"
    with pytest.raises(Refused, match="occurred_before_start"):
        town.workflow.posts.muster(id, wang, early)
    town.clock.advance(hours=2)
    town.workflow.posts.muster(id, wang, caller(occurred_at=NOON))
    answer = town.act(task, "complete", caller(occurred_at=NOON + MINUTE))
    done = town.facts("task_completed", after=answer.position - 1)[-1]
    assert done.occurred_at == NOON + MINUTE


def test_a_new_task_is_not_due_before_it_is_there(town: Town, id: str) -> None:
    def add(due_at: datetime) -> None:
        town.workflow.activations.add_task(
            CODE,
            id,
            group="supply",
            grid=town.grid(EAST),
            title="送药",
            due_at=due_at,
            assignees=(),
            caller=caller(),
        )

    with pytest.raises(Refused, match="due_in_past") as refused:
        add(NOON - MINUTE)
    assert refused.value.field == "due_at"
    add(NOON)


def test_one_person_mustered_from_eight_threads_is_there_once(town: Town, id: str) -> None:
    chen = town.member(CHEN)
    answers = at_once(8, lambda _: town.workflow.posts.muster(id, chen, caller()))
    assert sum(a.changed for a in answers) == 1
    assert len(town.facts("member_mustered")) == 2


def test_a_storm_on_one_group_loses_nothing(town: Town, id: str) -> None:
    """Eight threads, each with a task of its own and one that all of them want."""
    east, shared = town.grid(EAST), town.task(id, "coo.02")
    own = [
        town.workflow.activations.add_task(
            CODE,
            id,
            group="coordination",
            grid=east,
            title=f"任务{n}",
            due_at=NOON + HOUR,
            assignees=(),
            caller=caller(),
        ).body["id"]
        for n in range(8)
    ]

    def do(number: int) -> None:
        actor = f"token:{number}"
        for verb in ("accept", "start", "complete"):
            town.act(own[number], verb, by=caller(actor))
            town.act(shared, "note", by=caller(actor), reason=f"{verb} {number}")

    at_once(8, do)
    for topic in ("task_accepted", "task_started", "task_completed"):
        assert sorted(r.fact.task for r in town.facts(topic)) == sorted(own)  # type: ignore[attr-defined]
    notes = [r.fact.note for r in town.facts("task_noted")]  # type: ignore[attr-defined]
    said = sorted(town.store.directory.texts(notes).values())
    assert said == sorted(f"{v} {n}" for n in range(8) for v in ("accept", "start", "complete"))
    group = town.group(id, "coordination", EAST)
    stream = town.store.read(0, 100_000, streams=[group.id])
    assert [r.version for r in stream] == list(range(1, group.version + 1))


def test_an_authority_is_recorded_once_and_unlocks_every_group(town: Town, id: str) -> None:
    town.clock.advance(hours=5)
    head = town.store.head()
    answer = town.workflow.activations.record_authority(CODE, id, " 闽防〔2026〕1号 ", caller())
    assert answer.body["tasks"] == 2
    facts = town.facts(after=head)
    assert [r.topic for r in facts] == ["authority_recorded.v1"] + ["task_unlocked.v1"] * 2
    assert {r.fact.due_at for r in facts[1:]} == {NOON + 6 * HOUR}  # type: ignore[attr-defined]
    again = town.workflow.activations.record_authority(CODE, id, "闽防〔2026〕1号", caller())
    assert (again.changed, again.body["tasks"]) == (False, 0)
    other = town.workflow.activations.record_authority(CODE, id, "闽防〔2026〕2号", caller())
    assert (other.changed, other.body["tasks"]) == (True, 0)
    with pytest.raises(Refused, match="field_missing"):
        town.workflow.activations.record_authority(CODE, id, " ", caller())


def test_the_expected_end_moves_what_hangs_on_it(town: Town, id: str) -> None:
    end = NOON + timedelta(days=3)
    answer = town.workflow.activations.set_planned_end(CODE, id, end, caller())
    assert answer.body["tasks"] == 2
    task = town.group(id, "coordination", WEST).tasks["coo.03"]
    assert (task.shown_state, task.due_at) == ("open", end - 12 * HOUR)
    again = town.workflow.activations.set_planned_end(CODE, id, end, caller())
    assert (again.changed, again.body["tasks"]) == (False, 0)
    moved = town.workflow.activations.set_planned_end(CODE, id, end + HOUR, caller())
    assert moved.body["tasks"] == 2
    with pytest.raises(Refused, match="planned_end_past"):
        town.workflow.activations.set_planned_end(CODE, id, NOON, caller())


def test_a_task_that_no_plan_foresaw_is_the_leads_unless_somebody_is_named(
    town: Town, id: str
) -> None:
    def add(*names: str, group: str = "coordination", title: str = "搬水") -> dict[str, object]:
        return town.workflow.activations.add_task(
            CODE,
            id,
            group=group,
            grid=town.grid(EAST),
            title=title,
            due_at=NOON + HOUR,
            assignees=tuple(town.member(name) for name in names),
            caller=caller(),
        ).body

    assert add()["assignees"] == [town.member(WANG)]
    named = add(ZHAO, QIAN)
    assert named["assignees"] == [town.member(ZHAO), town.member(QIAN)]
    assert town.act(str(named["id"]), "complete").body["state"] == "completed"
    with pytest.raises(NotFound, match="group_not_found"):
        add(group="bakery")
    with pytest.raises(Refused, match="field_missing"):
        add(title="  ")
    town.workflow.members.remove(town.member(LI), caller())
    with pytest.raises(Refused, match="member_unknown"):
        add(LI)


def test_what_ended_takes_no_amendment(town: Town, id: str) -> None:
    town.workflow.activations.stand_down(CODE, id, None, caller())
    activations = town.workflow.activations
    with pytest.raises(Refused, match="activation_ended"):
        activations.record_authority(CODE, id, "闽防〔2026〕1号", caller())
    with pytest.raises(Refused, match="activation_ended"):
        activations.set_planned_end(CODE, id, NOON + HOUR, caller())
    with pytest.raises(NotFound, match="activation_not_found"):
        activations.stand_down(CODE, "no-activation", None, caller())


def test_an_amendment_on_an_old_version_is_refused(town: Town, id: str) -> None:
    seen = town.community.version
    town.workflow.members.remove(town.member(LI), caller())
    for amend in (
        lambda by: town.workflow.activations.record_authority(CODE, id, "文号", by),
        lambda by: town.workflow.activations.set_planned_end(CODE, id, NOON + HOUR, by),
        lambda by: town.workflow.activations.stand_down(CODE, id, None, by),
        lambda by: town.workflow.posts.muster(id, town.member(WANG), by),
        lambda by: town.workflow.activations.activate(CODE, Asked(PLAN.id), by),
    ):
        with pytest.raises(StaleVersion):
            amend(caller(expected=seen))
