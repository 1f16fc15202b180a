"""What is changed of a running activation: its authority, its expected end, its tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from domain.community import Activation
from domain.facts import Fact
from domain.facts import community as facts
from domain.facts.group import TaskOpened
from domain.group import Group
from domain.ids import group_stream, new_id, task_id
from domain.posts import retime, unlock
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import groups_of, running_in
from engine.workflow.desk import Desk
from engine.workflow.leaving import sweep


class NewTask(msgspec.Struct, frozen=True):
    """A task that no plan foresaw; ``title`` as typed."""

    group: str
    grid: str | None
    title: str
    due_at: datetime
    assignees: tuple[str, ...] = ()


class Amendments:
    """Commands that change a running activation."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def record_authority(
        self, code: str, activation: str, authority: str, caller: Caller
    ) -> Answer:
        """Record the number of the competent authority's document; locked tasks may start."""

        def command(running: Activation, writes: Writes) -> list[Fact]:
            if not authority.strip():
                raise Refused("field_missing", field="authority")
            known = self._desk.store.directory.texts([running.authority or ""])
            if authority.strip() in known.values():
                return []
            text = self._desk.text(writes, caller, code, "authority", authority)
            return [facts.AuthorityRecorded(activation, text or "")]

        return self._amend(code, activation, caller, command, unlocks=True)

    def set_planned_end(
        self, code: str, activation: str, planned_end: datetime, caller: Caller
    ) -> Answer:
        """Set or move the expected end; deadlines that hang on it move with it."""

        def command(running: Activation, writes: Writes) -> list[Fact]:
            if running.planned_end == planned_end:
                return []
            if planned_end <= self._desk.clock():
                raise Refused("planned_end_past", field="planned_end")
            return [facts.PlannedEndSet(activation, planned_end)]

        return self._amend(code, activation, caller, command, unlocks=False)

    def _amend(
        self,
        code: str,
        activation: str,
        caller: Caller,
        command: Callable[[Activation, Writes], list[Fact]],
        *,
        unlocks: bool,
    ) -> Answer:
        def amend() -> Answer:
            by, writes = self._desk.decider(caller), Writes()
            community = self._desk.community(code, caller)
            running = running_in(community, activation)
            decided = command(running, writes)
            community.decide(decided, by)
            groups = groups_of(self._desk, running) if decided else []
            plan = self._desk.plans.pinned(running.digest)
            for group in groups:
                moved = (
                    unlock(group, running, plan, by.at) if unlocks else retime(group, running, plan)
                )
                group.decide(moved, by)
            body = {"id": activation, "tasks": sum(len(g.pending) for g in groups)}
            return self._desk.save(caller, body, community, *groups, writes=writes)

        return self._desk.once(caller, amend)

    def add_task(
        self,
        code: str,
        activation: str,
        *,
        group: str,
        grid: str | None,
        title: str,
        due_at: datetime,
        assignees: tuple[str, ...],
        caller: Caller,
    ) -> Answer:
        """Open a task that no plan foresaw, for the group's lead unless somebody is named."""
        wanted = NewTask(group, grid, title, due_at, assignees)
        answer = self._desk.once(caller, lambda: self._add(code, activation, wanted, caller))
        sweep(self._desk, code, assignees, caller)
        return answer

    def _add(self, code: str, activation: str, wanted: NewTask, caller: Caller) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        running = running_in(community, activation)
        found = self._desk.store.get(Group, group_stream(running.id, wanted.grid, wanted.group))
        if found is None:
            raise NotFound("group", wanted.group)
        for member in wanted.assignees:
            if member not in community.roster.members:
                raise Refused("member_unknown", field="assignees", member=member)
        if wanted.due_at < by.at:
            raise Refused("due_in_past", field="due_at")
        text = self._desk.text(writes, caller, code, "title", wanted.title)
        if text is None:
            raise Refused("field_missing", field="title")
        key = f"x.{new_id()}"
        id, who = task_id(found.id, key), wanted.assignees or found.answerable
        place = (activation, wanted.group, wanted.grid, id)
        found.decide([TaskOpened(*place, key, who, wanted.due_at, False, text)], by)
        body = {"id": id, "assignees": list(who)}
        return self._desk.save(
            caller, body, found, writes=writes, status=201, version=community.version
        )
