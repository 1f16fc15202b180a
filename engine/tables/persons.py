"""Who is who: mentions in many cells made into people.

The same name and phone is one person, wherever. A name without a phone is the one person of that
name in its grid, or else in the table. What cannot be told is asked (``possible_duplicate``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec

from engine.tables.draft import Draft, Mention
from engine.tables.normalise import matching_form


class Someone(msgspec.Struct, eq=False):
    """A person and everywhere they are mentioned."""

    form: str
    mark: int = 0
    phone: str = ""
    mentions: list[Mention] = []

    @property
    def grids(self) -> set[str]:
        """The grids in which they are mentioned."""
        return {m.grid for m in self.mentions if m.grid}

    @property
    def is_listed(self) -> bool:
        """Whether any mention is more than a call upon them."""
        return any(m.is_listed for m in self.mentions)


class People:
    """Everybody of a table, by name."""

    def __init__(self, draft: Draft, shared: AbstractSet[str] = frozenset()) -> None:
        """``shared`` are the roles in which one person may well serve several grids."""
        self._draft = draft
        self._shared = shared
        self._by_name: dict[str, list[Someone]] = defaultdict(list)
        self._of: dict[int, Someone] = {}

    def resolve(self) -> list[Someone]:
        """People in the order in which they are first mentioned; doubts go to the draft."""
        mentions = list(enumerate(self._draft.mentions))
        surest_first = sorted(mentions, key=lambda item: _doubtfulness(item[1]))
        for index, mention in surest_first:
            if someone := self._who(mention):
                someone.mentions.append(mention)
                self._of[index] = someone
        self._order(mentions)
        people = list(dict.fromkeys(self._of[index] for index, _ in mentions if index in self._of))
        self._doubt_namesakes(people)
        return people

    def _order(self, mentions: Iterable[tuple[int, Mention]]) -> None:
        for someone in set(self._of.values()):
            someone.mentions = []
        for index, mention in mentions:
            if index in self._of:
                self._of[index].mentions.append(mention)

    def _who(self, mention: Mention) -> Someone | None:
        form = matching_form(mention.name)
        namesakes = self._by_name[form]
        if mention.is_aside:
            return self._set_apart(mention, namesakes, form)
        if mention.mark:
            return self._marked(mention, form)
        if mention.phone:
            found = next((s for s in namesakes if s.phone == mention.phone), None)
            return found or self._new(form, phone=mention.phone)
        if has_wrong_phone(mention):
            return self._with_wrong_phone(mention, namesakes, form)
        return self._unreachable(mention, namesakes, form)

    def _new(self, form: str, *, phone: str = "", mark: int = 0) -> Someone:
        someone = Someone(form, mark, phone)
        self._by_name[form].append(someone)
        return someone

    def _marked(self, mention: Mention, form: str) -> Someone:
        """Our own writer told namesakes apart."""
        found = next((s for s in self._by_name[form] if s.mark == mention.mark), None)
        someone = found or self._new(form, mark=mention.mark)
        someone.phone = someone.phone or mention.phone
        return someone

    def _with_wrong_phone(self, mention: Mention, namesakes: list[Someone], form: str) -> Someone:
        """A number that reads like a namesake's is theirs; another makes another person."""
        likely = {p.suggestion for p in mention.phones if p.suggestion}
        written = {matching_form(p.written) for p in mention.phones}
        for someone in namesakes:
            told = {matching_form(p.written) for m in someone.mentions for p in m.phones}
            if someone.phone in likely or written & told:
                return someone
        return self._new(form)

    def _set_apart(self, mention: Mention, namesakes: list[Someone], form: str) -> Someone | None:
        """Particulars are of whomever the table names so; with a phone's cell, of one unplaced."""
        meant = [s for s in namesakes if s.mark == mention.mark] if mention.mark else namesakes
        if len(meant) == 1:
            meant[0].phone = meant[0].phone or mention.phone
            return meant[0]
        if mention.phones or mention.phone_word:
            return self._new(form, phone=mention.phone, mark=mention.mark)
        self._draft.doubt(
            "person_unlisted", mention.place, mention.name, name=mention.name, case="aside"
        )
        return None

    def _unreachable(self, mention: Mention, namesakes: list[Someone], form: str) -> Someone:
        here = [s for s in namesakes if mention.grid in s.grids]
        if len(here) == 1:
            return here[0]
        if len(namesakes) == 1:
            return namesakes[0]
        if not namesakes:
            return self._new(form)
        self._ask(mention, here or namesakes)
        if here and not mention.is_listed:
            return here[0]
        bare = next((s for s in namesakes if not s.phone and not s.mark), None)
        return bare or self._new(form)

    def _ask(self, mention: Mention, namesakes: list[Someone]) -> None:
        self._draft.doubt(
            "possible_duplicate",
            mention.place,
            mention.name,
            name=mention.name,
            others=str(len(namesakes)),
        )

    def _doubt_namesakes(self, people: list[Someone]) -> None:
        """People of one name whom nobody told apart on purpose."""
        asked = {(place, issue.value) for place, issue in self._draft.issues}
        seen: set[str] = set()
        for someone in people:
            if someone.form in seen and not someone.mark:
                mention = someone.mentions[0]
                if (mention.place, mention.name) not in asked:
                    others = [s for s in self._by_name[someone.form] if s is not someone]
                    self._ask(mention, others)
            seen.add(someone.form)
            if not someone.phone and not someone.mark:
                self._doubt_spread(someone)

    def _doubt_spread(self, someone: Someone) -> None:
        """Without a phone, one name in several grids is taken for one person, and told."""
        own = [m for m in someone.mentions if set(m.roles) - self._shared]
        elsewhere = [m for m in own if m.grid != own[0].grid]
        if elsewhere:
            name, place = elsewhere[0].name, elsewhere[0].place
            self._draft.doubt(
                "possible_duplicate", place, name, None, "notice", name=name, case="spread"
            )


def has_wrong_phone(mention: Mention) -> bool:
    """Whether there is a number, but none that is a phone."""
    return bool(mention.phones) and not mention.phone


def _doubtfulness(mention: Mention) -> int:
    """Marked and reachable mentions make people; the others are then held against them."""
    if mention.is_aside:
        return 5
    if mention.mark:
        return 0
    if mention.phone:
        return 1
    if has_wrong_phone(mention):
        return 2
    return 3 if mention.is_listed else 4
