"""The grids that a table names: known ones by name, new ones drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from domain.changes import Change, Difference
from domain.facts import community as facts
from domain.roster import Grid
from domain.table import TableGrid


class Drawn(msgspec.Struct, frozen=True):
    """The table's grids: ids by the matching form of their names, and names by id."""

    ids: dict[str, str] = {}
    names: dict[str, str] = {}


def draw(
    grids: Mapping[str, Grid],
    texts: Mapping[str, str],
    wanted: list[TableGrid],
    same: Callable[[str], str],
    new_id: Callable[[], str],
    out: Difference,
) -> Drawn:
    """Find or draw every grid; what the table leaves out of its particulars is kept."""
    by_name = {same(grid.name): grid for grid in grids.values()}
    drawn = Drawn({}, {})
    for grid in wanted:
        form = same(grid.name)
        if form in drawn.ids:
            continue
        before = by_name.get(form)
        id = before.id if before else new_id()
        drawn.ids[form], drawn.names[id] = id, before.name if before else grid.name
        old_note = texts.get(before.note, "") if before and before.note else ""
        note = before.note if before else None
        if grid.note and grid.note != old_note:
            note = new_id()
            out.notes[note] = grid.note
        _redraw(id, before, grid, note, out)
    return drawn


def _redraw(
    id: str, before: Grid | None, wanted: TableGrid, note: str | None, out: Difference
) -> None:
    fact = facts.GridDrawn(
        grid=id,
        name=before.name if before else wanted.name,
        kind=before.kind if before else wanted.kind,
        buildings=_or(wanted.buildings, before.buildings if before else None),
        households=_or(wanted.households, before.households if before else None),
        note=note,
        without_property=wanted.without_property,
    )
    if before is None or not _is(before, fact):
        out.add(fact, Change("grid_drawn", grid=fact.name))


def _or(value: int | None, otherwise: int | None) -> int | None:
    return otherwise if value is None else value


def _is(before: Grid, drawn: facts.GridDrawn) -> bool:
    return (
        before.buildings == drawn.buildings
        and before.households == drawn.households
        and before.note == drawn.note
        and before.without_property == drawn.without_property
    )
