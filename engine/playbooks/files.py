"""Every kind of file under playbooks/: where it is found, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from engine.playbooks.binding import bound
from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.form_faults import form_faults
from engine.playbooks.forms_file import FormsFile
from engine.playbooks.overlay_file import OverlayFile
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.shared_files import (
    GuardsFile,
    LaddersFile,
    ReadinessFile,
    SourcesFile,
    TableFile,
    VocabularyFile,
)
from engine.playbooks.source import Source
from engine.playbooks.words import Model

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
"""The project's own files: beside the packages in a clone, an editable install and a wheel."""

KINDS: dict[str, type[Model]] = {
    "pingzhan.playbook/v1": PlanFile,
    "pingzhan.overlay/v1": OverlayFile,
    "pingzhan.vocabulary/v1": VocabularyFile,
    "pingzhan.table/v1": TableFile,
    "pingzhan.forms/v1": FormsFile,
    "pingzhan.ladders/v1": LaddersFile,
    "pingzhan.guards/v1": GuardsFile,
    "pingzhan.sources/v1": SourcesFile,
    "pingzhan.readiness/v1": ReadinessFile,
}

M = TypeVar("M", bound=Model)


def kind(source: Source) -> type[Model]:
    """What a file is, by its ``schema``; a file in ``vocabularies/`` need not say so."""
    content = source.content
    if not isinstance(content, dict):
        raise FaultyFile([Finding(source.file, 1, "not_a_mapping")])
    said = content.get("schema")
    if said is None and source.file.parent.name == "vocabularies":
        return VocabularyFile
    if said is None:
        raise FaultyFile([Finding(source.file, 1, "schema_missing", _known())])
    if not isinstance(said, str) or said not in KINDS:
        line = source.line(("schema",))
        params = {"value": "…" if isinstance(said, dict | list) else str(said)} | _known()
        raise FaultyFile([Finding(source.file, line, "schema_unknown", params)])
    return KINDS[said]


def validate(source: Source, model: type[M]) -> M:
    """The file as its model; raises ``FaultyFile`` with every fault of form.

    In a playbook the values of its parameters stand where it refers to them.
    """
    content = bound(source).content if model is PlanFile else source.content
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise FaultyFile(form_faults(source, error)) from None


def _known() -> dict[str, str]:
    return {"known": ", ".join(KINDS)}
