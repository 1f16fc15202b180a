"""Places that somebody may be given: those of the organisation tree."""

from __future__ import annotations

from api.auth.permissions import prefix
from api.house import House
from domain.refusal import Refused


def known_place(served: House, place: str) -> None:
    """Refuse a place in which no community is registered: a mistyped one would see nothing.

    Before any community is registered nothing can be known of places.
    """
    if not place or served.views.load_summaries(prefix(place), limit=1):
        return
    served.follower.wait_for("board", served.store.head(), 1.0)
    summaries = served.views.load_summaries
    if not summaries(prefix(place), limit=1) and summaries("", limit=1):
        raise Refused("place_empty", field="place", value=place)
