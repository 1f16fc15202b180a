"""Two communities of true size for looking at: one at war for a day, one at peace."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from api.demo.district import PEACE, WAR, furnish
from tests.api.serving import Live, serving
from tests.services.once import made_once
from tests.services.process import scratch

STORE, LINKS = "log.sqlite", "links"


class Furnished(msgspec.Struct, frozen=True):
    """A served demonstration, and the links of its two secretaries."""

    site: Live
    peace: str
    war: str


@contextlib.contextmanager
def furnished(run: Path | None = None) -> Iterator[Furnished]:
    """A server over a store of its own as the demonstration's is; furnished once a run, if any."""
    with scratch("furnished") as folder:
        kept = made_once(run or folder, "two_communities", furnish_in)
        own = shutil.copytree(kept, folder / "own")
        peace, war = (own / LINKS).read_text("utf-8").split()
        with serving(f"sqlite:///{own / STORE}") as site:
            yield Furnished(site, peace, war)


def furnish_in(folder: Path) -> None:
    """Furnish a store in a folder, and keep the links of its secretaries beside it."""
    made = furnish(store=f"sqlite:///{folder / STORE}", small=True, port=0)
    made.house.close()
    (folder / LINKS).write_text(f"{made.links.secretary}\n{made.links.wartime}\n", "utf-8")


__all__ = ["PEACE", "WAR", "Furnished", "furnished"]
