"""How what runs is changed: get, decide, let every group follow, save it all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from domain.aggregate import Aggregate, Decider
from domain.community import Activation, Community
from domain.facts import Fact
from domain.group import Group
from domain.playbook import Playbook
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import activation_of, groups_of, running_in
from engine.workflow.desk import Desk
from engine.workflow.two_persons import ask, needs_two


class Scene(msgspec.Struct):
    """What a change is decided on; ``plan`` is the edition that ran before it.

    ``groups`` are there once the community has decided; ``others`` are saved besides them.
    """

    community: Community
    running: Activation
    plan: Playbook
    by: Decider
    writes: Writes
    groups: list[Group] = []
    others: list[Aggregate] = []
    told: dict[str, Any] = {}


class Change(msgspec.Struct, frozen=True):
    """One change: what the community decides, and how the groups follow.

    ``act`` and ``terms`` are what a second person would have to confirm, also where another act
    that it does besides (``also``) needs one; with ``repeats`` the groups follow though the
    community has decided it before.
    """

    decide: Callable[[Scene], Sequence[Fact]]
    follow: Callable[[Scene], None]
    act: str = ""
    terms: tuple[object, ...] = ()
    reason: str | None = None
    also: tuple[str, ...] = ()
    repeats: bool = False


class Changes:
    """What the commands on a running activation have in common."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _change(
        self,
        code: str,
        activation: str,
        caller: Caller,
        change: Change,
        *,
        dry_run: bool = False,
    ) -> Answer:
        def run() -> Answer:
            scene = self._scene(code, activation, caller)
            decided = change.decide(scene)
            acts = (change.act, *change.also)
            if decided and not dry_run and needs_two(self._desk, scene.plan, *acts):
                told = (change.act, change.terms, change.reason)
                if asked := self._ask(scene, caller, *told):
                    return asked
            scene.community.decide(decided, scene.by)
            if decided or change.repeats:
                scene.groups = groups_of(self._desk, scene.running, scene.plan)
                change.follow(scene)
            moved = (f for g in scene.groups for f in g.pending)
            tasks = sum(1 for f in moved if hasattr(f, "task"))
            body = {"id": activation, "tasks": tasks, **scene.told}
            if dry_run:
                return Answer(self._desk.store.head(), body, False, scene.community.version)
            # an occurrence is known before the tasks that answer it
            saved = (scene.community, *scene.others, *scene.groups)
            return self._desk.save(caller, body, *saved, writes=scene.writes)

        return run() if dry_run else self._desk.once(caller, run)

    def _scene(self, code: str, activation: str, caller: Caller, *, ended: bool = False) -> Scene:
        """Where a command is decided; only with ``ended`` also on what runs no more."""
        by = self._desk.decider(caller)
        community = self._desk.community(code, caller)
        running = (activation_of if ended else running_in)(community, activation)
        return Scene(community, running, self._desk.plans.pinned(running.digest), by, Writes())

    def _ask(
        self,
        scene: Scene,
        caller: Caller,
        act: str,
        terms: tuple[object, ...],
        reason: str | None,
    ) -> Answer | None:
        """The answer to who asks first for what needs a second person."""
        code, beside = scene.community.community, Writes()
        text = self._desk.text(beside, caller, code, "reason", reason)
        asked = ask(scene.community, act, scene.running.id, terms, scene.by, text)
        if asked is None:
            return None
        scene.community.decide([asked], scene.by)
        body = pending(asked.act, asked.asker, scene.running.id)
        return self._desk.save(caller, body, scene.community, writes=beside, status=202)

    def _text(self, scene: Scene, caller: Caller, kind: str, text: str | None) -> str | None:
        code = scene.community.community
        return self._desk.text(scene.writes, caller, code, kind, text)


def hold_lockable(scene: Scene) -> None:
    """Conflict with whoever opens what an authority's document would have unlocked."""
    lockable = {g.id for g in scene.plan.groups if any(line.authority for line in g.tasks)}
    scene.writes.hold(*(group for group in scene.groups if group.group in lockable))


def pending(act: str, asker: str, activation: str = "") -> dict[str, Any]:
    """The answer while a second person is waited for."""
    return {"id": activation, "pending": True, "act": act, "asked_by": asker}
