"""Names, phones and free texts joined to what the views know only by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from api.catalogue import catalogue
from api.forms import Forms, Reader
from domain.playbook import Words
from engine.accounts import Accounts
from engine.store import Person, Store
from engine.tokens import Tokens

#: a member's id, who may be an actor as well as a token or an account
MEMBER = re.compile(r"[0-9a-f]{16}")
ERASED: Words = {"zh": "已清除", "en": "erased"}


class Named(msgspec.Struct, frozen=True):
    """The people and texts of an answer, as the directory knew them at its position."""

    people: Mapping[str, Person]
    texts: Mapping[str, str]
    language: str
    phones: bool
    #: names of actors that are no members: tokens, the administrator, the system
    actors: Mapping[str, str]
    #: reads the reports among the texts; with phones masked, residents' matters are withheld
    reader: Reader

    def name(self, member: str | None) -> str | None:
        """A person's name; 已清除 when the directory holds nothing any more."""
        if member is None:
            return None
        if member in self.actors:
            return self.actors[member]
        person = self.people.get(member)
        return person.name if person else ERASED[self.language]

    def phone(self, member: str) -> str:
        """A person's phone, masked for those who may not read it."""
        person = self.people.get(member)
        if person is None or not person.phone:
            return ""
        return person.phone if self.phones else masked(person.phone)

    def text(self, id: str | None) -> str | None:
        """A free text, or a report in one line; 已清除 when it was erased."""
        if id is None:
            return None
        text = self.texts.get(id)
        return ERASED[self.language] if text is None else self.reader.text(text)

    def of_somebody(self, id: str | None) -> str | None:
        """A text about somebody's coming and going, withheld from whoever sees no phones."""
        return self.reader.withheld if id is not None and not self.phones else self.text(id)

    def is_guarded(self, id: str | None) -> bool:
        """Whether a text is read only by those who handle it."""
        text = self.texts.get(id) if id else None
        return text is not None and self.reader.is_guarded(text)

    def fields(self, id: str | None) -> list[dict[str, Any]] | None:
        """A report field by field; ``None`` for mere words, and for whoever may not read it."""
        text = self.texts.get(id) if id else None
        return self.reader.rows(text) if text else None


class Names:
    """The directory, asked for many at once."""

    def __init__(self, store: Store, tokens: Tokens, accounts: Accounts, forms: Forms) -> None:
        self._directory, self._tokens, self._forms = store.directory, tokens, forms
        self._accounts = accounts

    def of(
        self,
        members: Iterable[str] = (),
        texts: Iterable[str | None] = (),
        *,
        actors: Iterable[str | None] = (),
        community: str | None = None,
        as_of: int | None = None,
        language: str = "zh",
        phones: bool = False,
    ) -> Named:
        """Everybody and everything named, as known at a position (``None``: now)."""
        wanted = list(dict.fromkeys(members))
        if community is not None:
            people = self._directory.people(community=community, as_of=as_of)
        else:
            people = self._directory.people(members=wanted, as_of=as_of) if wanted else {}
        ids = list(dict.fromkeys(t for t in texts if t))
        found = self._directory.texts(ids) if ids else {}
        reader = self.reader(language, phones=phones)
        return Named(people, found, language, phones, self.actors(actors, language), reader)

    def reader(self, language: str, *, phones: bool) -> Reader:
        """A reader of reports, for somebody to whom phones are shown or not."""

        def name(kind: str, id: str, edition: str) -> str | None:
            if kind == "member":
                person = self._directory.person(id)
                return person.name if person else ERASED[language]
            named = self._forms.groups(edition).get(id) if kind == "group" else None
            return named[language] if named else None

        return Reader(self._forms.of, language, name, whole=phones)

    def actors(self, ids: Iterable[str | None], language: str) -> dict[str, str]:
        """Names of who acted: tokens, accounts and members by name, the others by a word."""
        ids = list(ids)
        own = catalogue("history")["words"]["actor"]
        named: dict[str, str] = {}
        for id in dict.fromkeys(i for i in ids if i):
            if id in own:
                named[id] = own[id][language]
            elif id.startswith("token:"):
                named[id] = self._tokens.named(id.removeprefix("token:")) or ERASED[language]
            elif id.startswith("account:"):
                named[id] = self._accounts.name_of(id.partition(":")[2]) or ERASED[language]
        members = [id for id in ids if id and id not in named and MEMBER.fullmatch(id)]
        people = self._directory.people(members=members) if members else {}
        return named | {id: people[id].name if id in people else ERASED[language] for id in members}


def masked_name(name: str) -> str:
    """A name of which only the family name is shown."""
    return f"{name[:1]}{'*' * min(max(len(name) - 1, 1), 2)}" if name else ""


def masked(phone: str) -> str:
    """A phone with its middle hidden."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) == 11 else "****"
