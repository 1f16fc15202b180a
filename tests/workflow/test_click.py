"""One click, saved: all of it or nothing, once however often it is pressed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.facts import community as c
from domain.refusal import NotFound, Refused, StaleVersion
from engine.store import Conflict
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.desk import ATTEMPTS
from engine.workflow.overview import summary
from tests.examples import CODE, HOUR, MINUTE, PLAN
from tests.given import NOON
from tests.town import (
    CHEN,
    EAST,
    PHONES,
    SUN,
    WANG,
    WEST,
    Town,
    at_once,
    caller,
    codes,
    roster_table,
)


def test_a_click_answers_with_the_activation_and_what_it_did(town: Town) -> None:
    head = town.store.head()
    answer = town.click(EAST, WEST, reason="抗原阳性")
    assert (answer.status, answer.changed) == (201, True)
    assert answer.body["already"] == []
    assert answer.body["summary"] == {"groups": 7, "members": 6, "tasks": 17, "vacant": 2}
    assert answer.position == town.store.head() > head
    assert answer.version == town.community.version
    assert town.community.runs(PLAN.id, town.grid(EAST)) is not None


def test_a_click_is_one_save_over_all_its_streams(town: Town) -> None:
    head = town.store.head()
    answer = town.click(EAST, case_ref="病例-001", reason="流调")
    facts = town.facts(after=head)
    assert len({r.recorded_at for r in facts}) == 1
    assert [r.topic for r in facts[:2]] == ["case_reported.v1", "playbook_activated.v1"]
    assert {r.actor for r in facts} == {"token:secretary"}
    assert len({r.stream for r in facts}) == 1 + answer.body["summary"]["groups"]
    (commits,) = town.store.recorder.select(
        "SELECT count(*) FROM commits WHERE last_position > ?", (head,)
    )[0]
    assert commits == 1


def test_a_click_that_loses_to_another_leaves_nothing_half_done(town: Town) -> None:
    decided = town.workflow.activations.decide(CODE, Asked(PLAN.id, reason="先按"), caller())
    town.click(EAST)
    head = town.store.head()
    with pytest.raises(Conflict):
        town.store.save(decided.community, *decided.activated.groups, writes=decided.writes)
    assert town.store.head() == head
    assert len(town.community.activations) == 1
    assert town.store.recorder.select("SELECT count(*) FROM directory_texts")[0][0] == 1


def test_the_case_and_the_click_name_each_other(town: Town) -> None:
    answer = town.click(EAST, case_ref=" 病例-001 ")
    activation = town.community.activations[answer.body["id"]]
    case = town.community.cases[activation.case or ""]
    assert (case.grid, case.is_open) == (town.grid(EAST), True)
    assert town.store.directory.texts([case.ref]) == {case.ref: "病例-001"}


def test_a_case_that_is_known_is_not_recorded_again(town: Town) -> None:
    reported = town.workflow.cases.report(
        CODE, grid=town.grid(EAST), ref="病例-001", reported_at=NOON, caller=caller()
    )
    answer = town.click(EAST, WEST, case_ref="病例-001")
    assert town.community.activations[answer.body["id"]].case == reported.body["id"]
    assert len(town.community.cases) == 1


def test_a_second_click_is_answered_with_what_runs_and_writes_nothing(town: Town) -> None:
    first = town.click(EAST, reason="一", case_ref="病例-001")
    head = town.store.head()
    again = town.click(EAST, reason="二", authority="闽防〔2026〕1号")
    assert (again.status, again.changed) == (200, False)
    assert again.body["id"] == first.body["id"]
    assert again.body["already"] == [town.grid(EAST)]
    assert again.body["summary"] == first.body["summary"]
    assert (again.position, town.store.head()) == (head, head)
    (texts,) = town.store.recorder.select("SELECT count(*) FROM directory_texts")[0]
    assert texts == 3  # the remark on the grid, the reason and the case


def test_a_new_case_is_recorded_even_where_everything_runs(town: Town) -> None:
    first = town.click(EAST, case_ref="病例-001")
    again = town.click(EAST, case_ref="病例-002", reason="又一例")
    assert (again.status, again.changed, again.body["id"]) == (200, True, first.body["id"])
    assert [r.topic for r in town.facts(after=first.position)] == ["case_reported.v1"]
    assert {case.grid for case in town.community.cases.values()} == {town.grid(EAST)}
    town.workflow.activations.stand_down(CODE, first.body["id"], None, caller())
    assert not any(case.is_open for case in town.community.cases.values())


def test_a_drill_reports_no_case_but_may_name_one(town: Town) -> None:
    drill = town.click(EAST, case_ref="演练-001", drill=True)
    assert town.community.cases == {}
    town.workflow.activations.stand_down(CODE, drill.body["id"], None, caller())
    known = town.workflow.cases.report(
        CODE, grid=town.grid(EAST), ref="病例-001", reported_at=None, caller=caller()
    )
    second = town.click(EAST, case_ref="病例-001", drill=True)
    assert town.community.activations[second.body["id"]].case == known.body["id"]


def test_the_summary_of_what_runs_is_counted_as_it_stands(town: Town) -> None:
    first = town.click(EAST)
    town.workflow.activations.add_task(
        CODE,
        first.body["id"],
        group="supply",
        grid=town.grid(EAST),
        title="搬水",
        due_at=NOON + HOUR,
        assignees=(),
        caller=caller(),
    )
    town.workflow.members.remove(town.member(CHEN), caller())
    counted = town.click(EAST).body["summary"]
    before = first.body["summary"]
    assert counted["tasks"] == before["tasks"] + 1
    assert counted["members"] == before["members"] - 1
    assert counted["vacant"] == before["vacant"] + 1
    assert counted == summary(town.groups(first.body["id"]))


def test_eight_clicks_at_once_give_one_activation(town: Town) -> None:
    answers = at_once(8, lambda n: town.click(reason=f"第{n}次", case_ref="病例-001"))
    assert sorted(a.status for a in answers) == [200] * 7 + [201]
    assert len({a.body["id"] for a in answers}) == 1
    assert len(town.facts("playbook_activated")) == 1
    assert len(town.facts("case_reported")) == 1
    (started,) = town.facts("playbook_activated")
    assert len(town.facts("group_stood_up")) == 7
    for answer in answers:
        assert answer.position >= started.position


def test_clicks_on_different_grids_at_once_all_start(town: Town) -> None:
    answers = at_once(2, lambda n: town.click([EAST, WEST][n]))
    assert [a.status for a in answers] == [201, 201]
    assert len({a.body["id"] for a in answers}) == 2
    assert len(town.community.running) == 2


def test_an_activation_is_found_by_its_id_alone(town: Town) -> None:
    id = town.click(EAST).body["id"]
    assert town.workflow.activations.community_of(id) == CODE
    with pytest.raises(NotFound, match="activation_not_found"):
        town.workflow.activations.community_of("no-activation")


def test_who_is_always_too_late_is_told_to_try_again(town: Town) -> None:
    tried = 0

    def lose() -> None:
        nonlocal tried
        tried += 1
        raise Conflict("somebody was first")

    with pytest.raises(Refused, match="too_busy"):
        town.workflow.desk.again(lose)
    assert tried == ATTEMPTS


def key(name: str, request: str = "r1") -> ReceiptKey:
    return ReceiptKey("token:secretary", name, request)


def test_a_repeated_key_is_answered_as_the_first_time_whatever_happened_since(town: Town) -> None:
    first = town.click(EAST, by=caller(receipt=key("k1")))
    town.workflow.activations.stand_down(CODE, first.body["id"], None, caller())
    head = town.store.head()
    again = town.click(EAST, by=caller(receipt=key("k1"), expected=1))
    assert (again.status, again.body, again.position) == (201, first.body, first.position)
    assert (again.changed, town.store.head()) == (False, head)


def test_one_key_pressed_at_once_is_answered_alike(town: Town) -> None:
    answers = at_once(8, lambda _: town.click(EAST, by=caller(receipt=key("k1"))))
    assert {a.status for a in answers} == {201}
    assert len({(a.body["id"], a.position) for a in answers}) == 1
    assert len(town.facts("playbook_activated")) == 1


def test_a_key_that_changed_nothing_is_kept_too(town: Town) -> None:
    town.click(EAST)
    town.workflow.organisation.import_codes(codes("350102001009"), caller())
    first = town.click(EAST, by=caller(receipt=key("k1")))
    assert first.position < town.store.head()
    town.workflow.activations.stand_down(CODE, first.body["id"], None, caller())
    again = town.click(EAST, by=caller(receipt=key("k1")))
    assert (again.body, again.position) == (first.body, first.position)
    assert town.community.running == []


def test_another_request_with_the_same_key_is_refused(town: Town) -> None:
    town.click(EAST, by=caller(receipt=key("k1")))
    with pytest.raises(Refused, match="idempotency_key_reused"):
        town.click(WEST, by=caller(receipt=key("k1", "r2")))
    assert len(town.community.activations) == 1


def test_the_same_key_of_another_principal_is_another_key(town: Town) -> None:
    town.click(EAST, by=caller(receipt=key("k1")))
    other = ReceiptKey("token:other", "k1", "r2")
    assert town.click(WEST, by=caller(receipt=other)).status == 201


def test_a_click_on_a_roster_that_changed_is_refused_by_its_version(town: Town) -> None:
    seen = town.community.version
    town.workflow.members.remove(town.member(SUN), caller())
    with pytest.raises(StaleVersion) as refused:
        town.click(EAST, by=caller(expected=seen))
    assert refused.value.params == {"expected": seen, "actual": seen + 1}
    assert town.click(EAST, by=caller(expected=seen + 1)).status == 201


def test_a_preview_tells_what_the_click_then_does_and_writes_nothing(town: Town) -> None:
    head, asked = town.store.head(), Asked(PLAN.id, reason="预演", case_ref="病例-001")
    seen = town.workflow.activations.preview(CODE, asked, caller())
    assert town.store.head() == head == seen.position
    assert town.store.recorder.select("SELECT count(*) FROM directory_texts")[0][0] == 1
    done = town.workflow.activations.activate(CODE, asked, caller())
    assert seen.body["summary"] == done.body["summary"]
    assert seen.body["grids"] == [town.grid(EAST), town.grid(WEST)]
    assert seen.body["locked"] == 2
    asked_twice = {t["member"] for t in seen.body["twice"]}
    assert asked_twice == {town.member(WANG), town.member(CHEN)}
    assert seen.body["unreachable"] == [{"member": town.member(SUN)}]
    red = [(v["group"], v["grid"]) for v in seen.body["vacancies"] if v["red"]]
    assert red == [("supply", town.grid(EAST)), ("supply", town.grid(WEST))]


def test_a_preview_of_what_runs_tells_how_it_stands(town: Town) -> None:
    done = town.click(EAST)
    seen = town.workflow.activations.preview(CODE, Asked(PLAN.id, (town.grid(EAST),)), caller())
    assert seen.body["summary"] == done.body["summary"]
    assert seen.body["already"] == [town.grid(EAST)]


def test_a_click_can_be_undone_within_five_minutes_and_the_case_stays_open(town: Town) -> None:
    answer = town.click(EAST, case_ref="病例-001")
    town.clock.advance(minutes=5)
    undone = town.workflow.activations.undo(CODE, answer.body["id"], "按错了", caller())
    assert (undone.body["state"], undone.body["closed"]) == ("undone", 9)
    assert town.community.activations[answer.body["id"]].state == "undone"
    assert [case.is_open for case in town.community.cases.values()] == [True]
    assert all(group.is_closed for group in town.groups(answer.body["id"]))
    again = town.workflow.activations.undo(CODE, answer.body["id"], "按错了", caller())
    assert (again.changed, again.body["state"], again.body["closed"]) == (False, "undone", 0)


def test_after_five_minutes_a_click_can_only_be_stood_down(town: Town) -> None:
    id = town.click(EAST).body["id"]
    town.clock.advance(minutes=5, seconds=1)
    with pytest.raises(Refused, match="undo_expired"):
        town.workflow.activations.undo(CODE, id, None, caller())
    ended = town.workflow.activations.stand_down(CODE, id, "结束", caller())
    assert ended.body["state"] == "stood_down"
    with pytest.raises(Refused, match="activation_ended"):
        town.workflow.activations.undo(CODE, id, None, caller())


def test_stand_down_closes_what_is_open_with_the_reason_in_one_save(town: Town) -> None:
    id = town.click(EAST, case_ref="病例-001").body["id"]
    town.act(town.task(id, "coo.01"), "complete")
    head = town.store.head()
    answer = town.workflow.activations.stand_down(CODE, id, "全部转阴", caller())
    facts = town.facts(after=head)
    assert len({r.recorded_at for r in facts}) == 1
    cancelled = [r.fact for r in facts if r.topic == "task_cancelled.v1"]
    left: dict[str, list[str]] = {"tasks": [], "occurrences": []}
    told = {"id": id, "state": "stood_down", "closed": len(cancelled), "open": left}
    assert answer.body == told
    reasons = {f.reason for f in cancelled}  # type: ignore[attr-defined]
    assert set(town.store.directory.texts(reasons).values()) == {"全部转阴"}
    assert town.community.running == []
    assert not any(case.is_open for case in town.community.cases.values())
    again = town.workflow.activations.stand_down(CODE, id, "再说一遍", caller())
    assert (again.changed, again.position) == (False, answer.position)


def test_after_stand_down_it_starts_anew(town: Town) -> None:
    first = town.click(EAST, case_ref="病例-001")
    town.workflow.activations.stand_down(CODE, first.body["id"], None, caller())
    second = town.click(EAST, case_ref="病例-001")
    assert (second.status, second.body["id"] != first.body["id"]) == (201, True)
    assert second.body["summary"] == first.body["summary"]
    assert len(town.community.cases) == 2  # the first closed with its activation


def test_a_real_click_ends_the_drill_in_the_same_save(town: Town) -> None:
    drill = town.click(EAST, WEST, drill=True)
    real = town.click(EAST)
    facts = town.facts(after=drill.position)
    assert len({r.recorded_at for r in facts}) == 1
    assert [r.fact for r in facts if r.topic == "playbook_stood_down.v1"] == [
        c.PlaybookStoodDown(drill.body["id"])
    ]
    assert {r.fact.cause for r in facts if r.topic == "group_stood_down.v1"} == {  # type: ignore[attr-defined]
        "superseded"
    }
    assert [a.id for a in town.community.running] == [real.body["id"]]


@pytest.mark.parametrize("minutes", [0, -1])
def test_an_expected_end_in_the_past_is_refused(town: Town, minutes: int) -> None:
    with pytest.raises(Refused, match="planned_end_past"):
        town.click(EAST, planned_end=NOON + minutes * MINUTE)


def test_an_unknown_community_or_playbook_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound, match="community_not_found"):
        town.click(code="350102001999")
    with pytest.raises(NotFound, match="playbook_not_found"):
        town.workflow.activations.activate(CODE, Asked("flood"), caller())
    with pytest.raises(NotFound, match="grid_not_found"):
        town.workflow.activations.activate(
            CODE, Asked(PLAN.id, ("g-nowhere",), case_ref="病例-001"), caller()
        )
    assert town.community.cases == {}


def test_what_happened_earlier_is_told_so_and_nothing_happens_in_the_future(town: Town) -> None:
    earlier = NOON - timedelta(minutes=30)
    head = town.store.head()
    answer = town.click(EAST, by=caller(occurred_at=earlier))
    facts = town.facts(after=head)
    assert {(r.occurred_at, r.recorded_at) for r in facts} == {(earlier, NOON)}
    assert town.community.activations[answer.body["id"]].at == earlier
    with pytest.raises(Refused, match="occurred_in_future"):
        town.click(WEST, by=caller(occurred_at=NOON + timedelta(minutes=2)))


def test_an_imported_change_never_changes_what_runs(town: Town) -> None:
    id = town.click(EAST).body["id"]
    before = [(g.id, g.version) for g in town.groups(id)]
    table = roster_table()
    table.people[1].seats = [("coordination", "lead", EAST), ("supply", "lead", EAST)]
    table.people[0].phone = "15400000009"
    assert PHONES[WANG] != "15400000009"
    town.take_in(table)
    assert [(g.id, g.version) for g in town.groups(id)] == before
