"""What stands beside the log held against it: the playbooks, the index, and the views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from api.house import House
from domain.facts.community import PlaybookActivated
from domain.record import Recorded
from domain.refusal import Refused
from engine.playbooks import is_sealed
from engine.workflow.references import entries

PAGE = 5000
Entry = tuple[str, str]


class Unlike(msgspec.Struct, frozen=True):
    """Something that is not what the log says, by its text of the command line."""

    code: str
    params: dict[str, object]


def unlike(house: House) -> Iterator[Unlike]:
    """Everything beside a whole log that does not agree with it.

    Whatever is damaged is told and the rest still looked at; refuses only where the store itself
    does, as with ``store_full``: views are folded anew beside those that stand.
    """
    yield from _surely("playbooks", partial(_playbooks, house))
    yield from _surely("refs", partial(_refs, house))
    for name in house.views.views:
        yield from _surely(f"view_{name}", partial(_view, house, name))


def _surely(table: str, look: Callable[[], Iterator[Unlike]]) -> Iterator[Unlike]:
    """What a look finds; what makes it fail is damage too, for the log was found whole before."""
    try:
        yield from look()
    except Exception as error:
        reason: object = f"{type(error).__name__}: {error}"
        if isinstance(error, Refused):
            if error.code != "store_unreadable":
                raise
            reason = error.params.get("reason")
        yield Unlike("verify_table", {"table": table, "error": reason})


def _playbooks(house: House) -> Iterator[Unlike]:
    """Playbooks whose bytes are not those that their digest names, and those that are gone."""
    rows = house.store.recorder.select("SELECT digest, id, body FROM playbooks ORDER BY number")
    for digest, playbook, body in rows:
        content = body.encode() if isinstance(body, str) else bytes(body)
        if not is_sealed(content, str(digest)):
            yield Unlike("verify_playbook", {"playbook": playbook, "digest": digest})
    there = {row[0] for row in rows}
    for recorded in _facts(house, 0, topic=PlaybookActivated.TOPIC):
        fact = recorded.fact
        assert isinstance(fact, PlaybookActivated)
        if fact.digest not in there:
            told = {"playbook": fact.playbook, "digest": fact.digest}
            yield Unlike("verify_playbook_missing", {"position": recorded.position, **told})


def _refs(house: House) -> Iterator[Unlike]:
    """Index entries that facts should have made and that are gone, and those that none made.

    Entries are kept as hashes, for there may be millions of them.
    """
    head = house.store.head()
    have = {hash(entry) for entry in _entries(house)}
    made = set[int]()
    for recorded in _facts(house, 0):
        for entry in entries(recorded.fact, recorded.stream, recorded.community):
            made.add(hash(entry))
            # what was saved since may have come too late to be seen
            if recorded.position <= head and hash(entry) not in have:
                told = {"position": recorded.position, "key": entry[0], "value": entry[1]}
                yield Unlike("verify_ref_missing", told)
    if strange := have - made:
        for key, value in _entries(house):
            if hash((key, value)) in strange:
                yield Unlike("verify_ref_unknown", {"key": key, "value": value})


def _entries(house: House) -> Iterator[Entry]:
    key, value = "", ""
    while rows := house.store.recorder.select(
        "SELECT key, value FROM refs WHERE (key, value) > (?, ?) ORDER BY key, value LIMIT ?",
        (key, value, PAGE),
    ):
        yield from ((row[0], row[1]) for row in rows)
        key, value = rows[-1]


def _facts(house: House, after: int, *, topic: str = "") -> Iterator[Recorded]:
    while facts := house.store.read(after, PAGE, topics=(topic,) if topic else ()):
        yield from facts
        after = facts[-1].position


def _view(house: House, name: str) -> Iterator[Unlike]:
    """Whether a view has a place along the log, and its documents that folding does not give."""
    rows = house.views.query("SELECT position FROM view_positions WHERE view = ?", (name,))
    position, head = rows[0][0] if rows else None, house.store.head()
    if not isinstance(position, int) or not 0 <= position <= head:
        yield Unlike("verify_view_lost", {"view": name, "position": position, "head": head})
        return
    for community, key in house.follower.differences(name):
        yield Unlike("verify_view", {"view": name, "community": community, "key": key})
