"""A group at work: who has a post in it, who is there, and how its tasks stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from domain.aggregate import Aggregate
from domain.at_work import CLOSED, OpenTask, Post
from domain.facts import Fact
from domain.remembering import STEPS

__all__ = ["CLOSED", "Group", "OpenTask", "Post"]


class Group(Aggregate):
    """One group of one activation in one grid."""

    activation: str = ""
    playbook: str = ""
    #: digest of the plan that it runs
    pinned: str = ""
    group: str = ""
    grid: str | None = None
    drill: bool = False
    is_closed: bool = False
    #: when it stood up
    since: datetime | None = None
    muster_by: datetime | None = None
    #: whether the time to be at the post has passed and who was absent was recorded
    is_muster_closed: bool = False
    begin_at: datetime | None = None
    pace: float = 1.0

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.posts: dict[str, Post] = {}
        self.tasks: dict[str, OpenTask] = {}
        #: the key of the last task of each series that goes on
        self.series: dict[str, str] = {}
        #: since when each event has occurred that lines of the plan waited for
        self.met: dict[str, datetime] = {}
        #: in which order people were last asked for a slot
        self.asked: dict[str, int] = {}
        #: keys of the tasks on which people still work though the group ended
        self.remaining: dict[str, None] = {}
        #: who gave a post up themselves, with the position that they had
        self.declined: dict[str, str] = {}

    def holder(self, position: str) -> str | None:
        """Who has a position, the first if there are several."""
        return next((m for m, p in self.posts.items() if p.position == position), None)

    @property
    def is_over(self) -> bool:
        """Whether it ended and nothing of it is left to be done."""
        return self.is_closed and not self.remaining

    def has_left(self, key: str) -> bool:
        """Whether a task of it can be worked on no more, the group having ended."""
        return self.is_closed and key not in self.remaining

    @property
    def is_red(self) -> bool:
        """Whether it has no lead, or nobody at all."""
        return self.holder("lead") is None

    @property
    def answerable(self) -> tuple[str, ...]:
        """Whom a task without a better owner goes to: the lead, else the deputy, else nobody."""
        return self.answerable_without(())

    def answerable_without(self, gone: Collection[str]) -> tuple[str, ...]:
        """The same when some people are not to be asked."""
        for position in ("lead", "deputy"):
            for member, post in self.posts.items():
                if post.position == position and member not in gone:
                    return (member,)
        return ()

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the group."""
        if self.since is None:
            self.since = at
        step = STEPS.get(type(fact))
        if step is not None:
            step(self, fact, at)
