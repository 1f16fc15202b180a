"""How a person's name stands in a cell, so that reading it gives exactly that person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.table import TablePerson
from engine.tables.columns import meaning
from engine.tables.lexicon import Lexicon, lexicon
from engine.tables.named import Named
from engine.tables.normalise import matching_form, narrow
from engine.tables.people import read_people
from engine.tables.vocabulary import Vocabulary

#: not a number of anybody's: names are tried with it
_TRIAL = "15400000000"
#: one without its other would reach for that of the next name
_BRACKETS = set("「」()[]【】〔〕〈〉")


class WrittenNames:
    """Names as written; a phone goes with the first mention of its owner alone.

    Namesakes are told apart by a mark (王伟（同名2）), and a name that would be read as something
    else (无, a formula, two names) is quoted.
    """

    def __init__(self, people: Sequence[TablePerson], vocabulary: Vocabulary) -> None:
        self._lexicon = lexicon(vocabulary)
        self._marks = _marks(people)
        self._told: set[int] = set()
        self._plain: dict[str, str] = {}

    def named(self, person: TablePerson) -> str:
        """The name alone, as in a group's cell."""
        mark = self._marks.get(id(person))
        name = self._quoted(person.name)
        return f"{name}（{self._lexicon.reading.namesake}{mark}）" if mark else name

    def listed(self, person: TablePerson, roles: Sequence[str] = ()) -> str:
        """The name with further roles in brackets, and with the phone the first time."""
        words = "".join(f"（{self._role(role)}）" for role in roles)
        phone = "" if id(person) in self._told else person.phone
        self._told.add(id(person))
        return f"{self.named(person)}{words}{phone}"

    def _role(self, role: str) -> str:
        term = self._lexicon.vocabulary.role(role)
        return term.zh if term else role

    def _quoted(self, name: str) -> str:
        if name not in self._plain:
            escaped = name.replace("」", "」」")
            self._plain[name] = name if _reads_back(name, self._lexicon) else f"「{escaped}」"
        return self._plain[name]


def _marks(people: Sequence[TablePerson]) -> dict[int, int]:
    """A number for each of several people of one name."""
    forms = Counter(matching_form(person.name) for person in people)
    given: Counter[str] = Counter()
    marks = {}
    for person in people:
        form = matching_form(person.name)
        if forms[form] > 1:
            given[form] += 1
            marks[id(person)] = given[form]
    return marks


def _reads_back(name: str, words: Lexicon) -> bool:
    alone = [read_people(name, words, grouped=grouped).named for grouped in (False, True)]
    glued = read_people(f"{name}{_TRIAL}", words).named
    if any(named != [Named(name)] for named in alone):
        return False
    if words.is_ditto(name) or meaning(name, words) or _BRACKETS & set(narrow(name)):
        return False
    return [n.name for n in glued] == [name] and [p.digits for p in glued[0].phones] == [_TRIAL]
