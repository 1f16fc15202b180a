"""Everything that is wrong with a file under playbooks/, whatever its kind."""

from __future__ import annotations

from pathlib import Path

from engine.playbooks.faults import Faults
from engine.playbooks.files import kind, validate
from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.library import Library
from engine.playbooks.overlay_checks import check_overlay
from engine.playbooks.overlay_file import OverlayFile
from engine.playbooks.plan_checks import check_plan
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.shared_checks import SHARED_CHECKS
from engine.playbooks.source import read


def lint(file: Path) -> list[Finding]:
    """Every fault, by line; empty when the file may be used.

    A file beside its own forms, ladders or vocabularies is held against these, else against the
    shipped ones. Faults of those files are told under their own names.
    """
    try:
        found = _check(file)
    except FaultyFile as faulty:
        found = list(faulty.findings)
    return sorted(found, key=lambda finding: (str(finding.file), finding.line))


def _check(file: Path) -> list[Finding]:
    source = read(file)
    model = kind(source)
    content = validate(source, model)
    library = Library(home(file))
    if isinstance(content, PlanFile):
        return check_plan(content, source, library)
    if isinstance(content, OverlayFile):
        return check_overlay(content, source, home(file), library)
    faults = Faults(source)
    SHARED_CHECKS[model](content, faults, library)
    return faults.found


def home(file: Path) -> Path:
    """The folder whose forms, ladders and vocabularies a file is held against."""
    folder = file.resolve().parent
    return folder.parent if folder.name in ("vocabularies", "tables", "overlays") else folder
