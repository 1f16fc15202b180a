"""The words of a paper, in its language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.catalogue import catalogue, words

#: entries cited one by one; more are told as the first and how many
FEW = 2


class Wording:
    """The catalogue of the review's document in one language; ``review.x`` is the review's own."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, code: str, **params: object) -> str:
        """An entry, filled in; ``a.b`` for one further down."""
        return words(self._entry(code), params)[self.language]

    def word(self, kind: str, code: str) -> str:
        """A word of a closed vocabulary; the bare code where there is none."""
        entry = catalogue("review_paper")[kind].get(code)
        return str(entry[self.language]) if entry else code

    def heads(self, table: str) -> list[str]:
        """The heads of a table's columns."""
        return list(self._entry(f"heads.{table}")[self.language])

    def numbers(self) -> list[str]:
        """What sections are numbered with."""
        return list(self._entry("numbers")[self.language])

    def cites(self, positions: Sequence[int]) -> str:
        """Entries of the log, so that each figure can be looked up."""
        told = [f"#{position}" for position in positions]
        if len(told) > FEW:
            return self("some", first=told[0], count=len(told))
        return self("comma").join(told)

    def _entry(self, code: str) -> Any:
        name, _, rest = code.partition(".")
        found: Any = catalogue("review" if name == "review" else "review_paper")
        for step in (rest if name == "review" else code).split("."):
            found = found[step]
        return found
