"""A file to a table: sheets, blocks, rows, people, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.refusal import Refused
from domain.table import Issue, Table, TablePerson
from engine.tables.aside import is_aside_sheet, read_aside
from engine.tables.blocks import Block, find_blocks
from engine.tables.by_values import told_by_values
from engine.tables.contexts import Context, context_of, name_of_sheet
from engine.tables.draft import Draft, Mention, Place
from engine.tables.excerpt import excerpt
from engine.tables.labelled import labelled_rows
from engine.tables.lexicon import Lexicon, lexicon
from engine.tables.near_names import doubt_near_names
from engine.tables.opening import open_sheets
from engine.tables.particulars import keep_context
from engine.tables.people import read_people
from engine.tables.persons import People, Someone
from engine.tables.phone_doubts import doubt_phones
from engine.tables.plausible import check_plausible
from engine.tables.rows import Rows
from engine.tables.seats import POSITIONS
from engine.tables.sheet import Sheet
from engine.tables.vacancies import doubt_leads, doubt_unlisted, doubt_vacancies
from engine.tables.vocabulary import Vocabulary


def read_table(
    filename: str, content: bytes, vocabulary: Vocabulary, known_grids: Sequence[str] = ()
) -> Table:
    """Whatever a secretary's table says, its layout recognised by content.

    ``known_grids`` are the names of the grids that the roster has. Raises ``Refused`` with
    ``field="file"`` when the file cannot be read, or has no table of people in it.
    """
    words = lexicon(vocabulary)
    draft = Draft()
    sheets = open_sheets(filename, content)
    blocks = _read_sheets(draft, sheets, words)
    if not any(sheet.name for sheet in sheets):
        check_plausible(draft, blocks, words)
    doubt_near_names(draft, known_grids, words)
    shared = frozenset(role.id for role in vocabulary.roles if role.shared)
    people = People(draft, shared).resolve()
    doubt_phones(draft, people, words)
    doubt_unlisted(draft, people)
    doubt_vacancies(draft, words)
    doubt_leads(draft, people, words)
    return Table(
        vocabulary.playbook,
        [kept.grid for kept in draft.grids.values()],
        [_person(draft, someone) for someone in people],
        _in_order(draft),
        "+".join(sorted(draft.layouts)),
        excerpt(draft.issues, words),
    )


def _read_sheets(draft: Draft, sheets: list[Sheet], words: Lexicon) -> list[Block]:
    """Visible sheets; hidden ones, often last year's, only where no other has a table.

    Answers the tables that were found.
    """
    for shown in ([s for s in sheets if not s.hidden], [s for s in sheets if s.hidden]):
        tables = [s for s in shown if not is_aside_sheet(s, words)]
        found = [_blocks(sheet, words) for sheet in tables]
        for sheet, blocks in zip(tables, found, strict=True):
            _read_sheet(draft, sheet, blocks, words)
        if any(found):
            for sheet in shown:
                if is_aside_sheet(sheet, words):
                    read_aside(draft, sheet, words)
            told = [block for blocks in found for block in blocks]
            _doubt_id_numbers(draft, shown, told, words)
            return told
    raise Refused("table_not_recognised", field="file")


def _doubt_id_numbers(
    draft: Draft, sheets: list[Sheet], blocks: list[Block], words: Lexicon
) -> None:
    """Tell where a number was struck from what would be kept; a column of them is none of ours."""
    for sheet in sheets:
        own = [block for block in blocks if block.sheet is sheet]
        aside = is_aside_sheet(sheet, words)
        for row, column in sheet.numbered:
            if aside or any(row in b.rows and column in b.columns for b in own):
                draft.doubt("id_number_refused", Place(sheet, row, column))


def _blocks(sheet: Sheet, words: Lexicon) -> list[Block]:
    """The tables of a sheet; above the first, or alone, there may be a form without a header."""
    blocks = (told_by_values(block, words) for block in find_blocks(sheet, words))
    found = [block for block in blocks if block.is_roster]
    above = found[0].above if found else range(sheet.height)
    return [*labelled_rows(sheet, above, words), *found]


def _read_sheet(draft: Draft, sheet: Sheet, blocks: list[Block], words: Lexicon) -> None:
    named = None
    for block in blocks:
        grid = None
        if block.grid_column is None:
            context = context_of(sheet, block.above, words)
            named = context.grid or named or name_of_sheet(sheet, words)
            if named:
                grid = draft.name_grid(named[0], "compound", named[1])
                _keep_above(draft, grid, context, words)
        draft.layouts.add(_layout(block))
        Rows(draft, block, words, grid).read()


def _layout(block: Block) -> str:
    if block.grid_column is None:
        return "sheets"
    return "wide" if block.column("name") is None else "long"


def _keep_above(draft: Draft, grid: str, context: Context, words: Lexicon) -> None:
    """What is told above a table: sizes, and who leads the grid."""
    keep_context(draft, grid, context)
    for label in context.roles:
        for named in read_people(label.value, words).named:
            draft.mentions.append(
                Mention(
                    named.name,
                    label.place,
                    label.place,
                    grid,
                    named.phones,
                    mark=named.mark,
                    roles=[label.kind],
                )
            )


def _person(draft: Draft, someone: Someone) -> TablePerson:
    mentions = someone.mentions
    roles = dict.fromkeys((r, m.grid) for m in mentions for r in m.roles if m.grid)
    seats = list(dict.fromkeys((g, p, m.grid) for m in mentions for g, p in m.seats if m.grid))
    unsaid = _unsaid(mentions)
    return TablePerson(
        mentions[0].name,
        someone.phone,
        _joined(m.unit for m in mentions),
        _joined(m.building for m in mentions),
        _joined(m.note for m in mentions),
        [(role, draft.grid_name(grid)) for role, grid in roles],
        [(g, p, draft.grid_name(grid)) for g, p, grid in seats if _counts(g, p, grid, seats)],
        [(group, draft.grid_name(grid)) for group, grid in unsaid],
    )


def _unsaid(mentions: list[Mention]) -> list[tuple[str, str]]:
    """The groups, by grid, in which no mention says the position in a known word."""
    told = {(g, m.grid) for m in mentions if not m.is_unsaid for g, _ in m.seats}
    open_ = dict.fromkeys((g, m.grid) for m in mentions if m.grid for g, _ in m.seats)
    return [(group, grid) for group, grid in open_ if (group, grid) not in told and grid]


def _joined(texts: Iterator[str]) -> str:
    return "；".join(dict.fromkeys(text for text in texts if text))


def _counts(group: str, position: str, grid: str, seats: list[tuple[str, str, str]]) -> bool:
    """A lead who is listed among the members too has one seat."""
    higher = POSITIONS[: POSITIONS.index(position)]
    return not any((group, h, grid) in seats for h in higher)


def _in_order(draft: Draft) -> list[Issue]:
    """Doubts as one reads the table: by sheet, row and column."""
    sheets: dict[int, int] = {}
    for place, _ in draft.issues:
        sheets.setdefault(id(place.sheet), len(sheets))
    ordered = sorted(
        draft.issues, key=lambda said: (sheets[id(said[0].sheet)], said[0].row, said[0].column)
    )
    seen: dict[str, Issue] = {}
    for _, issue in ordered:
        seen.setdefault(repr(issue), issue)
    return list(seen.values())
