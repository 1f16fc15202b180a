"""Official codes become tiers and communities, each with an empty roster."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from uuid import UUID

from domain.community import Community
from domain.facts.community import CommunityRegistered
from domain.ids import community_stream
from domain.refusal import Refused
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk

COLUMNS = (
    "province",
    "city",
    "county",
    "county_code",
    "street",
    "street_code",
    "community",
    "community_code",
)
LONGEST_NAME = 60
MOST_BYTES = 20 * 1024 * 1024
#: streams of one query
AT_ONCE = 500


class Organisation:
    """Commands on the organisation tree."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def import_codes(self, content: bytes, caller: Caller) -> Answer:
        """Register every community of a CSV of official codes, in one save.

        A community known by another name is renamed; one known as it is stays untouched.
        """
        rows = list(_rows(content))
        return self._desk.once(caller, lambda: self._register(rows, caller))

    def _register(self, rows: list[CommunityRegistered], caller: Caller) -> Answer:
        by, store = self._desk.decider(caller), self._desk.store
        wanted = {community_stream(row.code): row for row in rows}
        known = self._known(list(wanted))
        renamed = [s for s, row in wanted.items() if s in known and known[s] != row]
        changed = store.get_many(Community, renamed)
        changed |= {s: Community(s, row.code) for s, row in wanted.items() if s not in known}
        for stream, community in changed.items():
            community.decide([wanted[stream]], by)
        body = {
            "communities": len(wanted),
            "created": len(wanted) - len(known),
            "renamed": len(renamed),
            "unchanged": len(known) - len(renamed),
        }
        return self._desk.save(caller, body, *changed.values())

    def _known(self, streams: list[UUID]) -> dict[UUID, CommunityRegistered]:
        """How communities are registered now; their rosters are not read for it."""
        known: dict[UUID, CommunityRegistered] = {}
        for some in range(0, len(streams), AT_ONCE):
            facts = self._desk.store.read(
                0,
                2**31,
                streams=streams[some : some + AT_ONCE],
                topics=(CommunityRegistered.TOPIC,),
            )
            for recorded in facts:
                assert isinstance(recorded.fact, CommunityRegistered)
                known[UUID(hex=recorded.stream)] = recorded.fact
        return known


def _rows(content: bytes) -> Iterator[CommunityRegistered]:
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", field="file", most=MOST_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise Refused("file_unreadable", field="file") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = list(reader.fieldnames or ())
        missing = [c for c in COLUMNS if c not in names]
        if missing:
            raise Refused("columns_missing", field="file", columns=", ".join(missing))
        letters = {c: chr(ord("A") + names.index(c)) for c in COLUMNS}
        for row in reader:
            said = {column: (row[column] or "").strip() for column in COLUMNS}
            yield _row({c: f"{letters[c]}{reader.line_num}" for c in COLUMNS}, said)
    except csv.Error:
        raise Refused("file_unreadable", field="file") from None


def _is_written(name: str) -> bool:
    """Whether a name is of letters and spaces: rare ones of official lists are in private use."""
    return all(letter.isprintable() or unicodedata.category(letter) == "Co" for letter in name)


def _row(cells: dict[str, str], row: dict[str, str]) -> CommunityRegistered:
    """A row's community; ``cells`` says where in the file each column of it stands."""
    code, street, county = row["community_code"], row["street_code"], row["county_code"]
    for column, wanted in (("community_code", 12), ("street_code", 9), ("county_code", 6)):
        value, cell = row[column], cells[column]
        if not re.fullmatch(rf"[0-9]{{{wanted}}}", value):
            raise Refused("code_invalid", field="file", cell=cell, value=value, digits=wanted)
    if not (code.startswith(street) and street.startswith(county)):
        raise Refused("code_misplaced", field="file", cell=cells["community_code"], value=code)
    if not row["community"]:
        raise Refused("name_missing", field="file", cell=cells["community"])
    for column in ("community", "street", "county", "city", "province"):
        if len(row[column]) > LONGEST_NAME or not _is_written(row[column]):
            raise Refused("name_invalid", field="file", cell=cells[column], most=LONGEST_NAME)
    return CommunityRegistered(
        code=code,
        name=row["community"],
        street=row["street"],
        street_code=street,
        county=row["county"],
        county_code=county,
        city=row["city"],
        province=row["province"],
    )
