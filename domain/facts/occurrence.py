"""Facts of an occurrence: what happened, its phases, its end. One stream each."""

from __future__ import annotations

from datetime import datetime

from domain.facts.fact import Fact, topic


class OfOccurrence(Fact, frozen=True, gc=False):
    """What every fact of an occurrence tells: which one, and in which activation."""

    occurrence: str
    activation: str


@topic("occurrence_logged.v1")
class OccurrenceLogged(OfOccurrence, frozen=True, gc=False):
    """Something happened that the playbook lists as an event.

    ``report`` is a directory text on ``form``; ``about`` is one that says whom or which household
    it is about. ``raised_by`` is the task whose report raised it, ``None`` when a person logged it.
    """

    event: str
    at: datetime
    grid: str | None = None
    building: int | None = None
    form: str | None = None
    report: str | None = None
    about: str | None = None
    raised_by: str | None = None
    drill: bool = False
    #: which content of the playbook it answers to
    digest: str = ""


@topic("phase_begun.v1")
class PhaseBegun(OfOccurrence, frozen=True, gc=False):
    """A phase of the occurrence began; ``task`` is the one whose completion began it."""

    phase: str
    task: str | None = None


@topic("occurrence_closed.v1")
class OccurrenceClosed(OfOccurrence, frozen=True, gc=False):
    """Nothing more is to come of it; ``cause`` is ``done``, ``decision`` or ``stand_down``."""

    cause: str
    reason: str | None = None
