"""Every kind of file under playbooks/: where it is found, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.form_faults import form_faults
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.shared_files import (
    FormsFile,
    GuardsFile,
    LaddersFile,
    ReadinessFile,
    SourcesFile,
    TableFile,
    VocabularyFile,
)
from engine.playbooks.source import Source, read
from engine.playbooks.words import Model

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
"""The project's own files: beside the packages in a clone, an editable install and a wheel."""

KINDS: dict[str, type[Model]] = {
    "pingzhan.playbook/v1": PlanFile,
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
    if said not in KINDS:
        line = source.line(("schema",))
        params = {"value": str(said)} | _known()
        raise FaultyFile([Finding(source.file, line, "schema_unknown", params)])
    return KINDS[said]


def validate(source: Source, model: type[M]) -> M:
    """The file as its model; raises ``FaultyFile`` with every fault of form."""
    try:
        return model.model_validate(source.content)
    except ValidationError as error:
        raise FaultyFile(form_faults(source, error)) from None


def load(file: Path, model: type[M]) -> M:
    """Read and validate a file of a known kind."""
    return validate(read(file), model)


def _known() -> dict[str, str]:
    return {"known": ", ".join(KINDS)}


class Library:
    """The shared files that a playbook refers to: beside it where it has its own, else shipped."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self._folder = folder
        self._opened: dict[str, Model] = {}

    @property
    def forms(self) -> FormsFile:
        """Every form."""
        return self._open("forms.yaml", FormsFile)

    @property
    def ladders(self) -> LaddersFile:
        """Every ladder and whom its rungs reach."""
        return self._open("ladders.yaml", LaddersFile)

    @property
    def guards(self) -> GuardsFile:
        """The hard guards."""
        return self._open("guards.yaml", GuardsFile)

    @property
    def sources(self) -> SourcesFile:
        """What source tags stand for."""
        return self._open("sources.yaml", SourcesFile)

    def vocabulary(self, id: str) -> VocabularyFile | None:
        """A vocabulary by its id; ``None`` when there is no such file."""
        name = f"vocabularies/{id}.yaml"
        return self._open(name, VocabularyFile) if self._find(name).exists() else None

    def _find(self, name: str) -> Path:
        own = self._folder / name
        return own if own.exists() else SHIPPED / name

    def _open(self, name: str, model: type[M]) -> M:
        opened = self._opened.get(name)
        if opened is None:
            opened = self._opened[name] = load(self._find(name), model)
        assert isinstance(opened, model)
        return opened
