"""Who may be called on for a role, best first: the queue behind the staffing rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from domain.roster import Roster

Wanted = tuple[str, str | None]
"""A role in a grid; ``None`` for the whole community."""


class Candidates:
    """The roster, indexed once by role and grid; whoever is taken is not offered again.

    For a grid come those who hold the role there, then those who hold it in the whole community;
    among each the reachable first, then who is shared by fewer grids, then the order of the table.
    For no grid, everyone who holds the role in any of the grids counts as holding it there.
    Whose particulars were erased can be called by nobody, and is never offered.
    """

    def __init__(
        self, roster: Roster, roles: Collection[str], grids: Sequence[str], *, taken: set[str]
    ) -> None:
        self._grids = grids
        self._taken = taken
        self._barred = set(roster.erased)
        self._reachable: set[str] = set()
        self._holders: dict[Wanted, list[str]] = {}
        self._shared: dict[tuple[str, str], int] = {}
        self._queues: dict[Wanted, list[str]] = {}
        self._sets: dict[Wanted, frozenset[str]] = {}
        for member in roster.members.values():
            if member.reachable:
                self._reachable.add(member.id)
            for role, grid in member.roles:
                if role in roles:
                    self._holders.setdefault((role, grid), []).append(member.id)
                    self._shared[role, member.id] = self._shared.get((role, member.id), 0) + 1

    def take(self, role: str, grid: str | None) -> str | None:
        """The best candidate without a post, who now has one; ``None`` when there is nobody."""
        if not self.any_left(role, grid):
            return None
        member = self._queues[role, grid].pop()
        self._taken.add(member)
        return member

    def any_left(self, role: str, grid: str | None) -> bool:
        """Whether somebody is left to take."""
        queue = self._queues.get((role, grid))
        if queue is None:
            queue = self._queues[role, grid] = self._queue(role, grid)
        while queue and queue[-1] in self._taken:
            queue.pop()
        return bool(queue)

    def holding(self, role: str, grid: str | None) -> frozenset[str]:
        """Everyone who holds the role there or in the whole community, taken or not."""
        held = self._sets.get((role, grid))
        if held is None:
            held = frozenset((*self._local(role, grid), *self._holders.get((role, None), ())))
            self._sets[role, grid] = held
        return held

    def _local(self, role: str, grid: str | None) -> Iterable[str]:
        grids = self._grids if grid is None else (grid,)
        return dict.fromkeys(m for g in grids for m in self._holders.get((role, g), ()))

    def _queue(self, role: str, grid: str | None) -> list[str]:
        """Candidates, the best last."""
        local = self._ranked(role, self._local(role, grid))
        at_large = self._ranked(role, self._holders.get((role, None), ()))
        return [*reversed(at_large), *reversed(local)]

    def _ranked(self, role: str, members: Iterable[str]) -> list[str]:
        callable_ = [m for m in members if m not in self._barred and m not in self._taken]
        return sorted(callable_, key=lambda m: (m not in self._reachable, self._shared[role, m]))
