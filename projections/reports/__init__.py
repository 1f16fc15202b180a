"""The reports view: every report on a form, by activation, form and day; what ledgers are of."""

from projections.reports.documents import (
    REVISION,
    Day,
    Doc,
    Entry,
    FormCount,
    Reported,
    activation_key,
    day_key,
    days_of,
    micros,
    rank,
)
from projections.reports.folding import fold, keys

__all__ = [
    "REVISION",
    "Day",
    "Doc",
    "Entry",
    "FormCount",
    "Reported",
    "activation_key",
    "day_key",
    "days_of",
    "fold",
    "keys",
    "micros",
    "rank",
]
