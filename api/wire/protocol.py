"""HTTP as the server speaks it, but that a connection can be broken off."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: where a request's state says how
ABORT = "abort"


class Breakable(HttpToolsProtocol):
    """Tells each request how to end its connection at once, whatever still waits to be sent.

    A server that merely closes goes on holding the bytes of a reader that takes none.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        state: dict[str, Any] = {**self.app_state, ABORT: transport.abort}
        self.app_state = state
