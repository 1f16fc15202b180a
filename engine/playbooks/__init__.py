"""Playbooks as files, checked and resolved into the plans that activations run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from domain.playbook import Playbook
from domain.readiness import ReadinessChecks
from engine.playbooks.content import Edition, Layer, decode, encode, is_sealed
from engine.playbooks.difference import Difference, differences
from engine.playbooks.editions import (
    Laid,
    Published,
    laid,
    layer_of,
    overlay_of,
    planned,
    published,
)
from engine.playbooks.files import SHIPPED, kind, validate
from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.json_schema import json_schema, kinds
from engine.playbooks.library import Library
from engine.playbooks.lint import home, lint
from engine.playbooks.merging import Conflict, Merged, merged
from engine.playbooks.overlay_checks import overlay_faults
from engine.playbooks.overlay_file import OverlayFile
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.readiness import checks_of
from engine.playbooks.shared_files import ReadinessFile
from engine.playbooks.source import Source, parse, read

__all__ = [
    "SHIPPED",
    "Conflict",
    "Difference",
    "Edition",
    "FaultyFile",
    "Finding",
    "Laid",
    "Layer",
    "Library",
    "Merged",
    "OverlayFile",
    "Published",
    "Source",
    "decode",
    "differences",
    "encode",
    "home",
    "is_sealed",
    "json_schema",
    "kinds",
    "laid",
    "layer_of",
    "lint",
    "load",
    "merged",
    "open_file",
    "open_overlay",
    "open_source",
    "open_text",
    "overlay_faults",
    "overlay_of",
    "parse",
    "read",
    "readiness_checks",
    "shipped",
    "shipped_editions",
    "shipped_overlays",
    "validate",
]


def load(file: Path) -> Playbook:
    """The plan that a file describes; raises ``FaultyFile`` with every fault when it has any."""
    return planned(read(file), Library(file.resolve().parent))


def open_file(file: Path) -> Published | Layer:
    """A playbook or an overlay, to be published; raises ``FaultyFile`` as ``load`` does."""
    return open_source(read(file), Library(home(file)))


def open_text(text: str) -> Published | Layer:
    """The same of a text that came without files of its own."""
    return open_source(parse(Path("playbook.yaml"), text), Library())


def open_overlay(content: dict[str, Any]) -> Layer:
    """An overlay that came as values."""
    return layer_of(Source(Path("overlay.yaml"), content, {}))


def open_source(source: Source, library: Library) -> Published | Layer:
    """The same of what was read; any other kind of file is none to publish."""
    model = kind(source)
    if model is PlanFile:
        return published(source, library)
    if model is OverlayFile:
        return layer_of(source)
    raise FaultyFile([Finding(source.file, source.line(("schema",)), "not_published")])


def shipped_editions() -> list[Published]:
    """Every playbook that comes with the project, by file name, with what it was made of."""
    library = Library()
    sources = [read(file) for file in sorted(SHIPPED.glob("*.yaml"))]
    return [published(s, library.again()) for s in sources if kind(s) is PlanFile]


def shipped_overlays() -> list[Layer]:
    """Every overlay that comes with the project."""
    return [layer_of(read(file)) for file in sorted(SHIPPED.glob("overlays/*.yaml"))]


def shipped() -> list[Playbook]:
    """The same as plans alone."""
    return [each.plan for each in shipped_editions()]


def readiness_checks(file: Path = SHIPPED / "readiness.yaml") -> ReadinessChecks:
    """What readiness checks; raises ``FaultyFile`` with every fault when the file has any."""
    if faults := [f for f in lint(file) if not f.is_warning]:
        raise FaultyFile(faults)
    return checks_of(validate(read(file), ReadinessFile), Library(file.resolve().parent))
