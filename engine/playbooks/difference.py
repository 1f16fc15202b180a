"""What is other between two files of a kind, by the ids of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """``kind`` is ``added``, ``removed``, ``changed`` or ``moved``; a path is by ids."""

    kind: str
    path: str
    old: Any = None
    new: Any = None


def differences(old: Any, new: Any, path: str = "") -> Iterator[Difference]:
    """Every difference of two contents, parts with ids being the same whatever their place."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _one(old, new, key, path)
    elif _has_ids(old) and _has_ids(new):
        before, after = ({item["id"]: item for item in items} for items in (old, new))
        yield from differences(before, after, path)
        shared = [id for id in before if id in after]
        if shared != [id for id in after if id in before]:
            yield Difference("moved", path, shared, [id for id in after if id in before])
    elif old != new:
        yield Difference("changed", path, old, new)


def _one(old: dict[str, Any], new: dict[str, Any], key: str, path: str) -> Iterator[Difference]:
    at = f"{path}.{key}" if path else key
    if key not in new:
        yield Difference("removed", at, old[key])
    elif key not in old:
        yield Difference("added", at, None, new[key])
    else:
        yield from differences(old[key], new[key], at)


def _has_ids(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(i, dict) and "id" in i for i in items)
