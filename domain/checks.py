"""What readiness checks, and how it says what is missing and what to do: plain values."""

from __future__ import annotations

import msgspec

from domain.playbook import Words


class RoleNeed(msgspec.Struct, frozen=True):
    """A role that every compound should have; how many of it is advice and never scored."""

    role: str
    least: int | None = None
    least_per_building: int | None = None
    #: a compound without property management lacks nobody in it
    by_property: bool = False


class Check(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is checked and what it weighs; ``measured`` when the roster can tell.

    Phones known of ``lead_share`` of leads and deputies and of ``share`` of all earn full marks.
    """

    id: str
    name: Words
    rule: Words
    weight: int
    measured: bool = True
    basis: str = "inference"
    src: tuple[str, ...] = ()
    lead_share: float = 1.0
    share: float = 1.0


class Band(msgspec.Struct, frozen=True):
    """What a score from ``min`` on is called; the best only where all is measured and manned."""

    id: str
    min: int
    name: Words


class ReadinessChecks(msgspec.Struct, frozen=True):
    """The checks of a community: data. ``bands`` run from the highest; the last begins at 0."""

    checks: tuple[Check, ...]
    bands: tuple[Band, ...]
    roles: tuple[RoleNeed, ...]
    policy: Words


class Missing(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is missing, and where; ``kind`` has its words in the catalogue.

    ``grid`` is ``None`` for the whole community. ``present`` of ``least`` for what is too few.
    """

    check: str
    kind: str
    grid: str | None = None
    role: str | None = None
    group: str | None = None
    position: str | None = None
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    present: int | None = None
    least: int | None = None


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What to do next, and how many points of the score it is worth."""

    kind: str
    gain: float
    check: str | None = None
    role: str | None = None
    group: str | None = None
    position: str | None = None
    grids: tuple[str | None, ...] = ()
    members: tuple[str, ...] = ()
