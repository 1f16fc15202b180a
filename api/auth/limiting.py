"""How often one address may try to come in, by password, invitation or provider."""

from __future__ import annotations

import structlog
from fastapi import Request
from limits import parse
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from domain.refusal import Refused

logger = structlog.get_logger()


class SignInLimit:
    """Counts tries by address, in Redis where there are many workers, else in memory."""

    def __init__(self, a_minute: int, redis: str = "") -> None:
        self._tries = parse(f"{a_minute}/minute")
        self._here = MovingWindowRateLimiter(MemoryStorage())
        self._all = self._here
        if redis:
            self._all = MovingWindowRateLimiter(_shared(redis))

    def check(self, request: Request) -> None:
        """Count a try; refused when there were too many. A lost Redis lets each worker count."""
        address = request.client.host if request.client else ""
        try:
            within = self._all.hit(self._tries, "sign-in", address)
        except Exception:
            logger.warning("sign_in_limit_alone")
            within = self._here.hit(self._tries, "sign-in", address)
        if not within:
            raise Refused("too_many_tries")


def _shared(redis: str) -> Storage:
    try:
        found = storage_from_string(redis, socket_timeout=0.5, socket_connect_timeout=0.5)
    except ConfigurationError:
        found = None
    if not isinstance(found, Storage):
        raise Refused("redis_url_unknown", field="--redis")
    return found
