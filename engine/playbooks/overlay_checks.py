"""What can be wrong with an overlay: it changes what is not there, or makes a faulty plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.playbooks.binding import reference
from engine.playbooks.faults import Faults
from engine.playbooks.files import SHIPPED, validate
from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.library import Library
from engine.playbooks.local_checks import check_local
from engine.playbooks.merging import Change, changes_of, merged, place_of, value_at
from engine.playbooks.overlay_file import OverlayFile
from engine.playbooks.plan_checks import check_plan
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.source import Place, Source, read


def check_overlay(
    overlay: OverlayFile, source: Source, home: Path, library: Library
) -> list[Finding]:
    """Every fault of the overlay, and of the plan that it makes, at the lines of its own file.

    Where the playbook itself is at fault, its faults are told, under its own name.
    """
    base = base_of(overlay.playbook, home)
    if base is None:
        faults = Faults(source)
        faults.note(("playbook",), "playbook_unknown", value=overlay.playbook, folder=str(home))
        return faults.found
    found = check_plan(validate(base, PlanFile), base, library)
    if grave := [finding for finding in found if not finding.is_warning]:
        return grave
    return overlay_faults(overlay, source, base, library)


def overlay_faults(
    overlay: OverlayFile, source: Source, base: Source, library: Library
) -> list[Finding]:
    """Every fault of the overlay over a playbook that has none."""
    faults = Faults(source)
    if base.content.get("revision") != overlay.base_revision:
        said = {"value": overlay.base_revision, "now": str(base.content.get("revision"))}
        faults.note(("base_revision",), "base_moved", **said)
    changes = list(changes_of(source.content))
    for change in changes:
        _check_known(change, base, faults)
    if any(not finding.is_warning for finding in faults.found):
        return faults.found
    return faults.found + _faults_of_plan(source, base, changes, library)


def base_of(playbook: str, home: Path) -> Source | None:
    """The playbook that an overlay is for: beside it where there is one, else shipped."""
    for folder in (home, SHIPPED):
        file = folder / f"{playbook}.yaml"
        if file.exists():
            return read(file)
    return None


def _check_known(change: Change, base: Source, faults: Faults) -> None:
    """Nobody changes a parameter, a group or a line that the playbook does not have."""
    kind, id, *rest = change.path
    if value_at(base.content, (kind, id)) is None:
        code = "parameter_not_there" if kind == "parameters" else "group_not_there"
        faults.unknown(change.written, code, id, _ids(base, (kind,)))
    elif rest[:1] == ["tasks"]:
        there = value_at(base.content, (kind, id, *rest[:2])) is not None
        is_added = len(rest) == 2 and change.value is not None
        if is_added and there:
            faults.note(change.written, "line_taken", value=rest[1])
        if not is_added and not there:
            faults.unknown(change.written, "line_unknown", rest[1], _ids(base, (kind, id, "tasks")))


def _ids(base: Source, path: tuple[str, ...]) -> list[str]:
    items = value_at(base.content, path) or []
    return [str(item.get("id")) for item in items if isinstance(item, dict)]


def _faults_of_plan(
    source: Source, base: Source, changes: list[Change], library: Library
) -> list[Finding]:
    """The faults of the plan with the overlay on it, told where the overlay says so."""
    content = merged(base.content, base.content, source.content).content
    told = {place_of(content, change.path): source.line(change.written) for change in changes}
    values = {c.path[1]: source.line(c.written) for c in changes if c.path[0] == "parameters"}
    lines = dict(_lines(content, (), source.line(("playbook",)), told, values))
    laid = Source(source.file, content, lines)
    faults = Faults(laid)
    try:
        plan = validate(laid, PlanFile)
        check_local(validate(base, PlanFile), plan, faults, library.guards)
        found = faults.found + check_plan(plan, laid, library)
    except FaultyFile as faulty:
        found = list(faulty.findings)
    return [f for f in found if not f.is_warning or f.code == "rescue_taken_out"]


def _lines(
    node: Any, place: Place, above: int, told: Mapping[Place, int], values: Mapping[str, int]
) -> Iterator[tuple[Place, int]]:
    """The line of the overlay that says what stands at each place, or refers to what it says."""
    line = told.get(place, values.get(reference(node) or "", above))
    yield place, line
    steps: Iterable[tuple[str | int, Any]] = ()
    if isinstance(node, dict | list):
        steps = node.items() if isinstance(node, dict) else enumerate(node)
    for step, inner in steps:
        yield from _lines(inner, (*place, step), line, told, values)
