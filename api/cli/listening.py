"""Listening on a port."""

from __future__ import annotations

import errno
import socket

from domain.refusal import Refused


def listen(host: str, port: int) -> socket.socket:
    """The port, before anything is opened: one that is taken is told so at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        code = "port_in_use" if error.errno == errno.EADDRINUSE else "address_unusable"
        raise Refused(code, host=host, port=port) from None
