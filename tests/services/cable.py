"""The line between somebody and a server, which can be cut and mended."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

from tests.services.process import free_port


class Cable:
    """Forwards what comes to a port of its own; cut, it drops every connection and takes none."""

    def __init__(self, target: int) -> None:
        self._target, self.port = target, free_port()
        self._listening: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.mend()

    @property
    def url(self) -> str:
        """Where it begins."""
        return f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Take connections again, under the same address."""
        listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self._listening = listening
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def cut(self) -> None:
        """Drop what is open, and refuse whoever comes."""
        with self._lock:
            ends, self._open = [*self._open], set()
        if self._listening is not None:
            _close(self._listening)
            self._listening = None
        for end in ends:
            _close(end)

    def _accept(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                with self._lock:
                    self._open |= {near, far}
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := source.recv(1 << 16):
                sink.sendall(some)
        for end in (source, sink):
            _close(end)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextlib.contextmanager
def cable(target: int) -> Iterator[Cable]:
    """A line to a port, until the end of the block."""
    laid = Cable(target)
    try:
        yield laid
    finally:
        laid.cut()
