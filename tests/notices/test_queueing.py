"""Who is told of what, and that nobody is told twice."""

from __future__ import annotations

from api.telling import Telling
from domain.facts import notice as n
from engine.notices.acts import notices_of
from engine.workflow.handing import HandOver
from tests.examples import CODE
from tests.notices.post_office import PostOffice
from tests.town import CHEN, EAST, LI, QIAN, WANG, WEST, ZHAO, caller


def queued(office: PostOffice, name: str | None = None) -> list[n.NoticeQueued]:
    office.queue()
    member = office.town.member(name) if name else None
    return office.facts(n.NoticeQueued, member=member)


def test_a_click_calls_everybody_once_for_all_their_posts(office: PostOffice) -> None:
    activation = office.town.click().body["id"]
    calls = queued(office)
    posts = {m for g in office.town.groups(activation) for m in g.posts}
    assert {f.member for f in calls} == posts
    assert len(calls) == len(posts)
    assert {f.kind for f in calls} == {"muster"}
    assert {f.activation for f in calls} == {activation}


def test_everybody_is_told_once_however_often_the_log_is_worked_off(office: PostOffice) -> None:
    office.town.click()
    first = queued(office)
    office.town.store.recorder.execute("UPDATE checkpoints SET position = 0")
    assert queued(office) == first
    office.reopened()
    assert queued(office) == first


def test_what_was_before_the_first_start_is_told_to_nobody(office: PostOffice) -> None:
    office.town.click()
    office.town.store.recorder.execute("DELETE FROM checkpoints")
    office.reopened()
    assert queued(office) == []


def test_a_task_given_after_the_click_is_told_to_whom_it_was_given(office: PostOffice) -> None:
    town = office.town
    activation = town.click().body["id"]
    queued(office)
    task = town.task(activation, "coo.01")
    town.act(task, "reassign", to=LI)
    (told,) = [f for f in queued(office, LI) if f.kind == "task"]
    assert (told.task, told.group, told.activation) == (task, "coordination", activation)


def test_whoever_takes_a_task_themselves_is_not_told(office: PostOffice) -> None:
    town = office.town
    activation = town.click().body["id"]
    town.act(town.task(activation, "coo.01"), "accept", member=LI)
    assert [f.kind for f in queued(office, LI)] == ["muster"]


def test_an_end_is_told_to_everybody_with_a_post_once(office: PostOffice) -> None:
    town = office.town
    activation = town.click().body["id"]
    town.workflow.activations.stand_down(CODE, activation, None, caller())
    told = [f for f in queued(office) if f.kind == "stood_down"]
    posts = {m for g in town.groups(activation) for m in g.posts}
    assert sorted(f.member for f in told) == sorted(posts)


def test_a_drill_is_held(office: PostOffice) -> None:
    office.town.click(drill=True)
    assert {f.held for f in queued(office)} == {True}


def test_whoever_left_or_was_erased_is_not_told(office: PostOffice) -> None:
    town = office.town
    left, erased = town.member(LI), town.member(CHEN)
    town.click()
    town.workflow.members.remove(left, caller())
    town.workflow.members.erase(erased, caller())
    assert {left, erased}.isdisjoint(f.member for f in queued(office))
    assert town.member(WANG) in {f.member for f in queued(office)}


def test_a_chat_is_told_of_the_click_and_of_its_end(office: PostOffice) -> None:
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1"
    office.chats(all=url, coordination=url)
    town = office.town
    activation = town.click(EAST).body["id"]
    town.workflow.activations.stand_down(CODE, activation, None, caller())
    told = [(f.kind, f.group) for f in queued(office) if not f.member]
    expected = {(kind, g) for kind in ("muster", "stood_down") for g in (None, "coordination")}
    assert set(told) == expected
    assert len(told) == len(expected)


def test_being_at_the_post_is_acting_on_the_call(office: PostOffice) -> None:
    town = office.town
    activation = town.click(WEST).body["id"]
    queued(office)
    member = town.member(ZHAO)
    town.workflow.posts.muster(activation, member, caller())
    office.queue()
    assert [f.act for f in office.facts(n.NoticeActed, member=member)] == ["mustered"]
    assert office.reached(activation)[member] == ("acted", False)


def test_a_hand_over_is_told_to_all_concerned_and_what_was_asked_before_lapses(
    office: PostOffice,
) -> None:
    town = office.town
    activation = town.click().body["id"]
    queued(office)
    zhao, wang, li = (town.member(name) for name in (ZHAO, WANG, LI))
    town.workflow.handing.over(CODE, wang, HandOver(zhao), caller())
    told = {(f.member, f.kind) for f in queued(office) if f.kind != "muster"}
    assert (zhao, "assigned") in told
    assert (wang, "relieved") in told
    assert {f.cause for f in office.facts(n.NoticeLapsed, member=wang)} == {"hand_over"}
    town.workflow.handing.over(CODE, town.member(QIAN), HandOver(li), caller())
    leads = {f.member for f in queued(office) if f.kind == "handed_over"}
    assert leads <= {zhao}
    texts = Telling(town.workflow.desk)
    notices = notices_of(town.workflow.desk, activation, wang)
    (said,) = [t.body for id, t in texts(notices).items() if "接手" in t.body]
    assert said == "您的岗位和任务已有人接手，不必再到岗。"


def test_whoever_is_at_the_post_is_not_unreached_by_what_lies_unread(office: PostOffice) -> None:
    town = office.town
    activation = town.click(EAST).body["id"]
    office.settle()
    wang = town.member(WANG)
    town.clock.advance(minutes=11)
    office.settle()
    assert office.reached(activation)[wang][1]
    town.workflow.posts.muster(activation, wang, caller())
    office.settle()
    assert not office.reached(activation)[wang][1]
    town.act(town.task(activation, "sup.01"), "reassign", to=WANG)
    office.settle()
    town.clock.advance(minutes=11)
    office.settle()
    assert [f for f in office.facts(n.NobodyReached, member=wang) if f.notice]
    assert not office.reached(activation)[wang][1]


def test_nobody_knows_of_what_only_lies_in_an_inbox(office: PostOffice) -> None:
    town = office.town
    activation = town.click().body["id"]
    queued(office)
    assert office.standing(activation, WANG) == "unsent"
    office.settle()
    assert office.standing(activation, WANG) == "unconfirmed"
    assert office.standing(activation, ZHAO) == "unconfirmed"
    town.workflow.posts.muster(activation, town.member(WANG), caller())
    office.messenger.answers.told(activation, town.member(ZHAO), "phone", caller())
    office.settle()
    assert office.standing(activation, WANG) == office.standing(activation, ZHAO) == "aware"
    town.workflow.posts.withdraw_muster(activation, town.member(WANG), caller())
    office.settle()
    assert office.standing(activation, WANG) == "unconfirmed"


def test_a_call_that_nobody_made_is_open_again_and_asked_after(office: PostOffice) -> None:
    town = office.town
    activation, answers = town.click(EAST).body["id"], office.messenger.answers
    wang = town.member(WANG)
    office.settle()
    answers.told(activation, wang, "phone", caller())
    office.settle()
    assert office.standing(activation, WANG) == "aware"
    answers.withdraw_told(activation, wang, "点错了人", caller())
    office.settle()
    assert office.standing(activation, WANG) == "unconfirmed"
    (withdrawn,) = office.facts(n.ToldWithdrawn)
    assert withdrawn.member == wang
    assert town.store.directory.texts([withdrawn.reason]) == {withdrawn.reason: "点错了人"}
    answers.withdraw_told(activation, wang, "再点一次", caller())
    assert office.facts(n.ToldWithdrawn) == [withdrawn]
    town.clock.advance(minutes=11)
    office.settle()
    assert office.standing(activation, WANG) == "unreached"
    answers.told(activation, wang, "phone", caller())
    town.workflow.posts.muster(activation, wang, caller())
    office.settle()
    answers.withdraw_told(activation, wang, None, caller())
    office.settle()
    assert office.standing(activation, WANG) == "aware"  # they are there


def test_whoever_says_that_they_cannot_come_needs_no_call_any_more(office: PostOffice) -> None:
    town = office.town
    activation = town.click(EAST).body["id"]
    office.settle()
    town.clock.advance(minutes=11)
    office.settle()
    assert office.standing(activation, WANG) == "unreached"
    town.workflow.posts.decline(activation, town.member(WANG), "发烧", caller())
    office.settle()
    assert office.standing(activation, WANG) == "aware"
