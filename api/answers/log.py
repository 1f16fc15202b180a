"""Answers from the log: assignments, history, events, health."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers.shared import StuckView, Words
from api.catalogue import catalogue


class Assignment(BaseModel):
    """Who was assigned to what, from when to when, by whom; `to` is null while it lasts."""

    member: str
    name: str | None
    activation: str
    group: str
    grid: str | None
    case: str | None
    drill: bool = Field(description="Of a drill, not of what is real")
    task: str | None = Field(description="Null for a post")
    role: str = Field(description="`lead`, `deputy`, `member`, or `assignee` of a task")
    from_: datetime = Field(alias="from")
    to: datetime | None
    by: str
    by_name: str | None = Field(description="Who that is, in words; null when erased")
    reason: str | None
    from_position: int
    to_position: int | None
    ended_by: str | None
    ended_because: str | None


class HistoryEntry(BaseModel):
    """What happened, typed and in words; the actor is `system` for what no person did."""

    position: int
    at: datetime
    occurred_at: datetime
    actor: str
    type: str
    data: dict[str, Any]
    drill: bool = Field(description="Of a drill: its text says so too")
    text: Words


class Figures(BaseModel):
    """A community's totals of what ran at a moment, as its board then had them."""

    asked: int = Field(description="People with a post")
    mustered: int
    vacant: int = Field(description="Groups without a lead")
    open: int = Field(description="Tasks that are neither done nor called off")
    completed: int
    overdue: int = Field(description="Of the open ones")


class TimeStep(BaseModel):
    """A stretch of time in which something happened."""

    at: datetime = Field(description="Its end")
    first: int = Field(description="The position of its first fact")
    position: int = Field(description="The position of its last fact: the board as of it")
    counts: dict[str, int] = Field(
        description="Facts by lane: `command`, `posted`, `mustered`, `opened`, `taken`,"
        " `handed_over`, `completed`, `overdue`, `escalated`, `occurrences`"
    )
    figures: Figures | None = Field(description="As of `position`; asked for by `figures=true`")


class TimeLine(BaseModel):
    """What happened when, in equal steps without the empty ones; `marks` are what was ordered."""

    community: str
    from_: datetime = Field(alias="from")
    to: datetime
    position: int = Field(description="The last position that it may tell of")
    steps: list[TimeStep]
    marks: list[HistoryEntry] = Field(description="Cases, clicks, levels, ends; the latest 200")


class CloudEvent(BaseModel):
    """An event (CloudEvents 1.0)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "specversion": "1.0",
                    "id": "161",
                    "source": "/communities/350102001001",
                    "type": "pingzhan.task_accepted.v1",
                    "subject": "3cba9f52ba485c7393a299df6bc359bb",
                    "time": "2025-11-22T05:37:28.693004Z",
                    "datacontenttype": "application/json",
                    "dataschema": "https://pz.example.org/api/v1/events/schemas/task_accepted.v1",
                    "sequence": "00000000000000000161",
                    "data": {
                        "activation": "b5050f32-c0e1-5bf6-8a2e-c7af482a2b70",
                        "grid": "576105f60a7d89a3",
                        **catalogue("examples")["line"],
                        "actor": "token:0f1e2d3c4b5a6978",
                        "occurred_at": "2025-11-22T05:37:28.693004Z",
                    },
                }
            ]
        }
    )
    specversion: Literal["1.0"]
    id: str = Field(description="The position")
    source: str
    type: str
    subject: str = Field(description="The stream")
    time: datetime
    datacontenttype: Literal["application/json"]
    dataschema: str
    sequence: str = Field(description="The position, padded to 20 digits")
    data: dict[str, Any]


class EventField(BaseModel):
    """A field of an event's data."""

    name: str
    type: str = Field(description="As JSON Schema calls it: `string (date-time) | null`")
    required: bool
    text: Words


class EventExplained(BaseModel):
    """What a type of event tells."""

    type: str
    kind: str = Field(description="One of `kinds`")
    text: Words
    dataschema: str
    fields: list[EventField]
    example: CloudEvent


class EventCatalogue(BaseModel):
    """Every event that there is."""

    kinds: dict[str, Words]
    items: list[EventExplained]


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class RelayStanding(BaseModel):
    """How the Redis stream of the log stands."""

    state: Literal["following", "unreachable", "diverged"] = Field(
        description="`diverged`: Redis holds another history than the log, and an operator decides"
    )
    stream: str | None = None
    position: int | None = Field(None, description="Of the last event in Redis")
    lag: int | None = Field(None, description="How far that is behind the log")


class LagBehind(BaseModel):
    """How far a view, or a reader of the log, is behind its head."""

    position: int
    behind: int = Field(description="Facts")
    behind_s: float = Field(description="Seconds since the first fact that is wanting")


class Ready(BaseModel):
    """How the store and the views stand."""

    status: Literal["ok", "degraded", "behind", "store_unreachable"] = Field(
        description="`degraded`: fit to serve, but for the communities in `stuck`, the works in "
        "`leaderless`, or whoever reads Redis, where the `relay` diverged"
    )
    position: int = 0
    lag: int = Field(0, description="How far the slowest view is behind the log")
    lags: dict[str, LagBehind] = Field({}, description="By view, and by reader of the log")
    leaderless: list[str] = Field([], description="Works that no process does: start one")
    stuck: list[StuckView] = Field(
        [], description="Communities whose view shows nothing newer until it is rebuilt"
    )
    relay: RelayStanding | None = Field(None, description="There is one where there is a Redis")
    virtual: bool = Field(False, description="Time is virtual here, and all is a drill")
