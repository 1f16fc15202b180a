"""How large each community is, and what its grids are called: the district's true size in all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from api.demo.invented import invented
from domain.table import TableGrid

DATA = Path(__file__).resolve().parents[2] / "data"
"""The official codes: beside the packages in a clone, an editable install and a wheel."""
CODES = DATA / "gulou.csv"
ZONE = ZoneInfo("Asia/Shanghai")

#: what the district counts, in its communities
COMPOUNDS, EMPLOYERS, PEOPLE = 1_152, 2_075, 21_443


class Size(msgspec.Struct, frozen=True):
    """A community with what it counts; ``first_…`` number its own within the district."""

    code: str
    name: str
    compounds: int
    employers: int
    people: int
    first_compound: int
    first_employer: int
    first_person: int


class Compound(NamedTuple):
    """A compound and its share of the community's people."""

    grid: TableGrid
    weight: float


def sizes() -> list[Size]:
    """Every community of the district, in the order of the codes."""
    rows = list(csv.DictReader(io.StringIO(CODES.read_text("utf-8"))))
    rng = Random("sizes")
    compounds = share(COMPOUNDS, [rng.uniform(0.2, 1.8) for _ in rows], least=6)
    employers = share(EMPLOYERS, [n * rng.uniform(0.6, 1.6) for n in compounds], least=8)
    people = share(PEOPLE, [n * rng.uniform(0.92, 1.08) for n in compounds], least=100)
    counts = list(zip(compounds, employers, people, strict=True))
    return [
        Size(row["community_code"], row["community"], *counts[n], *map(sum, _before(counts, n)))
        for n, row in enumerate(rows)
    ]


def _before(counts: Sequence[tuple[int, int, int]], n: int) -> list[list[int]]:
    return [[count[kind] for count in counts[:n]] for kind in range(3)]


def share(total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """A number of things dealt out by weight, ``least`` to each; the sum is exact."""
    left = total - least * len(weights)
    whole = sum(weights)
    parts = [left * weight / whole for weight in weights]
    dealt = [int(part) for part in parts]
    rest = left - sum(dealt)
    largest = sorted(range(len(parts)), key=lambda n: (dealt[n] - parts[n], n))
    for n in largest[:rest]:
        dealt[n] += 1
    return [least + n for n in dealt]


def compounds(size: Size, rng: Random) -> list[Compound]:
    """A community's compounds: small old ones without property, large new ones."""
    words, made = invented().compounds, []
    for number in range(size.first_compound, size.first_compound + size.compounds):
        bare = rng.random() < 0.16
        buildings = rng.randint(2, 5) if bare else rng.choice((3, 4, 5, 6, 6, 7, 8, 9, 11, 14))
        kind = rng.choice(words.without_property if bare else words.with_property)
        grid = TableGrid(
            name=stem(number) + kind,
            buildings=buildings,
            households=buildings * rng.randint(20, 46),
            note=words.note if bare else "",
            without_property=bare,
        )
        made.append(Compound(grid, 5 + buildings * rng.uniform(0.8, 1.2)))
    return made


def employers(size: Size, rng: Random) -> list[TableGrid]:
    """A community's employers, no kind of them twice before each was there once."""
    kinds: list[str] = []
    made = []
    for number in range(size.first_employer, size.first_employer + size.employers):
        if not kinds:
            kinds = rng.sample(invented().employers, k=len(invented().employers))
        made.append(TableGrid(name=stem(-1 - number) + kinds.pop(), kind="employer"))
    return made


def stem(number: int) -> str:
    """The ``number``-th of 2,303 names of places, each of which there is once."""
    words = invented().compounds
    heads, tails = len(words.heads), len(words.tails)
    number %= heads * tails
    head, row = number % heads, number // heads
    return words.heads[head] + words.tails[(row + 33 * number) % tails]
