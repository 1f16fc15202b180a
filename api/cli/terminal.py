"""How the command line speaks: Chinese first, then English; refusals with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from api.catalogue import catalogue, words
from api.house import House
from api.logs import configure_logs
from api.settings import Settings
from domain.refusal import Refused

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

StoreOption = Annotated[
    str,
    typer.Option("--store", help="sqlite:///路径 或 postgresql://… / where the log is"),
]


def say(code: str, /, **params: object) -> None:
    """Print a text of the catalogue in both languages."""
    said = words(catalogue("cli")[code], params)
    out.print(said["zh"], markup=False, soft_wrap=True)
    out.print(said["en"], style="dim", markup=False, soft_wrap=True)


def refuse(refused: Refused) -> typer.Exit:
    """Print a refusal and give the exit for it."""
    entries = catalogue("refusals") | catalogue("table").get("refusals", {})
    entry = entries.get(refused.code, entries["internal_error"])
    said = words(entry, {"field": refused.field or "", **refused.params})
    err.print(f"✗ {said['zh']}", markup=False, soft_wrap=True)
    err.print(f"  {said['en']}  [{refused.code}]", style="dim", markup=False, soft_wrap=True)
    return typer.Exit(1)


@contextmanager
def opened(
    store: str, *, exclusive: bool = True, create: bool = False, redis: str = ""
) -> Iterator[House]:
    """The house over a store, closed again; a refusal ends the command with its words.

    Only ``create`` makes a store: a mistyped path is told, not filled.
    """
    configure_logs("warning")
    try:
        settings = Settings.from_environment(store=store, redis=redis)
        house = House(settings, exclusive=exclusive, create=create)
    except Refused as refused:
        raise refuse(refused) from None
    try:
        yield house
    except Refused as refused:
        raise refuse(refused) from None
    finally:
        house.close()
