"""Winding a campaign down: whatever it activated is ended, community by community."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from domain.campaign import Campaign, Outcome
from domain.refusal import Refused
from engine.workflow.activations import Activations
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk
from engine.workflow.working_off import standing

logger = structlog.get_logger()


class WindingDown:
    """Ends whatever a campaign activated. Done by two at once, it is still done once.

    Each is an ordinary stand-down or undo, and then recorded as the campaign's: a server that dies
    in between finds it over already.
    """

    def __init__(
        self, desk: Desk, activations: Activations, campaign: Campaign, caller: Caller
    ) -> None:
        self._desk, self._activations, self._caller = desk, activations, caller
        self._campaign = campaign
        asked = campaign.ending
        assert asked is not None
        self._id = asked.campaign
        self._reason = desk.store.directory.texts([asked.reason or ""]).get(asked.reason or "")
        self._end = activations.undo if asked.undo else activations.stand_down

    def run(self, stopping: Callable[[], bool], told: Callable[[Campaign], None]) -> bool:
        """End all; whether nothing is left to try."""
        for outcome in self._campaign.to_end:
            if stopping() or self._campaign.state != "ending":
                return False
            self._record(outcome.community, self._refusal(outcome))
            told(self._campaign)
        return self._campaign.state == "ending"

    def _refusal(self, outcome: Outcome) -> str | None:
        """End one community's activation, or say why not; what is over already is no fault."""
        assert outcome.activation is not None
        try:
            answer = self._end(outcome.community, outcome.activation, self._reason, self._caller)
        except Refused as refused:
            return None if refused.code == "activation_ended" else refused.code
        except Exception:  # whatever is wrong with one community, the rest go on
            logger.exception("campaign_end_failed", campaign=self._id, place=outcome.community)
            return "internal_error"
        return "second_person_needed" if answer.body.get("pending") else None

    def _record(self, community: str, refusal: str | None) -> None:
        """What came of one. A stop said meanwhile is a conflict here; what ended has ended."""

        def record() -> None:
            campaign = self._campaign = standing(self._desk, self._id)
            decided = campaign.keep(community, refusal) if refusal else campaign.ended(community)
            campaign.decide(decided, self._desk.decider(self._caller))
            self._desk.save(self._caller, {}, campaign)

        self._desk.again(record)
