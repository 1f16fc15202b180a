"""A campaign: one playbook over an area, one ordinary click a community, each with its outcome."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import campaign as facts


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one community fared: an activation, or the code of the refusal.

    ``ended`` once the campaign was ended there, ``undone`` where that took the click back; ``kept``
    is why it could not be.
    """

    community: str
    activation: str | None = None
    already: bool = False
    failed: str | None = None
    ended: bool = False
    kept: str | None = None
    undone: bool = False


class Campaign(Aggregate):
    """What was asked of an area, and how far it got. Its ``community`` is the area's code."""

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.started: facts.CampaignStarted | None = None
        self.outcomes: dict[str, Outcome] = {}
        self.state = "running"
        #: how it is to end, once somebody asked for that
        self.ending: facts.CampaignEnding | None = None

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

    @property
    def to_end(self) -> list[Outcome]:
        """What it activated and runs still, as far as it knows; what was kept after the others."""
        codes = self.started.communities if self.started else ()
        found = [self.outcomes[c] for c in codes if c in self.outcomes]
        running = [o for o in found if o.activation and not o.already and not o.ended]
        return sorted(running, key=lambda o: o.kept is not None)

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
        goes_on = self.state in ("running", "ending")
        return [facts.CampaignStopped(self._campaign)] if goes_on else []

    def resume(self) -> list[Fact]:
        """Go on with whatever has no activation yet, or with ending what is not ended yet."""
        again = self.state == "stopped" or (self.state == "finished" and self.waiting)
        return [facts.CampaignResumed(self._campaign)] if again else []

    def finish(self) -> list[Fact]:
        """Nothing is untried any more."""
        match self.state:
            case "running":
                return [facts.CampaignFinished(self._campaign)]
            case "ending":
                return [facts.CampaignEnded(self._campaign)]
            case _:
                return []

    def end(self, undo: bool, reason: str | None) -> list[Fact]:
        """End whatever it activated; what was not activated yet will not be."""
        if self.state == "ending" or not (self.state == "running" or self.to_end):
            return []
        return [facts.CampaignEnding(self._campaign, undo, reason)]

    def ended(self, community: str) -> list[Fact]:
        """A community's activation is over; once."""
        known = self.outcomes[community]
        if known.ended or known.activation is None:
            return []
        return [facts.CampaignCommunityEnded(self._campaign, community, known.activation)]

    def keep(self, community: str, code: str) -> list[Fact]:
        """A community's activation goes on; the same refusal again is not told twice."""
        known = self.outcomes[community]
        if known.ended or known.kept == code or known.activation is None:
            return []
        return [facts.CampaignCommunityKept(self._campaign, community, known.activation, code)]

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
                self.state = "ending" if self.ending else "running"
            case facts.CampaignFinished():
                self.state = "finished"
            case _:
                self._wind_down(fact)

    def _wind_down(self, fact: Fact) -> None:
        match fact:
            case facts.CampaignEnding():
                self.state, self.ending = "ending", fact
            case facts.CampaignCommunityEnded():
                undone = self.ending is not None and self.ending.undo
                self._remember(fact.community, ended=True, kept=None, undone=undone)
            case facts.CampaignCommunityKept():
                self._remember(fact.community, kept=fact.code)
            case facts.CampaignEnded():
                self.state = "ended"
            case _:
                pass

    def _remember(self, community: str, **changed: object) -> None:
        self.outcomes[community] = msgspec.structs.replace(self.outcomes[community], **changed)
