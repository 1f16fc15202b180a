"""The readers of docs/redis-streams.md, run as they stand there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.relay.recipes import names, recipe
from tests.relay.relaying import Lines, ids
from tests.services.redis import command_line

STREAM, GROUP = "pingzhan:events", "platform"


@pytest.fixture
def lines(sqlite_url: str, redis_url: str) -> Iterator[Lines]:
    made = Lines(sqlite_url, redis_url, relay_keep="100")
    yield made
    made.close()


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as made:
        yield made


def test_a_reader_with_a_place_of_its_own_takes_everything_in_once_and_in_order(
    lines: Lines, client: redis.Redis
) -> None:
    read_on, place, seen = names("by place")["read_on"], {"stream": STREAM, "last": 0}, list[int]()

    def handle(event: dict[str, Any], place: dict[str, Any]) -> None:
        assert int(event["id"]) == place["last"]
        seen.append(place["last"])

    def fetch(after: int, until: int) -> Iterator[dict[str, Any]]:
        yield from ({"id": str(r.position)} for r in lines.store.read(after, 1000, until=until))

    def read_all() -> None:
        while seen[-1:] != [lines.store.head()]:
            read_on(client, place, handle, fetch, count=60, block=50)

    # the stream begins beyond our place: it keeps a hundred
    lines.grow(150)
    with lines.relayed():
        lines.arrived()
        read_all()
        # Redis forgets, and is filled with the same ids
        client.flushall()
        lines.grow(60)
        lines.arrived()
        read_all()
    assert seen == lines.ids()
    # the log goes on in another stream, and agrees up to 200
    client.xadd(STREAM, {"moved": f"{STREAM}.2", "after": 200}, id="210-1")
    client.xadd(f"{STREAM}.2", {"event": '{"id": "200"}'}, id="200-0")
    client.xadd(f"{STREAM}.2", {"event": '{"id": "201"}'}, id="201-0")
    for _ in range(2):
        read_on(client, place, handle, fetch, block=50)
    assert (place, seen[-2:]) == ({"stream": f"{STREAM}.2", "last": 201}, [210, 201])


def test_a_consumer_group_takes_everything_in_at_least_once(
    lines: Lines, client: redis.Redis
) -> None:
    take_turns, seen = names("by group")["take_turns"], list[int]()

    def turn(me: str, handle: Any, idle: int = 60_000) -> None:
        take_turns(client, STREAM, GROUP, me, handle, count=30, block=50, idle=idle)

    def handle(event: dict[str, Any]) -> None:
        seen.append(int(event["id"]))

    def dies(event: dict[str, Any]) -> None:
        if int(event["id"]) == 10:
            raise KeyboardInterrupt
        handle(event)

    lines.grow(90)
    with lines.relayed():
        lines.arrived()
        with pytest.raises(KeyboardInterrupt):
            turn("one", dies)
        turn("two", handle)
        assert (min(seen), max(seen), 10 in seen) == (1, 60, False)
        # what the dead one took is taken over by whoever comes after its time
        turn("two", handle, idle=0)
        assert seen == [*range(1, 10), *range(31, 61), *range(10, 31), *range(61, 91)]
        # emptied, the stream comes back with the same ids, and the group with it
        client.flushall()
        lines.arrived()
        turn("two", handle)
        assert seen[-30:] == list(range(1, 31))


def test_redis_cli_reads_as_the_page_says(lines: Lines, redis_url: str) -> None:
    binary = command_line()
    if binary is None:
        pytest.skip("this Redis came without redis-cli")
    lines.grow(10)
    with lines.relayed():
        lines.arrived()
    told = [_run(binary, redis_url, line) for line in recipe("redis-cli").strip().splitlines()]
    made, taken, pending, acknowledged, state, ranged = told
    assert made.strip() == "OK"
    assert re.findall(r"^\d+-\d+$", taken, re.MULTILINE) == ["1-0", "2-0"]
    assert '"type":"pingzhan.group_stood_up.v1"' in taken
    assert pending.split()[:3] == ["2", "1-0", "2-0"]
    assert acknowledged.strip() == "2"
    assert "last-generated-id\n10-0" in state
    assert re.findall(r"^\d+-\d+$", ranged, re.MULTILINE) == ["5-0", "6-0", "7-0"]
    assert ids(redis.Redis.from_url(redis_url)) == lines.ids()


def _run(binary: Path, url: str, line: str) -> str:
    program, *words = shlex.split(line)
    assert program == "redis-cli"
    command = [str(binary), "-u", url, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
