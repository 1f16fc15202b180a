"""What playbooks share: vocabularies, ladders, guards, sources and readiness checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from engine.playbooks.words import (
    Basis,
    Count,
    Duration,
    Id,
    Many,
    Model,
    Named,
    Position,
    Tag,
    Text,
    Words,
)

Share = Annotated[float, Field(gt=0, le=1)]


class Spoken(Named):
    """A name with the other ways in which tables write it."""

    short: Text | None = None
    aliases: Many[Text] = ()


class Role(Spoken):
    """A role; the minimums are advice."""

    six: bool = False
    shared: bool = False
    #: a compound without property management lacks nobody in this role
    absent_allowed: bool = False
    min_per_compound: Count | None = None
    min_per_building: Count | None = None


class Mode(Named):
    """A mode of a community, with the colour that stands for it."""

    colour: Text


class VocabularyFile(Model):
    """``pingzhan.vocabulary/v1``: what things are called, and what tables write for them."""

    schema_: Literal["pingzhan.vocabulary/v1"] = Field("pingzhan.vocabulary/v1", alias="schema")
    id: Id
    title: Words
    playbook: Id | None = None
    #: the vocabulary whose words it takes over and adds to
    extends: Id | None = None
    roles: Many[Role] = ()
    groups: Many[Spoken] = ()
    positions: Many[Spoken] = ()
    modes: Many[Mode] = ()
    #: who answers to whom, from the top down; a chain of its own stands instead of the one above
    tiers: Many[Spoken] = ()


class TableFile(Model):
    """``pingzhan.table/v1``: how tables are read and written, as the table reader has it."""

    schema_: Literal["pingzhan.table/v1"] = Field(alias="schema")
    id: Id
    vocabulary: Id
    reading: dict[str, Any]
    sheet: dict[str, Any]


class Target(Named):
    """Whom a rung reaches: a position of the group, a role of the roster, or a tier above."""

    position: Position | None = None
    role: Id | None = None
    tier: Id | None = None

    @model_validator(mode="after")
    def _reaches_one(self) -> Target:
        if [self.position, self.role, self.tier].count(None) != 2:
            raise PydanticCustomError("target_unclear", "one of position, role, tier")
        return self


class Rung(Model):
    """Whom to tell how long after the deadline."""

    after: Duration
    to: Id


class Ladder(Named):
    """Rungs in the order in which they are climbed."""

    rungs: Annotated[Many[Rung], Field(min_length=1)]


class LaddersFile(Model):
    """``pingzhan.ladders/v1``."""

    schema_: Literal["pingzhan.ladders/v1"] = Field(alias="schema")
    targets: Many[Target] = ()
    ladders: Many[Ladder]


class Guard(Named):
    """A rule that no playbook may break."""

    src: Many[Tag] = ()


class Vocables(Model):
    """Single words in each language that a text is searched for."""

    zh: Many[Text] = ()
    en: Many[Text] = ()


class RefusedTitle(Model):
    """Words that break a guard: beside one of ``about`` if it lists any, and unless negated."""

    guard: Id
    words: Vocables
    about: Vocables = Vocables()
    unless: Vocables = Vocables()


class GuardsFile(Model):
    """``pingzhan.guards/v1``."""

    schema_: Literal["pingzhan.guards/v1"] = Field(alias="schema")
    guards: Many[Guard]
    #: what no title may order
    refused_titles: Many[RefusedTitle] = ()
    #: a task that speaks of one of these is never locked
    never_locked: Vocables = Vocables()
    #: what no field of a form may ask for
    refused_fields: Vocables
    #: what a form may ask for only if it says whose particulars it holds
    personal_fields: Vocables = Vocables()


class Origin(Words):
    """A source and how far it can be trusted."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$")]
    quality: Literal["local", "A", "B", "C"]


class SourcesFile(Model):
    """``pingzhan.sources/v1``."""

    schema_: Literal["pingzhan.sources/v1"] = Field(alias="schema")
    sources: Many[Origin]


class Band(Named):
    """What a score from ``min`` on is called."""

    min: Annotated[int, Field(ge=0, le=100)]


class Check(Named):
    """One readiness check and its weight."""

    rule: Words
    weight: Count
    basis: Basis
    src: Many[Tag] = ()
    measured: bool = True
    lead_share: Share | None = None
    share: Share | None = None


class ReadinessFile(Model):
    """``pingzhan.readiness/v1``."""

    schema_: Literal["pingzhan.readiness/v1"] = Field(alias="schema")
    vocabulary: Id
    policy: Words
    bands: Annotated[Many[Band], Field(min_length=1)]
    checks: Annotated[Many[Check], Field(min_length=1)]
