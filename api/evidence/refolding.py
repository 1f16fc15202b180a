"""The log of a bundle folded anew, and what of its board and assignments differs from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from domain.facts.community import ActivationAmended, PlaybookActivated
from domain.playbook import Playbook
from domain.record import Recorded
from engine.evidence import Fault, LogLine, Manifest
from engine.evidence.form import ASSIGNMENTS, BOARD, PLANS
from engine.playbooks import decode
from engine.store.codec import Codec
from engine.store.moments import moment
from projections.assignments import fold as assign
from projections.assignments import query
from projections.board import fold
from projections.presenting import present_board
from projections.rows import MemoryRows

#: differences that are told; more of them say no more
_SOME = 20
_INTERVAL = (
    *("member", "activation", "group", "grid", "task", "role", "from", "to", "by"),
    *("from_position", "to_position"),
)


def refolded(
    manifest: Manifest, log: list[LogLine], files: dict[str, bytes], plans: dict[str, bytes]
) -> Iterator[Fault]:
    """What the board and the assignments of a bundle say otherwise than its whole log does.

    Only of a log from the community's beginning on, whose facts were found whole.
    """
    facts = [_recorded(line) for line in log]
    if missing := [r.position for r in facts if not pinned([r]) <= plans.keys()]:
        yield from (Fault("plan_missing", PLANS, position) for position in missing)
        return
    known = {digest: decode(content) for digest, content in plans.items()}
    yield from _board(manifest, facts, known.get, files.get(BOARD, b"{}"))
    yield from _assignments(manifest, facts, files.get(ASSIGNMENTS, b""))


def pinned(facts: Iterable[Recorded]) -> set[str]:
    """Digests of the playbooks that facts pin."""
    return {
        r.fact.digest for r in facts if isinstance(r.fact, PlaybookActivated | ActivationAmended)
    }


def _recorded(line: LogLine) -> Recorded:
    codec = _CODEC
    whole = codec.whole(line.topic, line.state.encode())
    return Recorded(
        line.position,
        line.stream,
        line.version,
        codec.path(line.topic)[0],
        whole.community,
        whole.actor,
        moment(line.recorded_at),
        whole.occurred_at,
        whole.fact,
        whole.cause,
    )


def _board(
    manifest: Manifest,
    facts: list[Recorded],
    plans: Callable[[str], Playbook | None],
    content: bytes,
) -> Iterator[Fault]:
    rows = MemoryRows()
    for r in facts:
        fold(rows, r)
    shown = present_board(rows, plans, manifest.community, position=manifest.until)
    should = _bare(msgspec.json.decode(msgspec.json.encode(shown)))
    stands = _bare(_object(content))
    for key in _unlike(should, stands):
        yield Fault("board_differs", BOARD, detail=" ".join(key))


def _bare(board: dict[str, Any]) -> dict[tuple[str, ...], Any]:
    """A board without words and names, by what each of it is of."""
    found: dict[tuple[str, ...], Any] = {("mode",): board.get("mode")}
    for activation in board.get("activations", ()):
        for group in activation["groups"]:
            place = (activation["id"], group["grid"] or "", group["group"])
            found[place] = [
                (m["member"], m["position"], m["mustered_at"]) for m in group["members"]
            ]
            for t in group["tasks"]:
                found[t["id"],] = (t["state"], t["due_at"], t["overdue"], t["assignees"])
    return found


def _assignments(manifest: Manifest, facts: list[Recorded], content: bytes) -> Iterator[Fault]:
    rows = MemoryRows()
    for r in facts:
        assign(rows, r)
    told = query(dict(rows.items()), as_of=manifest.until)
    should = _intervals(msgspec.json.decode(msgspec.json.encode(told)))
    stands = _intervals([_object(line) for line in content.splitlines()])
    for key in _unlike(should, stands):
        yield Fault("assignment_differs", ASSIGNMENTS, int(key[0]), detail=" ".join(key[1:]))


def _intervals(lines: list[dict[str, Any]]) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {}
    for line in lines:
        key = (str(line.get("from_position", 0)), *(str(line.get(k) or "") for k in _WHOSE))
        found[key] = [line.get(field) for field in _INTERVAL]
    return found


_WHOSE = ("task", "group", "grid", "member", "role")
_CODEC = Codec()


def _unlike(
    should: dict[tuple[str, ...], Any], stands: dict[tuple[str, ...], Any]
) -> list[tuple[str, ...]]:
    keys = [*should, *(key for key in stands if key not in should)]
    return [key for key in keys if _plain(should.get(key)) != _plain(stands.get(key))][:_SOME]


def _plain(value: Any) -> Any:
    return msgspec.json.encode(value)


def _object(content: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.MsgspecError, ValueError):
        return {}
