"""Publishing: a playbook with everything that it refers to, and overlays laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from domain.playbook import Playbook
from engine.playbooks.content import Edition, Layer, sealed
from engine.playbooks.faults import Faults
from engine.playbooks.files import validate
from engine.playbooks.finding import FaultyFile
from engine.playbooks.library import Library
from engine.playbooks.local_checks import check_local
from engine.playbooks.merging import Conflict, merged
from engine.playbooks.overlay_file import OverlayFile
from engine.playbooks.plan_checks import check_plan
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.resolution import resolve
from engine.playbooks.source import Source


class Published(msgspec.Struct, frozen=True):
    """A plan, and what it was made of."""

    plan: Playbook
    edition: Edition


def published(source: Source, library: Library) -> Published:
    """The plan that a file describes; raises ``FaultyFile`` with every fault when it has any."""
    plan = planned(source, library)
    edition = Edition(plan.id, plan.revision, "", plan.digest, source.content, library.contents)
    return Published(plan, sealed(edition))


def planned(source: Source, library: Library) -> Playbook:
    """The plan alone."""
    file = validate(source, PlanFile)
    if faults := [f for f in check_plan(file, source, library) if not f.is_warning]:
        raise FaultyFile(faults)
    return resolve(file, library)


def layer_of(source: Source) -> Layer:
    """An overlay as it is kept; raises ``FaultyFile`` when it is none."""
    file = validate(source, OverlayFile)
    return sealed(Layer(file.id, file.place, "", source.content))


class Laid(msgspec.Struct, frozen=True):
    """A plan with the overlays of a place; ``left_out`` are those that no longer fit."""

    plan: Playbook
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()


def laid(base: Edition, layers: Sequence[tuple[Layer, Edition]], *, strict: bool = False) -> Laid:
    """The base with layers over it, the widest place first, each with the base it was written for.

    A layer with which the plan would be at fault, or would hold back what saves people, is left
    out: whoever starts it gets a plan. With ``strict`` its faults are raised instead. The base
    itself was judged when it was published; ``FaultyFile`` when its form is none any more.
    """
    content = base.content
    standing = [_file(base, content)]
    plan = resolve(standing[0], Library(kept=base.shared))
    conflicts: list[Conflict] = []
    left_out: list[str] = []
    overlays: list[tuple[str, str]] = []
    for layer, against in layers:
        tried = merged(against.content, base.content, layer.content)
        above = merged(base.content, content, layer.content).content
        try:
            file = _file(base, above)
            _judge(base, above, file, standing)
            plan = resolve(file, Library(kept=base.shared))
        except FaultyFile:
            if strict:
                raise
            left_out.append(layer.place)
            continue
        content = above
        standing.append(file)
        conflicts += tried.conflicts
        overlays.append((layer.place, str(layer.content.get("revision", "1"))))
    plan = sealed(msgspec.structs.replace(plan, overlays=tuple(overlays))) if overlays else plan
    return Laid(plan, tuple(conflicts), tuple(left_out))


def _file(base: Edition, content: dict[str, Any]) -> PlanFile:
    return validate(_source(base, content), PlanFile)


def _source(base: Edition, content: dict[str, Any]) -> Source:
    return Source(Path(f"{base.id}.yaml"), content, {})


def _judge(
    base: Edition, content: dict[str, Any], file: PlanFile, standing: Sequence[PlanFile]
) -> None:
    """Raise the faults of a plan with an overlay on it, seen from each that it stands on."""
    source, library = _source(base, content), Library(kept=base.shared)
    faults = Faults(source)
    for before in standing:
        check_local(before, file, faults, library.guards)
    found = [*check_plan(file, source, library), *faults.found]
    if grave := [finding for finding in found if not finding.is_warning]:
        raise FaultyFile(grave)


def overlay_of(playbook: str, revision: str, place: str) -> dict[str, Any]:
    """The content of an overlay that changes nothing yet."""
    return {
        "schema": "pingzhan.overlay/v1",
        "id": f"{playbook}_{place}",
        "playbook": playbook,
        "base_revision": revision,
        "place": place,
    }
