"""What a bundle tells people: how to check it, who is named, what happened in words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from api.catalogue import catalogue, words
from api.house import House
from api.names import masked, masked_name
from api.reading.histories import told
from api.times import ZONE
from domain.record import Recorded
from projections.history import entry


def readme(name: str, code: str) -> str:
    """What is in the bundle and how to check it, Chinese first."""
    said = words(catalogue("evidence")["readme"], {"name": name, "code": code})
    return f"{said['zh']}\n{said['en']}"


def checker() -> bytes:
    """A program of Python's standard library alone that checks a bundle."""
    return files(__package__).joinpath("check.py").read_bytes()


def people(served: House, code: str, until: int, is_full: bool) -> list[dict[str, Any]]:
    """Everybody whom the directory knew in a community then; masked for who may not read them."""
    found = served.store.directory.people(community=code, as_of=until)
    return [
        {
            "member": id,
            "name": person.name if is_full else masked_name(person.name),
            "phone": _phone(person.phone, is_full),
            "unit": person.unit,
        }
        for id, person in sorted(found.items())
    ]


def _phone(phone: str, is_full: bool) -> str:
    return phone if is_full or not phone else masked(phone)


def spoken(served: House, code: str, facts: list[Recorded], *, phones: bool) -> Iterator[bytes]:
    """One entry a fact: its position, its time, and a sentence in both languages."""
    community = served.workflow.desk.community(code)
    for line in told(served, community, [entry(r) for r in facts], phones=phones):
        at = line["at"].astimezone(ZONE)
        text = line["text"]
        yield (
            f"{line['position']}  {at:%Y-%m-%d %H:%M:%S}  {text['zh']}\n    {text['en']}\n"
        ).encode()
