"""The same facts by the stock library: ``@event`` methods, dataclass events, its own recorders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from domain.facts.group import GroupStoodUp, MemberAssigned, TaskOpened
from domain.record import Recorded


class StockGroup(Aggregate):
    """A group at work as the library's tutorial would write it."""

    def __init__(self, activation: str, group: str, grid: str | None) -> None:
        self.activation, self.group, self.grid = activation, group, grid
        self.posts: dict[str, str] = {}
        self.tasks: dict[str, dict[str, Any]] = {}

    @event("MemberAssigned")
    def assign(self, member: str, position: str, basis: str) -> None:
        """Give a person a post."""
        self.posts[member] = position

    @event("TaskOpened")
    def open(
        self, task: str, key: str, assignees: list[str], due_at: datetime | None, locked: bool
    ) -> None:
        """Open a task."""
        self.tasks[task] = {"key": key, "assignees": assignees, "due": due_at, "locked": locked}


class StockApplication(Application[UUID]):
    """The library's application, as it comes."""


def stock(url: str) -> StockApplication:
    """The library's application on a database."""
    return StockApplication(environment(url))


def environment(url: str) -> dict[str, str]:
    """The library's settings for a database of ours."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": parts.path[1:]}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path[1:],
        "POSTGRES_HOST": parts.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": parts.username or "postgres",
        "POSTGRES_PASSWORD": parts.password or "none",
    }


def stock_groups(facts: Iterable[Recorded]) -> list[StockGroup]:
    """The groups of a click by the library, with the posts and tasks that some facts tell."""
    groups: dict[str, StockGroup] = {}
    for recorded in facts:
        match recorded.fact:
            case GroupStoodUp() as f:
                groups[recorded.stream] = StockGroup(f.activation, f.group, f.grid)
            case MemberAssigned() as f:
                groups[recorded.stream].assign(f.member, f.position, f.basis)
            case TaskOpened() as f:
                groups[recorded.stream].open(f.task, f.key, list(f.assignees), f.due_at, f.locked)
            case _:
                pass
    return list(groups.values())
