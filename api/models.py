"""The bodies of requests, checked at the door. Times must say their zone."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Aware = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))]
Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Long = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]


class Body(BaseModel):
    """A request body: unknown fields are an error, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid")


class CaseBody(Body):
    """A case in a compound; ``ref`` is the reference it is known by."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"grid": "a1b2c3d4e5f60718", "ref": "2025-0001"}]}
    )
    grid: Id | None = None
    reported_at: Aware | None = None
    ref: Annotated[Short, StringConstraints(min_length=1)]


class ScopeBody(Body):
    """Where: some grids by id, or the whole community (its compound grids)."""

    grids: Annotated[list[Id], Field(min_length=1, max_length=1000)] | None = None
    community: Literal[True] | None = None


class ActivationBody(Body):
    """One click."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "playbook": "eight_groups_epidemic",
                    "scope": {"community": True},
                    "reason": "小区报告病例",
                    "case_ref": "2025-0001",
                }
            ]
        }
    )
    playbook: Id
    scope: ScopeBody
    reason: Long | None = None
    case_ref: Short | None = None
    authority: Short | None = None
    level: Id | None = None
    forecasts: dict[Id, Aware] = {}
    drill: bool = False
    planned_end: Aware | None = None


class CampaignBody(Body):
    """One click over an area: every community's compounds."""

    playbook: Id
    reason: Long | None = None
    authority: Short | None = None
    level: Id | None = None
    drill: bool = False
    planned_end: Aware | None = None


class ReasonBody(Body):
    """Why."""

    reason: Long | None = None


class AuthorityBody(Body):
    """The number of the competent authority's document."""

    authority: Annotated[Short, StringConstraints(min_length=1)]


class AmendBody(Body):
    """What is amended in a running activation."""

    planned_end: Aware


class NewTaskBody(Body):
    """A task that no plan foresaw."""

    group: Id
    grid: Id | None = None
    title: Annotated[Short, StringConstraints(min_length=1)]
    due_at: Aware
    assignees: Annotated[list[Id], Field(max_length=50)] = []


class TaskBody(Body):
    """What is said with a verb: ``for`` and ``to`` are member ids."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"for": "9f86d081884c7d65", "report": "已全部到岗"}]}
    )
    for_: Annotated[Id | None, Field(alias="for")] = None
    to: Id | None = None
    report: Long | None = None
    reason: Long | None = None
    occurred_at: Aware | None = None


class MusterBody(Body):
    """Who is at the post."""

    member: Id
    occurred_at: Aware | None = None


class RoleBody(Body):
    """A role in a grid; ``grid`` absent for the whole community."""

    role: Id
    grid: Id | None = None


class SeatBody(Body):
    """A seat in the standing plan."""

    playbook: Id
    group: Id
    position: Literal["lead", "deputy", "member"]
    grid: Id | None = None


class MemberBody(Body):
    """What is said of a person; what is left out stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "林示远", "phone": "15400000001"}]}
    )
    name: Short | None = None
    phone: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9]*$")] | None = None
    unit: Short | None = None
    building: Short | None = None
    note: Long | None = None
    roles: Annotated[list[RoleBody], Field(max_length=200)] | None = None
    seats: Annotated[list[SeatBody], Field(max_length=500)] | None = None


class TokenBody(Body):
    """A token to be made; ``place`` is a code of the organisation, empty for everywhere."""

    role: Literal["administrator", "secretary", "supervisor", "integrator"]
    place: Annotated[str, StringConstraints(pattern=r"^([0-9]{2,12})?$")] = ""
    name: Annotated[Short, StringConstraints(min_length=1)]
    scopes: Annotated[list[Id], Field(max_length=20)] = []
    expires_at: Aware | None = None
