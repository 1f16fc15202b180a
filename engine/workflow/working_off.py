"""Working a campaign off: community by community, or a few in one save where there are hundreds."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from domain.aggregate import Aggregate
from domain.campaign import Campaign
from domain.community import Community
from domain.ids import campaign_stream, community_stream
from domain.refusal import NotFound, Refused
from engine.store import Conflict, Writes
from engine.workflow.activations import Activations, Asked
from engine.workflow.caller import Caller
from engine.workflow.clicks import Ground
from engine.workflow.desk import Desk

logger = structlog.get_logger()

#: communities of one save: at most so many, a hundredth of all, and as make about so many facts.
#: A save holds up every other for as long as it takes, and a stop is obeyed between two
MOST, SHARE, FACTS = 64, 100, 2500


def standing(desk: Desk, id: str) -> Campaign:
    """The campaign of that id, or refused."""
    found = desk.store.get(Campaign, campaign_stream(id))
    if found is None or found.started is None:
        raise NotFound("campaign", id)
    return found


class WorkingOff:
    """Clicks whatever waits in a campaign. Done by two at once, it is still done once."""

    def __init__(
        self, desk: Desk, activations: Activations, campaign: Campaign, caller: Caller
    ) -> None:
        self._desk, self._activations, self._caller = desk, activations, caller
        self._campaign = campaign
        assert campaign.started is not None
        self._id = campaign.started.campaign
        self._asked = _asked(desk, campaign)
        self._most = min(MOST, max(1, len(campaign.waiting) // SHARE))
        self._facts = self._clicked = 0

    def run(self, stopping: Callable[[], bool], told: Callable[[Campaign], None]) -> bool:
        """Click all; whether nothing is left to click."""
        waiting = self._campaign.waiting
        begun = 0
        while begun < len(waiting):
            if stopping():
                return False
            some = waiting[begun : begun + self._at_once]
            begun += len(some)
            if len(some) == 1 or not self._together(some):
                for community in some:
                    self._alone(community)
            if self._campaign.state != "running":
                return False
            told(self._campaign)
        return True

    @property
    def _at_once(self) -> int:
        """How many communities go into the next save, by what the others came to."""
        if not self._clicked:
            return 1
        return max(1, min(self._most, FACTS * self._clicked // max(1, self._facts)))

    def _together(self, some: list[str]) -> bool:
        """Click some in one save, or none of them: then each has to be clicked by itself."""
        try:
            grounds = self._grounds(some)
            writes, saved = Writes(), list[Aggregate]()
            for code in some:
                if not self._campaign.is_settled(code):
                    self._decide(code, writes, saved, grounds.get(code))
            self._save(writes, saved)
        except Exception as error:  # what is wrong with one of them is told of that one alone
            if not isinstance(error, Conflict):
                logger.warning("campaign_save_parted", campaign=self._id, error=repr(error))
            self._campaign = standing(self._desk, self._id)
            return False
        return True

    def _grounds(self, some: list[str]) -> dict[str, Ground]:
        """What their clicks are decided on, read together."""
        found = self._desk.store.get_many(Community, map(community_stream, some))
        plans = self._desk.plans.of_places(self._asked.playbook, some)
        return {one.community: Ground(one, plans[one.community]) for one in found.values()}

    def _alone(self, community: str) -> None:
        """One community. A stop said meanwhile is a conflict here, and is then obeyed."""

        def step() -> None:
            if self._campaign.state != "running" or self._campaign.is_settled(community):
                return
            try:
                writes, saved = Writes(), list[Aggregate]()
                self._decide(community, writes, saved)
                self._save(writes, saved)
            except Conflict:
                self._campaign = standing(self._desk, self._id)
                raise

        self._desk.again(step)

    def _decide(
        self, code: str, writes: Writes, saved: list[Aggregate], ground: Ground | None = None
    ) -> None:
        """One community's click, or its failure, and the outcome."""
        campaign, by = self._campaign, self._desk.decider(self._caller)
        try:
            decided = self._activations.decide(code, self._asked, self._caller, ground)
        except Exception as error:  # whatever is wrong with one community, the rest go on
            refusal = error.code if isinstance(error, Refused) else "internal_error"
            if not isinstance(error, Refused):
                logger.exception("campaign_click_failed", campaign=self._id, place=code)
            campaign.decide(campaign.failure(code, refusal), by)
            return
        activated = decided.activated
        campaign.decide(campaign.outcome(code, activated.activation, not activated.is_new), by)
        writes.join(decided.writes)
        if activated.is_new:
            saved += [decided.community, *activated.groups, *decided.ended]

    def _save(self, writes: Writes, saved: list[Aggregate]) -> None:
        before = len(self._campaign.pending)
        facts = before + sum(len(one.pending) for one in saved)
        self._desk.save(self._caller, {}, *saved, self._campaign, writes=writes)
        self._facts, self._clicked = self._facts + facts, self._clicked + before


def _asked(desk: Desk, campaign: Campaign) -> Asked:
    started = campaign.started
    assert started is not None
    ids = [i for i in (started.reason, started.authority) if i]
    texts = desk.store.directory.texts(ids)
    return Asked(
        playbook=started.playbook,
        reason=texts.get(started.reason or ""),
        authority=texts.get(started.authority or ""),
        level=started.level,
        planned_end=started.planned_end,
        forecasts=dict(started.forecasts),
        drill=started.drill,
        campaign=started.campaign,
    )
