"""The board's fold: one fact to the step that takes it in."""

from __future__ import annotations

from domain.facts.group import OfGroup
from domain.record import Recorded
from projections.board import ground, posts, scope, tasks
from projections.board.documents import COMMUNITY, CROWD, MARKS, Community, Marks
from projections.rows import Rows

#: facts of a community from one keyframe to the next
KEYFRAME_EVERY = 3000

_STEPS = {**ground.STEPS, **scope.STEPS, **posts.STEPS, **tasks.STEPS}
_OF_CROWD = frozenset(posts.STEPS)


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; facts that the board does not show change nothing."""
    step = _STEPS.get(type(r.fact))
    if step is None:
        return
    community = rows.get(COMMUNITY) or Community(r.community)
    community.position, community.at = r.position, r.recorded_at
    community.facts += 1
    step(rows, r, community)
    rows.put(COMMUNITY, community)
    if community.facts % KEYFRAME_EVERY == 0:
        marks = rows.get(MARKS) or Marks()
        marks.positions.append(r.position)
        rows.put(MARKS, marks)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read, so that they can be fetched at once."""
    kind = type(r.fact)
    if kind in _OF_CROWD:
        return COMMUNITY, CROWD, r.stream
    if isinstance(r.fact, OfGroup):
        return COMMUNITY, r.stream
    return (COMMUNITY,) if kind in _STEPS else ()
