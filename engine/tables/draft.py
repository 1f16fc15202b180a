"""What has been read so far: grids, people as they are mentioned, and doubts."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from domain.table import Issue, TableGrid
from engine.tables.normalise import matching_form
from engine.tables.phones import Phone
from engine.tables.sheet import Sheet

#: an error leaves something of the table out, a warning keeps a doubt, a notice is to know
SEVERITY = {
    "phone_missing": "error",
    "phone_invalid": "error",
    "role_unknown": "error",
    "group_unknown": "error",
    "grid_unknown": "error",
    "name_missing": "error",
    "names_phones_mismatch": "error",
    "id_number_refused": "warning",
    "phone_shared": "warning",
    "possible_duplicate": "warning",
    "double_lead": "warning",
    "role_vacant": "warning",
    "group_without_lead": "warning",
    "list_incomplete": "warning",
    "person_unlisted": "notice",
}


class Place(NamedTuple):
    """A cell."""

    sheet: Sheet
    row: int
    column: int

    @property
    def text(self) -> str:
        """What the cell shows."""
        return self.sheet.at(self.row, self.column)


class Mention(msgspec.Struct):
    """A person named in one place; ``grid`` is a grid's matching form, or none.

    ``is_listed`` mentions are of the roster itself; in a group's cell people are only called upon.
    ``is_aside`` ones come from the sheet of particulars, which gives nobody a role or a seat.
    """

    name: str
    place: Place
    phone_place: Place
    grid: str | None = None
    phones: list[Phone] = []
    #: what the phone's cell says where it holds no number
    phone_word: str = ""
    mark: int = 0
    roles: list[str] = []
    seats: list[tuple[str, str]] = []
    is_listed: bool = True
    is_aside: bool = False
    #: phones and names of the cell could not be told to belong together
    is_mismatched: bool = False
    #: no known word says the position of its seats, so that one held already stays
    is_unsaid: bool = False
    unit: str = ""
    building: str = ""
    note: str = ""
    #: where the seats are told, if not in ``place``
    seat_place: Place | None = None

    @property
    def phone(self) -> str:
        """The first number that is a phone."""
        return next((p.digits for p in self.phones if p.digits), "")


class DraftGrid(msgspec.Struct):
    """A grid named by the table, and where it is named first."""

    grid: TableGrid
    place: Place
    #: whether it may be another grid, misspelt
    is_doubtful: bool = False


class Draft:
    """Everything read, before people and gaps are made out."""

    def __init__(self) -> None:
        self.grids: dict[str, DraftGrid] = {}
        self.mentions: list[Mention] = []
        self.issues: list[tuple[Place, Issue]] = []
        #: where the table speaks of a role or a group of a grid, by ``(grid, id)``
        self.role_places: dict[tuple[str, str], Place] = {}
        self.group_places: dict[tuple[str, str], Place] = {}
        #: roles whose people are listed somewhere else
        self.listed_elsewhere: set[tuple[str, str]] = set()
        #: several names in a group's cell, none of which is said to lead
        self.unordered: dict[tuple[str, str], list[str]] = {}
        self.layouts: set[str] = set()

    def doubt(
        self,
        code: str,
        place: Place,
        value: str = "",
        suggestion: str | None = None,
        severity: str | None = None,
        **params: str,
    ) -> None:
        """Note a doubt about a cell; ``severity`` where it is not the usual one of its code.

        A ``case`` among the params chooses closer words in the catalogue.
        """
        issue = Issue(
            severity or SEVERITY[code],
            code,
            place.sheet.name,
            place.sheet.a1(place.row, place.column),
            value,
            suggestion,
            {
                "row": str(place.sheet.first(place.row, place.column)[0] + 1),
                **{name: said for name, said in params.items() if said},
            },
        )
        self.issues.append((place, issue))

    def doubt_phone(
        self,
        person: int,
        code: str,
        place: Place,
        value: str,
        suggestion: str | None = None,
        severity: str | None = None,
        **params: str,
    ) -> None:
        """Note that somebody has no phone that can be taken; ``person`` by the order of people."""
        self.doubt(code, place, value, suggestion, severity, **params)
        place, issue = self.issues[-1]
        self.issues[-1] = (place, msgspec.structs.replace(issue, person=person))

    def name_grid(self, name: str, kind: str, place: Place) -> str:
        """The grid of that name, new or not; answers its matching form."""
        form = matching_form(name)
        if form not in self.grids:
            self.grids[form] = DraftGrid(TableGrid(name, kind), place)
        return form

    def grid_name(self, form: str | None) -> str:
        """The name of a grid, empty where there is none."""
        return self.grids[form].grid.name if form else ""

    def waive_property(self, form: str | None) -> None:
        """No property company serves the grid."""
        if form:
            self.grids[form].grid.without_property = True
