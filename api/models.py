"""The bodies of requests, checked at the door. Times must say their zone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)

from api.answers.shared import TaskState
from api.auth.permissions import PLACE
from api.catalogue import catalogue
from api.words import Aware, Id, Long, Short, just_true
from engine.tables import LONGEST_NAME
from engine.workflow.tasks import Said

#: a report: a text, or an object of the fields of a form, which the form itself checks
Filled = Long | Annotated[dict[str, Any], Field(max_length=200)]
GRID, MEMBER = "a1b2c3d4e5f60718", "9f86d081884c7d65"
Scope = Literal["events:read", "webhooks:write", "people:masked", "people:full", "practice:write"]
SHOWN = catalogue("examples")


def example(**body: Any) -> ConfigDict:
    """Unknown fields are an error, so that a misspelt one is not lost; and an example."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [body]})


class CaseBody(BaseModel):
    """A case in a compound; ``ref`` is the reference it is known by."""

    model_config = example(grid=GRID, reported_at="2020-01-22T07:40:00+08:00", ref="2025-0001")
    grid: Id | None = None
    reported_at: Aware | None = None
    ref: Annotated[Short, StringConstraints(min_length=1)]


class ScopeBody(BaseModel):
    """Where: some grids by id, or the whole community (its compound grids)."""

    model_config = example(community=True)
    grids: Annotated[list[Id], Field(min_length=1, max_length=1000)] | None = None
    community: Annotated[Literal[True], BeforeValidator(just_true)] | None = None


class ActivationBody(BaseModel):
    """One click."""

    model_config = example(
        playbook=SHOWN["playbook"],
        scope={"community": True},
        reason="小区报告病例",
        case_ref="2025-0001",
        planned_end="2030-01-01T08:00:00+08:00",
    )
    playbook: Id
    scope: ScopeBody
    reason: Long | None = None
    muster_point: Short | None = None
    case_ref: Short | None = None
    authority: Short | None = None
    level: Id | None = None
    forecasts: Annotated[dict[Id, Aware], Field(max_length=100)] = {}
    drill: StrictBool = False
    pace: Annotated[float, Field(ge=1, le=1000, description="Of a drill: times the clock")] = 1.0
    planned_end: Aware | None = None


class CampaignBody(BaseModel):
    """One click over an area: every community's compounds."""

    model_config = example(playbook=SHOWN["playbook"], reason="全区启动", drill=True)
    playbook: Id
    reason: Long | None = None
    authority: Short | None = None
    level: Id | None = None
    forecasts: Annotated[dict[Id, Aware], Field(max_length=100)] = {}
    drill: StrictBool = False
    planned_end: Aware | None = None


class EndCampaignBody(BaseModel):
    """Why an area's activation ends; ``undo`` takes its clicks back, within five minutes."""

    model_config = example(reason="台风已过境，应急响应终止")
    reason: Long | None = None
    undo: StrictBool = False


class ReasonBody(BaseModel):
    """Why."""

    model_config = example(reason="密接已排除")
    reason: Long | None = None


class NewTaskBody(BaseModel):
    """A task that no plan foresaw."""

    model_config = example(
        group=SHOWN["group"], grid=GRID, title="为独居老人送药", due_at="2030-01-01T08:00:00+08:00"
    )
    group: Id
    grid: Id | None = None
    title: Annotated[Short, StringConstraints(min_length=1)]
    due_at: Aware
    assignees: Annotated[list[Id], Field(max_length=50)] = []


class PostBody(BaseModel):
    """Who is to have which post in a group that is at work; ``grid`` as on the board."""

    model_config = example(group=SHOWN["group"], grid=GRID, member=MEMBER, position="lead")
    group: Id
    grid: Id | None = None
    member: Id
    position: Literal["lead", "deputy", "member"] = "member"
    reason: Long | None = None


class TaskBody(BaseModel):
    """What is said with a verb: ``for`` and ``to`` are member ids.

    ``report`` is a text, or an object of the fields of the task's form. ``seen`` is the state in
    which the task was seen: completing one that was closed since is then refused, and not taken for
    a repetition. ``mine`` says that it was seen as one's own: working at one that somebody else was
    given since is refused. ``swap`` is the id of the task that one wants for an offered one.
    ``relieves`` is the colleague whose place on a shift whoever accepts takes.
    """

    model_config = example(**{"for": MEMBER, "report": "已全部到岗"})
    for_: Annotated[Id | None, Field(alias="for")] = None
    to: Id | None = None
    report: Filled | None = None
    reason: Long | None = None
    seen: TaskState | None = None
    mine: StrictBool = False
    swap: Annotated[str, StringConstraints(max_length=300)] | None = None
    relieves: Id | None = None
    occurred_at: Aware | None = None

    def said(self) -> Said:
        """The same as the commands take it."""
        said = (self.for_, self.to, self.report, self.reason, self.seen, self.swap, self.mine)
        return Said(*said, relieves=self.relieves)


class OccurrenceBody(BaseModel):
    """Something happened that the playbook lists as an event.

    ``report`` is a text, or an object of the fields of the event's form; ``about`` says whom or
    which household it is about; ``forecasts`` has the time that the event forecasts.
    """

    model_config = example(
        event=SHOWN["event"], grid=GRID, report={"summary": "三楼没有水"}, about="3号楼一户"
    )
    event: Id
    grid: Id | None = None
    building: Annotated[StrictInt, Field(ge=1, le=9999)] | None = None
    report: Filled | None = None
    about: Short | None = None
    forecasts: Annotated[dict[Id, Aware], Field(max_length=10)] = {}
    occurred_at: Aware | None = None


class MusterBody(BaseModel):
    """Who is at the post."""

    model_config = example(member=MEMBER)
    member: Id
    occurred_at: Aware | None = None


class DeclineBody(BaseModel):
    """Who gives up their posts, and why if they say so."""

    model_config = example(member=MEMBER, reason="需要照顾家人")
    member: Id
    reason: Long | None = None
    occurred_at: Aware | None = None


class HandOverPart(BaseModel):
    """Who takes over in one group; ``activation`` absent where it is the only one."""

    model_config = example(group=SHOWN["group"], grid=GRID, to=MEMBER)
    group: Id
    grid: Id | None = None
    to: Id
    activation: Id | None = None


class HandOverBody(BaseModel):
    """Who takes over all that a person has: ``to``, but where a part names somebody else.

    Without ``activations`` it is about everything real that runs; drills have to be named.
    ``dry_run`` tells what would be and writes nothing.
    """

    model_config = example(to=MEMBER, reason="联系不上，未到岗", dry_run=True)
    to: Id | None = None
    parts: Annotated[list[HandOverPart], Field(max_length=200)] = []
    reason: Long | None = None
    activations: Annotated[list[Id], Field(max_length=100)] = []
    dry_run: StrictBool = False


class TakeBackBody(BaseModel):
    """Which hand-over is taken back: the ``position`` that its answer told."""

    model_config = example(position=4711, reason="本人已到岗")
    position: Annotated[StrictInt, Field(ge=1)]
    reason: Long | None = None


class RoleBody(BaseModel):
    """A role in a grid; ``grid`` absent for the whole community."""

    model_config = example(role="volunteer", grid=GRID)
    role: Id
    grid: Id | None = None


class SeatBody(BaseModel):
    """A seat in the standing plan."""

    model_config = example(
        playbook=SHOWN["playbook"], group=SHOWN["group"], position="deputy", grid=GRID
    )
    playbook: Id
    group: Id
    position: Literal["lead", "deputy", "member"]
    grid: Id | None = None


class MemberBody(BaseModel):
    """What is said of a person; what is left out stays as it is."""

    model_config = example(
        name="林示远", phone="15400000001", roles=[{"role": "volunteer", "grid": None}]
    )
    name: Annotated[Short, StringConstraints(max_length=LONGEST_NAME)] | None = None
    phone: Annotated[str, StringConstraints(max_length=30, pattern=r"^[0-9+() \-]*$")] | None = None
    unit: Short | None = None
    building: Short | None = None
    note: Long | None = None
    roles: Annotated[list[RoleBody], Field(max_length=200)] | None = None
    seats: Annotated[list[SeatBody], Field(max_length=500)] | None = None


class CalendarBody(BaseModel):
    """A link to a calendar: of a member, of a group, or of the community without either."""

    model_config = example(member=MEMBER, name="手机日历")
    member: Id | None = None
    group: Id | None = None
    name: Annotated[Short, StringConstraints(min_length=1)]


class OwnCalendarBody(BaseModel):
    """A link to one's own calendar; ``name`` tells it from others."""

    model_config = example(name="手机日历")
    name: Annotated[Short, StringConstraints(min_length=1)]


class PractiseBody(BaseModel):
    """What is to happen in the practice community."""

    model_config = example(act="activate")
    act: Literal["case", "activate", "muster", "complete", "stand_down"]


class TokenBody(BaseModel):
    """A token to be made; ``place`` is a code of the organisation, empty for everywhere.

    ``scopes`` narrow it to those; ``purpose`` says what it reads names and phones for.
    """

    model_config = example(role="secretary", place="350102001001", name="社区书记")
    role: Literal["administrator", "secretary", "supervisor", "integrator"]
    place: Annotated[str, StringConstraints(pattern=f"^({PLACE})?$")] = ""
    name: Annotated[Short, StringConstraints(min_length=1)]
    scopes: Annotated[list[Scope], Field(max_length=20)] = []
    purpose: Short = ""
    expires_at: Aware | None = None
