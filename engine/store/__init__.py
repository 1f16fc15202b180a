"""The log of facts and the directory beside it, on SQLite or PostgreSQL."""

from engine.store.directory import Directory
from engine.store.opening import is_locked, open_store
from engine.store.shelf import PlaybookShelf
from engine.store.store import Store
from engine.store.verify import Broken, verify
from engine.store.writes import Commit, Conflict, Person, Receipt, Text, Writes

__all__ = [
    "Broken",
    "Commit",
    "Conflict",
    "Directory",
    "Person",
    "PlaybookShelf",
    "Receipt",
    "Store",
    "Text",
    "Writes",
    "is_locked",
    "open_store",
    "verify",
]
