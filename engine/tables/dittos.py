"""Cells that say "the same as above"."""

from __future__ import annotations

from engine.tables.draft import Place
from engine.tables.lexicon import Lexicon
from engine.tables.normalise import matching_form
from engine.tables.phones import Phone


def same_as_above(place: Place, top: int, lexicon: Lexicon) -> Place:
    """The place whose text a cell repeats, no higher than row ``top``; else its own."""
    while lexicon.is_ditto(place.text) and place.row > top:
        place = place._replace(row=place.row - 1)
    return place


class PhonesAbove:
    """Whose phone 同上 is: that of the same name further up, else that of the row above."""

    def __init__(self) -> None:
        self._of_name: dict[str, list[Phone]] = {}
        self._last: list[Phone] = []

    def remember(self, name: str, phones: list[Phone]) -> None:
        """A person of the table has these phones."""
        if any(p.digits for p in phones):
            self._of_name[matching_form(name)] = self._last = phones

    def of(self, name: str) -> list[Phone]:
        """The phones meant."""
        return self._of_name.get(matching_form(name), self._last)
