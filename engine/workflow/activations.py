"""The click and its end: preview, activate, undo, stand down."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.community import UNDO_WITHIN, Activation, Community
from domain.facts.group import TaskCancelled
from domain.group import Group
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.amendments import Amendments
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import Asked, Decided, activation_of, decide, end, groups_of
from engine.workflow.overview import preview_of, summary

__all__ = ["Activations", "Asked", "Decided"]

#: how often a summary is counted anew because somebody changed what was being counted
LOOKS = 5


class Activations(Amendments):
    """Commands on activations."""

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
        position = self._desk.store.head()
        if not decided.activated.is_new:
            position, body["summary"] = self._as_it_runs(decided)
        return Answer(position, body, False, decided.community.version)

    def activate(self, code: str, asked: Asked, caller: Caller) -> Answer:
        """One click is one atomic save; a second click answers with the running activation."""
        return self._desk.once(caller, lambda: self._activate(code, asked, caller))

    def _activate(self, code: str, asked: Asked, caller: Caller) -> Answer:
        decided = self.decide(code, asked, caller)
        community, activated = decided.community, decided.activated
        if not activated.is_new:
            position, counted = self._as_it_runs(decided)
            body = _body(decided, counted)
            answer = self._desk.save(caller, body, community, writes=decided.writes)
            return answer if answer.changed else msgspec.structs.replace(answer, position=position)
        body = _body(decided, summary(activated.groups))
        saved = (community, *activated.groups, *decided.ended)
        return self._desk.save(caller, body, *saved, writes=decided.writes, status=201)

    def decide(self, code: str, asked: Asked, caller: Caller) -> Decided:
        """Decide a click against the community as it stands."""
        return decide(self._desk, code, asked, caller)

    def _as_it_runs(self, decided: Decided) -> tuple[int, dict[str, int]]:
        """A position, and the summary of the running activation at it."""
        community, store = decided.community, self._desk.store
        for _ in range(LOOKS):
            position = store.head()
            counted = self.summary_of(community, decided.activated.activation)
            if not store.read(position, 1, community=community.community):
                break
        return position, counted

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
        running = activation_of(community, activation)
        state = "undone" if cause == "undone" else "stood_down"
        groups: list[Group] = []
        if running.is_running:
            if cause == "undone" and self._desk.clock() > running.at + UNDO_WITHIN:
                raise Refused("undo_expired", minutes=int(UNDO_WITHIN.total_seconds() // 60))
            text = self._desk.text(writes, caller, code, "reason", reason)
            groups = end(self._desk, community, running, cause, text, by)
        elif running.state != state:
            raise Refused("activation_ended", activation=activation)
        closed = sum(isinstance(f, TaskCancelled) for g in groups for f in g.pending)
        body = {"id": activation, "state": state, "closed": closed}
        return self._desk.save(caller, body, community, *groups, writes=writes)

    def groups_of(self, community: Community, activation: Activation) -> list[Group]:
        """The groups of an activation, in plan order."""
        return groups_of(self._desk, activation)

    def summary_of(self, community: Community, activation: str) -> dict[str, int]:
        """The summary of a running activation as it stands."""
        return summary(groups_of(self._desk, activation_of(community, activation)))


def _body(decided: Decided, counted: dict[str, int]) -> dict[str, Any]:
    """The answer to a click, but for its position."""
    activated = decided.activated
    return {"id": activated.activation, "already": list(activated.already), "summary": counted}
