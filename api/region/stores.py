"""The stores of districts, read beside their own servers; one that is away holds up no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TypeVar

import msgspec
import structlog
from eventsourcing.persistence import PersistenceError

from api.auth.permissions import Principal
from api.doors import known
from api.house import House
from api.settings import Settings
from domain.refusal import Refused

T = TypeVar("T")
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: refusals that say that a store is away, and not that the caller is wrong
AWAY = frozenset({"store_unreachable", "store_busy", "store_missing", "store_older", "store_full"})
logger = structlog.get_logger()


class District:
    """One store by a short name; opened when it is first there."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self._settings = name, settings
        self._lock = Lock()
        self._house: House | None = None

    def house(self) -> House:
        """The house over the store, which only reads; refused while the store is away."""
        with self._lock:
            if self._house is None:
                self._house = House(self._settings, exclusive=False, create=False)
            return self._house

    def close(self) -> None:
        """Let the store go."""
        with self._lock:
            if self._house is not None:
                self._house.close()


class Districts:
    """The stores together: whoever is known in one reads of that one."""

    def __init__(self, stores: Mapping[str, str], settings: Settings) -> None:
        told = {name: msgspec.structs.replace(settings, store=url) for name, url in stores.items()}
        self.all = {name: District(name, one) for name, one in sorted(told.items())}

    def known(self, secret: str) -> tuple[dict[str, Principal], list[str]]:
        """Who a secret is, by district, and the districts that are away, which cannot tell.

        Refused when it is nobody in all of them, or in those that are there.
        """
        found, away = self.each(lambda _, house: self._who(house, secret))
        whole = {name: who for name, who in found.items() if who is not None}
        if not whole:
            raise Refused("store_unreachable" if away else "token_invalid")
        return whole, away

    @staticmethod
    def _who(house: House, secret: str) -> Principal | None:
        try:
            return known(house, secret)
        except Refused as refused:
            if refused.code != "token_invalid":
                raise
            return None

    def each(
        self, ask: Callable[[str, House], T], among: Mapping[str, object] | None = None
    ) -> tuple[dict[str, T], list[str]]:
        """What every store answers, and the names of those that are away."""
        found: dict[str, T] = {}
        away: list[str] = []
        for name, district in self.all.items():
            if among is not None and name not in among:
                continue
            try:
                found[name] = ask(name, district.house())
            except Refused as refused:
                if refused.code not in AWAY:
                    raise
                away.append(name)
            except PersistenceError as error:
                logger.warning("district_away", district=name, error=type(error).__name__)
                away.append(name)
        return found, away

    def close(self) -> None:
        """Let every store go."""
        for district in self.all.values():
            district.close()


def named_stores(said: list[str]) -> dict[str, str]:
    """Stores by name, as ``NAME=ADDRESS`` says them; refuses ``district_unnamed``."""
    stores: dict[str, str] = {}
    for one in said:
        name, separator, url = one.partition("=")
        if not separator or not NAME.fullmatch(name) or name in stores:
            raise Refused("district_unnamed", field="--district", value=name)
        stores[name] = url
    if not stores:
        raise Refused("district_unnamed", field="--district", value="")
    return stores
