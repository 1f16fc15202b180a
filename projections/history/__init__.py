"""The history: what happened, as typed entries, and at last as prose in two languages."""

from projections.history.entries import Entry, Mentions, concerns, entry, of_course
from projections.history.prose import prose

__all__ = ["Entry", "Mentions", "concerns", "entry", "of_course", "prose"]
