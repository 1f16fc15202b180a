"""Whether the server lives, and whether it is fit to serve."""

from __future__ import annotations

import hmac
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from api import scraping
from api.answers import answers
from api.answers.log import Alive, Ready
from api.doors import house
from api.house import House
from domain.refusal import Refused

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

    `degraded` where views of single communities or the relay to Redis stopped, or where no process
    does one of the works (`leaderless`): requests are served as ever. A Redis that is away harms
    nobody here. `lags` tells of every view, and of whoever else reads the log, how many facts and
    seconds it is behind.
    """
    try:
        served = house(request)
        found = await served.fitness.ask()
    except Exception:
        response.status_code = 503
        return {"status": "store_unreachable"}
    lag = max((view.behind for view in found.views.values()), default=0)
    if lag > MOST_LAG:
        response.status_code = 503
    relay = await _relay(served)
    is_diverged = relay is not None and relay["state"] == "diverged"
    halting = found.stuck or found.leaderless or is_diverged
    told = [msgspec.structs.asdict(mark) for mark in found.stuck[:MOST_STUCK]]
    return {
        "status": "behind" if lag > MOST_LAG else "degraded" if halting else "ok",
        "position": found.head,
        "lag": lag,
        "lags": {n: msgspec.structs.asdict(x) for n, x in (found.views | found.readers).items()},
        "leaderless": found.leaderless,
        "stuck": told,
        "relay": relay,
        "virtual": served.clock.is_virtual,
    }


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


@router.get(
    "/metrics",
    summary="For Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "Counts of all processes, and how the store stands",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
)
async def metrics(request: Request) -> Response:
    """Requests, saves, lags, leaders and limits, in Prometheus's text format.

    It names routes and works, no person and no place. Where `PINGZHAN_METRICS_TOKEN` is set, that
    is asked for as a bearer token; otherwise everybody may read it who reaches the port.
    """
    served = house(request)
    _admit(request, served.settings.metrics_token)
    try:
        found = await served.fitness.ask()
    except Exception:
        found = None
    works = [work.name for work in served.works]
    relay = await _relay(served)
    told = await run_in_threadpool(scraping.scrape, found, works, relay)
    return Response(told, media_type=CONTENT_TYPE_LATEST)


def _admit(request: Request, wanted: str) -> None:
    if not wanted:
        return
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refused("unauthenticated")
    if not hmac.compare_digest(shown.strip().encode(), wanted.encode()):
        raise Refused("token_invalid")
