"""Names of grids that are too near one another to be two grids without asking."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from engine.tables.draft import Draft
from engine.tables.lexicon import Lexicon
from engine.tables.normalise import matching_form, simple
from engine.tables.vocabulary import Reading

_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_NUMERALS = "一二三四五六七八九十百零0123456789"
_SHORTEST = 4


def doubt_near_names(draft: Draft, known: Sequence[str], lexicon: Lexicon) -> None:
    """Ask about each new name that nearly is a known one, or one higher up in the table.

    A name that the roster has already is never asked about; it is written as the roster has it.
    """
    names = {matching_form(name): name for name in known}
    for form, kept in draft.grids.items():
        if form in names:
            kept.grid.name = names[form]
    index = _Index(lexicon.reading)
    for name in names.values():
        index.add(name)
    for form, kept in draft.grids.items():
        near = None if form in names else index.near(kept.grid.name)
        if near:
            kept.is_doubtful = True
            said = {"near": near, "case": "near"}
            draft.doubt("grid_unknown", kept.place, kept.grid.name, near, "warning", **said)
        else:
            index.add(kept.grid.name)


class _Index:
    """Names by everything that a near one may share with them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        phases = "|".join(map(re.escape, reading.phases))
        endings = "|".join(map(re.escape, reading.endings))
        self._phase = re.compile(rf"(?:第?[{_NUMERALS}]+(?:{phases})|{endings})$")
        self._by_core: dict[str, list[str]] = defaultdict(list)
        self._by_gap: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """A name that stands."""
        self._by_core[self._core(name)].append(name)
        for gap in _gaps(matching_form(name)):
            self._by_gap[gap].append(name)

    def near(self, name: str) -> str | None:
        """The name that this one may be meant for."""
        form = matching_form(name)
        core = self._core(name)
        for other in self._by_core.get(core, ()):
            # 一期 and 二期 are two; a compound and one phase of it may be one
            if core in (form, matching_form(other)):
                return other
        for other in self._candidates(form):
            if self._is_slip(form, matching_form(other)):
                return other
        return None

    def _candidates(self, form: str) -> Iterator[str]:
        if len(form) >= _SHORTEST:
            found = (other for gap in _gaps(form) for other in self._by_gap.get(gap, ()))
            yield from dict.fromkeys(found)

    def _core(self, name: str) -> str:
        """A name without what is in brackets, and without its phase."""
        form = matching_form(_BRACKETED.sub("", simple(name)))
        return self._phase.sub("", form) or form

    def _is_slip(self, one: str, other: str) -> bool:
        """Apart by one character, and not by one that tells neighbours apart."""
        if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST:
            return False
        start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
        if start is None:
            start = min(len(one), len(other))
        rest = (one[start + (len(one) >= len(other)) :], other[start + (len(other) >= len(one)) :])
        apart = {*one[start : start + 1], *other[start : start + 1]}
        return rest[0] == rest[1] and not any(map(self._tells_apart, apart))

    def _tells_apart(self, character: str) -> bool:
        return character.isascii() or character in self._reading.telling_apart


def _gaps(form: str) -> Iterable[str]:
    """A name, and the name with each of its characters left out."""
    return [form, *(form[:i] + form[i + 1 :] for i in range(len(form)))]
