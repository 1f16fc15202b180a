"""Whether the server lives, and whether it is fit to serve."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from api.answers import answers
from api.answers.log import Alive, Ready
from api.doors import house
from api.house import House

router = APIRouter(tags=["health"])
MOST_LAG = 5000
#: seconds for Redis to say where it stands
RELAY_PATIENCE = 0.5
#: stuck views told one by one
MOST_STUCK = 100


@router.get("/healthz", summary="Alive", responses=answers(Alive))
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", summary="Fit to serve", responses=answers(Ready, 200))
async def readyz(request: Request, response: Response) -> dict[str, Any]:
    """The store answers within two seconds and no view is far behind it; 503 otherwise.

    `degraded` where views of single communities or the relay to Redis stopped: all others are
    served as ever. A Redis that is away harms nobody here.
    """
    try:
        served = house(request)
        head, views, stuck = await served.fitness.ask()
    except Exception:
        response.status_code = 503
        return {"status": "store_unreachable"}
    lag = max((head - p for p in views), default=0)
    if lag > MOST_LAG:
        response.status_code = 503
    relay = await _relay(served)
    is_degraded = bool(stuck) or (relay is not None and relay["state"] == "diverged")
    status = "behind" if lag > MOST_LAG else "degraded" if is_degraded else "ok"
    told = [msgspec.structs.asdict(mark) for mark in stuck[:MOST_STUCK]]
    standing = {"position": head, "lag": lag, "stuck": told, "relay": relay}
    return {"status": status, **standing, "virtual": served.clock.is_virtual}


async def _relay(served: House) -> dict[str, Any] | None:
    """How the relay stands; a Redis that takes too long is unreachable."""
    if served.relaying is None:
        return None
    try:
        standing = await served.relaying.ask(RELAY_PATIENCE)
    except TimeoutError:
        return {"state": "unreachable"}
    told = {"state": standing.state, "stream": standing.stream}
    return {**told, "position": standing.position, "lag": standing.lag}
