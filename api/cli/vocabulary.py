"""The words that a playbook may use, listed with their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.catalogue import catalogue
from engine.playbooks import Library
from engine.playbooks.words import Words


def listed(vocabulary: str, library: Library) -> Iterator[str] | None:
    """Roles, groups, positions, modes, tiers, forms, ladders and sources; ``None`` without it."""
    words = library.vocabulary(vocabulary)
    if words is None:
        return None
    kinds: dict[str, Iterable[Words]] = {
        "roles": words.roles,
        "groups": words.groups,
        "positions": words.positions,
        "modes": words.modes,
        "tiers": words.tiers,
        "forms": library.forms.forms,
        "ladders": library.ladders.ladders,
        "targets": library.ladders.targets,
        "sources": library.sources.sources,
    }
    return _lines(kinds)


def _lines(kinds: dict[str, Iterable[Words]]) -> Iterator[str]:
    for kind, items in kinds.items():
        heading = catalogue("drawing")[kind]
        yield f"{heading['zh']} / {heading['en']}"
        for item in items:
            yield f"  {getattr(item, 'id', '')}  {item.zh} / {item.en}"
