"""The due view: when each group at work has to be looked at next, from facts alone.

It keeps of every group what its timers hang on, and asks the domain's own rule when they are due.
"""

from projections.due.documents import REVISION, GroupDue, Timed, micros, moment, rank
from projections.due.folding import fold, keys

__all__ = ["REVISION", "GroupDue", "Timed", "fold", "keys", "micros", "moment", "rank"]
