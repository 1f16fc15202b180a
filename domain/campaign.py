"""A campaign: one playbook over an area, one ordinary click a community, each with its outcome."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import campaign as facts


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one community fared: an activation, or the code of the refusal."""

    community: str
    activation: str | None = None
    already: bool = False
    failed: str | None = None


class Campaign(Aggregate):
    """What was asked of an area, and how far it got. Its ``community`` is the area's code."""

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.started: facts.CampaignStarted | None = None
        self.outcomes: dict[str, Outcome] = {}
        self.state = "running"

    @property
    def waiting(self) -> list[str]:
        """Codes of the communities without an activation yet, failed ones after the others."""
        codes = self.started.communities if self.started else ()
        untried = [c for c in codes if c not in self.outcomes]
        return untried + [c for c in codes if c in self.outcomes and self.outcomes[c].failed]

    @property
    def untried(self) -> list[str]:
        """Codes of the communities without any outcome."""
        codes = self.started.communities if self.started else ()
        return [c for c in codes if c not in self.outcomes]

    def is_settled(self, community: str) -> bool:
        """Whether a community has its activation."""
        known = self.outcomes.get(community)
        return known is not None and known.activation is not None

    def outcome(self, community: str, activation: str, already: bool) -> list[Fact]:
        """A community's click went through; once."""
        if self.is_settled(community):
            return []
        return [facts.CampaignCommunityActivated(self._campaign, community, activation, already)]

    def failure(self, community: str, code: str) -> list[Fact]:
        """A community's click was refused; the same refusal again is not told twice."""
        known = self.outcomes.get(community)
        if known and (known.activation or known.failed == code):
            return []
        return [facts.CampaignCommunityFailed(self._campaign, community, code)]

    def stop(self) -> list[Fact]:
        """Stop between two communities."""
        return [facts.CampaignStopped(self._campaign)] if self.state == "running" else []

    def resume(self) -> list[Fact]:
        """Go on with whatever has no activation yet."""
        again = self.state == "stopped" or (self.state == "finished" and self.waiting)
        return [facts.CampaignResumed(self._campaign)] if again else []

    def finish(self) -> list[Fact]:
        """Nothing is untried any more."""
        if self.state != "running":
            return []
        return [facts.CampaignFinished(self._campaign)]

    @property
    def _campaign(self) -> str:
        assert self.started is not None
        return self.started.campaign

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the campaign."""
        match fact:
            case facts.CampaignStarted():
                self.started = fact
            case facts.CampaignCommunityActivated():
                self.outcomes[fact.community] = Outcome(
                    fact.community, fact.activation, fact.already
                )
            case facts.CampaignCommunityFailed():
                self.outcomes[fact.community] = Outcome(fact.community, failed=fact.code)
            case facts.CampaignStopped():
                self.state = "stopped"
            case facts.CampaignResumed():
                self.state = "running"
            case facts.CampaignFinished():
                self.state = "finished"
            case _:
                pass
