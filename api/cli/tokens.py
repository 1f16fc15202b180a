"""A sign-in link from the command line, also beside a running server."""

from __future__ import annotations

from typing import Annotated

import typer

from api.auth.places import known_place
from api.cli.terminal import StoreOption, opened, say
from api.settings import Settings
from engine.tokens import Tokens


def token(
    role: Annotated[str, typer.Option("--role", help="secretary|supervisor|integrator|…")],
    place: Annotated[str, typer.Option("--place", help="区划代码；全部留空 / a code")] = "",
    name: Annotated[str, typer.Option("--name", help="发给谁 / for whom")] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help="events:read|people:masked|…，可多个 / several"),
    ] = None,
    purpose: Annotated[str, typer.Option("--purpose", help="用途 / what it is for")] = "",
    address: Annotated[str, typer.Option("--address", help="网址 / where it is served")] = "",
    store: StoreOption = "",
) -> None:
    """发一个登录链接 / Make a token and print its sign-in link, once."""
    if not (place.isdigit() or place == "") or (role == "secretary" and len(place) != 12):
        raise typer.BadParameter("--place")
    with opened(store, exclusive=False) as house:
        known_place(house, place)
        _, secret = Tokens(house.store, house.real_clock).create(
            role, place, name or role, scopes=scope or (), purpose=purpose
        )
        served = address or f"http://127.0.0.1:{Settings.from_environment().port}"
        link = f"{served.rstrip('/')}/#/signin?token={secret}"
        say("token_made", name=name or role, link=link)
