"""The occurrences view: what happened, in which phase it stands, and the tasks that answer it."""

from projections.occurrences.documents import REVISION, Happening, TaskOfIt, key_of
from projections.occurrences.folding import TOPICS, fold, keys

__all__ = ["REVISION", "TOPICS", "Happening", "TaskOfIt", "fold", "key_of", "keys"]
