"""The way to Redis: nothing that is asked of it waits for longer than seconds."""

from __future__ import annotations

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from domain.refusal import Refused

#: seconds to be let in, and to be answered; a Redis that hangs is as good as none
CONNECT, ANSWER = 1.0, 2.0


def linked(url: str, *, answer: float = ANSWER) -> redis.Redis:
    """A client of the Redis at an address; it connects when first asked.

    Every call raises ``redis.RedisError`` within seconds when nobody answers, and is not repeated.
    Refuses an address that is none.
    """
    try:
        return redis.Redis.from_url(
            url,
            socket_connect_timeout=CONNECT,
            socket_timeout=answer,
            socket_keepalive=True,
            health_check_interval=10,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError:
        raise Refused("redis_url_unknown", field="--redis") from None
