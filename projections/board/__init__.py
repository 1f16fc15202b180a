"""The board: what runs now, who is at which post, and how the tasks stand."""

from projections.board.documents import (
    COMMUNITY,
    CROWD,
    DRILLS,
    GRIDS,
    MARKS,
    Activation,
    Board,
    Community,
    Crowd,
    Grids,
    GroupAtWork,
    Marks,
    Post,
    Presence,
    TaskOnBoard,
    activation_key,
    crowd_key,
)
from projections.board.folding import fold, keys

__all__ = [
    "COMMUNITY",
    "CROWD",
    "DRILLS",
    "GRIDS",
    "MARKS",
    "Activation",
    "Board",
    "Community",
    "Crowd",
    "Grids",
    "GroupAtWork",
    "Marks",
    "Post",
    "Presence",
    "TaskOnBoard",
    "activation_key",
    "crowd_key",
    "fold",
    "keys",
]
