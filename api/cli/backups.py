"""A backup while the server runs, and a store made from one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.terminal import StoreOption, opened, refuse, say
from api.logs import configure_logs
from api.settings import Settings
from api.times import ZONE
from domain.refusal import Refused
from engine import backup as backups
from engine.clock import system_clock


def backup(
    to: Annotated[Path, typer.Argument(help="文件，或放它的目录 / a file, or a folder for it")],
    store: StoreOption = "",
    without_people: Annotated[
        bool,
        typer.Option("--without-people", help="只要日志与预案，不含名录 / the log, no directory"),
    ] = False,
) -> None:
    """备份：服务照常运行；含姓名电话，仅本人可读 / Back up beside a running server."""
    with opened(store, exclusive=False) as house:
        taken = backups.back_up(house.store, to, system_clock(), people=not without_people)
    told = {"file": taken.file, "position": taken.head, "digest": taken.digest}
    say("backup_taken", **told, kilobytes=-(-taken.size // 1024))
    say("backup_without_people" if without_people else "backup_sensitive")


def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 / a backup")],
    store: StoreOption = "",
    until: Annotated[
        str, typer.Option("--until", help="到某一条或某时刻 / a position, or a time")
    ] = "",
    erase_from: Annotated[
        list[str] | None,
        typer.Option(
            "--erase-from",
            help="现用库、导出或较新的备份：清除过的人再清除 / who was erased since",
        ),
    ] = None,
    nobody_erased: Annotated[
        bool, typer.Option("--nobody-erased", help="备份之后没有清除过人 / nobody was since")
    ] = False,
    without_tokens: Annotated[
        bool, typer.Option("--without-tokens", help="不恢复令牌与个人链接 / no tokens or links")
    ] = False,
) -> None:
    """恢复到一个空库，核验之后才算数 / Make an empty store what a backup says, proved."""
    configure_logs("warning")
    try:
        said = Settings.from_environment(store=store).store
        told = {m for one in erase_from or () for m in backups.erased_in(one, system_clock)}
        made = backups.restore(
            file,
            said,
            system_clock,
            until=_until(until),
            erased=told if erase_from or nobody_erased else None,
            access=not without_tokens,
        )
    except Refused as refused:
        raise refuse(refused) from None
    at = made.recorded_at.astimezone(ZONE).isoformat() if made.recorded_at else "–"
    say("restored", position=made.head, of=made.of, at=at, log=made.log_id, erased=made.erased)
    with opened(store) as house:
        house.follower.catch_up()
        say("rebuilt", views=len(house.views.views), position=house.store.head())
    say("restored_next")


def _until(said: str) -> int | datetime | None:
    """A position or a time; a time without its zone is the community's."""
    if not said:
        return None
    if said.isascii() and said.isdigit():
        return int(said)
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Refused("until_unknown", field="--until", value=said) from None
    return at if at.tzinfo else at.replace(tzinfo=ZONE)
