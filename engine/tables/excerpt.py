"""The cells around the doubts of a table, as they were read: what its sender looks at again.

Only the rows that are doubted and those next to them, with the header over them; gravest doubts
first where a table has more than an answer should carry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from domain.table import Excerpt, ExcerptColumn, ExcerptPart, ExcerptRow, Issue, ReadCell
from engine.tables.blocks import find_headers
from engine.tables.draft import Place
from engine.tables.lexicon import Lexicon
from engine.tables.sheet import Sheet, letters

#: doubted rows, and characters in all of their cells
MOST_ROWS = 600
MOST_CHARACTERS = 200_000
#: what a cell takes besides its text
_FRAME = 20
LONGEST_TEXT = 1_000
LONGEST_HEADER = 60
_GRAVITY = ("error", "warning", "notice")

Doubt = tuple[Place, Issue]


def excerpt(doubts: Sequence[Doubt], lexicon: Lexicon) -> Excerpt:
    """The rows of the doubts, each with the one before and after it, by sheet and header.

    ``rows_left_out`` counts the doubted rows beyond the bounds.
    """
    wanted: dict[Sheet, dict[int, None]] = defaultdict(dict)
    reach: dict[Sheet, int] = defaultdict(int)
    for place, _ in doubts:
        wanted[place.sheet], reach[place.sheet] = {}, max(reach[place.sheet], place.column + 1)
    left = MOST_CHARACTERS
    rows = list(_by_gravity(doubts))
    for taken, (sheet, row) in enumerate(rows):
        left -= sum(min(len(text), LONGEST_TEXT) + _FRAME for _, text in sheet.shown(row))
        if taken >= MOST_ROWS or (taken and left < 0):
            break
        wanted[sheet][row] = None
    kept = sum(map(len, wanted.values()))
    parts = [p for sheet, of in wanted.items() for p in _parts(sheet, of, reach[sheet], lexicon)]
    return Excerpt(parts, len(rows) - kept)


def _by_gravity(doubts: Sequence[Doubt]) -> Iterable[tuple[Sheet, int]]:
    gravest_first = sorted(doubts, key=lambda doubt: _GRAVITY.index(doubt[1].severity))
    return dict.fromkeys(
        (place.sheet, place.sheet.first(place.row, place.column)[0]) for place, _ in gravest_first
    )


def _parts(
    sheet: Sheet, doubted: Iterable[int], reach: int, lexicon: Lexicon
) -> Iterator[ExcerptPart]:
    """The rows under each header of a sheet; those above the first have none."""
    headers = list(find_headers(sheet, lexicon))
    starts = [header.start for header in headers]
    by_header: dict[int, set[int]] = defaultdict(set)
    for row in doubted:
        at = bisect_right(starts, row) - 1
        header = headers[at] if at >= 0 else range(0)
        end = headers[at + 1].start if at + 1 < len(headers) else sheet.height
        by_header[at] |= {row} | {
            near for near in (row - 1, row + 1) if header.stop <= near < end and sheet.own(near)
        }
    for at, rows in sorted(by_header.items()):
        yield _part(sheet, headers[at] if at >= 0 else range(0), sorted(rows), reach)


def _part(sheet: Sheet, header: range, rows: list[int], reach: int) -> ExcerptPart:
    heads = {c: text for c in range(sheet.width) if (text := _head(sheet, header, c))}
    told = [ExcerptRow(row + 1, list(_cells(sheet, row))) for row in rows]
    filled = (at for row in rows for at, _ in sheet.own(row))
    width = max(reach, *(c + 1 for c in heads), *(c + 1 for c in filled), 1)
    columns = [ExcerptColumn(letters(c), heads.get(c, "")) for c in range(width)]
    return ExcerptPart(sheet.name, [row + 1 for row in header], columns, told)


def _head(sheet: Sheet, header: range, column: int) -> str:
    """What stands over a column, a band before what it holds: 六大员·志愿者."""
    places = dict.fromkeys(sheet.first(row, column) for row in header)
    texts = dict.fromkeys(" ".join(sheet.at(*place).split()) for place in places)
    return "·".join(text for text in texts if text)[:LONGEST_HEADER]


def _cells(sheet: Sheet, row: int) -> Iterator[ReadCell]:
    """The cells of a row that say anything, what merged ones say from above included."""
    column = 0
    while column < sheet.width:
        place = sheet.first(row, column)
        after = column + 1
        while after < sheet.width and sheet.first(row, after) == place:
            after += 1
        if text := sheet.at(row, column):
            cut = f"{text[:LONGEST_TEXT]}…" if len(text) > LONGEST_TEXT else text
            yield ReadCell(f"{letters(column)}{row + 1}", cut, after - column)
        column = after
