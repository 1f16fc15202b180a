"""Reports whose time has come are destroyed: one elected worker, and a fact for each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from typing import Protocol

import msgspec
import structlog

from domain.facts.community import ReportsExpired
from engine.store import Writes
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk
from engine.workflow.reports import decoded

logger = structlog.get_logger()

#: days after the end for which words of the staff on no form are kept
WORDS_KEPT = 365


class Left(msgspec.Struct, frozen=True):
    """An activation that ended, with how many of its reports on each form are still kept.

    Under ``""`` are texts on no form: reports in mere words, and titles of tasks that no plan
    foresaw, such as decisions.
    """

    community: str
    activation: str
    #: which content of its plan it ran when it ended
    digest: str
    ended_at: datetime
    forms: Mapping[str, int]


class KeptReports(Protocol):
    """The view of what was reported, as the log stands."""

    def left(self, before: datetime) -> list[Left]:
        """Activations that ended by then and of which there are reports left, oldest first."""
        ...

    def texts(self, community: str, activation: str, form: str) -> list[str]:
        """The directory texts of the reports on a form."""
        ...


class Retention:
    """Destroys what the forms say is kept no longer. The log keeps ids, and so stays whole."""

    def __init__(self, desk: Desk, kept: KeptReports) -> None:
        self._desk, self._kept = desk, kept

    def expire(self) -> int:
        """Destroy every report whose time has come by now; gives how many."""
        now = self._desk.clock()
        return sum(
            self._desk.again(partial(self._destroy, one, form))
            for one in self._kept.left(now)
            for form in self._over(one, now)
        )

    def _over(self, one: Left, now: datetime) -> Iterator[str]:
        """The forms of an ended activation that are kept no longer."""
        plan = self._desk.plans.known(one.digest)
        for form in one.forms:
            paper = plan.papers.get(form) if plan else None
            keep = (paper.keep if paper else None) if form else WORDS_KEPT
            if keep is not None and one.ended_at + timedelta(days=keep) <= now:
                yield form

    def _destroy(self, one: Left, form: str) -> int:
        caller = Caller("system", cause="retention")
        community = self._desk.community(one.community)
        count = one.forms[form]
        expired = ReportsExpired(one.activation, form, count)
        community.decide([expired], self._desk.decider(caller))
        texts = self._kept.texts(one.community, one.activation, form)
        if form:
            texts += self._taken_from(one, form)
        self._desk.save(caller, {}, community, writes=Writes(forget=texts))
        logger.info("reports_expired", community=one.community, form=form, count=count)
        return count

    def _taken_from(self, one: Left, form: str) -> list[str]:
        """Titles that say what reports on the form said: they go with them."""
        on_none = self._kept.texts(one.community, one.activation, "")
        found = self._desk.store.directory.texts(on_none)
        read = {id: decoded(text) for id, text in found.items()}
        return [id for id, kept in read.items() if kept is not None and kept.form == form]

    def run(self, stopping: Event, leads: Callable[[], bool], every: float = 60.0) -> None:
        """Destroy what is over until told to stop, while this process leads."""
        while not stopping.wait(every):
            try:
                if leads():
                    self.expire()
            except Exception:
                logger.exception("retention_failed")
