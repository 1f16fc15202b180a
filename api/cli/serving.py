"""Serving: the real thing, and the demonstration."""

from __future__ import annotations

import errno
import gc
import socket
import sys
from typing import Annotated

import structlog
import typer
import uvicorn

from api.app import create_app
from api.cli.terminal import StoreOption, refuse, say
from api.house import House
from api.logs import configure_logs
from api.settings import Settings
from api.wire.protocol import Breakable
from domain.refusal import Refused
from engine.virtual_clock import refuse_what_is_real

Port = Annotated[
    int | None, typer.Option("--port", help="端口，默认 8000 / the port, by default 8000")
]
Host = Annotated[str, typer.Option("--host", help="0.0.0.0 供手机访问 / for phones")]
Redis = Annotated[str, typer.Option("--redis", help="redis://…")]
Speed = Annotated[
    float | None,
    typer.Option("--clock-speed", help="虚拟时钟的倍速，一切皆演练 / virtual time: all is a drill"),
]


def serve(
    store: StoreOption = "",
    port: Port = None,
    host: Host = "127.0.0.1",
    redis: Redis = "",
    clock_speed: Speed = None,
) -> None:
    """启动服务 / Serve the API and the page."""
    configure_logs()
    try:
        said = {"store": store, "port": port, "host": host, "redis": redis}
        settings = Settings.from_environment(**said, clock_speed=clock_speed)
        listening = _listening(settings)
        house = _house(settings)
    except Refused as refused:
        raise refuse(refused) from None
    if not settings.admin_token:
        say("no_admin_token")
    _say_time(house)
    if sys.stdout.isatty():
        say("serving", host=settings.host, port=settings.port)
    run(house, listening)


def _house(settings: Settings) -> House:
    """The house of what is served; in virtual time nothing may be real."""
    house = House(settings)
    if settings.clock_speed is not None:
        try:
            refuse_what_is_real(house.store, leads=house.leader.leads("clock"))
        except Refused:
            house.close()
            raise
    return house


def _say_time(house: House) -> None:
    """Nobody shall take the time of a drill for the real one."""
    if not house.clock.is_virtual:
        return
    code = "clock_goes_on" if house.speed is None else "clock_virtual"
    say(code, at=f"{house.clock():%Y-%m-%d %H:%M} UTC", speed=house.speed)


def run(house: House, listening: socket.socket | None = None) -> None:
    """Serve a house until a signal says stop; open streams end within seconds."""
    _settle()
    structlog.get_logger().info("serving", port=house.settings.port, store=house.store.dialect)
    config = uvicorn.Config(
        create_app(house),
        host=house.settings.host,
        port=house.settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        http=Breakable,
    )
    _Server(config, house).run([listening] if listening else None)


def _settle() -> None:
    """What is loaded by now stays: the collector need not look through it for every request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


class _Server(uvicorn.Server):
    """Ends open streams as soon as a signal comes, so that nobody waits for them."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    def handle_exit(self, sig: int, frame: object) -> None:
        self._house.pulse.close()
        super().handle_exit(sig, frame)  # type: ignore[arg-type]


def _listening(settings: Settings) -> socket.socket:
    """The port, before anything is opened: one that is taken is told so at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        code = "port_in_use" if error.errno == errno.EADDRINUSE else "address_unusable"
        raise Refused(code, host=settings.host, port=settings.port) from None


def demo(
    port: Port = None,
    host: Host = "127.0.0.1",
    store: StoreOption = "",
    small: Annotated[bool, typer.Option("--small", help="只装一个社区 / one community")] = False,
    playbook: Annotated[
        str, typer.Option("--playbook", help="只演示一个预案 / one playbook at work, by its id")
    ] = "",
    clock_speed: Speed = None,
) -> None:
    """演示：一个区，一个社区在战时；或一个预案 / The demonstration: a district, or one playbook."""
    from api.demo.district import furnish
    from api.demo.showing import show

    configure_logs("warning")
    say("showing" if playbook else "furnishing")
    try:
        made = (
            show(playbook, store=store, port=port, host=host)
            if playbook
            else furnish(store=store, port=port, host=host, small=small)
        )
        if clock_speed is not None:
            made.house.run_at(clock_speed)
    except Refused as refused:
        raise refuse(refused) from None
    _say_time(made.house)
    addresses = [f"http://127.0.0.1:{made.house.settings.port}"]
    if host not in ("127.0.0.1", "localhost"):
        addresses.append(f"http://{_address()}:{made.house.settings.port}")
    say("playbook_shown" if playbook else "demo_ready", **made.words(addresses))
    run(made.house)


def _address() -> str:
    """The address by which a phone on the same network may reach this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostbyname(socket.gethostname())
