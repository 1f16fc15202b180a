"""Documents of a view whose keys begin alike."""

from __future__ import annotations

from typing import Any

from projections.views import ViewStore

#: after every character of an id
_LAST = "\x7f"


def scan(views: ViewStore, view: str, community: str, prefix: str) -> dict[str, Any]:
    """A community's documents whose key begins so, by key, in the order of keys."""
    rows = views.query(
        f"SELECT key, doc FROM view_{view} "
        "WHERE community = ? AND key >= ? AND key < ? ORDER BY key",
        (community, prefix, prefix + _LAST),
    )
    decode = views.view(view).decode
    return {key: decode(doc) for key, doc in rows}
