"""The end of an activation: stood down, or undone within minutes."""

from __future__ import annotations

from typing import Any

from domain.community import UNDO_WITHIN
from domain.facts.group import TaskCancelled
from domain.refusal import Refused
from engine.workflow.aftermath import STAND_DOWN, raise_event, still_open
from engine.workflow.caller import Answer, Caller
from engine.workflow.changes import Changes
from engine.workflow.clicks import end, groups_of
from engine.workflow.occurrences import end_occurrences


class Endings(Changes):
    """Commands that end an activation."""

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
        scene = self._scene(code, activation, caller, ended=True)
        community, running, by = scene.community, scene.running, scene.by
        state = "undone" if cause == "undone" else "stood_down"
        body: dict[str, Any] = {"id": activation, "state": state, "closed": 0}
        if running.is_running:
            if cause == "undone" and self._desk.clock() > running.at + UNDO_WITHIN:
                raise Refused("undo_expired", minutes=int(UNDO_WITHIN.total_seconds() // 60))
            if cause == STAND_DOWN and (waits := self._ask(scene, caller, STAND_DOWN, (), reason)):
                return waits
            text = self._text(scene, caller, "reason", reason)
            left = still_open(groups_of(self._desk, running), scene.plan)
            scene.groups = end(self._desk, community, running, cause, text, by)
            scene.others += end_occurrences(self._desk, running, by)
            if cause != "undone":
                body["open"] = left
                if not running.recovering:
                    raise_event(self._desk, scene, STAND_DOWN)
        elif running.state != state:
            raise Refused("activation_ended", activation=activation)
        cancelled = (f for g in scene.groups for f in g.pending if isinstance(f, TaskCancelled))
        body["closed"] = sum(1 for _ in cancelled)
        saved = (community, *scene.groups, *scene.others)
        return self._desk.save(caller, body, *saved, writes=scene.writes)
