"""Invented people: the same ones every time, no two of a community of one name, no phone twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from api.demo.invented import invented
from domain.table import TablePerson

PREFIX = "154"
#: phones below are for the tables of tests and guides
FIRST = 1_000_000
#: has no factor in common with the numbers left, so that it leads to each of them once
STRIDE = 7_654_321
LEFT = 10**8 - FIRST


def phone(number: int) -> str:
    """The phone of the district's ``number``-th person: 11 digits, nobody else's."""
    return f"{PREFIX}{FIRST + number * STRIDE % LEFT:08}"


def people(first: int, rng: Random) -> Iterator[TablePerson]:
    """A community's people without end; ``first`` is the district's number of the first one."""
    names = _names(rng)
    number = first
    while True:
        yield TablePerson(next(names), phone(number), roles=[], seats=[])
        number += 1


def unit(rng: Random, role: str, community: str) -> str:
    """Where a person of that role comes from."""
    return rng.choice(invented().people.units[role]).format(community=community)


def _names(rng: Random) -> Iterator[str]:
    words = invented().people
    surnames = [(s, weight) for weight, some in words.surnames.items() for s in some]
    weights = list(accumulate(weight for _, weight in surnames))
    known: set[str] = set()
    while True:
        surname = rng.choices(surnames, cum_weights=weights)[0][0]
        given = [rng.choice(words.marks), rng.choice(words.given)]
        if rng.random() < 0.4:
            given.reverse()
        name = surname + "".join(given)
        if name not in known:
            known.add(name)
            yield name
