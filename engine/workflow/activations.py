"""The click: preview, activate; and whatever else is commanded of an activation."""

from __future__ import annotations

from typing import Any

from domain.community import Activation, Community
from domain.group import Group
from domain.refusal import NotFound
from engine.store import Writes
from engine.workflow.afterwards import sweep_occurrences
from engine.workflow.amendments import Amendments
from engine.workflow.caller import Answer, Caller
from engine.workflow.changes import pending
from engine.workflow.clicks import Asked, Decided, Ground, activation_of, decide, groups_of
from engine.workflow.endings import Endings
from engine.workflow.overview import preview_of, summary
from engine.workflow.turns import Turns
from engine.workflow.two_persons import ask, needs_two

__all__ = ["Activations", "Asked", "Decided"]

#: how often a summary is counted anew because somebody changed what was being counted
LOOKS = 5


class Activations(Amendments, Turns, Endings):
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
        drills: list[str] = []
        answer = self._desk.once(caller, lambda: self._activate(code, asked, caller, drills))
        sweep_occurrences(self._desk, code, drills, caller)
        return answer

    def _activate(self, code: str, asked: Asked, caller: Caller, drills: list[str]) -> Answer:
        """``drills`` is told which of them the click ends."""
        decided = self.decide(code, asked, caller)
        acts = ("activate", "authority") if asked.authority else ("activate",)
        if decided.activated.is_new and needs_two(self._desk, decided.plan, *acts):
            waits = self._ask_first(code, asked, decided, caller)
            if waits is not None:
                return waits
        community, activated = decided.community, decided.activated
        if not activated.is_new:
            position, counted = self._as_it_runs(decided)
            body = _body(decided, counted)
            return self._desk.save(
                caller, body, community, writes=decided.writes, position=position
            )
        drills.extend(drill.id for drill in activated.drills)
        body = _body(decided, summary(activated.groups))
        saved = (community, *activated.groups, *decided.ended)
        return self._desk.save(caller, body, *saved, writes=decided.writes, status=201)

    def _ask_first(
        self, code: str, asked: Asked, decided: Decided, caller: Caller
    ) -> Answer | None:
        """The answer to who asks first, where two persons have to agree on a click."""
        by, beside = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        text = self._desk.text(beside, caller, code, "reason", asked.reason)
        forecasts = sorted(asked.forecasts.items())
        at = (asked.planned_end, forecasts, asked.drill, asked.pace)
        terms = (asked.playbook, decided.activated.grids, asked.level, asked.authority, *at)
        request = ask(community, "activate", "", terms, by, text)
        if request is None:
            return None
        community.decide([request], by)
        body = pending(request.act, request.asker)
        return self._desk.save(caller, body, community, writes=beside, status=202)

    def decide(
        self, code: str, asked: Asked, caller: Caller, ground: Ground | None = None
    ) -> Decided:
        """Decide a click against the community as it stands, or as it was read before."""
        return decide(self._desk, code, asked, caller, ground)

    def _as_it_runs(self, decided: Decided) -> tuple[int, dict[str, int]]:
        """A position, and the summary of the running activation at it."""
        community, store = decided.community, self._desk.store
        for _ in range(LOOKS):
            head = store.head()
            groups = groups_of(self._desk, activation_of(community, decided.activated.activation))
            position = store.stands_at([community.id, *(g.id for g in groups)])
            if position <= head:
                break
        return position, summary(groups)

    def groups_of(self, community: Community, activation: Activation) -> list[Group]:
        """The groups of an activation, in plan order."""
        return groups_of(self._desk, activation)

    def summary_of(self, community: Community, activation: str) -> dict[str, int]:
        """The summary of a running activation as it stands."""
        return summary(groups_of(self._desk, activation_of(community, activation)))


def _body(decided: Decided, counted: dict[str, int]) -> dict[str, Any]:
    """The answer to a click, but for its position."""
    activated = decided.activated
    running = decided.community.activations[activated.activation]
    return {
        "id": activated.activation,
        "already": list(activated.already),
        "drill": running.drill,
        "summary": counted,
    }
