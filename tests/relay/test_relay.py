"""The log in Redis Streams: every event once, in order, whatever becomes of relay and Redis."""

from __future__ import annotations

import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from cloudevents.v1.http import from_json

from api.cloudevents import cloud_event, encode
from domain.refusal import Refused
from engine.relay import Keep
from engine.relay.anew import begin_anew
from engine.relay.streams import Streams
from tests.examples import CODE, OTHER_CODE
from tests.relay.relaying import Lines, events, ids, until
from tests.services.redis import OwnRedis


@pytest.fixture
def lines(sqlite_url: str, redis_url: str) -> Iterator[Lines]:
    made = Lines(sqlite_url, redis_url)
    yield made
    made.close()


@pytest.fixture
def on_each(store_url: str, redis_url: str) -> Iterator[Lines]:
    made = Lines(store_url, redis_url)
    yield made
    made.close()


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as made:
        yield made


def test_every_event_stands_in_the_stream_once_and_in_order(
    on_each: Lines, client: redis.Redis
) -> None:
    lines = on_each
    lines.grow(120)
    with lines.relayed():
        lines.arrived()
        lines.grow(3, OTHER_CODE)
        lines.arrived()
    assert ids(client) == lines.ids()
    facts = lines.store.read(0, 1000)
    entries: Any = client.xrange("pingzhan:events")
    assert [fields for _, fields in entries] == [
        {
            b"type": f"pingzhan.{r.topic}".encode(),
            b"community": r.community.encode(),
            b"event": encode(cloud_event(r)),
        }
        for r in facts
    ]
    told = from_json(entries[-1][1][b"event"])
    assert (told["id"], told["source"]) == (str(facts[-1].position), f"/communities/{OTHER_CODE}")


def test_two_relays_that_die_at_any_moment_leave_no_gap_and_no_double(
    on_each: Lines, client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = on_each
    append, chance = Streams.append, random.Random(7)

    def dying(*said: Any) -> str:
        if chance.random() < 0.2:
            raise redis.ConnectionError("before")
        done = append(*said)
        if chance.random() < 0.2:
            raise redis.ConnectionError("after")
        return done

    monkeypatch.setattr(Streams, "append", dying)
    with lines.relayed(), lines.relayed(lines.another()):
        for _ in range(12):
            lines.grow(70)
        lines.arrived()
    assert ids(client) == lines.ids()


def test_a_redis_that_was_lost_and_is_back_holds_all(own: OwnRedis, sqlite_url: str) -> None:
    lines = Lines(sqlite_url, own.url)
    with lines.relayed():
        lines.grow(60)
        lines.arrived()
        own.client.save()
        own.kill()
        lines.grow(60)
        until(lambda: lines.relay.standing().state == "unreachable")
        own.start()
        lines.arrived()
        assert ids(own.client) == lines.ids()
    lines.close()


def test_an_emptied_redis_is_filled_again_with_the_same_ids(
    lines: Lines, client: redis.Redis
) -> None:
    with lines.relayed():
        lines.grow(60)
        lines.arrived()
        before = events(client)
        client.flushall()
        lines.arrived()
        assert events(client) == before
        client.flushall()
        lines.grow(5)
        lines.arrived()
    assert ids(client) == lines.ids()


def test_a_redis_restored_from_an_old_dump_gets_the_same_ids_and_consumers_drop_them(
    own: OwnRedis, sqlite_url: str
) -> None:
    lines, seen = Lines(sqlite_url, own.url), list[int]()
    with lines.relayed():
        lines.grow(60)
        lines.arrived()
        own.client.save()
        lines.grow(60)
        lines.arrived()
        seen += consumed(own.client, 0)
        # what was after the dump is gone
        own.kill()
        lines.grow(60)
        own.start()
        lines.arrived()
    assert ids(own.client) == lines.ids()
    seen += consumed(own.client, seen[-1])
    assert seen == lines.ids()
    lines.close()


def consumed(client: redis.Redis, last: int) -> list[int]:
    """What a consumer takes in that reads from the beginning and drops what it had."""
    return [position for position in ids(client) if position > last]


def test_a_stream_of_another_history_is_left_alone_and_begun_anew_when_told(
    own: OwnRedis, tmp_path: Path
) -> None:
    kept, file = tmp_path / "kept.sqlite", tmp_path / "log.sqlite"
    lines = Lines(f"sqlite:///{file}", own.url)
    forked = lines.grow(60)
    lines.close()
    shutil.copy(file, kept)
    lines = Lines(f"sqlite:///{file}", own.url)
    with lines.relayed():
        lines.grow(60)
        lines.arrived()
    lines.close()
    told = own.client.xrange("pingzhan:events")

    restored = Lines(f"sqlite:///{kept}", own.url)
    with restored.relayed():
        assert restored.relay.standing().state == "diverged"
        # nor may it go on once the log is as long as the stream, and longer
        restored.grow(100)
        time.sleep(0.2)
        assert restored.relay.standing().state == "diverged"
        assert restored.relay.standing().lag is None
        assert own.client.xrange("pingzhan:events") == told
        begun = begin_anew(restored.relay)
        assert (begun.stream, begun.shared) == ("pingzhan:events.2", forked)
        restored.arrived()
    # whoever reads the old stream on is told where the log goes on, and after what
    last: Any = own.client.xrevrange("pingzhan:events", count=1)
    (id, moved) = last[0]
    assert id == b"120-1"
    assert moved == {b"moved": b"pingzhan:events.2", b"after": b"%d" % forked}
    assert ids(own.client, "pingzhan:events.2") == restored.ids()
    restored.close()
    # a new process knows the new stream, also after Redis forgot everything
    own.client.flushall()
    again = Lines(f"sqlite:///{kept}", own.url)
    with again.relayed():
        again.arrived()
    assert ids(own.client, "pingzhan:events.2") == again.ids()
    again.close()


def test_a_stream_keeps_as_many_events_as_the_setting_says(
    sqlite_url: str, redis_url: str, client: redis.Redis
) -> None:
    lines = Lines(sqlite_url, redis_url, relay_keep="300")
    lines.grow(1000)
    with lines.relayed():
        lines.arrived()
        # an empty stream begins with what would be left of it
        assert ids(client) == lines.ids()[-300:]
        lines.grow(700)
        lines.arrived()
    stay = ids(client)
    assert 300 <= len(stay) < 500
    assert stay == lines.ids()[-len(stay) :]
    lines.close()


def test_a_stream_keeps_events_for_as_long_as_the_setting_says(
    sqlite_url: str, redis_url: str, client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.relay.relay.AGES", 0.0)
    lines = Lines(sqlite_url, redis_url, relay_keep="12h")
    old = lines.grow(400)
    with lines.relayed():
        lines.arrived()
        assert len(ids(client)) == old
        lines.clock.advance(hours=13)
        lines.grow(200)
        lines.arrived()
    stay = ids(client)
    assert old - 150 <= stay[0] <= old + 1
    assert stay == lines.ids()[-len(stay) :]
    # nothing younger than that: the last event stays, for it is the relay's place
    lines.clock.advance(hours=13)
    assert lines.relay.standing().lag == 0
    client.flushall()
    with lines.relayed():
        lines.grow(1)
        lines.arrived()
    assert ids(client) == lines.ids()[-1:]
    lines.close()


def test_what_shall_stay_is_said_in_events_or_time() -> None:
    assert Keep.read("500000") == Keep(events=500_000)
    assert Keep.read(" 30D ") == Keep(age=timedelta(days=30))
    assert Keep.read("all") == Keep()
    for wrong in ("", "0", "-1", "5m", "many", "1" * 13, "9999999d"):
        with pytest.raises(Refused, match="relay_keep_unknown"):
            Keep.read(wrong)


def test_each_community_may_have_a_stream_of_its_own(
    sqlite_url: str, redis_url: str, client: redis.Redis
) -> None:
    lines = Lines(sqlite_url, redis_url, relay_per_community=True)
    here, there = f"pingzhan:events:{CODE}", f"pingzhan:events:{OTHER_CODE}"

    def whole() -> bool:
        return (ids(client, here), ids(client, there)) == (lines.ids(CODE), lines.ids(OTHER_CODE))

    with lines.relayed():
        for _ in range(3):
            lines.grow(60)
            last = lines.grow(40, OTHER_CODE)
        lines.arrived()
        assert whole()
        # how far all of them are is one entry beside them
        assert ids(client, "pingzhan:events:position") == [last]
        assert not client.exists("pingzhan:events")
        # one stream that was deleted comes back with the position; the other refuses what it has
        client.delete(there, "pingzhan:events:position")
        lines.arrived()
        assert whole()
        client.flushall()
        lines.grow(1)
        lines.arrived()
        assert whole()
    lines.close()


def test_streams_of_communities_are_begun_anew_together(own: OwnRedis, tmp_path: Path) -> None:
    one = Lines(f"sqlite:///{tmp_path / 'one.sqlite'}", own.url, relay_per_community=True)
    with one.relayed():
        one.grow(5)
        one.grow(5, OTHER_CODE)
        one.arrived()
    one.close()
    other = Lines(f"sqlite:///{tmp_path / 'other.sqlite'}", own.url, relay_per_community=True)
    with other.relayed():
        other.grow(20, OTHER_CODE)
        assert other.relay.standing().state == "diverged"
        assert begin_anew(other.relay).shared == 0
        other.arrived()
    for code in (CODE, OTHER_CODE):
        last: Any = own.client.xrevrange(f"pingzhan:events:{code}", count=1)
        moved = last[0][1]
        assert moved == {b"moved": f"pingzhan:events.2:{code}".encode(), b"after": b"0"}
    assert ids(own.client, f"pingzhan:events.2:{OTHER_CODE}") == other.ids()
    other.close()


def test_a_redis_that_hangs_holds_up_no_command_and_is_told(own: OwnRedis, sqlite_url: str) -> None:
    lines = Lines(sqlite_url, own.url)
    lines.pulse.start()
    with lines.relayed():
        lines.grow(10)
        lines.arrived()
        own.signal(signal.SIGSTOP)
        began = time.monotonic()
        for _ in range(20):
            lines.grow(5)
        assert time.monotonic() - began < 1.5
        assert lines.relay.standing().state == "unreachable"
        assert time.monotonic() - began < 8
        own.signal(signal.SIGCONT)
        lines.arrived()
    assert ids(own.client) == lines.ids()
    lines.close()


def test_a_key_that_is_no_stream_is_not_touched(lines: Lines, client: redis.Redis) -> None:
    client.set("pingzhan:events", "ours")
    with lines.relayed():
        lines.grow(5)
        until(lambda: lines.relay.standing().error == "ResponseError")
    assert client.get("pingzhan:events") == b"ours"


def test_who_does_not_lead_relays_nothing(lines: Lines, client: redis.Redis) -> None:
    stopping, asked = threading.Event(), threading.Event()

    def leads() -> bool:
        asked.set()
        return False

    lines.grow(5)
    thread = threading.Thread(target=lines.relay.run, args=(stopping, leads))
    thread.start()
    assert asked.wait(10)
    stopping.set()
    thread.join(10)
    assert client.exists("pingzhan:events") == 0
