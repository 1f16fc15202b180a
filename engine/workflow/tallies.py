"""How far campaigns got, in figures: counted once, and then only what is new is read."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

import msgspec

from domain.facts import Fact
from domain.facts import campaign as facts
from domain.ids import campaign_stream
from domain.refusal import NotFound
from engine.store import Store

_KEY = "campaign:"
_MOST = 200


class Tally(msgspec.Struct):
    """A campaign in figures. ``failed`` holds the code of the refusal by community."""

    version: int
    started: facts.CampaignStarted
    by: str
    at: datetime
    state: str = "running"
    #: when it was last stopped, resumed or done
    turned_at: datetime | None = None
    activated: int = 0
    already: int = 0
    failed: dict[str, str] = {}
    #: how many of its activations were ended with it, and why others could not be
    ended: int = 0
    kept: dict[str, str] = {}
    #: how it is to end, who asked for that, and when
    ending: facts.CampaignEnding | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    #: of those ended, how many clicks were taken back
    undone: int = 0

    @property
    def total(self) -> int:
        """How many communities it is of."""
        return len(self.started.communities)

    @property
    def waiting(self) -> int:
        """How many have no outcome yet."""
        return self.total - self.activated - len(self.failed)

    def add(self, fact: Fact, at: datetime, by: str) -> None:
        """Take one fact in, of which somebody is the actor."""
        self.version += 1
        match fact:
            case facts.CampaignCommunityActivated():
                self.failed.pop(fact.community, None)
                self.activated += 1
                self.already += fact.already
            case facts.CampaignCommunityFailed():
                self.failed[fact.community] = fact.code
            case facts.CampaignStopped():
                self.state, self.turned_at = "stopped", at
            case facts.CampaignResumed():
                self.state, self.turned_at = "ending" if self.ending else "running", at
            case facts.CampaignFinished():
                self.state, self.turned_at = "finished", at
            case facts.CampaignEnding():
                self.state, self.ending, self.turned_at = "ending", fact, at
                self.ended_by, self.ended_at = by, at
            case facts.CampaignCommunityEnded():
                self.kept.pop(fact.community, None)
                self.ended += 1
                self.undone += self.ending is not None and self.ending.undo
            case facts.CampaignCommunityKept():
                self.kept[fact.community] = fact.code
            case facts.CampaignEnded():
                self.state, self.turned_at = "ended", at
            case _:
                pass


class Tallies:
    """Remembers what it counted; safe for use by many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[str, Tally] = OrderedDict()
        self._lock = Lock()

    def of(self, campaign: str) -> Tally:
        """The figures of a campaign as it stands, or refused."""
        with self._lock:
            tally = self._known.pop(campaign, None)
            tally = self._counted(campaign, tally)
            self._known[campaign] = tally
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
            copies = {"failed": dict(tally.failed), "kept": dict(tally.kept)}
            return msgspec.structs.replace(tally, **copies)

    def _counted(self, campaign: str, tally: Tally | None) -> Tally:
        since = tally.version + 1 if tally else 1
        whole = self._store.codec.whole
        for topic, state, _ in self._store.recorder.stream(campaign_stream(campaign), since):
            read = whole(topic, state)
            if tally is not None:
                tally.add(read.fact, read.occurred_at, read.actor)
            elif isinstance(read.fact, facts.CampaignStarted):
                tally = Tally(1, read.fact, read.actor, read.occurred_at)
        if tally is None:
            raise NotFound("campaign", campaign)
        return tally

    def under(self, place: str) -> list[str]:
        """Ids of every campaign over a place or over something in it, in no order."""
        rows = self._store.recorder.select(
            "SELECT key FROM refs WHERE key >= ? AND key < ? AND substr(value, 1, ?) = ?",
            (_KEY, f"{_KEY[:-1]};", len(place), place),
        )
        return [key.removeprefix(_KEY) for (key,) in rows]
