"""The shared files that a playbook refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from engine.playbooks.files import SHIPPED, validate
from engine.playbooks.forms_file import FormsFile
from engine.playbooks.joining import joined
from engine.playbooks.shared_files import (
    GuardsFile,
    LaddersFile,
    SourcesFile,
    VocabularyFile,
)
from engine.playbooks.source import Source, read
from engine.playbooks.words import Model, Named

_ADDING = frozenset({"forms.yaml", "ladders.yaml", "sources.yaml", "guards.yaml"})

M = TypeVar("M", bound=Model)
N = TypeVar("N", bound=Named)


class Library:
    """The shared files that a playbook refers to: the shipped, and its own beside it.

    Its own forms, ladders, sources and guards add to the shipped, and of the same id they stand
    instead; a vocabulary says itself which it extends. No guard is ever taken away.

    With ``kept`` they are what was kept when it was published, whatever stands on the disk now.
    """

    def __init__(self, folder: Path = SHIPPED, kept: Mapping[str, Any] | None = None) -> None:
        self._folder, self._kept = folder, kept
        self._opened: dict[str, tuple[Model, Any]] = {}
        #: what was asked for so far, as it was written
        self.contents: dict[str, Any] = {}

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
        """A vocabulary by its id, with the words that it takes over; ``None`` without a file."""
        words: VocabularyFile | None = None
        for above in self.extended_by(id):
            taken = self._open(_vocabulary(above), VocabularyFile)
            words = taken if words is None else extended(words, taken)
        return words

    def is_vocabulary(self, id: str) -> bool:
        """Whether there is a vocabulary of that id."""
        name = _vocabulary(id)
        return name in self._kept if self._kept is not None else self._find(name).exists()

    def extended_by(self, id: str) -> list[str]:
        """A vocabulary and those that it extends, nearest first; each once."""
        chain: list[str] = []
        following: str | None = id
        while following is not None and following not in chain and self.is_vocabulary(following):
            chain.append(following)
            following = self._open(_vocabulary(following), VocabularyFile).extends
        return chain

    def _find(self, name: str) -> Path:
        own = self._folder / name
        return own if own.exists() else SHIPPED / name

    def again(self) -> Library:
        """The same files, of which nothing was asked for yet."""
        other = Library(self._folder, self._kept)
        other._opened = self._opened
        return other

    def _open(self, name: str, model: type[M]) -> M:
        if name not in self._opened:
            self._opened[name] = self._read(name, model)
        opened, self.contents[name] = self._opened[name]
        assert isinstance(opened, model)
        return opened

    def _read(self, name: str, model: type[M]) -> tuple[M, Any]:
        """A file as its model and as it is kept: the own one first, then what it adds to."""
        own = self._source(name)
        opened, content = validate(own, model), own.content
        if name in self._shared(own):
            content = joined(read(SHIPPED / name).content, content)
            opened = validate(Source(own.file, content, {}), model)
        return opened, content

    def _shared(self, own: Source) -> frozenset[str]:
        """The files to which a playbook's own only add; guards hold whatever was kept."""
        if self._kept is not None:
            return frozenset({"guards.yaml"})
        return frozenset() if own.file.parent == SHIPPED else _ADDING

    def _source(self, name: str) -> Source:
        if self._kept is not None:
            return Source(Path(name), self._kept[name], {})
        return read(self._find(name))


def _vocabulary(id: str) -> str:
    return f"vocabularies/{id}.yaml"


def extended(own: VocabularyFile, above: VocabularyFile) -> VocabularyFile:
    """A vocabulary with the words of the one that it extends.

    Of the same id, its own stand; tiers are an order, and taken over whole or not at all.
    """
    return own.model_copy(
        update={
            "roles": _joined(above.roles, own.roles),
            "groups": _joined(above.groups, own.groups),
            "positions": _joined(above.positions, own.positions),
            "modes": _joined(above.modes, own.modes),
            "tiers": own.tiers or above.tiers,
        }
    )


def _joined(above: Sequence[N], own: Sequence[N]) -> tuple[N, ...]:
    mine = {item.id: item for item in own}
    kept = tuple(mine.pop(item.id, item) for item in above)
    return kept + tuple(mine.values())
