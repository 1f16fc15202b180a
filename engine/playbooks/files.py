"""Every kind of file under playbooks/: where it is found, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.shared_files import (
    FormsFile,
    GuardsFile,
    LaddersFile,
    ReadinessFile,
    SourcesFile,
    VocabularyFile,
)
from engine.playbooks.source import Place, Source, read
from engine.playbooks.words import Model

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
"""The project's own files: beside the packages in a clone, an editable install and a wheel."""

KINDS: dict[str, type[Model]] = {
    "pingzhan.playbook/v1": PlanFile,
    "pingzhan.vocabulary/v1": VocabularyFile,
    "pingzhan.forms/v1": FormsFile,
    "pingzhan.ladders/v1": LaddersFile,
    "pingzhan.guards/v1": GuardsFile,
    "pingzhan.sources/v1": SourcesFile,
    "pingzhan.readiness/v1": ReadinessFile,
}

M = TypeVar("M", bound=Model)

#: what Pydantic calls a fault, and what we call it; our own codes stand for themselves
_CODES = {"missing": "field_missing", "extra_forbidden": "field_unknown"}
_OWN = frozenset({"duration_invalid", "clock_invalid", "target_unclear"})


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
        raise FaultyFile([_finding(source, e) for e in error.errors()]) from None


def load(file: Path, model: type[M]) -> M:
    """Read and validate a file of a known kind."""
    return validate(read(file), model)


def _known() -> dict[str, str]:
    return {"known": ", ".join(KINDS)}


def _finding(source: Source, error: ErrorDetails) -> Finding:
    place = _place(source, error["loc"])
    field = ".".join(str(part) for part in error["loc"])
    code = error["type"] if error["type"] in _OWN else _CODES.get(error["type"], "value_invalid")
    params = {"field": field}
    if code == "value_invalid":
        params["problem"] = error["msg"]
    if code not in _CODES.values():
        params["value"] = str(error["input"])
    return Finding(source.file, source.line(place), code, params)


def _place(source: Source, loc: tuple[int | str, ...]) -> Place:
    """Where the fault stands; the names that Pydantic gives to alternatives are no places."""
    place: Place = ()
    for part in loc:
        if (*place, part) in source.lines:
            place = (*place, part)
    return place


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
