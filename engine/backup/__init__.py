"""A store as one file, and a store made from one: of either kind, whole or to a point."""

from engine.backup.erasures import erased_in
from engine.backup.restoring import Restored, restore
from engine.backup.taking import Taken, back_up

__all__ = ["Restored", "Taken", "back_up", "erased_in", "restore"]
