"""Playbooks as files, checked and resolved into the plans that activations run."""

from __future__ import annotations

from pathlib import Path

from domain.playbook import Playbook
from domain.readiness import ReadinessChecks
from engine.playbooks.content import decode, encode, is_sealed
from engine.playbooks.files import SHIPPED, kind, validate
from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.library import Library
from engine.playbooks.lint import lint
from engine.playbooks.plan_checks import check_plan
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.readiness import checks_of
from engine.playbooks.resolution import resolve
from engine.playbooks.shared_files import ReadinessFile
from engine.playbooks.source import Source, read

__all__ = [
    "SHIPPED",
    "FaultyFile",
    "Finding",
    "decode",
    "encode",
    "is_sealed",
    "lint",
    "load",
    "readiness_checks",
    "shipped",
]


def load(file: Path) -> Playbook:
    """The plan that a file describes; raises ``FaultyFile`` with every fault when it has any."""
    return _resolved(read(file), Library(file.resolve().parent))


def shipped() -> list[Playbook]:
    """Every playbook that comes with the project, by file name."""
    library = Library()
    sources = [read(file) for file in sorted(SHIPPED.glob("*.yaml"))]
    return [_resolved(source, library) for source in sources if kind(source) is PlanFile]


def readiness_checks(file: Path = SHIPPED / "readiness.yaml") -> ReadinessChecks:
    """What readiness checks; raises ``FaultyFile`` with every fault when the file has any."""
    if faults := [f for f in lint(file) if not f.is_warning]:
        raise FaultyFile(faults)
    return checks_of(validate(read(file), ReadinessFile), Library(file.resolve().parent))


def _resolved(source: Source, library: Library) -> Playbook:
    plan = validate(source, PlanFile)
    if faults := [f for f in check_plan(plan, source, library) if not f.is_warning]:
        raise FaultyFile(faults)
    return resolve(plan, library)
