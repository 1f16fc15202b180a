"""Whether the server lives, and whether it is fit to serve."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from api.answers import answers
from api.answers.log import Alive, Ready
from api.doors import house

router = APIRouter(tags=["health"])
MOST_LAG = 5000
#: stuck views told one by one
MOST_STUCK = 100


@router.get("/healthz", summary="Alive", responses=answers(Alive))
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", summary="Fit to serve", responses=answers(Ready, 200))
async def readyz(request: Request, response: Response) -> dict[str, Any]:
    """The store answers within two seconds and no view is far behind it; 503 otherwise.

    `degraded` where views of single communities stopped: all others are served as ever.
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
    status = "behind" if lag > MOST_LAG else "degraded" if stuck else "ok"
    told = [msgspec.structs.asdict(mark) for mark in stuck[:MOST_STUCK]]
    standing = {"position": head, "lag": lag, "stuck": told}
    return {"status": status, **standing, "virtual": served.clock.is_virtual}
