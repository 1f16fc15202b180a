"""The end of an activation: stood down, or undone within minutes."""

from __future__ import annotations

from typing import Any

from domain.community import UNDO_WITHIN
from domain.facts.group import TaskCancelled
from domain.group import OpenTask
from domain.modes import PEACETIME
from domain.posts import stand_down
from domain.recovery import comes_after
from domain.refusal import Refused
from engine.workflow.aftermath import STAND_DOWN, raise_event, still_open
from engine.workflow.afterwards import sweep_occurrences
from engine.workflow.caller import Answer, Caller
from engine.workflow.changes import Changes, Scene
from engine.workflow.clicks import end, end_in_community, groups_of
from engine.workflow.ended import end_occurrences
from engine.workflow.two_persons import needs_two


class Endings(Changes):
    """Commands that end an activation."""

    def stand_down(self, code: str, activation: str, reason: str | None, caller: Caller) -> Answer:
        """End an activation: what is open closes with the reason. Repeated, it changes nothing."""
        return self._end(code, activation, reason, caller, "stand_down")

    def undo(self, code: str, activation: str, reason: str | None, caller: Caller) -> Answer:
        """Take a click back within five minutes, as a new record."""
        return self._end(code, activation, reason, caller, "undone")

    def _end(
        self, code: str, activation: str, reason: str | None, caller: Caller, cause: str
    ) -> Answer:
        answer = self._desk.once(
            caller, lambda: self._finish(code, activation, reason, caller, cause)
        )
        if answer.changed:
            sweep_occurrences(self._desk, code, [activation], caller)
        return answer

    def _finish(
        self, code: str, activation: str, reason: str | None, caller: Caller, cause: str
    ) -> Answer:
        scene = self._scene(code, activation, caller, ended=True)
        community, running, by = scene.community, scene.running, scene.by
        state = "undone" if cause == "undone" else "stood_down"
        body: dict[str, Any] = {"id": activation, "state": state, "closed": 0}
        if running.is_running:
            if cause == "undone" and self._desk.clock() > running.at + UNDO_WITHIN:
                raise Refused("undo_expired", minutes=int(UNDO_WITHIN.total_seconds() // 60))
            if needs_two(self._desk, scene.plan, STAND_DOWN):
                terms = ("undone",) if cause == "undone" else ()
                if waits := self._ask(scene, caller, STAND_DOWN, terms, reason):
                    return waits
            text = self._text(scene, caller, "reason", reason)
            if cause == STAND_DOWN:
                scene.groups = groups_of(self._desk, running)
                body["open"] = still_open(scene.groups, scene.plan, running)
                self._stand_down(scene, text)
            else:
                scene.groups = end(self._desk, community, running, cause, text, by)
                scene.others += end_occurrences(self._desk, running, by)
        elif running.state != state:
            raise Refused("activation_ended", activation=activation)
        cancelled = (f for g in scene.groups for f in g.pending if isinstance(f, TaskCancelled))
        body["closed"] = sum(1 for _ in cancelled)
        # the board takes the groups' end in while it still knows the activation
        saved = (*scene.others, *scene.groups, community)
        return self._desk.save(caller, body, *saved, writes=scene.writes, version=community.version)

    def _stand_down(self, scene: Scene, reason: str | None) -> None:
        """End the groups but for what comes after: it opens now unless recovery opened it."""
        running, by = scene.running, scene.by
        aftermath = running.mode != PEACETIME and not running.recovering
        if aftermath:
            raise_event(self._desk, scene, STAND_DOWN)

        def stays(task: OpenTask) -> bool:
            return comes_after(task, scene.plan, running.mode)

        for group in scene.groups:
            group.decide(stand_down(group, STAND_DOWN, reason, stays), by)
        left = {g.tasks[key].occurrence for g in scene.groups for key in g.remaining}
        end_in_community(scene.community, running, STAND_DOWN, reason, by)
        scene.others += end_occurrences(self._desk, running, by, left)
        if not aftermath and not running.recovering:
            raise_event(self._desk, scene, STAND_DOWN)
