"""A playbook as plain values: what a click needs to know of a plan.

``engine.playbooks`` validates the YAML and makes these; a running activation holds one by digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

import msgspec

Words = dict[str, str]
"""A text in both languages: ``{"zh": …, "en": …}``."""


class Due(msgspec.Struct, frozen=True, omit_defaults=True):
    """When a task is due. ``kind`` says which of the other fields speak.

    ``offset`` plus; ``level`` level, plus; ``event`` event, plus; ``daily`` at, until;
    ``interval`` every; ``day`` day, at; ``before`` target, minus; ``phase`` phase, plus.
    """

    kind: str
    plus: timedelta | None = None
    minus: timedelta | None = None
    every: timedelta | None = None
    at: tuple[time, ...] = ()
    until: tuple[time, ...] = ()
    day: int | None = None
    level: str | None = None
    event: str | None = None
    target: str | None = None
    phase: str | None = None


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the plan; ``authority`` locks it until a document number is recorded."""

    id: str
    title: Words
    due: Due
    pre: tuple[str, ...] = ()
    form: str | None = None
    ladder: str | None = None
    authority: bool = False
    basis: str = "inference"
    src: tuple[str, ...] = ()


class Staffing(msgspec.Struct, frozen=True, omit_defaults=True):
    """At least ``min`` people of ``role`` should be in the group: advice, never a bar."""

    role: str
    min: int = 1


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """A group to stand up: once a grid (``per`` ``grid``) or once an activation (``community``)."""

    id: str
    name: Words
    mission: Words
    lead_role: str | None = None
    deputy_role: str | None = None
    staffing: tuple[Staffing, ...] = ()
    tasks: tuple[Task, ...] = ()
    per: str = "grid"


class Playbook(msgspec.Struct, frozen=True, omit_defaults=True):
    """A resolved, published plan; ``digest`` is of its content and pins it.

    ``levels`` run from lowest to highest, empty when the plan has none. ``groups`` are in order.
    ``status`` is ``current``, ``historical_reference`` or ``draft``, and ``note`` says what that
    means; ``guards`` are the rules that hold for every plan.
    """

    id: str
    revision: str
    digest: str
    title: Words
    mode: str
    groups: tuple[Group, ...]
    levels: tuple[str, ...] = ()
    roles: Mapping[str, Words] = {}
    ladders: Mapping[str, tuple[tuple[timedelta, str], ...]] = {}
    forms: Mapping[str, Words] = {}
    timezone: str = "Asia/Shanghai"
    status: str = "current"
    note: Words = {}
    guards: Mapping[str, Words] = {}
    parameters: Mapping[str, int | str | tuple[str, ...]] = {}

    def group(self, group: str) -> Group | None:
        """The group of that id, if the plan has it."""
        return next((g for g in self.groups if g.id == group), None)

    def task(self, key: str) -> Task | None:
        """The task of that id, if the plan has it."""
        return next((t for g in self.groups for t in g.tasks if t.id == key), None)
