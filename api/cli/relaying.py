"""The relay to Redis Streams from the command line: how it stands, and a stream begun anew."""

from __future__ import annotations

from typing import Annotated

import redis
import typer

from api.cli.terminal import StoreOption, err, opened, say
from domain.refusal import Refused
from engine.relay import Relay, Standing
from engine.relay.anew import begin_anew


def relay(
    store: StoreOption = "",
    redis_url: Annotated[str, typer.Option("--redis", help="redis://…")] = "",
    anew: Annotated[
        bool,
        typer.Option("--begin-anew", help="换一条新流，以日志为准 / a new stream of the log"),
    ] = False,
) -> None:
    """Redis 事件流的进度；或另起新流 / How the relay stands; or begin its stream anew."""
    with opened(store, exclusive=False, redis=redis_url) as house:
        if house.relay is None:
            raise Refused("relay_off", field="--redis")
        if anew:
            _begin(house.relay)
        if say_standing(house.relay.standing()):
            raise typer.Exit(1)


def _begin(relay: Relay) -> None:
    try:
        begun = begin_anew(relay)
    except redis.RedisError as error:
        err.print(type(error).__name__)
        say("doctor_redis")
        raise typer.Exit(1) from None
    say("relay_begun", stream=begun.stream, shared=begun.shared)


def say_standing(standing: Standing) -> int:
    """Tell how the relay stands; how many things are wrong."""
    if standing.state == "unreachable":
        err.print(standing.error or "")
        say("doctor_redis")
        return 1
    told = {"stream": standing.stream, "position": standing.position, "head": standing.head}
    if standing.state == "diverged":
        say("relay_diverged", **told)
        return 1
    say("relay_follows", **told, lag=standing.lag)
    return 0
