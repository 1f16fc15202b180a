"""The sheet of particulars that our own writer adds: units, buildings, remarks, the unplaced.

It is known by its name; lists of people on other sheets are none of the roster's.
"""

from __future__ import annotations

from engine.tables.blocks import Block, find_blocks
from engine.tables.draft import Draft, Mention, Place
from engine.tables.lexicon import Lexicon
from engine.tables.pairing_doubts import doubt_pairing, give_phones_beside
from engine.tables.people import read_people
from engine.tables.phone_cells import read_phone_cell
from engine.tables.sheet import Sheet


def is_aside_sheet(sheet: Sheet, lexicon: Lexicon) -> bool:
    """Whether a sheet is the one of particulars."""
    return sheet.name == lexicon.vocabulary.table.sheet.names["people"]


def read_aside(draft: Draft, sheet: Sheet, lexicon: Lexicon) -> None:
    """Keep what the sheet says, word for word."""
    for block in find_blocks(sheet, lexicon):
        name = block.column("name")
        if name is not None:
            for row in block.rows:
                _read(draft, block, row, name, lexicon)


def _read(draft: Draft, block: Block, row: int, column: int, lexicon: Lexicon) -> None:
    place = Place(block.sheet, row, column)
    phone = block.column("phone")
    phone_place = place if phone is None else place._replace(column=phone)
    people = read_people(place.text, lexicon)
    doubt_pairing(draft, people, place)
    slots = read_phone_cell(block.text(row, phone), lexicon)
    give_phones_beside(draft, people, slots, phone_place)
    for named in people.named:
        draft.mentions.append(
            Mention(
                named.name,
                place,
                phone_place,
                phones=named.phones,
                phone_word=named.phone_word,
                mark=named.mark,
                is_listed=False,
                is_mismatched=named.is_mismatched,
                is_aside=True,
                unit=block.text(row, block.column("unit")),
                building=block.text(row, block.column("building")),
                note=block.text(row, block.column("note")),
            )
        )
