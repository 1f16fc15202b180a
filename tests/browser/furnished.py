"""Two communities of true size for looking at: one at war for a day, one at peace."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec

from api.demo.district import PEACE, WAR, furnish
from tests.api.serving import Live, serving
from tests.services.process import scratch


class Furnished(msgspec.Struct, frozen=True):
    """A served demonstration, and the links of its two secretaries."""

    site: Live
    peace: str
    war: str


@contextlib.contextmanager
def furnished() -> Iterator[Furnished]:
    """A server over the demonstration's store."""
    with scratch("furnished") as folder:
        store = f"sqlite:///{folder / 'log.sqlite'}"
        made = furnish(store=store, small=True, port=0)
        made.house.close()
        with serving(store) as site:
            yield Furnished(site, made.links.secretary, made.links.wartime)


__all__ = ["PEACE", "WAR", "Furnished", "furnished"]
