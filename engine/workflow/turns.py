"""How an activation turns: its level raised and lowered, its restrictions released."""

from __future__ import annotations

from domain.facts import Fact
from domain.facts.community import AuthorityRecorded, RecoveryBegun
from domain.levels import change as change_level
from domain.levels import follow
from domain.modes import PEACETIME
from domain.posts import unlock
from domain.recovery import recover
from domain.refusal import Refused
from engine.workflow.aftermath import AFTERMATH, raise_event, still_open
from engine.workflow.caller import Answer, Caller
from engine.workflow.changes import Change, Changes, Scene, hold_lockable
from engine.workflow.leaving import gone_from


class Turns(Changes):
    """Commands that turn a running activation."""

    def set_level(
        self,
        code: str,
        activation: str,
        level: str,
        caller: Caller,
        *,
        reason: str | None = None,
        authority: str | None = None,
    ) -> Answer:
        """Raise or lower the response level; the one that stands changes nothing.

        The number of an authority's document given with it is recorded, and unlocks what it locks.
        """

        def decide(scene: Scene) -> list[Fact]:
            text = self._text(scene, caller, "reason", reason)
            paper = self._text(scene, caller, "authority", authority)
            decided = change_level(scene.running, scene.plan, level, text, paper)
            if decided and paper is not None:
                decided.append(AuthorityRecorded(activation, paper))
            if not decided:
                scene.writes.texts.clear()
            return decided

        def let_follow(scene: Scene) -> None:
            running, by = scene.running, scene.by
            previous = running.levels[-2][0] if len(running.levels) > 1 else None
            gone = gone_from(scene.community, scene.groups)
            for group in scene.groups:
                count = scene.community.roster.buildings(group.grid)
                place = (group, scene.plan, running, previous, by.at)
                group.decide(follow(*place, buildings=count, gone=gone), by)
                if authority:
                    group.decide(unlock(group, running, scene.plan, by.at), by)
            if authority:
                hold_lockable(scene)
            scene.told = {"level": running.level}

        terms = (level, authority)
        also = ("authority",) if authority else ()
        change = Change(decide, let_follow, "level", terms, reason, also)
        answer = self._change(code, activation, caller, change)
        if answer.status == 200:
            answer.body.setdefault("level", level)
        return answer

    def recover(self, code: str, activation: str, reason: str | None, caller: Caller) -> Answer:
        """Release the restrictions: recovery begins. What is still open is told, never a bar."""

        def decide(scene: Scene) -> list[Fact]:
            if scene.running.recovering:
                return []
            if scene.running.mode == PEACETIME:
                raise Refused("nothing_to_recover", activation=activation)
            return [RecoveryBegun(activation, self._text(scene, caller, "reason", reason))]

        def let_follow(scene: Scene) -> None:
            scene.told = {"open": still_open(scene.groups, scene.plan, scene.running)}
            for group in scene.groups:
                group.decide(recover(group, scene.plan, None), scene.by)
            for event in AFTERMATH:
                raise_event(self._desk, scene, event)

        answer = self._change(
            code, activation, caller, Change(decide, let_follow, "recover", (), reason)
        )
        if answer.status == 200:
            answer.body["mode"] = "recovery"
        return answer
