"""Cells under a role's or a group's name: the people who hold the one or sit in the other."""

from __future__ import annotations

from engine.tables.blocks import Block
from engine.tables.columns import Column
from engine.tables.dittos import same_as_above
from engine.tables.draft import Draft, Mention, Place
from engine.tables.lexicon import Lexicon
from engine.tables.named import Named, People
from engine.tables.pairing_doubts import doubt_pairing, give_phones_beside
from engine.tables.people import read_people
from engine.tables.phone_cells import read_phone_cell
from engine.tables.remarks import keep_remarks
from engine.tables.seats import seated


class NamedCells:
    """Reads the columns of people of a block."""

    def __init__(self, draft: Draft, block: Block, lexicon: Lexicon) -> None:
        self._draft = draft
        self._block = block
        self._lexicon = lexicon
        self._group: str = ""

    def read(self, row: int, grid: str | None) -> None:
        """Everybody in the row's columns of people."""
        groups = self._groups(row)
        for at, column in self._block.people.items():
            is_of_row = column.position and not (column.group or column.unknown)
            for group in groups if is_of_row else [column.group]:
                self._read(row, at, column._replace(group=group), grid)

    def _groups(self, row: int) -> list[str | None]:
        """The groups that a row is about, where they have a column of their own.

        One that nobody knows is none: whom it names is kept without a seat.
        """
        column = self._block.telling(row, "group", self._lexicon)
        if column is None or not self._block.seats_by_column:
            return []
        text = self._block.text(row, column) or self._group
        self._group = text
        known, unknown = self._lexicon.seats_in(text)
        for word in unknown:
            self._draft.doubt("group_unknown", Place(self._block.sheet, row, column), word)
        return [group for group, _ in known] or ([None] if unknown else [])

    def _read(self, row: int, at: int, column: Column, grid: str | None) -> None:
        place = same_as_above(
            Place(self._block.sheet, row, at), self._block.rows.start, self._lexicon
        )
        is_of_people = self._block.sheet.first(place.row, at)[1] in self._block.people
        text = place.text if is_of_people else ""
        people = read_people(text, self._lexicon, grouped=column.role is None)
        self._note_places(place, column, grid)
        if people.is_incomplete:
            self._draft.doubt("list_incomplete", place, text)
            self._draft.listed_elsewhere.add((grid or "", column.role or ""))
        if people.says_no_property:
            self._draft.waive_property(grid)
        case = "position" if column.group else ""
        for word in people.unknown:
            self._draft.doubt("role_unknown", place, word, case=case)
        about = {"role": column.role or "", "group": column.group or ""}
        doubt_pairing(self._draft, people, place, grid=self._draft.grid_name(grid), **about)
        phone = self._phones(row, at, people, place)
        seats = self._seats(row, people, column, grid) if column.group else None
        is_called = seats is not None or self._is_unknown_group(column)
        if people.named and column.unknown:
            header = Place(self._block.sheet, column.unknown.row, at)
            self._draft.doubt(f"{column.unknown.kind}_unknown", header, column.unknown.word)
        for index, named in enumerate(people.named):
            mention = _mention(named, place, phone, grid)
            mention.is_mismatched = named.is_mismatched
            mention.is_listed = not is_called
            mention.roles = [column.role] if column.role else []
            mention.seats = [seats[index]] if seats else []
            mention.is_unsaid = named.is_unsaid
            keep_remarks(self._draft, mention, named.remarks, self._lexicon)
            self._draft.mentions.append(mention)

    def _is_unknown_group(self, column: Column) -> bool:
        if column.unknown:
            return column.unknown.kind == "group"
        return column.position is not None

    def _note_places(self, place: Place, column: Column, grid: str | None) -> None:
        if column.role:
            self._draft.role_places.setdefault((grid or "", column.role), place)
        if column.group:
            self._draft.group_places.setdefault((grid or "", column.group), place)

    def _phones(self, row: int, at: int, people: People, place: Place) -> Place:
        """Give the people the phones beside them; answers where a phone belongs."""
        beside = self._block.phones_beside(at)
        if beside is not None:
            place = Place(self._block.sheet, row, beside)
            slots = read_phone_cell(self._block.text(row, beside), self._lexicon)
            give_phones_beside(self._draft, people, slots, place)
        return place

    def _seats(
        self, row: int, people: People, column: Column, grid: str | None
    ) -> list[tuple[str, str]]:
        """The seat of each person of a group's cell."""
        said = column.position or self._position(row)
        seats, is_told = seated(people, said, is_ordered=column.is_ordered)
        group = column.group or ""
        if not is_told:
            self._draft.unordered[grid or "", group] = [named.name for named, _ in seats]
        return [(group, position) for _, position in seats]

    def _position(self, row: int) -> str | None:
        """组长 or 成员 before the row, where groups are the columns."""
        for kind in ("position", "role", "group", "sequence", "unit"):
            column = self._block.column(kind)
            said = self._lexicon.position(self._block.text(row, column))
            if said:
                return said
        return None


def _mention(named: Named, place: Place, phone: Place, grid: str | None) -> Mention:
    return Mention(
        named.name,
        place,
        phone,
        grid,
        named.phones,
        named.phone_word,
        named.mark,
        building=named.building,
    )
