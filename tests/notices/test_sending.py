"""What leaves the house, by which way, and what becomes of it: to real receivers."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from domain.facts import notice as n
from domain.notice import AGAIN
from engine.notices.outbox import SLOTS
from tests.notices.post_office import PostOffice
from tests.services.process import free_port
from tests.services.receivers import Mailbox, Receiver, receiver
from tests.town import CHEN, EAST, LI, WANG


def test_a_webhook_takes_a_call_and_the_log_tells_the_attempt_first(
    office: PostOffice, hooks: Receiver
) -> None:
    member = office.channels(WANG, ("webhook", hooks.url("/ok/wang")))
    office.town.click(EAST)
    office.settle()
    (text,) = hooks.texts("/ok/wang")
    assert text.startswith("请到岗：")
    assert EAST in text
    assert office.course(member) == ["Queued", "Tried", "Sent"]
    (sent,) = office.facts(n.NoticeSent, member=member)
    assert (sent.channel, sent.attempt, sent.unread_at) == ("webhook", 1, None)


def test_every_robot_is_spoken_to_in_its_own_words(office: PostOffice, hooks: Receiver) -> None:
    office.channels(WANG, ("wecom", hooks.url("/cgi-bin/webhook/send?key=k1")))
    office.channels(LI, ("dingtalk", hooks.url("/robot/send?access_token=t1&secret=s1")))
    office.channels(CHEN, ("feishu", hooks.url("/open-apis/bot/v2/hook/h1")))
    office.town.click(EAST)
    office.settle()
    assert len(hooks.received) == 3
    for way in ("/cgi-bin/webhook/send?key=k1", "/robot/send?access_token=t1&timestamp=", "/open"):
        (text,) = hooks.texts(way)
        assert "请到岗" in text


def test_mail_goes_by_the_houses_mail_server(office: PostOffice, mail: Mailbox) -> None:
    office.channels(WANG, ("email", "wang@example.org"))
    office.town.click(EAST)
    office.settle()
    ((to, message),) = mail.received
    assert to == ["wang@example.org"]
    assert "请到岗" in message.get_content()
    assert office.town.community.name in str(message["subject"])


def test_a_robot_that_answers_no_with_200_did_not_take_it(
    office: PostOffice, hooks: Receiver
) -> None:
    member = office.channels(WANG, ("wecom", hooks.url("/cgi-bin/webhook/send?key=bad")))
    office.town.click(EAST)
    office.settle()
    (failed,) = office.facts(n.NoticeFailed, member=member)
    assert (failed.code, failed.again) == ("answer_93000", False)
    assert office.course(member)[-1] == "NobodyReached"


def test_the_next_channel_is_tried_at_once(
    office: PostOffice, hooks: Receiver, mail: Mailbox
) -> None:
    down = f"http://127.0.0.1:{free_port()}/x"
    member = office.channels(WANG, ("webhook", down), ("email", "wang@example.org"))
    office.town.click(EAST)
    office.settle()
    assert office.course(member) == ["Queued", "Tried", "Failed", "Tried", "Sent"]
    (failed,) = office.facts(n.NoticeFailed, member=member)
    assert (failed.channel, failed.code, failed.again) == ("webhook", "unreachable", True)
    assert len(mail.received) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [("/500/x", "status_500"), ("/hang/x", "unreachable"), ("/429/x", "status_429")],
)
def test_a_channel_in_trouble_is_tried_again_later_and_then_nobody_was_reached(
    office: PostOffice, hooks: Receiver, path: str, code: str
) -> None:
    member = office.channels(WANG, ("webhook", hooks.url(path)))
    activation = office.town.click(EAST).body["id"]
    for later in (timedelta(), *AGAIN):
        assert office.reached(activation).get(member, ("", False))[1] is False
        office.town.clock.now += later
        office.settle()
    failed = office.facts(n.NoticeFailed, member=member)
    assert [f.code for f in failed] == [code] * 3
    assert [f.again_at is not None for f in failed] == [True, True, False]
    assert office.reached(activation)[member] == ("failed", True)
    assert len(hooks.received) == 3
    office.town.clock.advance(hours=1)
    office.settle()
    assert len(hooks.received) == 3


def test_a_receiver_that_comes_back_is_reached(office: PostOffice) -> None:
    port = free_port()
    member = office.channels(WANG, ("webhook", f"http://127.0.0.1:{port}/ok/late"))
    activation = office.town.click(EAST).body["id"]
    office.settle()
    with receiver(port) as back:
        office.town.clock.now += AGAIN[0]
        office.settle()
        assert len(back.texts("/ok/late")) == 1
    assert office.reached(activation)[member] == ("sent", False)


@pytest.mark.parametrize(("path", "code"), [("/404/x", "status_404"), ("/302/x", "status_302")])
def test_an_address_that_is_of_no_use_is_given_up_and_no_redirect_is_followed(
    office: PostOffice, hooks: Receiver, path: str, code: str
) -> None:
    member = office.channels(WANG, ("webhook", hooks.url(path)))
    office.town.click(EAST)
    office.settle()
    (failed,) = office.facts(n.NoticeFailed, member=member)
    assert (failed.code, failed.again) == (code, False)
    assert [at for at, _ in hooks.received] == [path]


def test_a_killed_server_sends_once_more_what_it_may_have_sent(
    office: PostOffice, hooks: Receiver
) -> None:
    member = office.channels(WANG, ("webhook", hooks.url("/hang/x")))
    office.town.click(EAST)
    office.queue()
    office.messenger.sender.step()
    while not hooks.received:
        time.sleep(0.01)
    office.reopened()
    office.channels(WANG, ("webhook", hooks.url("/ok/x")))
    office.settle()
    assert office.course(member) == ["Queued", "Tried"]
    office.town.clock.advance(minutes=2)
    office.settle()
    assert office.course(member) == ["Queued", "Tried", "Tried", "Sent"]
    assert len(hooks.texts("/ok/x")) == 1


def test_a_channel_that_never_ends_its_answer_holds_up_nobody_else(
    office: PostOffice, hooks: Receiver
) -> None:
    outbox = office.messenger.outbox
    outbox._limit = 1.0
    slow = office.channels(WANG, ("webhook", hooks.url("/drip/x")))
    quick = office.channels(LI, ("webhook", hooks.url("/ok/x")))
    office.town.click(EAST)
    office.settle()
    assert office.course(quick) == ["Queued", "Tried", "Sent"]
    assert [f.code for f in office.facts(n.NoticeFailed, member=slow)] == ["timeout"]


def test_people_are_told_at_the_same_time_but_not_all_at_once(
    office: PostOffice, hooks: Receiver
) -> None:
    hooks.slow = 0.05
    for name in (WANG, LI, CHEN):
        office.channels(name, ("webhook", hooks.url("/ok/x")))
    office.town.click(EAST)
    office.settle()
    assert 1 < hooks.most <= SLOTS


def test_in_virtual_time_nothing_leaves_the_house(office: PostOffice, hooks: Receiver) -> None:
    early = office.channels(WANG, ("webhook", hooks.url("/ok/wang")))
    office.channels(CHEN, ("webhook", hooks.url("/ok/chen")))
    office.town.click(EAST)
    office.queue()
    office.town.workflow.desk.drills_only = True
    office.settle()
    assert hooks.received == []
    assert "Tried" not in office.course(early)
