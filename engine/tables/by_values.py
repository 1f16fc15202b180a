"""Lists whose header does not say which column tells what people are: the values say it."""

from __future__ import annotations

import msgspec

from engine.tables.blocks import Block
from engine.tables.columns import Column
from engine.tables.lexicon import Lexicon

#: what is surely something else
_TOLD = frozenset(
    {
        "name",
        "phone",
        "compound",
        "employer",
        "sequence",
        "building",
        "resident",
        "people",
        "others",
    }
)


def told_by_values(block: Block, lexicon: Lexicon) -> Block:
    """A list of names without a column of roles or groups: the one with most of them is it.

    Half of its values must be known, or any under a title that says 六大员 or 八大组.
    """
    if block.column("name") is None or block.is_roster:
        return block
    columns = [c for c in range(block.sheet.width) if _kind(block, c) not in _TOLD]
    found = max((_counted(block, c, lexicon) for c in columns), default=(0, "", 0, 0))
    known, kind, column, values = found
    if not known or (known * 2 < values and not _is_titled(block, lexicon)):
        return block
    return msgspec.structs.replace(block, columns={**block.columns, column: Column(kind)})


def _kind(block: Block, column: int) -> str:
    held = block.columns.get(column)
    return held.kind if held else ""


def _counted(block: Block, column: int, lexicon: Lexicon) -> tuple[int, str, int, int]:
    """How many values are roles, or groups, whichever are more; and how many values there are."""
    values = [text for row in block.rows if (text := block.text(row, column))]
    values = [v for v in values if not lexicon.is_vacant(v) and not lexicon.is_ditto(v)]
    roles = sum(bool(lexicon.roles_in(v)[0]) for v in values)
    groups = sum(bool(lexicon.seats_in(v)[0]) for v in values)
    return (*max((roles, "role"), (groups, "group")), column, len(values))


def _is_titled(block: Block, lexicon: Lexicon) -> bool:
    return any(lexicon.is_subject(text) for row in block.above for _, text in block.sheet.own(row))
