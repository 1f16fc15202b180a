"""File descriptors: every stream and request holds one, and systems give a process few at first."""

from __future__ import annotations

import contextlib
import sys

#: files, connections to the store, to Redis and to receivers
OWN = 256


def make_room(wanted: int) -> int:
    """Raise what this process may hold open to ``wanted`` and some of its own, as far as allowed.

    Gives how many may then be wanted at once; ``wanted`` where the system sets no limit.
    """
    if sys.platform == "win32":
        return wanted
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = (resource.RLIM_INFINITY, -1)
    if soft in free:
        return wanted
    asked = wanted + OWN if hard in free else min(wanted + OWN, hard)
    if soft < asked:
        with contextlib.suppress(ValueError):  # macOS allows less than the limit that it tells
            resource.setrlimit(resource.RLIMIT_NOFILE, (asked, hard))
            soft = asked
    return min(wanted, soft - OWN)
