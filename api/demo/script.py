"""What is said in the course of the day at war, from ``day.yaml``."""

from __future__ import annotations

from functools import cache

import msgspec

from api.demo.invented import read


class Note(msgspec.Struct, frozen=True):
    """A note on a line of the plan."""

    task: str
    text: str


class Extra(msgspec.Struct, frozen=True):
    """A task that no plan foresaw; ``at``, ``within`` in minutes. Nobody does a forgotten one."""

    group: str
    at: int
    within: int
    title: str
    forgotten: bool = False


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """The words; ``reports`` are by line of the plan, ``reminders`` for a task that is late."""

    secretary: str
    supervisor: str
    administrator: str
    case_ref: str
    reason: str
    second_reason: str
    authority: str
    handed_over: str
    chased: str
    reopened: str
    called_off: str
    forgotten: str
    notes: list[Note]
    extra: list[Extra]
    latest: list[Extra]
    reminders: list[str]
    reports: dict[str, list[str]]


@cache
def script() -> Script:
    """The day's words."""
    return read("day", Script)
