"""What the words in a cell mean, by a vocabulary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from engine.tables.normalise import QUOTE, matching_form
from engine.tables.vocabulary import Term, Vocabulary

_GROUP = "组"
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_BETWEEN_WORDS = re.compile(r"[\s、，,；;/／|+＋&]+")


class Lexicon:
    """A vocabulary, indexed by matching form."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        reading = vocabulary.table.reading
        self.vocabulary = vocabulary
        self.reading = reading
        self.roles = _index(vocabulary.roles)
        self.groups = _index(vocabulary.groups)
        self.groups |= {f.removesuffix(_GROUP): g for f, g in self.groups.items()}
        self.positions = _index(vocabulary.positions)
        self.columns = {
            matching_form(word): kind for kind, words in reading.columns.items() for word in words
        }
        words = {*self.roles, *self.groups, *self.positions, *self.columns}
        self.header_words = re.compile("|".join(map(re.escape, words)))
        self.beside_name = _longest_first(reading.beside_name)
        self.beside_phone = _longest_first(reading.beside_phone)
        self.surnames = frozenset(reading.compound_surnames)
        self._vacant = _forms(reading.vacant)
        self._lacking = _forms(reading.lacking)
        self._elsewhere = _forms(reading.elsewhere)
        self._without_property = _forms(reading.without_property)
        self._employer = _forms(reading.employer_kind)
        self._footers = _forms(reading.footers)
        self._ditto = frozenset(unicodedata.normalize("NFKC", d) for d in reading.ditto)

    def role(self, text: str) -> str | None:
        """The role that a text names; what it adds in brackets aside: 志愿者（党员）."""
        bare = _BRACKETED.sub("", text)
        return self.roles.get(matching_form(text)) or self.roles.get(matching_form(bare))

    def roles_in(self, text: str) -> tuple[list[str], list[str]]:
        """The roles that a cell names, and what it names besides."""
        known: list[str] = []
        unknown: list[str] = []
        for piece in self._pieces(text, self.roles):
            role = self.role(piece)
            if role is None:
                unknown.append(piece)
            elif role not in known:
                known.append(role)
        return known, unknown

    def seats_in(self, text: str) -> tuple[list[tuple[str, str | None]], list[str]]:
        """The groups that a cell names, with the position where it says one, and what besides."""
        known: list[tuple[str, str | None]] = []
        unknown: list[str] = []
        for piece in self._pieces(text, self.groups):
            seat = self.seat(piece)
            if seat is None:
                unknown.append(piece)
            elif seat not in known:
                known.append(seat)
        return known, unknown

    def seat(self, text: str) -> tuple[str, str | None] | None:
        """A group, or a group and a position: 综合协调组, 综合协调组副组长."""
        form = matching_form(text)
        if form not in self.groups:
            form = matching_form(_BRACKETED.sub("", text))
        if form in self.groups:
            return self.groups[form], None
        for word in sorted(self.positions, key=len, reverse=True):
            group = self.groups.get(form.removesuffix(word))
            if form.endswith(word) and group:
                return group, self.positions[word]
        return None

    def position(self, text: str) -> str | None:
        """Lead, deputy or member."""
        return self.positions.get(matching_form(text))

    def is_column(self, text: str) -> bool:
        """The word over a column, which says nothing of a person: 姓名."""
        return matching_form(text) in self.columns

    def positions_in(self, text: str) -> list[str | None]:
        """The positions that a cell names, in order."""
        return [self.position(piece) for piece in self._pieces(text, self.positions)]

    def is_vacant(self, text: str) -> bool:
        """Nobody, or not yet; mere punctuation says so too. An empty text says nothing."""
        form = matching_form(text)
        is_mere_punctuation = not any(c.isalnum() or c == QUOTE for c in form)
        return bool(text) and (form in self._vacant or is_mere_punctuation)

    def is_lacking(self, text: str) -> bool:
        """Said on purpose to have none yet."""
        return matching_form(text) in self._lacking

    def is_ditto(self, text: str) -> bool:
        """The same as above."""
        return unicodedata.normalize("NFKC", text) in self._ditto

    def is_elsewhere(self, text: str) -> bool:
        """The people are listed somewhere else."""
        return matching_form(text) in self._elsewhere

    def names_a_body(self, text: str) -> bool:
        """A company, a station, an arrangement: nobody in particular."""
        return len(text) > 3 and matching_form(text).endswith(self.reading.bodies)

    def says_no_property(self, text: str) -> bool:
        """Among what a remark says: no property company serves the compound."""
        return any(matching_form(piece) in self._without_property for piece in _remarks(text))

    def roles_in_remark(self, text: str) -> list[str]:
        """Roles that a remark names by themselves: 网格长."""
        return [role for piece in _remarks(text) if (role := self.role(piece))]

    def is_told_elsewhere(self, text: str) -> bool:
        """A remark that says nothing besides roles, or that no property company is there."""
        return all(self.role(p) or self.says_no_property(p) for p in _remarks(text))

    def is_employer(self, text: str) -> bool:
        """The kind of grid that an employer is."""
        return matching_form(text) in self._employer

    def is_total(self, text: str) -> bool:
        """A row of totals begins so."""
        return matching_form(text).startswith(self.reading.totals)

    def is_footer(self, text: str) -> bool:
        """A line about the table: who filled it in, and when; remarks under it."""
        label, colon, _ = unicodedata.normalize("NFKC", text).partition(":")
        return bool(colon) and matching_form(label) in self._footers

    def is_subject(self, text: str) -> bool:
        """A title, of the table or of a part of it."""
        return any(subject in matching_form(text) for subject in self.reading.subjects)

    def _pieces(self, text: str, known: dict[str, str]) -> list[str]:
        whole = text.strip()
        if matching_form(whole) in known:
            return [whole]
        pieces = [piece for piece in _BETWEEN_WORDS.split(whole) if piece]
        return [p for p in pieces if not self.is_vacant(p)]


@lru_cache(maxsize=8)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, made once."""
    return Lexicon(vocabulary)


def _remarks(text: str) -> list[str]:
    return [piece for piece in re.split(r"[\s、，,；;。]+", text) if piece]


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(matching_form, words))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(matching_form, words), key=len, reverse=True))


def _index(terms: Iterable[Term]) -> dict[str, str]:
    """Every name of a term to its id; a name in full goes before another's alias."""
    terms = list(terms)
    aliases = {matching_form(a): t.id for t in terms for a in t.aliases}
    names = {matching_form(n): t.id for t in terms for n in (t.id, t.en, t.short, t.zh) if n}
    return aliases | names
