"""Every event of a community, in order and without a gap, whatever endpoints and servers do."""

from __future__ import annotations

import random

import msgspec

from engine.webhooks.subscription import Subscription
from tests.webhooks.sending import PLACE, Sending, code, in_order, replaced, until
from tests.webhooks.subscriber import Subscriber

MANY = [code(n) for n in range(1, 9)]


def test_an_endpoint_that_often_fails_gets_each_communitys_events_in_order(
    sending: Sending, endpoint: Subscriber
) -> None:
    chance = random.Random(7)
    endpoint.answering = lambda path, body: chance.choice((200, 200, 200, 204, 500, 429, 302))
    s = sending.subscribe(endpoint.url())
    for _ in range(3):
        sending.happen(*chance.sample(MANY, 5), count=5)
    until(lambda: _settled(sending, s), "not everything was taken")
    told = endpoint.by_community()
    assert {c: in_order(p, sending.positions()[c]) for c, p in told.items()} == dict.fromkeys(
        sending.positions(), True
    )
    ids = {(t.position, t.headers["webhook-id"]) for t in endpoint.told()}
    assert len(ids) == sum(map(len, sending.positions().values()))


def _settled(sending: Sending, s: Subscription) -> bool:
    """Whatever parked by bad luck goes on."""
    sending.webhooks.lines.unpark(s.id, None, sending.now())
    return sending.is_settled(s)


def test_what_does_not_come_through_holds_up_its_own_community_only(
    sending: Sending, endpoint: Subscriber
) -> None:
    bad, good = MANY[:2]
    endpoint.answering = lambda path, body: 500 if bad.encode() in body else 200
    s = sending.subscribe(endpoint.url())
    first = sending.happen(bad, good, count=3)
    until(lambda: sending.states(s).get(bad) == "parked", "it does not park")
    more = sending.happen(bad, good, count=2)
    until(lambda: endpoint.by_community().get(good) == first[3:] + more[2:], "the good one waits")
    line = sending.webhooks.lines.get(s.id, bad)
    assert (line.pending, line.failures, line.error) == (5, 4, "status_500")
    assert {t.position for t in endpoint.told() if t.community == bad} == {first[0]}
    attempts = sending.webhooks.attempts.of(s.id, community=bad)
    assert [a.number for a in attempts] == [4, 3, 2, 1]
    assert all(a.status == 500 and a.answer.startswith("no: x") for a in attempts)
    assert max(len(a.answer) for a in attempts) == 500
    endpoint.answering = lambda path, body: 200
    assert sending.webhooks.lines.unpark(s.id, bad, sending.now()) == 1
    sending.settle()
    assert endpoint.by_community()[bad] == first[:3] + more[:2]
    assert sending.webhooks.attempts.of(s.id, community=bad)[4].number == 5


def test_one_event_that_is_never_taken_may_be_skipped(
    sending: Sending, endpoint: Subscriber
) -> None:
    first, second = None, None
    endpoint.answering = lambda path, body: 400 if b'"m1"' in body else 200
    s = sending.subscribe(endpoint.url(), after=0)
    first, second = sending.happen(code(1), count=2)
    until(lambda: sending.states(s).get(code(1)) == "parked", "it does not park")
    assert sending.webhooks.skip(s, code(1), sending.now())
    sending.settle()
    assert endpoint.by_community() == {code(1): [second]}
    assert {a.code for a in sending.webhooks.attempts.of(s.id, position=first)} == {
        "status_400",
        "skipped",
    }


def test_a_slow_endpoint_holds_up_no_other(sending: Sending, endpoint: Subscriber) -> None:
    endpoint.answering = lambda path, body: 0 if path == "/hangs" else 200
    for _ in range(6):
        sending.subscribe(endpoint.url("/hangs"))
    quick = sending.subscribe(endpoint.url("/quick"))
    sending.happen(*MANY, count=2)
    sending.settle(quick)
    assert len(endpoint.told("/quick")) == 16
    # the hanging ones leave room for one another too
    until(lambda: len(_told_by(endpoint, "/hangs")) == 6, "the hanging ones wait for one another")


def _told_by(endpoint: Subscriber, path: str) -> set[str]:
    return {t.headers["webhook-id"].partition("-")[0] for t in endpoint.told(path)}


def test_a_subscriber_gets_what_it_asked_for_and_nothing_else(
    sending: Sending, endpoint: Subscriber
) -> None:
    sending.happen(code(1))
    sending.subscribe(endpoint.url("/one"), place=code(1))
    sending.subscribe(endpoint.url("/left"), types=["member_left"])
    sending.subscribe(endpoint.url("/elsewhere"), place="350103")
    sending.subscribe(endpoint.url("/from-the-start"), after=0)
    sending.happen(code(1), code(2))
    sending.settle()
    assert endpoint.by_community("/one") == {code(1): [2]}
    assert endpoint.by_community("/from-the-start") == {code(1): [1, 2], code(2): [3]}
    assert not endpoint.told("/left")
    assert not endpoint.told("/elsewhere")


def test_another_server_goes_on_where_the_one_before_stood(
    sending: Sending, endpoint: Subscriber
) -> None:
    chance = random.Random(3)
    endpoint.answering = lambda path, body: 200 if chance.random() < 0.9 else 503
    s = sending.subscribe(endpoint.url())
    for _ in range(3):
        sending.happen(*MANY, count=8)
        until(lambda: len(endpoint.told()) > 20, "nothing is sent")
        sending.reopen()
        sending.start()
    until(lambda: _settled(sending, s), "not everything was taken")
    for c, positions in sending.positions().items():
        assert in_order(endpoint.by_community()[c], positions), c


def test_whoever_leads_no_more_sends_no_more(sending: Sending, endpoint: Subscriber) -> None:
    sending.leads = False
    until(lambda: not sending.webhooks.courier.is_sending, "it goes on")
    sending.subscribe(endpoint.url())
    sending.happen(code(1))
    sending.store.wait(sending.store.head(), 0.6)
    assert not endpoint.told()
    sending.leads = True
    sending.settle()
    assert len(endpoint.told()) == 1


def test_everything_is_told_again_from_a_position_on(
    sending: Sending, endpoint: Subscriber
) -> None:
    stuck = code(3)
    endpoint.answering = lambda path, body: 500 if stuck.encode() in body else 200
    s = sending.subscribe(endpoint.url(), after=0)
    for _ in range(3):
        sending.happen(code(1), code(2), stuck)
    until(lambda: sending.states(s).get(stuck) == "parked", "it does not park")
    until(lambda: len(endpoint.accepted()) == 6, "the others wait")
    sending.webhooks.retelling.rewind(sending.known(s), 4, code(1), sending.now())
    until(lambda: endpoint.by_community()[code(1)] == [1, 4, 7, 7], "it is not told again")
    assert endpoint.by_community()[code(2)] == [2, 5, 8]
    assert sending.states(s)[stuck] == "parked"
    endpoint.answering = lambda path, body: 200
    sending.webhooks.retelling.rewind(sending.known(s), 3, None, sending.now())
    sending.settle()
    assert endpoint.by_community() == {
        code(1): [1, 4, 7, 7, 4, 7],
        code(2): [2, 5, 8, 5, 8],
        stuck: [3, 6, 9],
    }
    ids = [t.headers["webhook-id"] for t in endpoint.accepted() if t.position == 7]
    assert len(set(ids)) == 1


def test_what_waits_is_what_is_wanted_now(sending: Sending, endpoint: Subscriber) -> None:
    s = sending.subscribe(endpoint.url())
    sending.webhooks.subscriptions.pause(s.id)
    sending.happen(code(1), code(2), count=2)
    until(lambda: sending.webhooks.lag([sending.known(s)])[s.id].events == 4, "not found")
    narrowed = sending.webhooks.subscriptions.change(s.id, replaced(s, area=code(2)))
    sending.webhooks.retelling.refilter(narrowed, sending.now())
    assert not endpoint.told()
    assert sending.webhooks.lag([narrowed])[s.id].events == 2
    sending.webhooks.subscriptions.resume(s.id, "admin")
    sending.settle()
    assert endpoint.by_community() == {code(2): [3, 4]}


def test_how_far_a_subscriber_is_behind_is_told(sending: Sending, endpoint: Subscriber) -> None:
    endpoint.answering = lambda path, body: 500 if code(1).encode() in body else 200
    s = sending.subscribe(endpoint.url())
    sending.happen(code(1), code(2), count=5)
    until(lambda: sending.states(s) == {code(1): "parked", code(2): "delivered"}, "not so")
    (figures,) = sending.webhooks.figures()
    assert (figures.events, figures.parked, figures.waiting, figures.retrying) == (5, 1, 0, 0)
    assert 0 < figures.seconds < 30
    assert figures.unread == 0
    assert msgspec.structs.asdict(figures)["id"] == s.id


def test_a_district_costs_a_line_a_community(sending: Sending, endpoint: Subscriber) -> None:
    s = sending.subscribe(endpoint.url())
    sending.webhooks.subscriptions.pause(s.id)
    communities = [code(n) for n in range(69)]
    sending.happen(*communities, count=300)
    until(lambda: sending.webhooks.lag([sending.known(s)])[s.id].events == 69 * 300, "not found")
    assert len(sending.webhooks.lines.of(s.id, "waiting", "", 999)) == 69
    assert sending.known(s).area == PLACE
