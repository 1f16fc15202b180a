"""Views held against the log: what a rebuild would change."""

from __future__ import annotations

from collections.abc import Iterator

from api.house import House


def broken_views(house: House) -> Iterator[tuple[str, str, str]]:
    """View, community and key of documents that are not what the log folds to."""
    for name in house.views.views:
        for community, key in house.follower.differences(name):
            yield name, community, key
