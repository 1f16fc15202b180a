"""Rows of people: one row a person (or several), with roles, groups and phones in columns."""

from __future__ import annotations

from engine.tables.blocks import Block
from engine.tables.dittos import PhonesAbove, same_as_above
from engine.tables.draft import Draft, Mention, Place
from engine.tables.lexicon import Lexicon
from engine.tables.named import Named
from engine.tables.pairing_doubts import doubt_pairing, give_phones_beside
from engine.tables.people import read_people
from engine.tables.phone_cells import Slot, read_phone_cell
from engine.tables.remarks import keep_remarks
from engine.tables.seats import MEMBER

#: filled in, these make a row more than a label to be filled in
_CONTENT = ("phone", "unit", "note")


class ListedRows:
    """Reads the rows of a block that has a column of names."""

    def __init__(self, draft: Draft, block: Block, lexicon: Lexicon) -> None:
        self._draft = draft
        self._block = block
        self._lexicon = lexicon
        self._phones = PhonesAbove()
        self._above: dict[str, str] = {}

    def read(self, row: int, grid: str | None) -> None:
        """The people of a row, or what is doubtful about it."""
        name = self._place(row, "name")
        roles = self._roles(row)
        seats = self._seats(row, grid)
        text = name.text if self._block.text(name.row, name.column) else ""
        people = read_people(text, self._lexicon)
        if people.is_incomplete:
            self._draft.doubt("list_incomplete", name, text)
            self._draft.listed_elsewhere |= {(grid or "", role) for role in roles}
        for word in people.unknown:
            self._draft.doubt("role_unknown", name, word)
        about = self._about(grid, roles, seats)
        if not text:
            self._nameless(row, grid, roles, about)
        elif not people.named:
            self._vacancy(row, grid, roles)
        slots = self._slots(row, people.named)
        doubt_pairing(self._draft, people, name, **about)
        give_phones_beside(self._draft, people, slots, self._place(row, "phone", otherwise=name))
        for named in people.named:
            self._phones.remember(named.name, named.phones)
            mention = self._mention(row, named, grid, roles, seats)
            mention.is_mismatched = named.is_mismatched
            self._draft.mentions.append(mention)

    def _place(self, row: int, kind: str, otherwise: Place | None = None) -> Place:
        column = self._block.telling(row, kind, self._lexicon)
        if column is None:
            return otherwise or Place(self._block.sheet, row, 0)
        if kind == "phone":
            return Place(self._block.sheet, row, column)
        return same_as_above(
            Place(self._block.sheet, row, column), self._block.rows.start, self._lexicon
        )

    def _text(self, row: int, kind: str) -> str:
        """A column's text, repeated where the cell says so; nothing where it says nobody."""
        column = self._block.telling(row, kind, self._lexicon)
        if column is None:
            return ""
        place = self._place(row, kind)
        text = self._block.text(place.row, column)
        return "" if self._lexicon.is_vacant(text) else text

    def _or_above(self, row: int, kind: str, besides: str) -> str:
        """In a table of roles alone, or of groups alone, a blank label is the one above."""
        text = self._text(row, kind)
        if text or self._block.column(besides) is not None:
            return text
        return self._above.get(kind, "")

    def _roles(self, row: int) -> list[str]:
        text = self._or_above(row, "role", besides="group")
        self._above["role"] = text
        known, unknown = self._lexicon.roles_in(text)
        for word in unknown:
            self._draft.doubt("role_unknown", self._place(row, "role"), word)
        return known

    def _seats(self, row: int, grid: str | None) -> list[tuple[str, str | None]]:
        if self._block.seats_by_column:
            return []
        text = self._or_above(row, "group", besides="role")
        self._above["group"] = text
        known, unknown = self._lexicon.seats_in(text)
        place = self._place(row, "group")
        for word in unknown:
            self._draft.doubt("group_unknown", place, word)
        for group, _ in known:
            self._draft.group_places.setdefault((grid or "", group), place)
        said = self._lexicon.positions_in(self._text(row, "position") or self._text(row, "unit"))
        each = said if len(said) == len(known) else said[:1] * len(known)
        each += [None] * (len(known) - len(each))
        return [(g, position or own) for (g, position), own in zip(known, each, strict=True)]

    def _slots(self, row: int, named: list[Named]) -> list[Slot]:
        text = self._block.text(row, self._block.column("phone"))
        if named and self._lexicon.is_ditto(text):
            return [Slot(phone) for phone in self._phones.of(named[0].name)[: len(named)]]
        return read_phone_cell(text, self._lexicon)

    def _about(
        self, grid: str | None, roles: list[str], seats: list[tuple[str, str | None]]
    ) -> dict[str, str]:
        """What a row makes of whoever it names: the first of each."""
        group = seats[0][0] if seats else ""
        role = roles[0] if roles else ""
        return {"grid": self._draft.grid_name(grid), "role": role, "group": group}

    def _nameless(
        self, row: int, grid: str | None, roles: list[str], about: dict[str, str]
    ) -> None:
        """A form's label with nobody beside it is a vacancy; anything more lacks its name."""
        own = {column for column, _ in self._block.sheet.own(row)}
        content = any(self._block.column(kind) in own for kind in _CONTENT)
        labels = any(self._block.column(kind) in own for kind in ("role", "group", "position"))
        labels &= not self._block.seats_by_column
        if content or (labels and self._block.grid_column is not None):
            phones = (slot.phone for slot in self._slots(row, []))
            digits = next((p.digits for p in phones if p is not None and p.digits), "")
            self._draft.doubt("name_missing", self._place(row, "name"), digits, **about)
        else:
            self._vacancy(row, grid, roles)

    def _vacancy(self, row: int, grid: str | None, roles: list[str]) -> None:
        for role in roles:
            self._draft.role_places.setdefault((grid or "", role), self._place(row, "name"))
        column = self._block.column("name")
        said = [self._block.text(row, column), self._text(row, "unit"), self._text(row, "note")]
        if any(self._lexicon.says_no_property(text) for text in said):
            self._draft.waive_property(grid)

    def _mention(
        self,
        row: int,
        named: Named,
        grid: str | None,
        roles: list[str],
        seats: list[tuple[str, str | None]],
    ) -> Mention:
        name = self._place(row, "name")._replace(row=row)
        mention = Mention(
            named.name,
            name,
            self._place(row, "phone", otherwise=name),
            grid,
            named.phones,
            named.phone_word,
            named.mark,
            list(roles),
            [(group, named.position or position or MEMBER) for group, position in seats],
            building=named.building or self._text(row, "building"),
        )
        unit = self._text(row, "unit")
        is_position = self._block.column("position") is None and any(
            self._lexicon.positions_in(unit)
        )
        mention.seat_place = self._place(row, "group", otherwise=name)
        mention.unit = "" if is_position else unit
        keep_remarks(self._draft, mention, named.remarks, self._lexicon)
        self._keep_note(mention, self._text(row, "note"))
        return mention

    def _keep_note(self, mention: Mention, note: str) -> None:
        """网格长 is a role, 无物业小区 is of the compound: neither is a remark on the person."""
        if self._lexicon.says_no_property(note):
            self._draft.waive_property(mention.grid)
        mention.roles += [r for r in self._lexicon.roles_in_remark(note) if r not in mention.roles]
        if not self._lexicon.is_told_elsewhere(note):
            mention.note = f"{mention.note}；{note}".strip("；")
