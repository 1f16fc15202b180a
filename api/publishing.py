"""Publishing what came as text, and a place's own parameters; faults are told line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from api.catalogue import catalogue, words
from domain.refusal import Refused
from engine.plans import Plans
from engine.playbooks import (
    FaultyFile,
    Finding,
    Laid,
    Layer,
    Published,
    open_overlay,
    open_text,
    overlay_of,
)

MOST_FAULTS = 100


def publish_text(plans: Plans, text: str) -> dict[str, Any]:
    """Publish a playbook or an overlay; what stands on the shelf then."""
    with told():
        return publish(plans, open_text(text))


def publish(plans: Plans, opened: Published | Layer) -> dict[str, Any]:
    """Put what was opened on the shelf."""
    if isinstance(opened, Published):
        plans.publish_written(opened)
        plan = opened.plan
        return {"id": plan.id, "revision": plan.revision, "digest": plan.digest, "place": ""}
    laid = plans.overlay(opened)
    return {
        "id": laid.plan.id,
        "revision": laid.plan.revision,
        "digest": laid.plan.digest,
        "place": opened.place,
    }


def set_parameters(plans: Plans, playbook: str, place: str, values: Mapping[str, Any]) -> Laid:
    """Give parameters of a playbook values of a place's own; ``None`` takes one back."""
    plan = plans.latest(playbook)
    for name in values:
        if name not in plan.parameters:
            raise Refused("parameter_unknown", field=f"parameters.{name}"[:200], id=name[:100])
    own = plans.local(playbook, place)
    content = dict(own.content) if own else overlay_of(plan.id, plan.revision, place)
    kept = {**content.get("parameters", {}), **values}
    content["parameters"] = {name: value for name, value in kept.items() if value is not None}
    with told():
        plans.overlay(open_overlay(content))
    return plans.laid(playbook, place)


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


def faults_of(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings with their words."""
    return [
        {
            "line": finding.line,
            "code": finding.code,
            "message": words(catalogue("playbook")[finding.code], dict(finding.params)),
        }
        for finding in findings[:MOST_FAULTS]
    ]
