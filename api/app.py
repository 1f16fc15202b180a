"""The application: routes, problems, the web page, and the house they all stand in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api import problems, web
from api.house import House
from api.limiting import Limiting
from api.openapi import REFUSALS, describe
from api.requests import Requests
from api.routes import (
    accesses,
    accounts,
    activations,
    alerts,
    calendars,
    cases,
    communities,
    events,
    evidence,
    exports,
    health,
    links,
    members,
    notices,
    occurrences,
    organisation,
    playbooks,
    practice,
    reports,
    reviews,
    rosters,
    sign_in,
    tasks,
    tokens,
    turns,
    webhooks,
)
from api.wire.zipping import Zipping

DESCRIPTION = """平战：一键把社区汇总表变成到岗的八个组，并能证明何时请谁做了什么。

Pingzhan: one click turns a community's table into groups at their posts, and the log proves it.
Every write answers with its `position`; `Idempotency-Key` and `If-Match` are always optional;
errors are RFC 9457 problems with a stable `code` and a `message` in `zh` and `en`.
"""


def create_app(house: House) -> FastAPI:
    """The application over a house; closing it closes the house."""

    app = FastAPI(
        title="平战 Pingzhan",
        version=version("pingzhan"),
        description=DESCRIPTION,
        lifespan=_living(house),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=REFUSALS,
    )
    app.state.house = house
    problems.install(app)
    for routes in (
        organisation,
        exports,
        communities,
        rosters,
        members,
        cases,
        alerts,
        activations,
        turns,
        occurrences,
        reports,
        reviews,
        evidence,
        tasks,
        notices,
        calendars,
        playbooks,
        events,
        tokens,
        practice,
        webhooks,
        sign_in,
        accounts,
        links,
        accesses,
    ):
        app.include_router(routes.router, prefix="/api/v1")
    app.include_router(webhooks.operations, prefix="/api/v1")
    app.include_router(calendars.feeds)
    app.include_router(health.router)
    web.install(app)
    app.add_middleware(Zipping, minimum_size=2048, compresslevel=4)
    app.add_middleware(Limiting)
    app.add_middleware(Requests)
    describe(app)
    return app


def create_state(house: House) -> FastAPI:
    """What a process that only works answers for: whether it lives, how it stands, its metrics."""
    app = FastAPI(lifespan=_living(house), openapi_url=None, docs_url=None, redoc_url=None)
    app.state.house = house
    problems.install(app)
    app.include_router(health.router)
    app.add_middleware(Requests)
    return app


def _living(house: House) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The house lives as long as the application."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        house.start()
        yield
        house.close()

    return lifespan
