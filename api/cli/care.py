"""Looking after the log: verify, rebuild, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from api.catalogue import catalogue
from api.cli.terminal import StoreOption, opened, say
from api.cloudevents import cloud_event, encode
from api.house import House
from api.proving import unlike
from domain.refusal import Refused
from engine.store import verify as broken_facts

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
        if say_stuck(house):
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


def say_stuck(house: House) -> int:
    """Tell which communities stopped in a view, and at which fact."""
    stuck = house.views.stuck()
    for mark in stuck:
        say("doctor_stuck", **msgspec.structs.asdict(mark))
    return len(stuck)
