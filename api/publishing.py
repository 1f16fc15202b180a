"""Publishing what came as text; faults are told line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api import findings
from api.catalogue import catalogue, words
from api.house import House
from domain.playbook import Playbook
from domain.refusal import Refused
from engine.plans import Plans
from engine.playbooks import (
    FaultyFile,
    Finding,
    Layer,
    Library,
    Published,
    Source,
    open_source,
    parse,
)

MOST_FAULTS = 100


def publish_text(plans: Plans, text: str) -> dict[str, Any]:
    """Publish a playbook or an overlay; what stands on the shelf then."""
    with told():
        return publish(plans, parse(Path("playbook.yaml"), text), Library())


def publish(plans: Plans, source: Source, library: Library) -> dict[str, Any]:
    """Put what was read on the shelf; raises ``FaultyFile`` with its faults at its own lines."""
    opened = open_source(source, library)
    if isinstance(opened, Layer):
        plans.refuse_faulty(source)
    if isinstance(opened, Published):
        plans.publish_written(opened)
        plan = opened.plan
        return _published(plan)
    laid = plans.overlay(opened)
    return {
        **_published(laid.plan),
        "place": opened.place,
        "overlay": opened.id,
        "overlay_revision": str(opened.content.get("revision", "1")),
    }


def unregistered(served: House, place: str) -> list[dict[str, str]]:
    """What to tell whoever overlays a place in which no community is registered yet."""
    if not place or served.views.load_summaries(place, limit=1):
        return []
    return [words(catalogue("playbook")["place_unregistered"], {"value": place})]


def _published(plan: Playbook) -> dict[str, Any]:
    return {
        "id": plan.id,
        "revision": plan.revision,
        "digest": plan.digest,
        "place": "",
        "overlay": "",
        "overlay_revision": "",
    }


@contextmanager
def told() -> Iterator[None]:
    """Refuse a faulty file with all that is wrong with it, and how to mend it."""
    try:
        yield
    except FaultyFile as faulty:
        faults = faults_of(faulty.findings)
        first = faults[0]
        said = {f"fault_{language}": text for language, text in first["message"].items()}
        raise Refused(
            "playbook_faulty",
            field=f"line {first['line']}",
            line=first["line"],
            faults=faults,
            **said,
        ) from None


def faults_of(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings with their words."""
    return [
        {
            "line": finding.line,
            "code": finding.code,
            "message": findings.told(finding),
        }
        for finding in found[:MOST_FAULTS]
    ]
