"""What a run counts, and how it is told."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.fault.deadlines import facts
from tests.fault.records import Evidence

Counts = dict[str, Any]


def counted(evidence: Evidence, retried: int, kills: Counter[str]) -> Counts:
    """Everything that there is to count."""
    commands, log = evidence.commands, evidence.log
    acknowledged = [c for c in commands if c.is_acknowledged]
    refused = [str(c.body.get("code")) for c in commands if c.status and not c.is_acknowledged]
    return {
        "kills in all": sum(kills.values()),
        "kills": dict(kills),
        "commands sent": len(commands),
        "acknowledged": len(acknowledged),
        "by kind": dict(Counter(c.kind for c in acknowledged)),
        "refused": dict(Counter(refused)),
        "sent again without an answer": retried,
        "sent again after the answer": sum(c.again is not None for c in commands),
        "boards read": len(evidence.reads),
        "of them held against the log": len(evidence.told),
        "events": len(log),
        "of the system itself": sum(e.actor == "system" for e in log),
        "deadlines": dict(facts(log)),
        "subscribers": {
            s.name: f"{len(s.events)} (resumed {s.resumed}, repeated {s.repeats})"
            for s in evidence.seen
        },
    }


def told(counts: Counts) -> str:
    """The counts, a line each."""
    lines = []
    for name, count in counts.items():
        shown = count
        if isinstance(count, dict):
            shown = ", ".join(f"{key} {value}" for key, value in sorted(count.items()))
        lines.append(f"  {name}: {shown}")
    return "\n".join(lines)
