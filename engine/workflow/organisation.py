"""Official codes become tiers and communities, each with an empty roster."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

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
MOST_BYTES = 20 * 1024 * 1024


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
        by = self._desk.decider(caller)
        streams = {community_stream(r.code): r for r in rows}
        known = self._desk.store.get_many(Community, list(streams))
        changed: list[Community] = []
        created = 0
        for stream, row in streams.items():
            community = known.get(stream)
            if community is None:
                community, created = Community(stream, row.code), created + 1
            elif community.registered == row:
                continue
            community.decide([row], by)
            changed.append(community)
        body = {
            "communities": len(streams),
            "created": created,
            "renamed": len(changed) - created,
            "unchanged": len(streams) - len(changed),
        }
        return self._desk.save(caller, body, *changed)


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
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        raise Refused("columns_missing", field="file", columns=", ".join(missing))
    for number, row in enumerate(reader, start=2):
        yield _row(number, {k: (row.get(k) or "").strip() for k in COLUMNS})


def _row(number: int, row: dict[str, str]) -> CommunityRegistered:
    code, street, county = row["community_code"], row["street_code"], row["county_code"]
    for column, wanted in (("community_code", 12), ("street_code", 9), ("county_code", 6)):
        if not re.fullmatch(rf"[0-9]{{{wanted}}}", row[column]):
            cell = f"{chr(ord('A') + COLUMNS.index(column))}{number}"
            raise Refused("code_invalid", field="file", cell=cell, value=row[column], digits=wanted)
    if not (code.startswith(street) and street.startswith(county)):
        raise Refused("code_misplaced", field="file", cell=f"H{number}", value=code)
    if not row["community"]:
        raise Refused("name_missing", field="file", cell=f"G{number}")
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
