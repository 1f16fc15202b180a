"""The way out: requests that go nowhere but where they should, and never last longer than said."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from time import monotonic
from typing import Any, ClassVar

import msgspec
import urllib3
from urllib3 import exceptions as wrong
from urllib3.connection import HTTPConnection, HTTPSConnection

from engine.notices.targets import is_outside
from engine.webhooks.limits import Limits, current

#: as much of an answer as is read; a part of it is kept
ANSWER, KEPT = 4096, 500
#: requests that are on their way at the same time; one host may get them all
SLOTS = 32


class Patience(msgspec.Struct, frozen=True):
    """Seconds to connect, to wait for a piece of the answer, and for everything together."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 15.0


class Answer(msgspec.Struct, frozen=True):
    """What came of a request: a status, or a code that says why there is none.

    ``code`` is empty when it was accepted; ``retry_after`` is the endpoint's own wish, in seconds.
    """

    status: int | None
    code: str
    said: str
    ms: int
    retry_after: float | None = None


class TargetInward(Exception):
    """The name leads into the server's own network by now."""


class _Guarded(HTTPConnection):
    """A connection to an address that was looked at, and to no other that its name may have."""

    inward: ClassVar[bool]

    def _new_conn(self) -> socket.socket:
        try:
            return _connected(self._dns_host, self.port, self.timeout, self.inward)
        except socket.gaierror as error:
            raise wrong.NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise wrong.ConnectTimeoutError(self, "timed out") from error
        except OSError as error:
            raise wrong.NewConnectionError(self, "not connected") from error

    def request(self, *args: Any, **kwargs: Any) -> None:
        _watched(self)
        super().request(*args, **kwargs)

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]
        _watched(self)
        return super().getresponse()


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same over TLS: the certificate is held against the name, not the address."""


def _watched(connection: _Guarded) -> None:
    limit = current()
    if limit is not None:
        limit.watch(connection)


def _connected(host: str, port: int, timeout: Any, inward: bool) -> socket.socket:
    """A socket to the first address of a host that answers; each is looked at before."""
    host.encode("idna")
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    if not inward and not all(is_outside(str(at[4][0])) for at in found):
        raise TargetInward
    trouble: OSError = OSError("no address")
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(timeout)
            sock.connect(address)
            return sock
        except OSError as error:
            trouble = error
            sock.close()
    raise trouble


class Transport:
    """Posts to endpoints, over connections that are kept for the next event."""

    def __init__(self, *, inward: bool = False, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._limits = Limits()
        self._pools = urllib3.PoolManager(num_pools=64, maxsize=SLOTS, retries=False)
        self._pools.pool_classes_by_scheme = _pools(inward)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post, following no redirect and reading a bounded answer; never raises."""
        began = monotonic()
        with self._limits.within(self._patience.total) as limit:
            try:
                status, said, retry_after = self._exchange(url, headers, body)
                code = _refusal(status)
            except Exception as error:
                status, said, retry_after = None, "", None
                code = "timeout" if limit.is_over else _trouble(error)
        ms = round((monotonic() - began) * 1000)
        return Answer(status, code, said, ms, retry_after)

    def close(self) -> None:
        """Cut off what is going on, and let every connection go."""
        self._limits.end_all()
        self._pools.clear()

    def _exchange(
        self, url: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str, float | None]:
        p = self._patience
        answer = self._pools.request(
            "POST",
            url,
            body=body,
            headers=dict(headers),
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(connect=p.connect, read=p.read, total=p.total),
            preload_content=False,
            decode_content=False,
        )
        limit = current()
        if limit is not None and limit.is_over:
            # cut off among the headers, which then look as if they had come to their end
            answer.close()
            raise TimeoutError
        return answer.status, _beginning(answer), _retry_after(answer)


def _beginning(answer: urllib3.BaseHTTPResponse) -> str:
    """How the body begins; of what follows nothing is read, and its connection is given up."""
    try:
        read = answer.read(ANSWER)
    except (wrong.HTTPError, OSError):
        answer.close()
        return ""
    if len(read) < ANSWER:
        answer.release_conn()
    else:
        answer.close()
    return read[:KEPT].decode("utf-8", "replace").replace("\0", "")


def _retry_after(answer: urllib3.BaseHTTPResponse) -> float | None:
    said = answer.headers.get("Retry-After")
    try:
        return float(urllib3.Retry().parse_retry_after(said)) if said else None
    except (wrong.HTTPError, ValueError, OverflowError):
        return None


def _refusal(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return "redirect" if 300 <= status < 400 else f"status_{status}"


#: in this order: some are kinds of others
_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (TargetInward, "target_private"),
    (wrong.NameResolutionError, "name_unresolved"),
    (UnicodeError, "name_unresolved"),
    (wrong.NewConnectionError, "unreachable"),
    (wrong.TimeoutError, "timeout"),
    (TimeoutError, "timeout"),
    (wrong.SSLError, "tls"),
    (OSError, "unreachable"),
)


def _trouble(error: Exception) -> str:
    for kinds, code in _TROUBLES:
        if isinstance(error, kinds):
            return code
    return "broken"


def _pools(inward: bool) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    plain = type("Plain", (_Guarded,), {"inward": inward})
    tls = type("Tls", (_GuardedTls,), {"inward": inward})
    return {
        "http": type("PlainPool", (urllib3.HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("TlsPool", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": tls}),
    }
