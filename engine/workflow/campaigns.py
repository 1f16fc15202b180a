"""A campaign: an area activated community by community, each an ordinary click with its outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from domain.campaign import Campaign
from domain.facts import Fact
from domain.facts.campaign import CampaignStarted
from domain.ids import campaign_stream, new_id
from domain.levels import known
from domain.refusal import Refused
from engine.store import Writes
from engine.workflow.activations import Activations, Asked
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import foreseen
from engine.workflow.desk import Desk, check
from engine.workflow.winding_down import WindingDown
from engine.workflow.working_off import WorkingOff, standing

#: what a person decides on a campaign that stands
Turn = Callable[[Campaign, Writes], list[Fact]]


class Campaigns:
    """Commands on campaigns; ``run`` is called by whoever works them off."""

    def __init__(self, desk: Desk, activations: Activations) -> None:
        self._desk = desk
        self._activations = activations

    def start(self, area: str, communities: list[str], asked: Asked, caller: Caller) -> Answer:
        """Ask an area to activate; gives the campaign's id. Nothing is clicked yet."""
        if self._desk.drills_only:
            asked = msgspec.structs.replace(asked, drill=True)
        plan = self._desk.plans.latest(asked.playbook)
        if not communities:
            raise Refused("area_empty", field="code", area=area)
        if asked.level is not None:
            known(plan, asked.level)
        foreseen(plan, asked.forecasts)
        if asked.planned_end is not None and asked.planned_end <= self._desk.clock():
            raise Refused("planned_end_past", field="planned_end")
        return self._desk.once(caller, lambda: self._start(area, communities, asked, caller))

    def _start(self, area: str, communities: list[str], asked: Asked, caller: Caller) -> Answer:
        by, writes, id = self._desk.decider(caller), Writes(), new_id()
        campaign = Campaign(campaign_stream(id), area)
        started = CampaignStarted(
            campaign=id,
            area=area,
            playbook=asked.playbook,
            communities=tuple(dict.fromkeys(communities)),
            reason=self._desk.text(writes, caller, area, "reason", asked.reason),
            authority=self._desk.text(writes, caller, area, "authority", asked.authority),
            level=asked.level,
            planned_end=asked.planned_end,
            drill=asked.drill,
            forecasts=asked.forecasts,
        )
        campaign.decide([started], by)
        return self._desk.save(caller, {"id": id}, campaign, writes=writes, status=202)

    def get(self, id: str) -> Campaign:
        """The campaign of that id, or refused."""
        return standing(self._desk, id)

    def stop(self, id: str, caller: Caller) -> Answer:
        """Stop between two communities. Repeated, it changes nothing."""
        return self._turn(id, caller, lambda campaign, _: campaign.stop())

    def resume(self, id: str, caller: Caller) -> Answer:
        """Go on with every community that has no activation yet, failed ones included.

        Where it was being ended, with ending it.
        """
        return self._turn(id, caller, lambda campaign, _: campaign.resume())

    def end(self, id: str, reason: str | None, caller: Caller, *, undo: bool = False) -> Answer:
        """Ask that whatever it activated end, or with ``undo`` be taken back. Nothing ends yet."""

        def turn(campaign: Campaign, writes: Writes) -> list[Fact]:
            said = self._desk.text(writes, caller, campaign.community, "reason", reason)
            return campaign.end(undo, said)

        return self._turn(id, caller, turn)

    def _turn(self, id: str, caller: Caller, turned: Turn) -> Answer:
        def turn() -> Answer:
            campaign, writes = self.get(id), Writes()
            check(campaign, caller)
            if decided := turned(campaign, writes):
                campaign.decide(decided, self._desk.decider(caller))
            else:
                writes = Writes()
            body = {"id": id, "state": campaign.state}
            return self._desk.save(caller, body, campaign, writes=writes)

        return self._desk.once(caller, turn)

    def run(
        self,
        id: str,
        caller: Caller,
        *,
        stopping: Callable[[], bool] = lambda: False,
        told: Callable[[Campaign], None] = lambda _: None,
    ) -> None:
        """Click every community that waits, each with its outcome in the same save, or end each.

        Done when nothing waits, when somebody stops the campaign, or when ``stopping`` says so;
        run again, it goes on where it was. ``told`` is called after each save: of one community,
        or in a campaign over hundreds, of a few.
        """
        campaign = self.get(id)
        way = WindingDown if campaign.state == "ending" else WorkingOff
        if way(self._desk, self._activations, campaign, caller).run(stopping, told):
            self._finish(id, caller)

    def _finish(self, id: str, caller: Caller) -> None:
        def finish() -> None:
            campaign = self.get(id)
            campaign.decide(campaign.finish(), self._desk.decider(caller))
            self._desk.save(caller, {}, campaign)

        self._desk.again(finish)


def progress(campaign: Campaign) -> dict[str, Any]:
    """How far a campaign got, as the contract tells it."""
    started = campaign.started
    assert started is not None
    outcomes = campaign.outcomes.values()
    return {
        "id": started.campaign,
        "area": started.area,
        "playbook": started.playbook,
        "state": campaign.state,
        "total": len(started.communities),
        "activated": sum(1 for o in outcomes if o.activation),
        "already": sum(1 for o in outcomes if o.already),
        "failed": [msgspec.to_builtins(o) for o in outcomes if o.failed],
        "waiting": len(campaign.untried),
        "ended": sum(1 for o in outcomes if o.ended),
        "kept": [msgspec.to_builtins(o) for o in outcomes if o.kept],
        "outcomes": [msgspec.to_builtins(o) for o in outcomes],
    }
