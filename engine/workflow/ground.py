"""The ground of a command that reaches beyond one group: an activation, its plan, and whatever is
changed of it, each stream got once, so that all of it can be saved at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Aggregate, Decider
from domain.community import Activation, Community
from domain.group import Group
from domain.ids import group_stream, occurrence_stream
from domain.occurrence import Occurrence
from domain.playbook import Playbook
from engine.store import Writes
from engine.workflow.desk import Desk


class Ground:
    """A running activation on which something happens."""

    def __init__(
        self,
        desk: Desk,
        community: Community,
        running: Activation,
        by: Decider,
        writes: Writes,
        groups: Iterable[Group] = (),
    ) -> None:
        self.desk, self.community, self.running = desk, community, running
        self.by, self.writes = by, writes
        # whether it runs and what it knows of is decided on here, and saved by others
        writes.hold(community)
        self.plan: Playbook = desk.plans.pinned(running.digest)
        self._groups: dict[UUID, Group] = {group.id: group for group in groups}
        self._occurrences: dict[UUID, Occurrence] = {}

    def group(self, group: str, grid: str | None) -> Group | None:
        """A group at work; ``None`` when it never stood up."""
        stream = group_stream(self.running.id, grid, group)
        return self.streams([stream]).get(stream)

    def streams(self, streams: Iterable[UUID]) -> dict[UUID, Group]:
        """Groups at work by their streams."""
        wanted = list(streams)
        lacking = [s for s in wanted if s not in self._groups]
        self._groups |= self.desk.store.get_many(Group, lacking) if lacking else {}
        return {s: self._groups[s] for s in wanted if s in self._groups}

    def answering(self, occurrence: str) -> list[Group]:
        """The groups that have tasks for an occurrence, those of this save among them."""
        streams = [UUID(hex=s) for s in self.desk.store.refs(f"answering:{occurrence}")]
        self.streams(streams)
        return [
            group
            for group in self._groups.values()
            if any(task.occurrence == occurrence for task in group.tasks.values())
        ]

    def occurrence(self, id: str) -> Occurrence | None:
        """An occurrence as it stands."""
        stream = occurrence_stream(id)
        if stream not in self._occurrences:
            found = self.desk.store.get(Occurrence, stream, self.community.community)
            if found is None:
                return None
            self._occurrences[stream] = found
        return self._occurrences[stream]

    def begin(self, id: str) -> Occurrence:
        """An occurrence of which nothing is known yet."""
        stream = occurrence_stream(id)
        fresh = self._occurrences[stream] = Occurrence(stream, self.community.community)
        return fresh

    def touched(self) -> list[Aggregate]:
        """Whatever was decided on and is to be saved."""
        every: list[Aggregate] = [
            self.community,
            *self._occurrences.values(),
            *self._groups.values(),
        ]
        return [one for one in every if one.is_pending]
