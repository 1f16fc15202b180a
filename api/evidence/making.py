"""A bundle of evidence, written while it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import msgspec

from api.auth.permissions import Principal
from api.evidence.asking import Wanted, bounds
from api.evidence.refolding import pinned
from api.evidence.telling import checker, people, readme, spoken
from api.house import House
from api.reading import assignments, boards
from api.times import ZONE
from domain.record import Recorded
from engine.evidence import FORMAT, VERSION, Archive, Key, Made, Manifest, Slice
from engine.evidence.form import ASSIGNMENTS, CHAIN, LOG, MANIFEST, PLANS, SIGNATURE
from engine.store.lineage import lineage

PAGE = 1000
_encoder = msgspec.json.Encoder()


class Bundle(msgspec.Struct, frozen=True):
    """What is to be sent: of which community, between which positions, for whom and why."""

    served: House
    code: str
    name: str
    wanted: Wanted
    after: int
    until: int
    reason: str
    who: Principal
    called: str
    people: list[dict[str, Any]]
    is_full: bool

    @property
    def file_name(self) -> str:
        """What the file is called, for people."""
        at = self.served.clock().astimezone(ZONE)
        return f"{self.name}-{self.code}-{self.until}-{at:%Y%m%d%H%M}.zip"

    def pieces(self, access: str) -> Iterator[bytes]:
        """The zip, piece by piece; ``access`` is the record of this export."""
        return _Writing(self, access).pieces()


def bundle(served: House, who: Principal, code: str, wanted: Wanted, reason: str) -> Bundle:
    """Everything that can be refused is refused here, before the first byte is sent."""
    community = served.workflow.desk.community(code)
    after, until = bounds(served, code, wanted)
    is_full = who.sees_phones(code)
    called = served.names.actors([who.actor], "zh").get(who.actor) or who.name
    named = people(served, code, until, is_full)
    return Bundle(
        served,
        code,
        community.name,
        wanted,
        after,
        until,
        reason.strip(),
        who,
        called,
        named,
        is_full,
    )


class _Writing:
    def __init__(self, asked: Bundle, access: str) -> None:
        self._asked, self._access, self._served = asked, access, asked.served
        self._part = Slice(asked.served.store, asked.code, asked.after, asked.until)
        self._at = asked.served.clock()
        self._archive = Archive(self._at.astimezone(ZONE))
        self._facts = self._saves = 0
        self._digests: set[str] = set()

    def pieces(self) -> Iterator[bytes]:
        add, asked = self._archive.add, self._asked
        yield from add("README.md", [readme(asked.name, asked.code).encode()])
        yield from add("check.py", [checker()])
        yield from add(LOG, self._log())
        yield from add(CHAIN, self._chain())
        yield from add("history.txt", self._history())
        for language in ("zh", "en"):
            yield from add(f"board.{language}.json", self._board(language))
        yield from add(ASSIGNMENTS, self._assignments())
        yield from add("people.json", [_encoder.encode(asked.people)])
        for digest in sorted(self._digests):
            content = self._served.store.playbooks.get(digest)
            if content is not None:
                yield from add(f"{PLANS}{digest}.json", [content])
        manifest = msgspec.json.format(_encoder.encode(self._manifest()), indent=1) + b"\n"
        yield from add(MANIFEST, [manifest])
        if pem := self._served.settings.evidence_key:
            yield from add(SIGNATURE, [_encoder.encode(Key(pem).sign(manifest))])
        yield from self._archive.end()

    def _log(self) -> Iterator[bytes]:
        for line in self._part.lines():
            self._facts += 1
            yield _encoder.encode(line) + b"\n"

    def _chain(self) -> Iterator[bytes]:
        for save in self._part.saves():
            self._saves += 1
            yield _encoder.encode(save) + b"\n"

    def _history(self) -> Iterator[bytes]:
        for facts in self._pages():
            self._digests |= pinned(facts)
            yield from spoken(self._served, self._asked.code, facts, phones=self._asked.is_full)

    def _pages(self) -> Iterator[list[Recorded]]:
        read, after = self._served.store.read, self._asked.after
        while facts := read(after, PAGE, until=self._asked.until, community=self._asked.code):
            yield facts
            after = facts[-1].position

    def _board(self, language: str) -> Iterator[bytes]:
        asked = self._asked
        shown = boards.board(
            self._served, asked.code, language, phones=asked.is_full, as_of_position=asked.until
        )
        self._digests |= {a["digest"] for a in shown["activations"] if a.get("digest")}
        yield _encoder.encode(shown)

    def _assignments(self) -> Iterator[bytes]:
        after: str | None = "0"
        while after is not None:
            page = assignments.assignments(
                self._served,
                self._asked.code,
                "zh",
                as_of=self._asked.until,
                at_least=self._asked.until,
                after=after,
                limit=PAGE,
                phones=self._asked.is_full,
            )
            yield from (_encoder.encode(line) + b"\n" for line in page["items"])
            after = page["next"]

    def _manifest(self) -> Manifest:
        asked, store = self._asked, self._served.store
        at = store.recorded_at(asked.until)
        who = asked.who
        made_at = self._at.isoformat()
        made = Made(
            who.actor,
            asked.called,
            who.role,
            who.place,
            made_at,
            version("pingzhan"),
            self._access,
        )
        return Manifest(
            FORMAT,
            VERSION,
            asked.code,
            asked.name,
            asked.wanted.activation,
            asked.reason,
            made,
            store.log_id,
            lineage(store),
            asked.after,
            asked.until,
            at.isoformat() if at else None,
            self._facts,
            self._saves,
            self._part.head(asked.until),
            "full" if asked.is_full else "masked",
            self._archive.files,
        )
