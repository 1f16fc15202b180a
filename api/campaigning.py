"""Campaigns are worked off beside the requests, one thread each, wherever their server died."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic

import structlog

from domain.facts import campaign as facts
from engine.leader import Leader
from engine.store import Store
from engine.workflow import Caller
from engine.workflow.campaigns import Campaigns

logger = structlog.get_logger()
PAGE = 5000
#: seconds between two looks, however much happens
REST = 0.25
_STARTS = (facts.CampaignStarted, facts.CampaignResumed, facts.CampaignEnding)
_ENDS = (facts.CampaignStopped, facts.CampaignFinished, facts.CampaignEnded)
_TURNS = tuple(kind.TOPIC for kind in (*_STARTS, *_ENDS))


class Campaigning:
    """Runs campaigns, each by one process at a time: whoever holds its lock."""

    def __init__(
        self, campaigns: Campaigns, store: Store, leader: Leader, *, here: bool = True
    ) -> None:
        self._campaigns, self._store, self._leader = campaigns, store, leader
        #: whether this process works any off; otherwise one that does finds them in the log
        self._here = here
        self._running: dict[str, Thread] = {}
        self._lock = Lock()
        self._stopping = Event()
        #: campaigns that run according to the log, and who started them
        self._unfinished: dict[str, str] = {}
        self._seen = 0

    def begin(self, campaign: str, actor: str) -> None:
        """Work a campaign off, unless that is under way already, or is for another process."""
        if not self._here:
            return
        with self._lock:
            thread = self._running.get(campaign)
            if thread is not None and thread.is_alive():
                return
            thread = Thread(target=self._run, args=(campaign, actor), daemon=True)
            # others join it as soon as they see it, and what has not begun cannot be joined
            thread.start()
            self._running[campaign] = thread

    def watch(
        self,
        stopping: Event,
        leads: Callable[[], bool],
        wait: Callable[[int, float], int],
        every: float = 3.0,
    ) -> None:
        """Take up what runs according to the log and nobody works off, until told to stop."""
        while not stopping.is_set():
            try:
                if leads():
                    self.take_up()
            except Exception:
                logger.exception("campaigns_failed")
            stopping.wait(REST)
            if not stopping.is_set():
                wait(self._seen, every)

    def take_up(self) -> None:
        """Begin every campaign that runs according to the log; one that is held stays so."""
        head = self._store.head()
        while turns := self._store.read(self._seen, PAGE, until=head, topics=_TURNS):
            for turn in turns:
                self._note(turn.fact, turn.actor)
            self._seen = turns[-1].position
        self._seen = max(self._seen, head)
        for campaign, actor in list(self._unfinished.items()):
            self.begin(campaign, actor)

    def _note(self, fact: object, actor: str) -> None:
        if isinstance(fact, _STARTS):
            self._unfinished[fact.campaign] = actor
        elif isinstance(fact, _ENDS):
            self._unfinished.pop(fact.campaign, None)

    def give_way(self, most: float) -> None:
        """Let the campaigns of this process go on alone, for at most so many seconds."""
        until = monotonic() + most
        for thread in list(self._running.values()):
            thread.join(max(0.0, until - monotonic()))

    def wait(self, campaign: str, timeout: float | None = None) -> None:
        """Block until a campaign of this process is worked off."""
        thread = self._running.get(campaign)
        if thread is not None:
            thread.join(timeout)

    def close(self) -> None:
        """Let the community at hand finish, then stop; a restart goes on."""
        self._stopping.set()
        for thread in list(self._running.values()):
            thread.join(10)

    def _run(self, campaign: str, actor: str) -> None:
        caller, duty = Caller(actor, cause=f"campaign:{campaign}"), f"campaign:{campaign}"
        try:
            if self._leader.leads(duty):
                try:
                    self._campaigns.run(campaign, caller, stopping=self._stopping.is_set)
                finally:
                    self._leader.leave(duty)
        except Exception:
            logger.exception("campaign_failed", campaign=campaign)
