"""What a table says of a grid itself: its buildings, its households, a remark."""

from __future__ import annotations

import re

from engine.tables.blocks import Block
from engine.tables.contexts import SIZES, Context
from engine.tables.draft import Draft
from engine.tables.lexicon import Lexicon
from engine.tables.normalise import narrow

_BUILDINGS = re.compile(r"(\d{1,6})\s*(?:栋|幢|座|号楼|个楼栋)")
_HOUSEHOLDS = re.compile(r"(\d{1,6})\s*(?:户|套)")
_BARE = re.compile(r"(\d{1,6})(?:\.0)?\s*(?:/\s*(\d{1,6}))?")


def read_size(draft: Draft, block: Block, row: int, grid: str | None, lexicon: Lexicon) -> None:
    """Keep what a row of grids says of its grid; in a list of people, remarks are of people."""
    if grid is None:
        return
    for column, held in block.columns.items():
        if held.kind in SIZES:
            keep_size(draft, grid, held.kind, block.text(row, column))
    if block.column("name") is not None:
        return
    note = block.text(row, block.column("note"))
    if note and not lexicon.is_vacant(note):
        kept = draft.grids[grid].grid
        kept.note = kept.note or note
        if lexicon.says_no_property(note):
            kept.without_property = True


def keep_size(draft: Draft, grid: str, kind: str, text: str) -> None:
    """``12栋/860户``, ``12/860``, or one number in a column of its own."""
    kept = draft.grids[grid].grid
    seen = narrow(text)
    buildings, households = _BUILDINGS.search(seen), _HOUSEHOLDS.search(seen)
    bare = _BARE.fullmatch(seen.strip())
    if buildings:
        kept.buildings = int(buildings[1])
    if households:
        kept.households = int(households[1])
    if bare and kind == "households":
        kept.households = int(bare[1])
    elif bare:
        kept.buildings = int(bare[1])
        kept.households = int(bare[2]) if bare[2] else kept.households


def keep_context(draft: Draft, grid: str, context: Context) -> None:
    """The sizes told above a table."""
    for label in context.sizes:
        keep_size(draft, grid, label.kind, label.value)
