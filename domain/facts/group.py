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


@topic("group_stood_down.v1")
class GroupStoodDown(OfGroup, frozen=True, gc=False):
    """A group ended; ``cause`` is ``stand_down``, ``undone`` or ``superseded``."""

    cause: str


@topic("member_assigned.v1")
class MemberAssigned(OfGroup, frozen=True, gc=False):
    """A person has a post; ``basis`` is ``seat``, ``rule:<role>``, ``hand_over`` or ``step_up``."""

    member: str
    position: str
    basis: str
    reason: str | None = None


@topic("member_released.v1")
class MemberReleased(OfGroup, frozen=True, gc=False):
    """A person's post ended; ``cause`` is ``left``, ``hand_over``, ``stand_down`` or ``undone``."""

    member: str
    position: str
    cause: str
    reason: str | None = None


@topic("member_mustered.v1")
class MemberMustered(OfGroup, frozen=True, gc=False):
    """A person is at the post."""

    member: str


@topic("task_opened.v1")
class TaskOpened(OfTask, frozen=True, gc=False):
    """A task began: from the playbook (``key``) or by hand (``title``, a directory text)."""

    key: str
    assignees: tuple[str, ...] = ()
    due_at: datetime | None = None
    locked: bool = False
    title: str | None = None


@topic("task_unlocked.v1")
class TaskUnlocked(OfTask, frozen=True, gc=False):
    """An authority's document was recorded: the task may start."""

    due_at: datetime | None = None


@topic("task_timed.v1")
class TaskTimed(OfTask, frozen=True, gc=False):
    """A deadline became known, or moved."""

    due_at: datetime


@topic("task_assigned.v1")
class TaskAssigned(OfTask, frozen=True, gc=False):
    """Who has the task now; ``cause`` is ``reassign``, ``accept``, ``left`` or ``hand_over``."""

    assignees: tuple[str, ...]
    cause: str
    reason: str | None = None


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


@topic("task_reopened.v1")
class TaskReopened(OfTask, frozen=True, gc=False):
    """A closed task is open again."""

    reason: str | None = None


@topic("task_cancelled.v1")
class TaskCancelled(OfTask, frozen=True, gc=False):
    """The task is off; ``cause`` is ``decision``, ``stand_down``, ``undone`` or ``superseded``."""

    cause: str
    reason: str | None = None


@topic("task_noted.v1")
class TaskNoted(OfTask, frozen=True, gc=False):
    """Somebody wrote a note on the task (a directory text)."""

    note: str
    member: str | None = None


@topic("task_reported.v1")
class TaskReported(OfTask, frozen=True, gc=False):
    """A report owed since completion was handed in (a directory text)."""

    report: str
    member: str | None = None


@topic("task_overdue.v1")
class TaskOverdue(OfTask, frozen=True, gc=False):
    """The deadline passed and the task was not closed."""

    due_at: datetime


@topic("task_escalated.v1")
class TaskEscalated(OfTask, frozen=True, gc=False):
    """A step of the ladder was climbed; ``to`` is empty when there was nobody to tell."""

    step: int
    role: str
    to: tuple[str, ...] = ()
