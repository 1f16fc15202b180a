"""Campaigns are worked off beside the requests, one thread each, and go on after a restart."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event, Lock, Thread

import structlog

from engine.store import Store
from engine.workflow import Caller
from engine.workflow.campaigns import Campaigns

logger = structlog.get_logger()


class Campaigning:
    """Runs campaigns of this process; each at most once at a time."""

    def __init__(self, campaigns: Campaigns) -> None:
        self._campaigns = campaigns
        self._running: dict[str, Thread] = {}
        self._lock = Lock()
        self._stopping = Event()

    def begin(self, campaign: str, actor: str) -> None:
        """Work a campaign off, unless that is under way already."""
        with self._lock:
            thread = self._running.get(campaign)
            if thread is not None and thread.is_alive():
                return
            thread = Thread(target=self._run, args=(campaign, actor), daemon=True)
            self._running[campaign] = thread
            thread.start()

    def resume_all(self, campaigns: Iterable[tuple[str, str]]) -> None:
        """Go on with campaigns that a restart interrupted: ``(campaign, actor)``."""
        for campaign, actor in campaigns:
            self.begin(campaign, actor)

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
        caller = Caller(actor, cause=f"campaign:{campaign}")
        try:
            self._campaigns.run(campaign, caller, stopping=self._stopping.is_set)
        except Exception:
            logger.exception("campaign_failed", campaign=campaign)


def unfinished(store: Store) -> list[tuple[str, str]]:
    """Campaigns that were running when the server ended, with who started them."""
    state: dict[str, tuple[str, bool]] = {}
    after = 0
    while facts := store.read(after, 5000, topics=_TURNS):
        for recorded in facts:
            id = recorded.fact.campaign  # type: ignore[attr-defined]
            actor = state.get(id, (recorded.actor, True))[0]
            state[id] = (actor, recorded.topic in _RUNNING)
        after = facts[-1].position
    return [(id, actor) for id, (actor, runs) in state.items() if runs]


_RUNNING = ("campaign_started.v1", "campaign_resumed.v1")
_TURNS = (*_RUNNING, "campaign_stopped.v1", "campaign_finished.v1")
