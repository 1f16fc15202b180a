"""A log in memory to fold: facts get positions, times and streams as a store would give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from threading import Lock

from domain.facts import Fact
from domain.facts.group import OfGroup
from domain.ids import community_stream, group_stream
from domain.record import Recorded

COMMUNITY = "350102001001"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


class Logbook:
    """Facts in order. ``gap`` leaves positions out, as PostgreSQL does after a rollback."""

    def __init__(self, gap: int = 1) -> None:
        self.facts: list[Recorded] = []
        self.now = START
        self._gap, self._lock = gap, Lock()
        self._versions: dict[str, int] = defaultdict(int)

    @property
    def head(self) -> int:
        """The last position."""
        return self.facts[-1].position if self.facts else 0

    def record(
        self,
        *facts: Fact,
        community: str = COMMUNITY,
        actor: str = "secretary",
        occurred_at: datetime | None = None,
    ) -> list[Recorded]:
        """Save facts as one commit; each a second later than the one before."""
        with self._lock:
            self.now += timedelta(seconds=1)
            commit = [self._next(f, n, community, actor, occurred_at) for n, f in enumerate(facts)]
            self.facts += commit
        return commit

    def _next(
        self, fact: Fact, n: int, community: str, actor: str, occurred_at: datetime | None
    ) -> Recorded:
        stream = stream_of(fact, community)
        self._versions[stream] += 1
        return Recorded(
            position=self.head + (n + 1) * self._gap,
            stream=stream,
            version=self._versions[stream],
            topic=fact.TOPIC,
            community=community,
            actor=actor,
            recorded_at=self.now,
            occurred_at=occurred_at or self.now,
            fact=fact,
        )

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Facts after a position."""
        return [r for r in tuple(self.facts) if r.position > after][:limit]

    def read_until(self, after: int, limit: int, until: int) -> list[Recorded]:
        """The same, as if the log had ended at a position."""
        return [r for r in self.read(after, limit) if r.position <= until]

    def read_community(self, community: str, after: int, until: int) -> list[Recorded]:
        """Facts of a community after a position and up to one."""
        return [
            r for r in tuple(self.facts) if r.community == community and after < r.position <= until
        ]


def stream_of(fact: Fact, community: str) -> str:
    """The stream that a fact belongs to."""
    if isinstance(fact, OfGroup):
        return group_stream(fact.activation, fact.grid, fact.group).hex
    return community_stream(community).hex


def task(place: Sequence[str | None], key: str) -> str:
    """The id of a task of a group, told by activation, group and grid."""
    activation, group, grid = place
    return f"{group_stream(activation or '', grid, group or '').hex}.{key}"
