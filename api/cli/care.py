"""Looking after the log: verify, rebuild, export, doctor."""

from __future__ import annotations

import platform
import shutil
import socket
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

import msgspec
import redis
import typer

from api.catalogue import catalogue
from api.cli.relaying import say_standing
from api.cli.terminal import StoreOption, err, opened, out, say
from api.cloudevents import cloud_event, encode
from api.house import House
from api.proving import unlike
from api.settings import Settings
from api.standing import Standing
from domain.refusal import Refused
from engine.redis_link import linked
from engine.store import is_locked
from engine.store import verify as broken_facts

#: seconds that the mail server has to answer
MAIL_PATIENCE = 3.0
LEAST_FREE = 500 * 1024 * 1024
#: seconds that a view or a reader may be behind the log
MOST_BEHIND = 30.0
PAGE = 2000


def verify(store: StoreOption = "") -> None:
    """核验：日志、方案、索引、视图 / Check the log, playbooks, index and views."""
    with opened(store, exclusive=False) as house:
        broken = 0
        for found in broken_facts(house.store):
            broken += 1
            why = catalogue("cli")[f"broken_{found.reason}"]
            detail = {"position": found.position, "detail": found.detail}
            say("verify_broken", why=why["zh"], why_en=why["en"], **detail)
        if broken:
            say("verify_views_left")
            raise typer.Exit(3)
        _verify_beside(house)
        say("verified", facts=house.store.head())


def _verify_beside(house: House) -> None:
    broken = 0
    try:
        for other in unlike(house):
            broken += 1
            say(other.code, **other.params)
    except Refused:
        say("verify_views_unseen")
        raise
    if broken:
        raise typer.Exit(3)


def rebuild(store: StoreOption = "") -> None:
    """重建全部视图 / Fold every view anew from the log."""
    with opened(store) as house:
        for name in house.views.views:
            house.follower.rebuild(name)
        if _stuck(house):
            raise typer.Exit(1)
        say("rebuilt", views=len(house.views.views), position=house.store.head())


def export(
    to: Annotated[Path | None, typer.Option("--to", help="文件；默认标准输出 / a file")] = None,
    community: Annotated[str, typer.Option("--community")] = "",
    kind: Annotated[str, typer.Option("--type", help="如 / such as member_erased.v1")] = "",
    store: StoreOption = "",
) -> None:
    """导出日志 JSONL，不含个人信息 / The log as JSON lines, without personal data."""
    with opened(store, exclusive=False) as house:
        sink = to.open("wb") if to else sys.stdout.buffer
        try:
            after, topic = 0, kind.removeprefix("pingzhan.")
            while facts := house.store.read(
                after, PAGE, community=community or None, topics=(topic,) if topic else ()
            ):
                drills = house.drills.among(facts)
                sink.writelines(encode(cloud_event(f, drills)) + b"\n" for f in facts)
                after = facts[-1].position
        finally:
            if to:
                sink.close()


def doctor(
    store: StoreOption = "",
    redis_url: Annotated[str, typer.Option("--redis", help="redis://…")] = "",
) -> None:
    """体检：存储、Redis、时钟、磁盘、版本 / What is wrong, and what to do."""
    settings = Settings.from_environment(store=store, redis=redis_url)
    out.print(f"pingzhan {version('pingzhan')} · Python {platform.python_version()}")
    wrong = 0
    with opened(settings.store, exclusive=False, redis=settings.redis) as house:
        say("doctor_store", dialect=house.store.dialect, position=house.store.head())
        wrong += _clock(house)
        wrong += _stuck(house)
        if house.relay is not None:
            wrong += say_standing(house.relay.standing())
        elif settings.redis:
            wrong += _redis(settings.redis)
        found = house.standing()
        serves = _is_served(house)
        wrong += _behind(found) if serves else 0
        wrong += _leaderless(found) if serves else 0
        if not serves:
            say("doctor_idle")
    if settings.mail:
        wrong += _mail(settings.mail)
    free = shutil.disk_usage(Path.cwd()).free
    if free < LEAST_FREE:
        wrong += 1
        say("doctor_disk", megabytes=free // 1024**2)
    if wrong:
        raise typer.Exit(1)
    say("doctor_well")


def _stuck(house: House) -> int:
    """Tell which communities stopped in a view, and at which fact."""
    stuck = house.views.stuck()
    for mark in stuck:
        say("doctor_stuck", **msgspec.structs.asdict(mark))
    return len(stuck)


def _behind(found: Standing) -> int:
    """Tell who is further behind the log than anybody should be."""
    late = {n: x for n, x in (found.views | found.readers).items() if x.behind_s > MOST_BEHIND}
    for name, lag in late.items():
        say("doctor_behind", name=name, behind=lag.behind, seconds=round(lag.behind_s))
    return len(late)


def _is_served(house: House) -> bool:
    """Whether any server or worker runs on the store now."""
    if house.store.dialect == "sqlite":
        return is_locked(Path(str(house.store.recorder.datastore.path)))  # type: ignore[attr-defined]
    works = [work.name for work in house.works]
    return any(house.leader.standing([*works, "clock"]).values())


def _leaderless(found: Standing) -> int:
    """Tell which works no process does."""
    if found.leaderless:
        say("doctor_leaderless", works=", ".join(found.leaderless))
    for name, holder in found.leaders.items():
        if holder:
            say("doctor_leader", work=name, holder=holder)
    return len(found.leaderless)


def _clock(house: House) -> int:
    last = house.store.recorded_at(house.store.head())
    if last is not None and last > house.clock():
        say("doctor_clock", at=last.isoformat())
        return 1
    return 0


def _mail(house: str) -> int:
    """Whether somebody listens where mail is handed over; nothing is sent."""
    parts = urlsplit(house)
    told = dict(parse_qsl(parts.query))
    host = told.get("smtp") or parts.hostname or ""
    try:
        port = parts.port or (587 if parts.scheme == "mailtos" else 25)
        socket.create_connection((host, port), MAIL_PATIENCE).close()
    except (OSError, ValueError) as error:
        err.print(type(error).__name__)
        say("doctor_mail")
        return 1
    return 0


def _redis(url: str) -> int:
    try:
        linked(url).ping()
    except redis.RedisError as error:
        err.print(type(error).__name__)
        say("doctor_redis")
        return 1
    return 0
