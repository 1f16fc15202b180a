"""What can be wrong with the files that playbooks share, once their form is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from engine.playbooks.faults import Faults
from engine.playbooks.form_checks import check_form_list
from engine.playbooks.forms_file import FormsFile
from engine.playbooks.ladder_checks import check_ladder_list
from engine.playbooks.library import Library
from engine.playbooks.shared_files import (
    GuardsFile,
    LaddersFile,
    ReadinessFile,
    Role,
    SourcesFile,
    Spoken,
    TableFile,
    VocabularyFile,
)
from engine.playbooks.source import Place
from engine.playbooks.words import Model
from engine.tables.vocabulary import TableWords

#: readiness checks that the product can measure
MEASURABLE = frozenset({"roles", "leads", "phones", "conflicts"})

#: a step of the path at which msgspec found a fault, ``$.reading.columns``
_STEP = re.compile(r"\.(\w+)")


def check_vocabulary(file: VocabularyFile, faults: Faults, library: Library) -> None:
    """Ids and spellings stand for one thing each; what it extends is there, and not itself."""
    if file.extends is not None and not library.is_vocabulary(file.extends):
        faults.note(("extends",), "vocabulary_unknown", value=file.extends)
    if file.extends is not None and file.id in library.extended_by(file.extends):
        faults.note(("extends",), "vocabulary_circle", value=file.id)
    lists: dict[str, Sequence[Spoken | Role]] = {
        "roles": file.roles,
        "groups": file.groups,
        "positions": file.positions,
        "tiers": file.tiers,
    }
    for key, items in lists.items():
        _check_ids(key, [item.id for item in items], faults)
        faults.twice(_spellings(key, items), "alias_twice")
    _check_ids("modes", [mode.id for mode in file.modes], faults)


def check_table(file: TableFile, faults: Faults, library: Library) -> None:
    """The table reader finds every word that it needs."""
    if library.vocabulary(file.vocabulary) is None:
        faults.note(("vocabulary",), "vocabulary_unknown", value=file.vocabulary)
    try:
        msgspec.convert({"reading": file.reading, "sheet": file.sheet}, TableWords)
    except msgspec.ValidationError as error:
        place = tuple(_STEP.findall(str(error).rpartition("`$")[2]))
        faults.note(place, "table_invalid", problem=str(error))


def check_forms(file: FormsFile, faults: Faults, library: Library) -> None:
    """Every form is whole, and asks for nothing that may not be collected."""
    check_form_list(file.forms, faults, library)


def check_ladders(file: LaddersFile, faults: Faults, library: Library) -> None:
    """Every rung reaches somebody, later than the one before; also whom the project names."""
    known = {target.id for target in (*library.ladders.targets, *file.targets)}
    check_ladder_list(file.ladders, file.targets, known, faults)


def check_guards(file: GuardsFile, faults: Faults, library: Library) -> None:
    """Guards have ids of their own and known sources; words are of guards that there are."""
    _check_ids("guards", [guard.id for guard in file.guards], faults)
    known = {guard.id for guard in file.guards}
    for n, refused in enumerate(file.refused_titles):
        faults.unknown(("refused_titles", n, "guard"), "guard_unknown", refused.guard, known)
    for n, guard in enumerate(file.guards):
        faults.sources(("guards", n), guard.src, _sources(library))


def check_sources(file: SourcesFile, faults: Faults, library: Library) -> None:
    """A tag stands for one source."""
    _check_ids("sources", [source.id for source in file.sources], faults)


def check_readiness(file: ReadinessFile, faults: Faults, library: Library) -> None:
    """Weights make a hundred, every score has a name, and nothing is measured by guess."""
    _check_ids("checks", [check.id for check in file.checks], faults)
    if library.vocabulary(file.vocabulary) is None:
        faults.note(("vocabulary",), "vocabulary_unknown", value=file.vocabulary)
    total = sum(check.weight for check in file.checks)
    if total != 100:
        faults.note(("checks",), "weights_uneven", value=str(total))
    if [band.min for band in file.bands] != sorted({*(b.min for b in file.bands), 0}, reverse=True):
        faults.note(("bands",), "bands_uneven")
    for n, check in enumerate(file.checks):
        faults.sources(("checks", n), check.src, _sources(library))
        if check.measured:
            at = ("checks", n, "id")
            faults.unknown(at, "check_not_measurable", check.id, MEASURABLE)


SHARED_CHECKS: dict[type[Model], Callable[..., None]] = {
    VocabularyFile: check_vocabulary,
    TableFile: check_table,
    FormsFile: check_forms,
    LaddersFile: check_ladders,
    GuardsFile: check_guards,
    SourcesFile: check_sources,
    ReadinessFile: check_readiness,
}


def _check_ids(key: str, ids: Iterable[str], faults: Faults) -> None:
    faults.twice(((key, n, "id"), id) for n, id in enumerate(ids))


def _sources(library: Library) -> set[str]:
    return {source.id for source in library.sources.sources}


def _spellings(key: str, items: Sequence[Spoken]) -> Iterator[tuple[Place, str]]:
    """Every way in which something is written; a thing may repeat itself, two may not agree."""
    for n, item in enumerate(items):
        own = dict.fromkeys([item.zh, item.short or item.zh, *item.aliases])
        for spelling in own:
            listed = spelling in item.aliases
            last: Place = ("aliases", item.aliases.index(spelling)) if listed else ("zh",)
            yield (key, n, *last), spelling
