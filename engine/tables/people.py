"""The people that one cell names, with their phones and what stands beside their names.

``林示远15400000001\\n陈拟安15400000002``, ``组长：甲 成员：乙、丙``, ``周拟等3人``, ``待定``.
"""

from __future__ import annotations

import re

from engine.tables.lexicon import Lexicon
from engine.tables.named import Named, People
from engine.tables.names import is_sentence, names_in
from engine.tables.normalise import HAN, clean_name
from engine.tables.phones import find_phones
from engine.tables.tokens import Token, tokens
from engine.tables.whose_phones import Item, assign_phones

_SURPLUS = re.compile(
    r"等(?:\s*共?\s*(?:\d+|[一二两三四五六七八九十百]+)\s*余?\s*[人名位]?|\s*[人名位])?\s*$"
)
_COUNT = re.compile(r"\s*(?:共|计|约|合计)?\s*\d+\s*余?\s*[人名位]\s*")
_NUMBERING = re.compile(r"\s*\d{1,2}\s*[.)、:]?\s*(?=\D)|\s*\d{1,2}\s*$")
#: 3号楼, 1-3栋, 5号楼2梯, before a steward's name or in brackets behind it
_BUILDING = re.compile(
    r"(?:\d{1,3}|[A-Za-z])(?:\s*[-—~至]\s*\d{1,3})?\s*(?:号楼|栋|幢|座|号|楼|单元|梯)"
    r"(?:\s*\d{1,2}\s*(?:单元|梯|门))?"
)

#: 联防员, in brackets before a name
_WORD = re.compile(rf"{HAN}{{2,}}")


def read_people(text: str, lexicon: Lexicon, *, grouped: bool = False) -> People:
    """Everybody in a cell; ``grouped`` cells have labels for positions."""
    if lexicon.is_vacant(text):
        return People(vacant=text)
    reader = _Reader(lexicon)
    pieces = list(tokens(text, lexicon, grouped=grouped))
    for here, after in zip(pieces, [*pieces[1:], None], strict=False):
        reader.read(here, after)
    return reader.finish()


class _Reader:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._people = People()
        self._items: list[Item] = []
        self._position: str | None = None
        self._next_position: str | None = None
        self._role = ""
        self._next_role = ""
        self._is_unsaid = False
        self._before: Token | None = None
        self._stated: tuple[int, int] | None = None

    def read(self, token: Token, after: Token | None) -> None:
        match token.kind:
            case "name":
                self._name(token.written)
            case "phone":
                self._items.append(Item(phone=token.phone))
            case "bracket":
                self._bracket(token, after)
            case "label":
                self._label(token)
            case "stranger":
                self._stranger(token)
            case "slash":
                self._people.slashes += 1
                self._items.append(Item(ends="slash"))
            case "break":
                self._items.append(Item(ends="line" if set("\n\r") & set(token.seen) else "piece"))
            case "text":
                self._text(token, after)
        self._before = token

    def finish(self) -> People:
        self._check_count()
        self._people.nameless = assign_phones(self._items)
        if self._people.named:
            self._people.vacant = ""
        return self._people

    def _name(self, name: str) -> None:
        position = self._next_position or self._position
        named = Named(name, position, after_slash=self._people.slashes > 0)
        named.is_unsaid = self._is_unsaid and position is None
        role = self._next_role or self._role
        named.remarks = [role] if role else []
        self._next_position, self._next_role = None, ""
        self._people.named.append(named)
        self._items.append(Item(named))

    def _label(self, token: Token) -> None:
        self._check_count()
        self._position, self._role, self._is_unsaid = token.written, "", False
        self._items.append(Item(ends="section"))
        if token.stated is not None:
            self._stated = (token.stated, len(self._people.named))

    def _check_count(self) -> None:
        if self._stated:
            stated, before = self._stated
            self._people.is_incomplete |= len(self._people.named) - before < stated
        self._stated = None

    def _stranger(self, token: Token) -> None:
        """A label that is no position: a role is told of all whom it precedes."""
        self._check_count()
        self._items.append(Item(ends="section"))
        if self._lexicon.is_column(token.seen):
            return
        self._position, self._is_unsaid = None, True
        self._role = self._role_in(token.written.strip())

    def _role_in(self, said: str) -> str:
        """What stands before names, where it is a known role; another word is doubted."""
        if self._lexicon.role(said):
            return said
        self._people.unknown.append(said)
        return ""

    def _bracket(self, token: Token, after: Token | None) -> None:
        numbers = list(find_phones(token.written))
        if numbers:
            self._items.extend(Item(phone=phone) for _, phone in numbers)
            return
        said = token.written.strip()
        position = self._lexicon.position(said)
        last = self._people.named[-1] if self._people.named else None
        mark = re.fullmatch(rf"{self._lexicon.reading.namesake}(\d{{1,4}})", token.seen.strip())
        if last is None or (not mark and self._leads(token, after)):
            self._next_position = position
            if not position and _WORD.fullmatch(token.seen.strip()):
                self._next_role = self._role_in(said)
        elif mark:
            last.mark = int(mark[1])
        elif position:
            last.position = position
        elif _BUILDING.fullmatch(token.seen.strip()):
            last.building = said
        elif self._lexicon.is_vacant(said[self._phone_word_before(said) :]):
            last.phone_word = said
        elif said:
            last.remarks.append(said)

    def _leads(self, token: Token, after: Token | None) -> bool:
        """Whether a bracket begins a line of the list, with a name behind it."""
        begins = self._before is not None and self._before.kind == "break"
        return begins and after is not None and after.kind in ("text", "name")

    def _text(self, token: Token, after: Token | None) -> None:
        seen = token.seen
        start, building = _opening(token)
        end = len(seen)
        if after is not None and after.kind in ("phone", "bracket"):
            end = self._without_phone_words(seen)
        if surplus := _SURPLUS.search(seen, start, end):
            self._people.is_incomplete = True
            end = surplus.start()
        written = token.written[start:end].strip(" \t:：　")
        if written and not self._says_otherwise(written):
            self._names(written, building)

    def _names(self, text: str, building: str) -> None:
        """The names of a text; 张三 暂缺 says of a phone that there is none."""
        words = [clean_name(word) for word in text.split()]
        names = [w for w in words if w and not self._lexicon.is_vacant(w)]
        for name in names_in(names, self._lexicon.surnames):
            self._name(name)
            self._people.named[-1].building = building
        if words and self._people.named and self._lexicon.is_vacant(words[-1]):
            self._people.named[-1].phone_word = words[-1]

    def _phone_word_before(self, text: str) -> int:
        return next((len(w) for w in self._lexicon.reading.phone_words if text.startswith(w)), 0)

    def _without_phone_words(self, seen: str) -> int:
        bare = seen.rstrip(" \t:").casefold()
        for word in self._lexicon.reading.phone_words:
            if bare.endswith(word):
                return len(bare) - len(word)
        return len(seen)

    def _says_otherwise(self, text: str) -> bool:
        """Whether a text names nobody, but says something of the list."""
        lexicon, people = self._lexicon, self._people
        if lexicon.says_no_property(text):
            people.says_no_property = True
            people.vacant = text
        elif lexicon.is_vacant(text):
            people.vacant = text
        elif (
            lexicon.is_elsewhere(text)
            or lexicon.names_a_body(text)
            or is_sentence(clean_name(text))
            or _COUNT.fullmatch(text)
        ):
            people.is_incomplete = True
        else:
            return False
        return True


def _opening(token: Token) -> tuple[int, str]:
    """Where a name begins, behind a building or a number of the list, and that building."""
    blank = len(token.seen) - len(token.seen.lstrip())
    if found := _BUILDING.match(token.seen, blank):
        return found.end(), token.written[blank : found.end()]
    numbering = _NUMBERING.match(token.seen)
    return (numbering.end() if numbering else 0), ""
