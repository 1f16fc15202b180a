"""The doctor: what is wrong with a store and what it needs, and what to do about it."""

from __future__ import annotations

import platform
import shutil
import socket
import time
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, unquote, urlsplit

import redis
import typer

from api.cli.care import say_stuck
from api.cli.relaying import say_standing
from api.cli.terminal import StoreOption, err, opened, out, say
from api.house import House
from api.settings import Settings
from api.standing import Standing
from engine.redis_link import linked
from engine.store import is_locked

#: seconds that the mail server has to answer
MAIL_PATIENCE = 3.0
LEAST_FREE = 500 * 1024 * 1024
#: seconds that a view or a reader may be behind the log, and the database's clock beside ours
MOST_BEHIND, MOST_DRIFT = 30.0, 5.0


def doctor(
    store: StoreOption = "",
    redis_url: Annotated[str, typer.Option("--redis", help="redis://…")] = "",
) -> None:
    """体检：存储、Redis、时钟、磁盘、版本 / What is wrong, and what to do."""
    settings = Settings.from_environment(store=store, redis=redis_url)
    out.print(f"pingzhan {version('pingzhan')} · Python {platform.python_version()}")
    wrong = 0
    with opened(settings.store, exclusive=False, redis=settings.redis) as house:
        wrong += _store(house)
        wrong += _clock(house)
        wrong += say_stuck(house)
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
    wrong += _disk(settings.store)
    if wrong:
        raise typer.Exit(1)
    say("doctor_well")


def _store(house: House) -> int:
    """Tell which database it is, and whether its clock goes as ours does."""
    store = house.store
    if store.dialect == "sqlite":
        ((found,),) = store.recorder.select("SELECT sqlite_version()")
        drift = 0.0
    else:
        ((found, now),) = store.recorder.select(
            "SELECT current_setting('server_version'), "
            "extract(epoch FROM clock_timestamp())::double precision"
        )
        drift = time.time() - now
    told = {"dialect": store.dialect, "version": found, "position": store.head()}
    say("doctor_store", **told)
    if abs(drift) > MOST_DRIFT:
        say("doctor_drift", seconds=round(drift))
        return 1
    return 0


def _disk(store: str) -> int:
    """Whether there is room: where the file is, or where this runs."""
    scheme, _, path = store.partition(":///")
    folder = Path(unquote(path)).parent if scheme == "sqlite" else Path.cwd()
    free = shutil.disk_usage(folder).free
    if free >= LEAST_FREE:
        return 0
    say("doctor_disk", megabytes=free // 1024**2)
    return 1


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
