"""The works without the requests: views, deadlines, notices and the rest, by elected leaders."""

from __future__ import annotations

import signal
import socket
from threading import Event
from typing import Annotated

import structlog
import typer

from api.cli.listening import listen
from api.cli.terminal import StoreOption, refuse, say
from api.house import House
from api.logs import configure_logs
from api.settings import Settings
from domain.refusal import Refused


def work(
    store: StoreOption = "",
    redis: Annotated[str, typer.Option("--redis", help="redis://…")] = "",
    port: Annotated[
        int | None,
        typer.Option("--port", help="在此端口答 /readyz 与 /metrics / answers for its state there"),
    ] = None,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
) -> None:
    """后台事务：视图、时限、通知等，可多开互为备份 / Work off what runs beside the requests."""
    configure_logs()
    try:
        settings = Settings.from_environment(store=store, redis=redis, host=host, port=port)
        if not settings.on_postgresql:
            raise Refused("work_needs_postgresql", field="--store")
        listening = listen(host, port) if port else None
        house = House(settings)
    except Refused as refused:
        raise refuse(refused) from None
    say("working")
    if listening is None:
        keep_working(house)
    else:
        _tell(house, listening)


def _tell(house: House, listening: socket.socket) -> None:
    """Work, and tell on a port how it goes."""
    from api.app import create_state
    from api.cli.answering import run

    run(house, listening, create_state(house))


def work_off(settings: Settings) -> None:
    """The same, as one process of a server of several."""
    configure_logs()
    keep_working(House(settings))


def keep_working(house: House) -> None:
    """Block until SIGTERM or SIGINT; what is begun is finished, then others lead."""
    stopping = Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sig, lambda *_: stopping.set())
    house.start()
    structlog.get_logger().info("working", works=[work.name for work in house.works])
    try:
        while not stopping.wait(1.0):
            pass
    finally:
        house.close()
