"""The occurrences view: what happened, in which phase it stands, and the tasks that answer it."""

from projections.occurrences.documents import REVISION, Happening, TaskOfIt, key_of
from projections.occurrences.folding import TOPICS, building_of, fold, keys, occurrence_of

__all__ = [
    "REVISION",
    "TOPICS",
    "Happening",
    "TaskOfIt",
    "building_of",
    "fold",
    "key_of",
    "keys",
    "occurrence_of",
]
