"""What every check of a file shares: noting a fault at its place, and naming what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from engine.playbooks.binding import finding_at
from engine.playbooks.finding import Finding
from engine.playbooks.source import Place, Source
from engine.playbooks.words import Tag

_FEW = 12


class Faults:
    """Faults of one file, in the order in which the checks met them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.found: list[Finding] = []

    def note(self, place: Place, code: str, **params: str) -> None:
        """Note a fault at a place of the file."""
        self.found.append(finding_at(self._source, place, code, params))

    def unknown(self, place: Place, code: str, value: str | None, known: Collection[str]) -> None:
        """Note a reference to what does not exist, with the nearest that do; ``None`` is no one."""
        if value is None or value in known:
            return
        near = get_close_matches(value, known, n=3, cutoff=0.5)
        few = near or sorted(known)[:_FEW]
        cut = {"cut": str(len(known))} if not near and len(known) > _FEW else {}
        self.note(place, code, value=value, known=", ".join(few), **cut)

    def twice(self, ids: Iterable[tuple[Place, str]], code: str = "id_twice") -> None:
        """Note every id after its first."""
        first: dict[str, Place] = {}
        for place, id in ids:
            if id in first:
                line = str(self._source.line(first[id]))
                self.note(place, code, value=id, first=line)
            first.setdefault(id, place)

    def sources(self, place: Place, tags: Iterable[Tag], known: Collection[str]) -> None:
        """Note source tags that stand for nothing; the article after a dash is not checked."""
        for tag in tags:
            self.unknown((*place, "src"), "source_unknown", tag.partition("-")[0], known)
