"""A notice: queued once, tried in order, and what came of it."""

from __future__ import annotations

from datetime import timedelta

from domain import notice
from domain.facts import Fact
from domain.facts import notice as n
from domain.notice import AGAIN, Notice, notice_id
from tests.given import NOON, Given, given

PLACE = ("n1", "m1", "a1")
QUEUED = n.NoticeQueued(*PLACE, "muster", 7)
LATER = NOON + timedelta(minutes=1)
PATIENCE = timedelta(minutes=1)
ORDER = ("wecom", "email")


def tried(channel: str = "wecom", attempt: int = 1) -> n.NoticeTried:
    return n.NoticeTried(*PLACE, channel, NOON + PATIENCE, attempt)


def story(*facts: Fact) -> Given[Notice]:
    return given(Notice, *facts)


def test_a_notice_is_queued_once() -> None:
    story().when(lambda x: notice.queue(x, QUEUED)).then(QUEUED)
    story(QUEUED).when(lambda x: notice.queue(x, QUEUED)).then_nothing()


def test_the_same_person_told_of_the_same_has_the_same_notice() -> None:
    assert notice_id("a", "m", "task", "x") == notice_id("a", "m", "task", "x")
    others = {notice_id(*told) for told in (("a", "m", "task", "x"), ("a", "m", "task", "y"))}
    assert len({*others, notice_id("a", "o", "task", "x"), notice_id("b", "m", "task", "x")}) == 4


def test_an_attempt_is_told_before_it_is_made() -> None:
    story(QUEUED).when(lambda x: notice.attempt(x, "wecom", NOON, PATIENCE)).then(tried())


def test_nobody_tries_while_somebody_does_and_somebody_does_when_that_died() -> None:
    after = story(QUEUED, tried())
    after.when(lambda x: notice.attempt(x, "wecom", NOON, PATIENCE)).then_nothing()
    again = n.NoticeTried(*PLACE, "wecom", NOON + 2 * PATIENCE, 2)
    after.when(lambda x: notice.attempt(x, "wecom", NOON + PATIENCE, PATIENCE)).then(again)


def test_a_drill_tries_nothing() -> None:
    held = n.NoticeQueued(*PLACE, "muster", 7, held=True)
    story(held).when(lambda x: notice.attempt(x, "wecom", NOON, PATIENCE)).then_nothing()
    story(held).when(lambda x: notice.nobody(x, ())).then_nothing()


def test_when_a_channel_fails_the_next_one_is_tried_at_once() -> None:
    lost = n.NoticeFailed(*PLACE, "wecom", "timeout", 1, True, NOON)
    story(QUEUED, tried()).when(
        lambda x: notice.failed(x, "wecom", "timeout", NOON, ORDER, again=True)
    ).then(lost)
    assert story(QUEUED, tried(), lost).aggregate.next_channel(ORDER) == "email"


def test_when_all_have_failed_they_are_tried_again_later() -> None:
    first = n.NoticeFailed(*PLACE, "wecom", "timeout", 1, True, NOON)
    second = n.NoticeFailed(*PLACE, "email", "timeout", 2, True, NOON + AGAIN[0])
    after = story(QUEUED, tried(), first, tried("email", 2))
    after.when(lambda x: notice.failed(x, "email", "timeout", NOON, ORDER, again=True)).then(second)
    assert after.aggregate.next_channel(ORDER) == "wecom"


def test_after_the_last_round_nobody_was_reached() -> None:
    facts: list[Fact] = [QUEUED]
    rounds = len(AGAIN) + 1
    for attempt in range(1, rounds):
        facts += [tried(attempt=attempt)]
        facts += [n.NoticeFailed(*PLACE, "wecom", "timeout", attempt, True, NOON)]
    lost = n.NoticeFailed(*PLACE, "wecom", "timeout", rounds, True)
    story(*facts, tried(attempt=rounds)).when(
        lambda x: notice.failed(x, "wecom", "timeout", NOON, ("wecom",), again=True)
    ).then(lost, n.NobodyReached(*PLACE, ("wecom",)))


def test_a_channel_that_is_of_no_use_is_not_tried_again() -> None:
    lost = n.NoticeFailed(*PLACE, "wecom", "address", 1, False)
    story(QUEUED, tried()).when(
        lambda x: notice.failed(x, "wecom", "address", NOON, ("wecom",), again=False)
    ).then(lost, n.NobodyReached(*PLACE, ("wecom",)))


def test_what_was_sent_is_not_sent_again() -> None:
    gone = n.NoticeSent(*PLACE, "wecom")
    story(QUEUED, tried()).when(lambda x: notice.sent(x, "wecom")).then(gone)
    story(QUEUED, gone).when(lambda x: notice.attempt(x, "email", LATER, PATIENCE)).then_nothing()


def test_an_inbox_that_nobody_opened_reached_nobody() -> None:
    after = story(QUEUED, n.NoticeSent(*PLACE, "inbox", 1, LATER))
    assert after.aggregate.is_due(LATER)
    after.when(lambda x: notice.nobody(x, ("inbox",))).then(n.NobodyReached(*PLACE, ("inbox",)))


def test_whoever_was_phoned_read_or_acted_is_reached() -> None:
    lost = n.NobodyReached(*PLACE, ("wecom",))
    for decide, told in (
        (lambda x: notice.delivered(x, "phone"), n.NoticeDelivered(*PLACE, "phone")),
        (notice.read, n.NoticeRead(*PLACE, "inbox")),
        (lambda x: notice.acted(x, "mustered"), n.NoticeActed(*PLACE, "mustered")),
    ):
        story(QUEUED, lost).when(decide).then(told)
        assert not story(QUEUED, lost, told).aggregate.unreached


def test_a_call_that_nobody_made_leaves_the_notice_as_it_was() -> None:
    sent, lost = n.NoticeSent(*PLACE, "inbox", 1, LATER), n.NobodyReached(*PLACE, ("inbox",))
    phoned, mistaken = n.NoticeDelivered(*PLACE, "phone"), n.ToldWithdrawn(*PLACE, "t1")
    for before in ((), (tried(),), (sent,), (sent, lost)):
        was, now = story(QUEUED, *before), story(QUEUED, *before, phoned)
        now.when(lambda x: notice.withdraw_told(x, "t1"), "a slip").then(mistaken)
        again = now.aggregate
        assert (again.state, again.unreached, again.next_at) == (
            was.aggregate.state,
            was.aggregate.unreached,
            was.aggregate.next_at,
        )
        now.when(notice.withdraw_told, "again").then_nothing()
        now.when(lambda x: notice.delivered(x, "phone"), "called").then(phoned)


def test_only_a_call_is_taken_back_and_not_from_whoever_knows_since() -> None:
    phoned = n.NoticeDelivered(*PLACE, "phone")
    story(QUEUED).when(notice.withdraw_told).then_nothing()
    story(QUEUED, n.NoticeDelivered(*PLACE, "wecom")).when(notice.withdraw_told).then_nothing()
    for since in (n.NoticeRead(*PLACE, "inbox"), n.NoticeActed(*PLACE, "mustered")):
        story(QUEUED, phoned, since).when(notice.withdraw_told).then_nothing()


def test_a_state_never_goes_back() -> None:
    done = story(QUEUED, n.NoticeActed(*PLACE, "mustered"))
    done.when(notice.read).then_nothing()
    done.when(lambda x: notice.delivered(x, "phone")).then_nothing()
    done.when(lambda x: notice.nobody(x, ())).then_nothing()
    done.when(lambda x: notice.lapse(x, "ended")).then_nothing()


def test_what_is_over_lapses_and_is_not_sent() -> None:
    over = n.NoticeLapsed(*PLACE, "ended")
    story(QUEUED).when(lambda x: notice.lapse(x, "ended")).then(over)
    story(QUEUED, over).when(lambda x: notice.attempt(x, "wecom", NOON, PATIENCE)).then_nothing()
    story(QUEUED, over).when(notice.read).then_nothing()
