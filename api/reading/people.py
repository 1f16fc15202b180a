"""Whom events speak of, by name and phone, as the directory knew them then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from api.cloudevents import Contact
from api.names import ERASED, MEMBER, masked, masked_name
from domain.record import Recorded
from engine.store import Person, Store

_ONE, _MANY = ("member", "colleague", "relieved"), ("assignees", "absent", "to")
GONE = Contact(ERASED["zh"], erased=True)


class People:
    """The people of some facts, looked up at once; masked, or in full."""

    def __init__(self, store: Store, facts: Sequence[Recorded], *, in_full: bool) -> None:
        self._in_full = in_full
        by_community: dict[str, set[str]] = {}
        for fact in facts:
            by_community.setdefault(fact.community, set()).update(_members(fact))
        #: how many people there are of each community
        self.counted = {code: len(members) for code, members in by_community.items() if members}
        everybody = {member for members in by_community.values() for member in members}
        self._known: dict[str, list[tuple[int, Person]]] = {}
        if everybody:
            # what a save brought, its facts speak of from the first of them on
            self._ends = store.save_ends(facts[0].position, facts[-1].position)
            self._known = store.directory.versions(everybody, self._ends[-1])

    def of(self, fact: Recorded) -> dict[str, Contact]:
        """Whom a fact speaks of, by member id, as known at its position."""
        members = list(_members(fact))
        if not members:
            return {}
        then = self._ends[bisect_left(self._ends, fact.position)]
        return {member: self._contact(member, then) for member in members}

    def _contact(self, member: str, position: int) -> Contact:
        known = self._known.get(member, [])
        at = bisect_right([p for p, _ in known], position)
        if not at:
            return GONE
        person = known[at - 1][1]
        if self._in_full:
            return Contact(person.name, person.phone)
        return Contact(masked_name(person.name), masked(person.phone) if person.phone else "")


def _members(fact: Recorded) -> Iterator[str]:
    """Everybody whom a fact names, each once; who did it too, where it was a member."""
    yield from dict.fromkeys(filter(None, _all(fact)))


def _all(r: Recorded) -> Iterable[str | None]:
    if MEMBER.fullmatch(r.actor):
        yield r.actor
    for field in _ONE:
        yield getattr(r.fact, field, None)
    for field in _MANY:
        yield from getattr(r.fact, field, ())
