"""Whether a text that was taken for a table is one of people at all."""

from __future__ import annotations

import re

from domain.refusal import Refused
from engine.tables.blocks import Block
from engine.tables.draft import Draft
from engine.tables.lexicon import Lexicon

_OF_NAMES = ("name", "people", "others")
#: of so many rows that name somebody, one must do so with a name that people have
_ONE_IN = 3
_NAME = re.compile(
    r"[^\W\d_A-Za-z]{2,7}"
    r"|[^\W\d_]{1,20}(?:[·•.・][^\W\d_]{1,20})+"
    r"|[^\W\d_a-z][^\W\d_]+(?:[ '’-][^\W\d_]+)*",
)


def check_plausible(draft: Draft, blocks: list[Block], lexicon: Lexicon) -> None:
    """Refuse a text whose rows, where they name anybody, mostly do so with no such name."""
    filled = sum(_is_filled(block, row, lexicon) for block in blocks for row in block.rows)
    named = {m.place.row for m in draft.mentions if _NAME.fullmatch(m.name)}
    if len(named) * _ONE_IN < filled:
        raise Refused("table_not_recognised", field="file")


def _is_filled(block: Block, row: int, lexicon: Lexicon) -> bool:
    texts = [block.text(row, at) for at, c in block.columns.items() if c.kind in _OF_NAMES]
    return any(t and not lexicon.is_vacant(t) and not lexicon.is_ditto(t) for t in texts)
