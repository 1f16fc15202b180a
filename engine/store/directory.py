"""Names, phones and free texts, read beside the log; and what else is kept by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

from engine.store.writes import Person, Receipt, Text

_PERSON = "p.member, p.community, p.name, p.phone, p.unit, p.building, p.note"
#: parameters of one query
_SOME = 500
_LATEST = 2**62


class Selects(Protocol):
    """What the directory reads through."""

    def select(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query with ``?`` for parameters."""
        ...


class Directory:
    """The directory as it stands, or stood at a position. An erased person or text is not there."""

    def __init__(self, rows: Selects) -> None:
        self._rows = rows

    def people(
        self,
        community: str | None = None,
        members: Collection[str] | None = None,
        as_of: int | None = None,
    ) -> dict[str, Person]:
        """People by member id: of a community, or some, or all; as of a position, or now."""
        until = _LATEST if as_of is None else as_of
        if members is None:
            return self._people(community, "", until, ())
        found: dict[str, Person] = {}
        for some in _batches(members):
            found |= self._people(community, f"AND member IN ({_marks(some)})", until, some)
        return found

    def _people(
        self, community: str | None, among: str, until: int, members: Sequence[str]
    ) -> dict[str, Person]:
        place = "" if community is None else "AND community = ?"
        rows = self._rows.select(
            f"SELECT {_PERSON} FROM directory_people p JOIN ("
            "SELECT member, max(position) AS position FROM directory_people "
            f"WHERE position <= ? {place} {among} GROUP BY member) latest "
            "ON p.member = latest.member AND p.position = latest.position",
            (until, *(() if community is None else (community,)), *members),
        )
        return {row[0]: Person(*row) for row in rows}

    def versions(self, members: Collection[str], until: int) -> dict[str, list[tuple[int, Person]]]:
        """Every entry of some people up to a position, each with its own, oldest first."""
        found: dict[str, list[tuple[int, Person]]] = {}
        for some in _batches(members):
            rows = self._rows.select(
                f"SELECT p.position, {_PERSON} FROM directory_people p "
                f"WHERE p.position <= ? AND p.member IN ({_marks(some)}) ORDER BY p.position",
                (until, *some),
            )
            for position, *person in rows:
                found.setdefault(person[0], []).append((position, Person(*person)))
        return found

    def person(self, member: str, as_of: int | None = None) -> Person | None:
        """One person's entry; ``None`` when there never was one, or it was erased."""
        return self.people(members=[member], as_of=as_of).get(member)

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Texts by id; those erased are missing."""
        found: dict[str, str] = {}
        for some in _batches(ids):
            statement = f"SELECT id, text FROM directory_texts WHERE id IN ({_marks(some)})"
            found.update((row[0], row[1]) for row in self._rows.select(statement, some))
        return found

    def text(self, id: str) -> Text | None:
        """One text with its kind, author and whom it is about."""
        rows = self._rows.select(
            "SELECT id, community, kind, text, author, about FROM directory_texts WHERE id = ?",
            (id,),
        )
        return Text(*rows[0]) if rows else None

    def text_ids(self, community: str, kind: str, text: str) -> list[str]:
        """Ids of the texts of a kind that say exactly this, oldest first."""
        rows = self._rows.select(
            "SELECT id FROM directory_texts WHERE community = ? AND kind = ? AND text = ? "
            "ORDER BY position, id",
            (community, kind, text),
        )
        return [row[0] for row in rows]


def receipt(rows: Selects, principal: str, key: str) -> Receipt | None:
    """The answer given to a principal's idempotency key, if one was."""
    found = rows.select(
        "SELECT principal, key, request_hash, status, result, position "
        "FROM directory_receipts WHERE principal = ? AND key = ?",
        (principal, key),
    )
    return Receipt(*found[0]) if found else None


def old_receipts(rows: Selects, before: int, most: int) -> list[tuple[str, str]]:
    """Principal and key of answers given before a position was recorded, at most so many."""
    found = rows.select(
        "SELECT principal, key FROM directory_receipts WHERE position < ? LIMIT ?", (before, most)
    )
    return [(row[0], row[1]) for row in found]


def refs(rows: Selects, key: str) -> list[str]:
    """The values kept under a key, in order."""
    found = rows.select("SELECT value FROM refs WHERE key = ? ORDER BY value", (key,))
    return [row[0] for row in found]


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = list(dict.fromkeys(ids))
    for i in range(0, len(wanted), _SOME):
        yield wanted[i : i + _SOME]


def _marks(some: Sequence[str]) -> str:
    return ", ".join("?" * len(some))
