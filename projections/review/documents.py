"""What a review remembers of one activation; each thing cites the fact that it stands on.

How groups and tasks stand is the board's own fold, kept on when they stand down; beside it are
the facts that the board does not keep: when what happened, in which entry of the log.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.facts.community import PlaybookActivated
from domain.record import Recorded
from domain.recovery import STAND_DOWN
from projections.board import GroupAtWork, TaskOnBoard
from projections.rows import MemoryRows


class Cited(msgspec.Struct, frozen=True, gc=False):
    """A fact of the log: its position, when it happened, when it was recorded, and by whom."""

    position: int
    at: datetime
    recorded_at: datetime
    by: str


def cited(r: Recorded) -> Cited:
    """What cites a fact."""
    return Cited(r.position, r.occurred_at, r.recorded_at, r.actor)


class Climb(msgspec.Struct, frozen=True, gc=False):
    """A step of a ladder; ``told`` counts the people, 0 when there was nobody to tell."""

    step: int
    role: str
    told: int
    cited: Cited


class TaskLife(msgspec.Struct):
    """One task: ``marks`` holds the last fact of each kind, ``done_by`` who completed it."""

    id: str
    key: str
    opened: Cited
    title: str | None = None
    series: str | None = None
    occurrence: str | None = None
    building: int | None = None
    starts_at: datetime | None = None
    marks: dict[str, Cited] = {}
    taken_by: dict[str, str] = {}
    climbs: list[Climb] = []
    missing: int = 0
    cancelled_because: str | None = None
    form: str | None = None


class Vacancy(msgspec.Struct):
    """A group without a lead: since when and why, until when and through what.

    ``lost`` is the fact that took the lead away, ``None`` when there was none from the start.
    """

    since: Cited
    cause: str
    lost: Recorded | None = None
    until: Cited | None = None
    ended: str | None = None


class GroupLife(msgspec.Struct):
    """One group at work: its muster, its vacancies, its tasks by id."""

    stream: str
    group: str
    grid: str | None
    stood_up: Cited
    muster_by: datetime | None = None
    first: Cited | None = None
    lead: Cited | None = None
    everybody: Cited | None = None
    closed: Cited | None = None
    absent: int = 0
    vacancies: list[Vacancy] = []
    tasks: dict[str, TaskLife] = {}


class Transfer(msgspec.Struct):
    """A task or a post that went to other people: from whom to whom and why (a directory text)."""

    kind: str
    cited: Cited
    stream: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    cause: str
    task: str | None = None
    post: str | None = None
    reason: str | None = None
    also: tuple[int, ...] = ()


class OccurrenceLife(msgspec.Struct):
    """Something that happened, until nothing more was to come of it.

    ``number`` is its running number in the activation, in the order of the log.
    """

    id: str
    event: str
    at: datetime
    logged: Cited
    grid: str | None = None
    phases: list[tuple[str, Cited]] = []
    closed: Cited | None = None
    cause: str | None = None
    number: int = 0

    @property
    def done(self) -> Cited | None:
        """What closed it; ``None`` where it was still open when the activation ended."""
        return None if self.cause == STAND_DOWN else self.closed


class NoticeLife(msgspec.Struct):
    """A notice to one person; ``marks`` holds the first fact of each kind."""

    kind: str
    group: str | None
    grid: str | None
    task: str | None
    queued: Cited
    held: bool = False
    marks: dict[str, Cited] = {}


class Review(msgspec.Struct):
    """One activation from its click on, as far as it was folded; ``rows`` is its board.

    ``state`` is ``running``, ``stood_down`` or ``undone``. ``presences`` says since when each
    person has been there.
    """

    activation: str
    rows: MemoryRows
    click: PlaybookActivated | None = None
    clicked: Cited | None = None
    position: int = 0
    at: datetime | None = None
    digests: list[str] = []
    mode: str = ""
    level: str | None = None
    authorities: list[tuple[str, Cited]] = []
    planned_end: datetime | None = None
    state: str = "running"
    ended: Cited | None = None
    ended_because: str | None = None
    moments: list[tuple[str, Recorded]] = []
    groups: dict[str, GroupLife] = {}
    transfers: list[Transfer] = []
    occurrences: dict[str, OccurrenceLife] = {}
    notices: dict[str, NoticeLife] = {}
    presences: dict[str, Cited] = {}

    @property
    def is_final(self) -> bool:
        """Whether the activation ended; until then the review is a draft."""
        return self.ended is not None

    @property
    def is_drill(self) -> bool:
        """Whether it was a drill, which counts nowhere as real."""
        return self.click is not None and self.click.drill

    @property
    def pace(self) -> float:
        """How many times as fast as the clock it lived: spans are told in its own time."""
        return self.click.pace if self.click and self.click.drill else 1.0

    def at_work(self, stream: str) -> GroupAtWork | None:
        """A group as the board has it."""
        found: GroupAtWork | None = self.rows.get(stream)
        return found

    def on_board(self, stream: str, task: str) -> TaskOnBoard | None:
        """A task as the board has it."""
        group = self.at_work(stream)
        return group.tasks.get(task) if group else None
