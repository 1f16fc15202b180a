"""The after-action review: one activation, told from the log alone."""

from projections.review.days import Day, present_day
from projections.review.documents import Cited, GroupLife, Review, TaskLife
from projections.review.folding import review_of
from projections.review.presenting import present_review

__all__ = [
    "Cited",
    "Day",
    "GroupLife",
    "Review",
    "TaskLife",
    "present_day",
    "present_review",
    "review_of",
]
