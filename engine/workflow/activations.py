"""The click and what follows it: preview, activate, undo, stand down, authority, new tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from domain.click import Activated, Click, activate
from domain.community import UNDO_WITHIN, Activation, Community
from domain.facts import Fact
from domain.facts import community as facts
from domain.facts.group import TaskOpened
from domain.group import Group
from domain.ids import group_stream, new_id, task_id
from domain.playbook import Playbook
from domain.posts import retime, stand_down, unlock
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.cases import find_case, new_case
from engine.workflow.desk import Desk
from engine.workflow.overview import preview_of, summary


class Asked(msgspec.Struct, frozen=True):
    """What is asked with a click, texts as typed; ``grids`` is ``None`` for all compounds."""

    playbook: str
    grids: tuple[str, ...] | None = None
    reason: str | None = None
    case_ref: str | None = None
    authority: str | None = None
    level: str | None = None
    planned_end: datetime | None = None
    forecasts: dict[str, datetime] = {}
    drill: bool = False
    campaign: str | None = None


class Decided(msgspec.Struct):
    """A decided click, not saved: the community, its groups and what goes beside them."""

    community: Community
    plan: Playbook
    activated: Activated
    #: groups of drills that the click ends
    ended: list[Group]
    writes: Writes


class Activations:
    """Commands on activations."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def community_of(self, activation: str) -> str:
        """The code of the community whose activation it is, or refused."""
        codes = self._desk.store.refs(f"activation:{activation}")
        if not codes:
            raise NotFound("activation", activation)
        return codes[0]

    def preview(self, code: str, asked: Asked, caller: Caller) -> Answer:
        """What a click would do, decided in full and not saved."""
        decided = self.decide(code, asked, caller)
        body = preview_of(decided.community, decided.activated)
        if not decided.activated.is_new:
            body["summary"] = self.summary_of(decided.community, decided.activated.activation)
        return Answer(self._desk.store.head(), body, False, decided.community.version)

    def activate(self, code: str, asked: Asked, caller: Caller) -> Answer:
        """One click is one atomic save; a second click answers with the running activation."""
        return self._desk.once(caller, lambda: self._activate(code, asked, caller))

    def _activate(self, code: str, asked: Asked, caller: Caller) -> Answer:
        decided = self.decide(code, asked, caller)
        body = self.body(decided)
        if not decided.activated.is_new:
            return self._desk.save(caller, body)
        return self._desk.save(
            caller,
            body,
            decided.community,
            *decided.activated.groups,
            *decided.ended,
            writes=decided.writes,
            status=201,
        )

    def body(self, decided: Decided) -> dict[str, Any]:
        """The answer to a click, but for its position."""
        activated = decided.activated
        if activated.is_new:
            counted = summary(activated.groups)
        else:
            counted = self.summary_of(decided.community, activated.activation)
        return {
            "id": activated.activation,
            "already": list(activated.already),
            "summary": counted,
        }

    def decide(self, code: str, asked: Asked, caller: Caller) -> Decided:
        """Decide a click against the community as it stands."""
        by = self._desk.decider(caller)
        community = self._desk.community(code, caller)
        plan = self._desk.plans.latest(asked.playbook)
        writes = Writes()
        click = Click(
            grids=asked.grids,
            reason=self._desk.text(writes, caller, code, "reason", asked.reason),
            authority=self._desk.text(writes, caller, code, "authority", asked.authority),
            level=asked.level,
            planned_end=asked.planned_end,
            forecasts=asked.forecasts,
            drill=asked.drill,
            campaign=asked.campaign,
        )
        if asked.planned_end is not None and asked.planned_end <= by.at:
            raise Refused("planned_end_past", field="planned_end")
        if asked.case_ref and asked.case_ref.strip():
            case = find_case(self._desk, community, asked.case_ref)
            if case is None:
                grid = asked.grids[0] if asked.grids and len(asked.grids) == 1 else None
                if grid is not None and grid not in community.roster.grids:
                    raise NotFound("grid", grid)
                case, fact = new_case(community, asked.case_ref, grid, None, caller, writes)
                community.decide([fact], by)
            click = msgspec.structs.replace(click, case=case)
        activated = activate(community, plan, click, by)
        ended = []
        for drill in activated.drills:
            ended += self._end(community, drill, "superseded", None, by)
        return Decided(community, plan, activated, ended, writes)

    def _end(
        self, community: Community, running: Activation, cause: str, reason: str | None, by: Any
    ) -> list[Group]:
        groups = self.groups_of(community, running)
        for group in groups:
            group.decide(stand_down(group, cause, reason), by)
        ended = facts.ActivationUndone if cause == "undone" else facts.PlaybookStoodDown
        community.decide([ended(running.id, reason)], by)
        return groups

    def stand_down(self, code: str, activation: str, reason: str | None, caller: Caller) -> Answer:
        """End an activation: what is open closes with the reason. Repeated, it changes nothing."""
        return self._desk.once(
            caller, lambda: self._finish(code, activation, reason, caller, "stand_down")
        )

    def undo(self, code: str, activation: str, reason: str | None, caller: Caller) -> Answer:
        """Take a click back within five minutes, as a new record."""
        return self._desk.once(
            caller, lambda: self._finish(code, activation, reason, caller, "undone")
        )

    def _finish(
        self, code: str, activation: str, reason: str | None, caller: Caller, cause: str
    ) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        running = self._activation(community, activation)
        body = {"id": activation, "state": "undone" if cause == "undone" else "stood_down"}
        if not running.is_running:
            if running.state != body["state"]:
                raise Refused("activation_ended", activation=activation)
            return self._desk.save(caller, body)
        if cause == "undone" and self._desk.clock() > running.at + UNDO_WITHIN:
            raise Refused("undo_expired", minutes=int(UNDO_WITHIN.total_seconds() // 60))
        text = self._desk.text(writes, caller, code, "reason", reason)
        groups = self._end(community, running, cause, text, by)
        body["closed"] = sum(  # type: ignore[assignment]
            1 for g in groups for f in g.pending if f.TOPIC == "task_cancelled.v1"
        )
        return self._desk.save(caller, body, community, *groups, writes=writes)

    def record_authority(
        self, code: str, activation: str, authority: str, caller: Caller
    ) -> Answer:
        """Record the number of the competent authority's document; locked tasks may start."""

        def command(community: Community, running: Activation, writes: Writes) -> list[Fact]:
            if not authority.strip():
                raise Refused("field_missing", field="authority")
            known = self._desk.store.directory.texts([running.authority or ""])
            if authority.strip() in known.values():
                return []
            text = self._desk.text(writes, caller, code, "authority", authority)
            return [facts.AuthorityRecorded(activation, text or "")]

        return self._amended(code, activation, caller, command, unlocks=True)

    def set_planned_end(
        self, code: str, activation: str, planned_end: datetime, caller: Caller
    ) -> Answer:
        """Set or move the expected end; deadlines that hang on it move with it."""

        def command(community: Community, running: Activation, writes: Writes) -> list[Fact]:
            if running.planned_end == planned_end:
                return []
            return [facts.PlannedEndSet(activation, planned_end)]

        return self._amended(code, activation, caller, command, unlocks=False)

    def _amended(
        self,
        code: str,
        activation: str,
        caller: Caller,
        command: Callable[[Community, Activation, Writes], list[Fact]],
        *,
        unlocks: bool,
    ) -> Answer:
        def amend() -> Answer:
            by, writes = self._desk.decider(caller), Writes()
            community = self._desk.community(code, caller)
            running = self._running(community, activation)
            decided = command(community, running, writes)
            community.decide(decided, by)
            groups = self.groups_of(community, running) if decided else []
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

        def add() -> Answer:
            by, writes = self._desk.decider(caller), Writes()
            community = self._desk.community(code, caller)
            running = self._running(community, activation)
            found = self._desk.store.get(Group, group_stream(running.id, grid, group))
            if found is None:
                raise NotFound("group", group)
            for member in assignees:
                if member not in community.roster.members:
                    raise Refused("member_unknown", field="assignees", member=member)
            text = self._desk.text(writes, caller, code, "title", title)
            if text is None:
                raise Refused("field_missing", field="title")
            key = f"x.{new_id()}"
            place = (activation, group, grid, task_id(found.id, key))
            who = assignees or found.answerable
            found.decide([TaskOpened(*place, key, who, due_at, False, text)], by)
            body = {"id": task_id(found.id, key), "assignees": list(who)}
            return self._desk.save(
                caller, body, found, writes=writes, status=201, version=community.version
            )

        return self._desk.once(caller, add)

    def groups_of(self, community: Community, activation: Activation) -> list[Group]:
        """The groups of an activation, in plan order."""
        plan = self._desk.plans.pinned(activation.digest)
        streams = [
            group_stream(activation.id, grid, group.id)
            for group in plan.groups
            for grid in (activation.grids if group.per == "grid" else (None,))
        ]
        found = self._desk.store.get_many(Group, streams)
        return [found[s] for s in streams if s in found]

    def summary_of(self, community: Community, activation: str) -> dict[str, int]:
        """The summary of a running activation as it stands."""
        return summary(self.groups_of(community, self._activation(community, activation)))

    def _activation(self, community: Community, activation: str) -> Activation:
        found = community.activations.get(activation)
        if found is None:
            raise NotFound("activation", activation)
        return found

    def _running(self, community: Community, activation: str) -> Activation:
        found = self._activation(community, activation)
        if not found.is_running:
            raise Refused("activation_ended", activation=activation)
        return found
