"""A roster as a sheet of text: what each cell of the table says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import msgspec

from domain.table import TableGrid, TablePerson
from engine.tables.seats import POSITIONS
from engine.tables.vocabulary import Vocabulary
from engine.tables.written_names import WrittenNames

#: a spreadsheet's cell holds no more than 32,767 characters
_FULL = 30_000
_NAMES_A_LINE = 100


class RosterSheet(msgspec.Struct, frozen=True):
    """What is written: the grids in order, and everybody, as ``read_table`` gives them back."""

    community: str
    grids: tuple[TableGrid, ...] = ()
    people: tuple[TablePerson, ...] = ()
    written_on: date | None = None
    author: str = ""


class Cells:
    """The text of the table, row by row, in the order of its columns."""

    def __init__(self, roster: RosterSheet, vocabulary: Vocabulary) -> None:
        self._people = roster.people
        self._vocabulary = vocabulary
        self._words = vocabulary.table.sheet
        self._names = WrittenNames(roster.people, vocabulary)
        self._columns = [self._words.leader, *(role.id for role in vocabulary.six)]
        self._holders: dict[tuple[str, str], list[TablePerson]] = defaultdict(list)
        self._seated: dict[tuple[str, str, str], list[TablePerson]] = defaultdict(list)
        self._others: dict[str, dict[int, tuple[TablePerson, list[str]]]] = defaultdict(dict)
        for person in roster.people:
            self._place(person)

    def _place(self, person: TablePerson) -> None:
        for role, grid in person.roles:
            if role in self._columns:
                self._holders[role, grid].append(person)
            else:
                self._others[grid].setdefault(id(person), (person, []))[1].append(role)
        for group, position, grid in person.seats:
            self._seated[group, position, grid].append(person)
        if person.seats and not person.roles:
            self._others[person.seats[0][2]][id(person)] = (person, [])

    def rows(self, grid: TableGrid) -> list[list[str]]:
        """The rows of a grid from its name on: one, or as many as its fullest cell needs."""
        columns = [
            [self._names.listed(person) for person in self._holders[role, grid.name]]
            for role in self._columns
        ]
        if grid.without_property:
            for role, lines in zip(self._columns, columns, strict=True):
                term = self._vocabulary.role(role)
                if term and term.absent_allowed:
                    lines.append(self._words.without_property)
        columns += [self._group(group.id, grid.name) for group in self._vocabulary.groups]
        others = self._others[grid.name].values()
        columns.append([self._names.listed(person, roles) for person, roles in others])
        texts = [[self._size(grid)], *map(_chunks, columns), [grid.note]]
        height = max(1, *map(len, texts))
        return [
            [grid.name, *(text[i] if i < len(text) else "" for text in texts)]
            for i in range(height)
        ]

    def aside(self) -> list[list[str]]:
        """Name, phone, unit, building and note of whomever the table itself cannot tell whole."""
        found = []
        for person in self._people:
            placed = bool(person.roles or person.seats)
            if person.unit or person.building or person.note or not placed:
                phone = "" if placed else person.phone or self._words.lacking
                name = self._names.named(person)
                found.append([name, phone, person.unit, person.building, person.note])
        return found

    def _group(self, group: str, grid: str) -> list[str]:
        """组长：甲 / 副组长：乙 / 成员：丙、丁, a line each."""
        lines: list[str] = []
        for position in POSITIONS:
            names = [self._names.named(p) for p in self._seated[group, position, grid]]
            label = self._vocabulary.position(position).zh
            starts = range(0, len(names), _NAMES_A_LINE)
            lines += [f"{label}：{'、'.join(names[at : at + _NAMES_A_LINE])}" for at in starts]
        return lines

    def _size(self, grid: TableGrid) -> str:
        told = [
            form.format(count=count)
            for form, count in (
                (self._words.buildings, grid.buildings),
                (self._words.households, grid.households),
            )
            if count is not None
        ]
        return "/".join(told)


def _chunks(lines: list[str]) -> list[str]:
    """Lines together, as many as a cell holds."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) < _FULL:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts
