"""Listening on a port: what is asked there is answered until a signal says stop."""

from __future__ import annotations

import errno
import socket

import structlog
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.house import House
from api.settling import settle
from api.wire.protocol import Breakable
from domain.refusal import Refused


def run(house: House, listening: socket.socket | None = None, app: FastAPI | None = None) -> None:
    """Serve a house until a signal says stop; open streams end within seconds."""
    settle()
    structlog.get_logger().info("serving", port=house.settings.port, store=house.store.dialect)
    config = uvicorn.Config(
        app or create_app(house),
        host=house.settings.host,
        port=house.settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        http=Breakable,
    )
    _Server(config, house).run([listening] if listening else None)


class _Server(uvicorn.Server):
    """Ends open streams as soon as a signal comes, so that nobody waits for them."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    def handle_exit(self, sig: int, frame: object) -> None:
        self._house.pulse.close()
        super().handle_exit(sig, frame)  # type: ignore[arg-type]


def listen(host: str, port: int) -> socket.socket:
    """The port, before anything is opened: one that is taken is told so at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        code = "port_in_use" if error.errno == errno.EADDRINUSE else "address_unusable"
        raise Refused(code, host=host, port=port) from None
