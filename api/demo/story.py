"""What a sample community lives through, from ``days``: who, when, and what happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from api.demo.invented import read

DAYS = Path(__file__).parent / "days"


class Home(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A compound; ``bare`` is one without property management."""

    name: str
    buildings: int
    households: int
    bare: bool = False


class Act(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """Something that is done ``at`` minutes after the click, or ``ago`` minutes before now.

    ``grid`` counts from 0; where there is none, it is of the whole activation.
    """

    at: int | None = None
    ago: int | None = None
    grid: int | None = 0

    def when(self, click: datetime, now: datetime) -> datetime:
        """The moment at which it is done."""
        if self.ago is not None:
            return now - timedelta(minutes=self.ago)
        return click + timedelta(minutes=self.at or 0)


class Log(Act, frozen=True, kw_only=True, tag="log"):
    """Something happened."""

    event: str
    report: Any = None
    building: int | None = None
    about: str | None = None


class Finish(Act, frozen=True, kw_only=True, tag="finish"):
    """The newest open task of a line is completed with this report."""

    line: str
    report: Any = None


class Level(Act, frozen=True, kw_only=True, tag="level"):
    """The response level is raised or lowered."""

    level: str
    reason: str


class Authority(Act, frozen=True, kw_only=True, tag="authority"):
    """The competent authority's document is there."""

    number: str


class End(Act, frozen=True, kw_only=True, tag="end"):
    """The end is expected so many days after the click."""

    days: int


class Note(Act, frozen=True, kw_only=True, tag="note"):
    """A note on the newest task of a line."""

    line: str
    text: str


class Extra(Act, frozen=True, kw_only=True, tag="extra"):
    """A task that no plan foresaw, to be done ``within`` so many minutes."""

    group: str
    title: str
    within: int


class Aside(Act, frozen=True, kw_only=True, tag="aside"):
    """Another playbook runs for so many minutes, and is stood down."""

    playbook: str
    reason: str
    minutes: int
    ended: str
    level: str | None = None


Acts = Log | Finish | Level | Authority | End | Note | Extra | Aside


class Absent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever holds a position is late by ``until`` minutes after the click, or never comes."""

    group: str
    position: str
    grid: int | None = 0
    until: int | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A community and its days. ``people`` are counts a compound, ``shared`` serve all of them.

    It was activated at ``begins`` (local time), ``hours`` ago or up to a day more. Lines of
    ``scripted`` are only done by what the story says. ``look`` is how often people look for work,
    in minutes.
    """

    file: str
    code: str
    begins: str
    hours: int
    reason: str
    case: str | None = None
    level: str | None = None
    #: minutes from the click
    forecasts: dict[str, int] = {}
    homes: list[Home]
    people: dict[str, int]
    shared: dict[str, int]
    absent: list[Absent] = []
    scripted: list[str] = []
    look: int = 15
    acts: list[Acts] = []
    #: what is reported on a line; other lines report as their form is usually filled in
    reports: dict[str, list[Any]] = {}


def playbooks() -> list[str]:
    """The playbooks that have a story."""
    return sorted(file.stem for file in DAYS.glob("*.yaml"))


def story(playbook: str) -> Story:
    """The story of a playbook that has one."""
    return read(f"days/{playbook}", Story)


def usual() -> dict[str, list[Any]]:
    """How each form is usually filled in."""
    return read("usual", dict[str, list[Any]])
