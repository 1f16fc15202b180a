"""Who was reached and who was not, and who is not to be told any more."""

from __future__ import annotations

from domain.facts import notice as n
from tests.examples import CODE
from tests.notices.post_office import PostOffice
from tests.services.receivers import Receiver
from tests.town import EAST, LI, PHONES, QIAN, SUN, WANG, caller


def test_an_inbox_that_stays_unread_is_somebody_to_be_phoned(office: PostOffice) -> None:
    town = office.town
    activation = town.click(EAST).body["id"]
    office.settle()
    wang, li = town.member(WANG), town.member(LI)
    assert office.reached(activation)[wang] == ("sent", False)
    (notice,) = office.facts(n.NoticeQueued, member=li)
    office.messenger.answers.read(notice.notice, caller())
    town.clock.advance(minutes=10)
    office.settle()
    reached = office.reached(activation)
    assert (reached[wang], reached[li]) == (("failed", True), ("read", False))
    office.messenger.answers.told(activation, wang, "phone", caller())
    office.queue()
    assert office.reached(activation)[wang] == ("delivered", False)
    again = office.messenger.answers.told(activation, wang, "phone", caller())
    assert not again.changed


def test_whoever_has_neither_channel_nor_phone_is_not_reached_at_once(office: PostOffice) -> None:
    town = office.town
    activation = town.click(EAST).body["id"]
    town.act(town.task(activation, "coo.01"), "reassign", to=SUN)
    office.settle()
    assert office.reached(activation)[town.member(SUN)] == ("failed", True)


def test_whoever_comes_in_spite_of_all_is_reached(office: PostOffice) -> None:
    town = office.town
    activation = town.click(EAST).body["id"]
    town.clock.advance(minutes=1)
    office.settle()
    town.clock.advance(minutes=10)
    office.settle()
    wang = town.member(WANG)
    assert office.reached(activation)[wang][1]
    town.workflow.posts.muster(activation, wang, caller())
    office.settle()
    assert office.reached(activation)[wang] == ("acted", False)


def test_nothing_of_a_drill_leaves_the_house(office: PostOffice, hooks: Receiver) -> None:
    office.channels(WANG, ("webhook", hooks.url("/ok/x")))
    office.chats(all=hooks.url("/cgi-bin/webhook/send?key=k1"))
    activation = office.town.click(drill=True).body["id"]
    office.town.clock.advance(hours=1)
    office.settle()
    office.town.workflow.activations.stand_down(CODE, activation, None, caller())
    office.settle()
    assert hooks.received == []
    assert {type(f) for f in office.facts()} == {n.NoticeQueued}
    assert {d.state for d in office.docs()} == {"queued"}


def test_what_is_over_before_it_leaves_is_not_sent(office: PostOffice, hooks: Receiver) -> None:
    town = office.town
    member = office.channels(WANG, ("webhook", hooks.url("/ok/x")))
    activation = town.click(EAST).body["id"]
    office.queue()
    town.workflow.activations.undo(CODE, activation, None, caller())
    office.settle()
    assert hooks.texts() == ["启动已撤销，请不必到岗。"]
    assert office.course(member)[:2] == ["Queued", "Queued"]
    assert [f.cause for f in office.facts(n.NoticeLapsed, member=member)] == ["ended"]


def test_a_chat_hears_of_the_click_without_anybodys_phone_or_name(
    office: PostOffice, hooks: Receiver
) -> None:
    office.chats(all=hooks.url("/cgi-bin/webhook/send?key=k1"))
    office.town.click(EAST)
    office.settle()
    (text,) = hooks.texts()
    assert EAST in text
    assert "各组" in text
    assert not [w for w in (*PHONES, *PHONES.values()) if w in text]


def test_a_volunteer_is_asked(office: PostOffice, hooks: Receiver) -> None:
    town = office.town
    office.channels(QIAN, ("webhook", hooks.url("/ok/volunteer")))
    office.channels(WANG, ("webhook", hooks.url("/ok/cadre")))
    activation = town.click(EAST).body["id"]
    office.settle()
    town.clock.advance(minutes=1)
    for name in (QIAN, WANG):
        town.act(town.task(activation, "coo.01"), "reassign", to=name)
        office.settle()
    assert hooks.texts("/ok/volunteer")[-1].startswith("请问能否承担：")
    assert hooks.texts("/ok/cadre")[-1].startswith("请办理：")


def test_whoever_was_erased_keeps_no_channel(office: PostOffice, hooks: Receiver) -> None:
    member = office.channels(WANG, ("webhook", hooks.url("/ok/x")))
    office.town.click(EAST)
    office.queue()
    office.town.workflow.members.erase(member, caller())
    office.settle()
    assert hooks.received == []
    assert office.messenger.addresses.of([member]) == {}
