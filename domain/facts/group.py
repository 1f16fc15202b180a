"""Facts of a group at work: its posts, its muster and the life of its tasks.

Every fact names activation, group and grid, so that a reader of the wire needs no join.
"""

from __future__ import annotations

from datetime import datetime

from domain.facts.fact import Fact, topic


class OfGroup(Fact, frozen=True, gc=False):
    """What every fact of a group tells: which activation, group and grid."""

    activation: str
    group: str
    grid: str | None


class OfTask(OfGroup, frozen=True, gc=False):
    """What every fact of a task tells besides: which task."""

    task: str


@topic("group_stood_up.v1")
class GroupStoodUp(OfGroup, frozen=True, gc=False):
    """A group began to exist for an activation."""

    playbook: str
    drill: bool = False
    #: which content of the playbook it runs, so that a task command needs no second stream
    digest: str = ""
    #: by when everybody should be at the post; then the muster closes
    muster_by: datetime | None = None
    #: when the first tasks of its series are to be opened
    begin_at: datetime | None = None
    #: how many times as fast as the clock a drill runs
    pace: float = 1.0


@topic("group_stood_down.v1")
class GroupStoodDown(OfGroup, frozen=True, gc=False):
    """A group ended; ``cause`` is ``stand_down``, ``undone`` or ``superseded``.

    ``remaining`` are ids of the tasks that come after the end: on those people work on.
    """

    cause: str
    remaining: tuple[str, ...] = ()


@topic("member_assigned.v1")
class MemberAssigned(OfGroup, frozen=True, gc=False):
    """A person has a post; ``basis`` is ``seat``, ``rule:<role>``, ``hand_over``, ``taken_back`` or
    ``step_up``.

    Whoever had a post in the group has the new position instead. ``stood_in`` says that somebody
    else stepped up for them, ``back`` that they lead again since that one left, ``returned`` that
    they can come after all, ``appointed`` that they were named while the group was at work.
    """

    member: str
    position: str
    basis: str
    reason: str | None = None


@topic("member_released.v1")
class MemberReleased(OfGroup, frozen=True, gc=False):
    """A post ended; ``cause`` is ``left``, ``hand_over``, ``taken_back``, ``declined`` or
    ``stand_down``.
    """

    member: str
    position: str
    cause: str
    reason: str | None = None


@topic("member_mustered.v1")
class MemberMustered(OfGroup, frozen=True, gc=False):
    """A person is at the post."""

    member: str


@topic("muster_withdrawn.v1")
class MusterWithdrawn(OfGroup, frozen=True, gc=False):
    """That a person is at the post was recorded by mistake: they are not there yet."""

    member: str


@topic("muster_closed.v1")
class MusterClosed(OfGroup, frozen=True, gc=False):
    """The time to be at the post passed; ``absent`` were not there by then."""

    absent: tuple[str, ...] = ()


@topic("group_amended.v1")
class GroupAmended(OfGroup, frozen=True, gc=False):
    """The group runs another content of its playbook from here on."""

    digest: str
    previous: str


@topic("series_begun.v1")
class SeriesBegun(OfGroup, frozen=True, gc=False):
    """The first tasks of the group's series were opened, or there were none to open."""


@topic("series_ended.v1")
class SeriesEnded(OfGroup, frozen=True, gc=False):
    """No more of the series is to be opened; ``cause`` is one of those of a cancelled task."""

    series: str
    cause: str


@topic("series_timed.v1")
class SeriesTimed(OfGroup, frozen=True, gc=False):
    """When the next of a series opens has moved, its last task being closed already."""

    series: str
    again_at: datetime


@topic("condition_met.v1")
class ConditionMet(OfGroup, frozen=True, gc=False):
    """An event occurred for which lines of the group waited: from ``at`` on they count."""

    event: str
    at: datetime


@topic("task_opened.v1")
class TaskOpened(OfTask, frozen=True, gc=False):
    """A task began: from the playbook (``key``) or by hand (``title``, a directory text)."""

    key: str
    assignees: tuple[str, ...] = ()
    due_at: datetime | None = None
    locked: bool = False
    title: str | None = None
    #: the line of the plan, apart from building, occurrence and time, that it is one of a series of
    series: str | None = None
    #: when the next of the series is to be opened; ``None`` when there is none to come
    again_at: datetime | None = None
    #: a slot begins then and ends when it is due
    starts_at: datetime | None = None
    #: how many people a slot needs
    places: int = 0
    occurrence: str | None = None
    building: int | None = None


@topic("task_unlocked.v1")
class TaskUnlocked(OfTask, frozen=True, gc=False):
    """An authority's document was recorded: the task may start."""

    due_at: datetime | None = None


@topic("task_timed.v1")
class TaskTimed(OfTask, frozen=True, gc=False):
    """A deadline became known, or moved; with it moves when the next of its series opens."""

    due_at: datetime
    again_at: datetime | None = None
    #: when the slot begins now; ``None`` leaves it
    starts_at: datetime | None = None


@topic("task_assigned.v1")
class TaskAssigned(OfTask, frozen=True, gc=False):
    """Who has the task now; ``cause`` is ``reassign``, ``accept``, ``left``, ``hand_over``,
    ``taken_back``, ``appointed``, ``agreed`` or ``swapped`` where colleagues agreed on it,
    ``relief`` where somebody took the place of ``relieved`` on a shift, or ``added`` where somebody
    else put whoever is last on a shift that lacked people.
    """

    assignees: tuple[str, ...]
    cause: str
    reason: str | None = None
    relieved: str | None = None


@topic("exchange_asked.v1")
class ExchangeAsked(OfTask, frozen=True, gc=False):
    """Somebody asks a colleague to take the task over, or to give that of ``swap`` for it."""

    member: str
    colleague: str
    swap: str | None = None
    reason: str | None = None


@topic("exchange_closed.v1")
class ExchangeClosed(OfTask, frozen=True, gc=False):
    """It is asked no more; ``cause`` is ``agreed``, ``declined``, ``withdrawn``, or ``gone`` when
    the colleague left the group before they answered.
    """

    member: str
    colleague: str
    cause: str


@topic("task_accepted.v1")
class TaskAccepted(OfTask, frozen=True, gc=False):
    """Somebody took the task on; ``member`` is ``None`` when the actor did so in their own name."""

    member: str | None = None
    unmet: tuple[str, ...] = ()


@topic("task_started.v1")
class TaskStarted(OfTask, frozen=True, gc=False):
    """Work began; ``unmet`` lists preconditions that did not hold yet."""

    member: str | None = None
    unmet: tuple[str, ...] = ()


@topic("task_completed.v1")
class TaskCompleted(OfTask, frozen=True, gc=False):
    """The task is done; ``report`` is a directory text, ``report_owed`` when one is still due."""

    member: str | None = None
    unmet: tuple[str, ...] = ()
    report: str | None = None
    report_owed: bool = False
    late: bool = False
    #: the form that the report is on, or is owed on
    form: str | None = None


@topic("task_reopened.v1")
class TaskReopened(OfTask, frozen=True, gc=False):
    """A closed task is open again."""

    reason: str | None = None


@topic("task_cancelled.v1")
class TaskCancelled(OfTask, frozen=True, gc=False):
    """The task is off; ``cause`` is ``decision``, ``stand_down``, ``undone``, ``superseded``,
    ``level_lowered``, ``recovery``, ``amended`` or ``occurrence_closed``.
    """

    cause: str
    reason: str | None = None


@topic("task_noted.v1")
class TaskNoted(OfTask, frozen=True, gc=False):
    """Somebody wrote a note on the task (a directory text)."""

    note: str
    member: str | None = None


@topic("task_reported.v1")
class TaskReported(OfTask, frozen=True, gc=False):
    """A report owed since completion was handed in, or corrected (a directory text)."""

    report: str
    member: str | None = None
    form: str | None = None


@topic("task_overdue.v1")
class TaskOverdue(OfTask, frozen=True, gc=False):
    """The deadline passed and the task was not closed."""

    due_at: datetime
    #: when the first step of its ladder is to be climbed
    next_at: datetime | None = None


@topic("slot_uncovered.v1")
class SlotUncovered(OfTask, frozen=True, gc=False):
    """A slot began and fewer people than it needs had taken it up."""

    starts_at: datetime
    missing: int


@topic("task_escalated.v1")
class TaskEscalated(OfTask, frozen=True, gc=False):
    """A step of the ladder was climbed; ``to`` is empty when there was nobody to tell."""

    step: int
    role: str
    to: tuple[str, ...] = ()
    #: when the next step is to be climbed
    next_at: datetime | None = None
