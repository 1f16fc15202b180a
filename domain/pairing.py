"""Pairs of two sides: who shares a sign, and how many can be paired at all."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def most_pairs(alike: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """As many pairs as can be, each index with one of those it is alike to.

    Who comes later may make those before move on, along the shortest way to somebody free.
    """
    seat: dict[int, str] = {}
    holder: dict[str, int] = {}
    #: members from whom there is no way to anybody free, now or later
    dead: set[str] = set()
    for index in alike:
        came: dict[str, int] = {}
        queue, free = deque([index]), None
        while queue and free is None:
            asking = queue.popleft()
            for member in alike[asking]:
                if member not in came and member not in dead:
                    came[member] = asking
                    if member not in holder:
                        free = member
                        break
                    queue.append(holder[member])
        if free is None:
            dead.update(came)
        while free is not None:
            mover = came[free]
            holder[free], seat[mover], free = mover, free, seat.get(mover)
    return seat


def by_key(pairs: Iterable[tuple[T, Hashable]]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, dict[T, None]] = defaultdict(dict)
    for value, key in pairs:
        found[key][value] = None
    return {key: list(values) for key, values in found.items()}
