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
from domain.refusal import Refused

Port = Annotated[int | None, typer.Option("--port", help="端口 / the port")]
Host = Annotated[str, typer.Option("--host", help="0.0.0.0 供手机访问 / for phones")]
Redis = Annotated[str, typer.Option("--redis", help="redis://…")]


def serve(
    store: StoreOption = "", port: Port = None, host: Host = "127.0.0.1", redis: Redis = ""
) -> None:
    """启动服务 / Serve the API and the page."""
    configure_logs()
    try:
        settings = Settings.from_environment(store=store, port=port, host=host, redis=redis)
        listening = _listening(settings)
        house = House(settings)
    except Refused as refused:
        raise refuse(refused) from None
    if not settings.admin_token:
        say("no_admin_token")
    if sys.stdout.isatty():
        say("serving", host=settings.host, port=settings.port)
    run(house, listening)


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
) -> None:
    """演示：鼓楼区69个社区，一个在战时 / The demonstration: a district, one community at war."""
    from api.demo.district import furnish

    configure_logs("warning")
    say("furnishing")
    try:
        furnished = furnish(store=store, port=port, host=host, small=small)
    except Refused as refused:
        raise refuse(refused) from None
    addresses = [f"http://127.0.0.1:{furnished.house.settings.port}"]
    if host not in ("127.0.0.1", "localhost"):
        addresses.append(f"http://{_address()}:{furnished.house.settings.port}")
    say("demo_ready", **furnished.words(addresses))
    run(furnished.house)


def _address() -> str:
    """The address by which a phone on the same network may reach this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostbyname(socket.gethostname())
