"""Answering requests until a signal says stop."""

from __future__ import annotations

import socket

import structlog
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.cli.descriptors import make_room
from api.house import House
from api.settling import settle
from api.wire.protocol import Breakable


def run(house: House, listening: socket.socket | None = None, app: FastAPI | None = None) -> None:
    """Serve a house until a signal says stop; open streams end within seconds."""
    settle()
    _make_room(house)
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


def _make_room(house: House) -> None:
    """Hold no more open than the system lets us: a stream too many is told so, and nobody waits."""
    settings = house.settings
    wanted = settings.most_streams + settings.most_at_once
    room = make_room(wanted)
    if room < wanted:
        house.streams.most = max(room - min(settings.most_at_once, room // 2), 1)
        structlog.get_logger().warning("few_descriptors", room=room, streams=house.streams.most)


class _Server(uvicorn.Server):
    """Ends open streams as soon as a signal comes, so that nobody waits for them."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house

    def handle_exit(self, sig: int, frame: object) -> None:
        self._house.pulse.close()
        super().handle_exit(sig, frame)  # type: ignore[arg-type]
