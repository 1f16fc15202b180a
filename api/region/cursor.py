"""How far somebody has read in several logs: a position for each, and no order between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from domain.refusal import Refused

_PART = re.compile(r"([A-Za-z0-9_-]{1,40}):([0-9]{1,15})")


def parsed(said: str, names: Collection[str]) -> dict[str, int]:
    """A cursor such as ``350102:120,350103:88``; stores that it does not name are at 0.

    Refuses ``cursor_unknown`` where it is none, or names a store that is not here.
    """
    told: dict[str, int] = {}
    for part in filter(None, (p.strip() for p in said.split(","))):
        found = _PART.fullmatch(part)
        if found is None or found[1] not in names:
            raise Refused("cursor_unknown", field="after", value=part)
        told[found[1]] = int(found[2])
    return {name: told.get(name, 0) for name in names}


def written(cursor: Mapping[str, int]) -> str:
    """A cursor as it is asked for again."""
    return ",".join(f"{name}:{position}" for name, position in sorted(cursor.items()))
