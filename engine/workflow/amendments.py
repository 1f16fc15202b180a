"""What is changed of a running activation: its authority, its times, its plan, its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from domain.community import Activation
from domain.facts import Fact
from domain.facts import community as facts
from domain.facts.group import TaskOpened
from domain.group import Group
from domain.ids import group_stream, new_id, task_id
from domain.playbook import Playbook
from domain.posts import retime, unlock
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.changes import Change, Changes, Scene, hold_lockable
from engine.workflow.clicks import foreseen, running_in
from engine.workflow.editions import adopt_edition
from engine.workflow.effects import effect
from engine.workflow.leaving import sweep

LATEST = "latest"


class NewTask(msgspec.Struct, frozen=True):
    """A task that no plan foresaw; ``title`` as typed."""

    group: str
    grid: str | None
    title: str
    due_at: datetime
    assignees: tuple[str, ...] = ()


class Amendment(msgspec.Struct, frozen=True):
    """What is amended; ``edition`` is ``latest`` or the digest of a published content."""

    planned_end: datetime | None = None
    forecasts: Mapping[str, datetime] = {}
    edition: str | None = None
    reason: str | None = None


class Amendments(Changes):
    """Commands that change a running activation."""

    def record_authority(
        self, code: str, activation: str, authority: str, caller: Caller
    ) -> Answer:
        """Record the number of the competent authority's document; locked tasks may start."""

        def decide(scene: Scene) -> list[Fact]:
            if not authority.strip():
                raise Refused("field_missing", field="authority")
            known = self._desk.store.directory.texts([scene.running.authority or ""])
            if authority.strip() in known.values():
                return []
            text = self._text(scene, caller, "authority", authority)
            return [facts.AuthorityRecorded(activation, text or "")]

        def follow(scene: Scene) -> None:
            for group in scene.groups:
                unlocked = unlock(group, scene.running, scene.plan, scene.by.at)
                group.decide(unlocked, scene.by)
            hold_lockable(scene)

        terms = (authority.strip(),)
        change = Change(decide, follow, "authority", terms, repeats=True)
        return self._change(code, activation, caller, change)

    def set_planned_end(
        self, code: str, activation: str, planned_end: datetime, caller: Caller
    ) -> Answer:
        """Set or move the expected end; deadlines that hang on it move with it."""
        return self.amend(code, activation, Amendment(planned_end), caller)

    def amend(
        self,
        code: str,
        activation: str,
        amendment: Amendment,
        caller: Caller,
        *,
        dry_run: bool = False,
    ) -> Answer:
        """Move the expected end and the forecasts, or go on with another edition of the plan.

        A dry run tells the effect and writes nothing.
        """

        def decide(scene: Scene) -> list[Fact]:
            new = self._edition(scene, amendment.edition)
            decided = [*self._moved(scene.running, amendment), *_forecast(scene, new, amendment)]
            if new.digest != scene.plan.digest:
                text = self._text(scene, caller, "reason", amendment.reason)
                editions = (new.digest, scene.plan.digest)
                decided.append(facts.ActivationAmended(activation, *editions, text))
            return decided

        def follow(scene: Scene) -> None:
            new = self._desk.plans.pinned(scene.running.digest)
            if new.digest == scene.plan.digest:
                for group in scene.groups:
                    group.decide(retime(group, scene.running, new), scene.by)
            else:
                adopt_edition(self._desk, scene, new)
            scene.told = {"dry_run": dry_run, "effect": effect(scene.groups, new, scene.plan)}

        change = Change(decide, follow, "amend", _terms(amendment), amendment.reason)
        answer = self._change(code, activation, caller, change, dry_run=dry_run)
        if answer.status == 200:
            answer.body.setdefault("dry_run", dry_run)
            answer.body.setdefault("effect", [])
        return answer

    def _edition(self, scene: Scene, edition: str | None) -> Playbook:
        if edition is None:
            return scene.plan
        if edition == LATEST:
            return self._desk.plans.latest(scene.plan.id, scene.community.community)
        found = self._desk.plans.known(edition)
        if found is None or found.id != scene.plan.id:
            raise Refused("edition_unknown", field="edition", value=edition)
        return found

    def _moved(self, running: Activation, amendment: Amendment) -> list[Fact]:
        end = amendment.planned_end
        if end is None or running.planned_end == end:
            return []
        if end <= self._desk.clock():
            raise Refused("planned_end_past", field="planned_end")
        return [facts.PlannedEndSet(running.id, end)]

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


def _terms(amendment: Amendment) -> tuple[object, ...]:
    """What a second person has to ask for too, whatever the zone in which they tell a time."""
    forecasts = sorted((id, at.timestamp()) for id, at in amendment.forecasts.items())
    end = amendment.planned_end.timestamp() if amendment.planned_end else None
    return (end, forecasts, amendment.edition)


def _forecast(scene: Scene, plan: Playbook, amendment: Amendment) -> list[Fact]:
    running, decided = scene.running, list[Fact]()
    foreseen(plan, amendment.forecasts)
    for id, at in amendment.forecasts.items():
        if running.forecasts.get(id) != at:
            decided.append(facts.ForecastSet(running.id, id, at))
    return decided
