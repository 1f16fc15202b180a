"""What several stores say together: their communities, their sums, and their logs as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from heapq import merge
from typing import Any, TypeVar

from api import sse
from api.auth.permissions import EVENTS, READ, Principal, prefix
from api.cloudevents import CloudEvent, cloud_event, encode
from api.house import House
from api.reading import communities
from api.reading.freshness import fresh
from api.region.cursor import written
from api.region.stores import Districts
from domain.practice import is_practice
from domain.refusal import NotFound

T = TypeVar("T")
Whoever = Mapping[str, Principal]
PAGE = 1000
#: columns of a community that are summed up
SUMS = ("members", "mustered", "vacant", "overdue")


class Together:
    """Reads of several stores for one caller."""

    def __init__(self, districts: Districts, who: Whoever, away: list[str]) -> None:
        self._districts, self._who, self._away = districts, who, away

    def _each(self, ask: Callable[[str, House], T]) -> tuple[dict[str, T], list[str]]:
        found, away = self._districts.each(ask, self._who)
        return found, sorted({*away, *self._away})

    def rollup(self) -> dict[str, Any]:
        """Each district in a row, as of which of its events, and all of them summed up."""
        found, away = self._each(self._sums)
        total: Counter[str] = Counter()
        modes, tasks = Counter[str](), Counter[str]()
        for row in found.values():
            total.update({name: row[name] for name in ("communities", "activations", *SUMS)})
            modes.update(row["modes"])
            tasks.update(row["tasks"])
        names = sorted({*found, *away})
        rows = [found.get(name) or {"district": name, "away": True} for name in names]
        summed = {**total, "modes": dict(modes), "tasks": dict(tasks)}
        return {"items": rows, "total": summed, "away": away}

    def _sums(self, name: str, house: House) -> dict[str, Any]:
        who = self._who[name]
        who.require(READ, who.place)
        fresh(house, "board")
        counted: Counter[str] = Counter(dict.fromkeys(SUMS, 0))
        modes, tasks = Counter[str](), Counter[str]()
        position, after = house.views.position("board"), ""
        while some := house.views.load_summaries(prefix(who.place), after, PAGE):
            for code, doc in some:
                if len(code) == 12 and not is_practice(code):
                    modes[doc.mode] += 1
                    counted["activations"] += len(doc.activations) - len(doc.drills)
                    counted.update({sum: getattr(doc, sum) for sum in SUMS})
                    tasks.update(doc.tasks)
            after = some[-1][0]
        at = house.store.recorded_at(position)
        told = {"district": name, "away": False, "position": position, "at": at}
        told |= {"communities": modes.total(), "modes": dict(modes), "tasks": dict(tasks)}
        return {**told, **counted}

    def communities(self, after: str, limit: int, language: str, q: str) -> dict[str, Any]:
        """A page of the communities of all districts, by code."""

        def listed(name: str, house: House) -> list[dict[str, Any]]:
            who = self._who[name]
            who.require(READ, who.place)
            place = prefix(who.place)
            items, _ = communities.listed(house, place, after, limit + 1, language, q=q)
            return [{**item, "district": name} for item in items]

        found, away = self._each(listed)
        items = list(merge(*found.values(), key=lambda item: item["code"]))
        on = items[limit - 1]["code"] if len(items) > limit else None
        return {"items": items[:limit], "next": on, "away": away}

    def holder(self, code: str) -> tuple[str, House, Principal]:
        """The district that has a community, if the caller may read of it."""
        found, _ = self._each(lambda _, house: _has(house, code))
        for name, there in found.items():
            if there:
                self._who[name].require(READ, code)
                return name, self._districts.all[name].house(), self._who[name]
        raise NotFound("community", code)

    def events(
        self, cursor: Mapping[str, int], limit: int, topics: tuple[str, ...], origin: str = ""
    ) -> tuple[list[tuple[CloudEvent, dict[str, int]]], dict[str, int], list[str]]:
        """Events of all logs after a cursor, each with the cursor after it; and the last cursor.

        Those of one log come in its order; between logs they are merged by time. A log that is
        away is not passed over: its part of the cursor stands still.
        """

        def read(name: str, house: House) -> list[tuple[Any, int, str, CloudEvent]]:
            who = self._who[name]
            who.require(EVENTS, who.place)
            wanted = sse.Filter(place=prefix(who.place), topics=topics)
            facts = sse.page(house.store, wanted, cursor[name], limit, house.store.head())
            drills = house.drills.among(facts)
            told = (cloud_event(f, drills, origin=origin) for f in facts)
            return [(f.recorded_at, f.position, name, e) for f, e in zip(facts, told, strict=True)]

        found, away = self._each(read)
        reached, events = dict(cursor), list[tuple[CloudEvent, dict[str, int]]]()
        for _, position, name, event in merge(*found.values(), key=lambda row: row[0]):
            if len(events) == limit:
                break
            reached[name] = position
            events.append((event, dict(reached)))
        return events, reached, away

    def require_events(self) -> None:
        """Refuse whoever may not read events where they are known."""
        for who in self._who.values():
            who.require(EVENTS, who.place)

    def heads(self) -> dict[str, int]:
        """The cursor at the end of every log; 0 for one that is away."""
        found, _ = self._each(lambda _, house: house.store.head())
        return {name: found.get(name, 0) for name in self._districts.all}


def _has(house: House, code: str) -> bool:
    return bool(house.views.load_summaries(code, "", 1))


def lines(events: list[tuple[CloudEvent, dict[str, int]]]) -> bytes:
    """Lines of an event stream; the id of each is the cursor after it."""
    return b"".join(
        b"id: %b\ndata: %b\n\n" % (written(cursor).encode(), encode(event))
        for event, cursor in events
    )
