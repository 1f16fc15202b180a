"""A playbook as plain values: what a click and the engine need to know of a plan.

``engine.playbooks`` validates the YAML and makes these; a running activation holds one by digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

import msgspec

Words = dict[str, str]
"""A text in both languages: ``{"zh": …, "en": …}``."""


class Due(msgspec.Struct, frozen=True, omit_defaults=True):
    """When a task is due. ``kind`` says which of the other fields speak.

    ``offset`` plus; ``level`` level, plus; ``event`` event, plus; ``daily`` at, until;
    ``interval`` every, per_level; ``day`` day, at; ``before`` target, minus; ``phase`` phase, plus.
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
    #: another interval while a level stands
    per_level: Mapping[str, timedelta] = {}


class Raise(msgspec.Struct, frozen=True, omit_defaults=True):
    """Reporting raises an occurrence of ``event``: always, or when ``field`` is one of ``values``.

    With ``each`` it raises one for every row of that field.
    """

    event: str
    field: str | None = None
    values: tuple[Any, ...] = ()
    each: bool = False


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the plan; ``authority`` locks it until a document number is recorded.

    ``each`` is ``""`` (once a group), ``building``, or an event: one for every open occurrence of
    it. A line anchored to an event or a phase is one for each occurrence without saying so.
    """

    id: str
    title: Words
    due: Due
    pre: tuple[str, ...] = ()
    form: str | None = None
    ladder: str | None = None
    authority: bool = False
    basis: str = "inference"
    src: tuple[str, ...] = ()
    each: str = ""
    #: how many people each of its slots needs; 0 when it is no slot
    places: int = 0
    #: who takes the slots: ``turn`` gives them out in turn, ``open`` lets people sign up
    rota: str = "turn"
    #: the phase of its occurrence that begins when it is completed
    begins: str | None = None
    #: the field of the form of the occurrence or of the line before that names its group
    group_from: str | None = None
    #: an event that must have occurred in the activation
    condition: str | None = None
    raises: tuple[Raise, ...] = ()
    #: ``control``, ``rescue``, ``medical_exit``, ``evacuation``, ``release`` or ``service``
    nature: str = "service"


class Staffing(msgspec.Struct, frozen=True, omit_defaults=True):
    """At least ``min`` people of ``role`` should be in the group: advice, never a bar."""

    role: str
    min: int = 1


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """A group to stand up: once a grid (``per`` ``grid``) or once an activation (``community``).

    ``condition`` is an event: until it occurred, the group's tasks wait.
    """

    id: str
    name: Words
    mission: Words
    lead_role: str | None = None
    deputy_role: str | None = None
    staffing: tuple[Staffing, ...] = ()
    tasks: tuple[Task, ...] = ()
    per: str = "grid"
    condition: str | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that may occur. ``form`` says what is told of it.

    ``phases`` are those that its lines begin, in order. ``system`` events are raised by the house
    itself (``stand_down``, ``recovery``). ``forecast`` is a time that its report may move.
    ``given`` are values of its form that it says by itself.
    """

    id: str
    name: Words
    form: str | None = None
    phases: tuple[str, ...] = ()
    system: bool = False
    forecast: str | None = None
    given: Mapping[str, Any] = {}


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field of a form.

    ``type`` is ``text``, ``note``, ``integer``, ``number``, ``boolean``, ``choice``, ``choices``,
    ``date``, ``time``, ``datetime``, ``member``, ``group``, ``grid``, ``building``, ``phone`` or
    ``rows`` (of ``fields``). With ``decisions`` each row becomes a task.
    """

    id: str
    name: Words
    type: str = "text"
    required: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    unit: Words | None = None
    least: float | None = None
    most: float | None = None
    fields: tuple[Field, ...] = ()
    decisions: bool = False


class Form(msgspec.Struct, frozen=True, omit_defaults=True):
    """A form: whose particulars it holds, how long it is kept, and its fields.

    ``pii`` is ``none``, ``staff``, ``resident`` or ``sensitive``; ``keep`` days after stand-down,
    ``None`` for ever. ``ledger`` is what the list of all its reports is called.
    """

    id: str
    name: Words
    pii: str = "none"
    keep: int | None = None
    fields: tuple[Field, ...] = ()
    ledger: Words | None = None


class Target(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom a rung reaches: a position of the group, a role of the roster, or a tier above."""

    id: str
    name: Words
    position: str | None = None
    role: str | None = None
    tier: str | None = None


class Level(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a response level is called and asks for."""

    id: str
    name: Words
    colour: str = ""
    duty: Words = {}


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
    #: forms with their fields, by id; ``forms`` has their names
    papers: Mapping[str, Form] = {}
    events: Mapping[str, Event] = {}
    targets: Mapping[str, Target] = {}
    level_words: Mapping[str, Level] = {}
    #: within how long everybody should be at the post; ``None`` when nobody watches
    muster_within: timedelta | None = None
    #: acts that need a second person: ``activate``, ``level``, ``authority``, ``recover``, …
    two_persons: tuple[str, ...] = ()
    #: times that a click or an occurrence may forecast, such as landfall
    forecasts: Mapping[str, Words] = {}
    #: places whose overlays were laid over the base, with the revision of each
    overlays: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, Words] = {}
    #: what parameters, phases and triggers are called
    parameter_words: Mapping[str, Words] = {}
    phases: Mapping[str, Words] = {}
    triggers: Mapping[str, Words] = {}

    def group(self, group: str) -> Group | None:
        """The group of that id, if the plan has it."""
        return next((g for g in self.groups if g.id == group), None)

    def task(self, key: str) -> Task | None:
        """The task of that id, if the plan has it."""
        return next((t for g in self.groups for t in g.tasks if t.id == key), None)
