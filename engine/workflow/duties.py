"""What falls due in groups at work becomes facts: one elected worker asks each group what it is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from domain import duties
from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.group import Group
from domain.ids import community_stream
from domain.playbook import Target
from engine.store import Conflict, Writes
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk

logger = logging.getLogger(__name__)


class Duties:
    """The commands of the worker. Given again, or by two workers at once, they change nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fulfil(self, streams: Sequence[str], caller: Caller) -> int:
        """Record all that is due by now in groups, told by their streams; gives how many facts."""
        ids = [UUID(hex=stream) for stream in streams]
        try:
            return self._fulfil(ids, caller)
        except Conflict:  # one busy group does not hold up the others
            return sum(self._desk.again(partial(self._fulfil, [id], caller)) for id in ids)

    def _fulfil(self, streams: Sequence[UUID], caller: Caller) -> int:
        by, town = self._desk.decider(caller), Town(self._desk)
        groups = list(self._desk.store.get_many(Group, streams).values())
        ready = [group for group in groups if self._decide(group, town, by)]
        decided = sum(len(group.pending) for group in ready)
        if ready:
            writes = Writes()
            writes.hold(*town.asked)
            self._desk.save(caller, {}, *ready, writes=writes)
        return decided

    def _decide(self, group: Group, town: Town, by: Decider) -> bool:
        """Whether anything was decided; a group whose plan cannot be read holds up no other."""
        try:
            plan = self._desk.plans.pinned(group.pinned)
            group.decide(duties.decide(group, plan, town.around(group), by.at), by)
        except Exception:
            logger.exception("duties_failed", extra={"group": group.id.hex})
            return False
        return group.is_pending


class Town:
    """What groups ask of their communities, each read once, and only when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._communities: dict[str, Community] = {}

    def around(self, group: Group) -> Surroundings:
        """What one group asks."""
        return Surroundings(self, group)

    @property
    def asked(self) -> list[Community]:
        """The communities that were asked."""
        return list(self._communities.values())

    def community(self, code: str) -> Community:
        """The community of that code, as it stood when it was first asked for."""
        if code not in self._communities:
            found = self._desk.store.get(Community, community_stream(code), code)
            assert found is not None
            self._communities[code] = found
        return self._communities[code]


class Surroundings:
    """What a group has to ask: its activation, its grid, and whom a rung reaches."""

    def __init__(self, town: Town, group: Group) -> None:
        self._town, self._group = town, group

    def running(self) -> Activation:
        """The activation that the group is of."""
        return self._community.activations[self._group.activation]

    def buildings(self) -> int:
        """How many buildings its grid has."""
        return self._community.roster.buildings(self._group.grid)

    def reach(self, target: Target) -> tuple[str, ...]:
        """Who holds the role in the group's grid, else in the whole community.

        A group of the whole activation reaches those of each of its grids. Nobody of a tier above
        is on a community's roster.
        """
        if target.role is None:
            return ()
        holders = partial(self._community.roster.holders, target.role)
        grid = self._group.grid
        grids = self.running().grids if grid is None else (grid,)
        here = dict.fromkeys(member for grid in grids for member in holders(grid))
        return tuple(here or holders(None))

    @property
    def _community(self) -> Community:
        return self._town.community(self._group.community)
