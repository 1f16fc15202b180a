"""A playbook's own shared file together with the project's."""

from __future__ import annotations

from typing import Any


def joined(shared: Any, own: Any) -> Any:
    """What both say: of the same id, the own stands; lists without ids are put together."""
    if isinstance(shared, dict) and isinstance(own, dict):
        both = {key: joined(shared[key], own[key]) for key in shared if key in own}
        return {**shared, **own, **both}
    if isinstance(shared, list) and isinstance(own, list):
        mine = {_id(item): item for item in own if _id(item) is not None}
        kept = [mine.pop(_id(item), item) for item in shared]
        fresh = [item for item in own if _id(item) in mine or _id(item) is None]
        return kept + [item for item in fresh if item not in kept]
    return own


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else None
