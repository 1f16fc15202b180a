"""The documents of the board: one of the community, one of each activation and group at work.

A group's document holds its posts and tasks, so that a click writes one row a group. They are
stored as arrays: a field is added at the end, and ``REVISION`` raised.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

#: raised when the meaning or shape of a document changes: stored boards are then folded anew
REVISION = 10

COMMUNITY, GRIDS, CROWD, MARKS = "community", "grids", "crowd", "marks"
#: what drills count for, and who is in them, apart from what is real
DRILLS, DRILL_CROWD = "drills", "drill_crowd"


def crowd_key(drill: bool) -> str:
    """The key of everybody with a post: a drill's people are apart."""
    return DRILL_CROWD if drill else CROWD


def activation_key(activation: str) -> str:
    """The key of an activation's document; a group's is its stream."""
    return f"activation/{activation}"


class Community(msgspec.Struct, array_like=True, tag=1, gc=False):
    """A community in one row: where it lies, its mode, and running totals.

    ``position`` and ``at`` are of the last fact that the board took in, ``facts`` counts them.
    Totals are of what runs now: ``groups`` stood up, ``vacant`` of them red, ``members`` asked and
    ``mustered`` (people, however many posts), ``tasks`` by state, ``overdue`` of those not closed.
    Drills are no part of them: theirs stand in a document of their own.
    """

    code: str
    position: int = 0
    at: datetime | None = None
    facts: int = 0
    name: str = ""
    street: str = ""
    street_code: str = ""
    county: str = ""
    county_code: str = ""
    city: str = ""
    province: str = ""
    mode: str = "peacetime"
    #: ids of what runs, in the order in which it began
    activations: list[str] = []
    groups: int = 0
    vacant: int = 0
    members: int = 0
    mustered: int = 0
    tasks: dict[str, int] = {}
    overdue: int = 0
    #: those of what runs that are drills
    drills: list[str] = []
    #: streams of the groups that ended, but in which people work on at what comes after
    aftermath: list[str] = []


class Grid(msgspec.Struct, array_like=True, gc=False):
    """A grid as the board names it."""

    name: str
    kind: str


class Grids(msgspec.Struct, array_like=True, tag=2, gc=False):
    """The grids in roster order, the open cases and the alerts that stand, with their grid."""

    grids: dict[str, Grid] = {}
    cases: dict[str, str | None] = {}
    alerts: dict[str, str | None] = {}


class Activation(msgspec.Struct, array_like=True, tag=3, gc=False):
    """A running activation; ``reason``, ``authority`` and ``muster_point`` are directory texts.

    ``groups`` are the keys of its groups' documents, as they stood up; ``editions`` the digests
    that it ran before this one.
    """

    id: str
    playbook: str
    digest: str
    mode: str
    position: int
    started_at: datetime
    grids: list[str]
    level: str | None = None
    drill: bool = False
    reason: str | None = None
    case: str | None = None
    authority: str | None = None
    planned_end: datetime | None = None
    campaign: str | None = None
    groups: list[str] = []
    forecasts: dict[str, datetime] = {}
    pace: float = 1.0
    editions: list[str] = []
    muster_point: str | None = None


class Presence(msgspec.Struct, array_like=True, gc=False):
    """A person in an activation: how many posts, and since when at them."""

    posts: int = 0
    mustered_at: datetime | None = None


class Crowd(msgspec.Struct, array_like=True, tag=4, gc=False):
    """Everybody with a post: member, then activation. Muster is per person and covers all posts."""

    members: dict[str, dict[str, Presence]] = {}


class Post(msgspec.Struct, array_like=True, gc=False):
    """A person's post in a group."""

    position: str
    basis: str
    #: since when they have had it
    since: datetime | None = None


class Escalation(msgspec.Struct, array_like=True, gc=False):
    """A step of the ladder that was climbed; ``to`` is empty when there was nobody to tell."""

    step: int
    role: str
    to: tuple[str, ...]
    at: datetime


class Asking(msgspec.Struct, array_like=True, gc=False):
    """Somebody asks a colleague to take a task over, or to give that of ``swap`` for it.

    ``reason`` is a directory text for whoever is asked, on no board.
    """

    member: str
    colleague: str
    swap: str | None
    at: datetime
    reason: str | None = None


class Answer(msgspec.Struct, array_like=True, gc=False):
    """What a colleague answered to whoever asked: ``cause`` is ``agreed`` or ``declined``.

    Or ``relief``: they took the place of ``member``, who had asked nobody; or ``gone``: they left
    the group before they answered.

    ``at`` is when the log has it, for a press may have waited on a device.
    """

    member: str
    colleague: str
    swap: str | None
    cause: str
    at: datetime


class TaskOnBoard(msgspec.Struct, array_like=True, gc=False):
    """A task. ``title`` and ``report`` are directory texts; the plan's words come by ``key``.

    ``overdue`` says that the deadline passed; closed work is ``late`` or not. ``cause`` tells why
    it went to other people, or why it was cancelled.
    """

    key: str
    state: str
    opened_at: datetime
    due_at: datetime | None = None
    assignees: tuple[str, ...] = ()
    title: str | None = None
    overdue: bool = False
    cause: str | None = None
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    completed_by: str | None = None
    report: str | None = None
    report_owed: bool = False
    late: bool = False
    unmet: tuple[str, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    notes: int = 0
    #: a slot begins then, needs so many people, and so many were missing when it began
    starts_at: datetime | None = None
    places: int = 0
    missing: int = 0
    #: who took the slot up
    taken: tuple[str, ...] = ()
    occurrence: str | None = None
    building: int | None = None
    #: what those who have it ask colleagues
    askings: tuple[Asking, ...] = ()
    #: what was answered last to each who asked; for their own screen, on no board
    answers: tuple[Answer, ...] = ()


class Ended(msgspec.Struct, array_like=True, gc=False):
    """What a group ran that ended: of which playbook, the last of the editions first."""

    playbook: str
    editions: list[str]
    at: datetime


class GroupAtWork(msgspec.Struct, array_like=True, tag=5, gc=False):
    """A group of an activation: its posts by member, its tasks by id.

    Of one that ``ended`` only the tasks that come after it or owe their report, and nobody's posts.
    """

    activation: str
    group: str
    grid: str | None
    posts: dict[str, Post] = {}
    tasks: dict[str, TaskOnBoard] = {}
    drill: bool = False
    #: by when everybody should be at the post; once that is over, who was absent then
    muster_by: datetime | None = None
    absent: tuple[str, ...] | None = None
    ended: Ended | None = None
    #: who gave their post up themselves, with the position that they had
    declined: dict[str, str] = {}
    #: how many of their places nobody has come to fill yet
    short: int = 0

    @property
    def is_red(self) -> bool:
        """Whether it has no lead, which it also lacks when it has nobody."""
        return all(post.position != "lead" for post in self.posts.values())


class Marks(msgspec.Struct, array_like=True, tag=6, gc=False):
    """Positions at which a keyframe of this board belongs."""

    positions: list[int] = []


Board = Community | Grids | Activation | Crowd | GroupAtWork | Marks
