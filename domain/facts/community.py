"""Facts of a community: its grids, roster, seats, cases and activations.

``text`` fields are ids of entries in the directory, where all free text lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from domain.facts.fact import Fact, topic


@topic("community_registered.v1")
class CommunityRegistered(Fact, frozen=True, gc=False):
    """A community entered the organisation; ``street`` to ``province`` name its place."""

    code: str
    name: str
    street: str = ""
    street_code: str = ""
    county: str = ""
    county_code: str = ""
    city: str = ""
    province: str = ""


@topic("grid_drawn.v1")
class GridDrawn(Fact, frozen=True, gc=False):
    """A grid was added, or its particulars changed; ``kind`` is ``compound`` or ``employer``."""

    grid: str
    name: str
    kind: str = "compound"
    buildings: int | None = None
    households: int | None = None
    #: directory text: the remark column of the table
    note: str | None = None
    #: no property company serves it, so nobody is missing in that role
    without_property: bool = False


@topic("member_enrolled.v1")
class MemberEnrolled(Fact, frozen=True, gc=False):
    """A person joined the roster; name and phone are in the directory under ``member``."""

    member: str
    reachable: bool = False


@topic("member_left.v1")
class MemberLeft(Fact, frozen=True, gc=False):
    """A person left the roster, and with it every role and seat."""

    member: str


@topic("member_erased.v1")
class MemberErased(Fact, frozen=True, gc=False):
    """A person's entries in the directory were destroyed."""

    member: str


@topic("contact_changed.v1")
class ContactChanged(Fact, frozen=True, gc=False):
    """Fields of a person's directory entry changed; only their names are told."""

    member: str
    fields: tuple[str, ...]
    reachable: bool = False


@topic("role_granted.v1")
class RoleGranted(Fact, frozen=True, gc=False):
    """A person holds a role in a grid (``None``: in the whole community)."""

    member: str
    role: str
    grid: str | None = None


@topic("role_revoked.v1")
class RoleRevoked(Fact, frozen=True, gc=False):
    """A person no longer holds a role in a grid."""

    member: str
    role: str
    grid: str | None = None


@topic("seat_assigned.v1")
class SeatAssigned(Fact, frozen=True, gc=False):
    """The standing plan seats a person in a group; ``position`` is lead, deputy or member."""

    member: str
    playbook: str
    group: str
    position: str
    grid: str | None = None


@topic("seat_vacated.v1")
class SeatVacated(Fact, frozen=True, gc=False):
    """A person no longer has a seat."""

    member: str
    playbook: str
    group: str
    position: str
    grid: str | None = None


@topic("roster_imported.v1")
class RosterImported(Fact, frozen=True, gc=False):
    """A table was imported: how many rows it spoke of, and how many doubts it left."""

    grids: int
    members: int
    roles: int
    seats: int
    issues: int


@topic("case_reported.v1")
class CaseReported(Fact, frozen=True, gc=False):
    """A case appeared in a grid; ``ref`` is a directory text, ``grid`` may not be known yet."""

    case: str
    ref: str
    grid: str | None = None
    reported_at: datetime | None = None


@topic("playbook_activated.v1")
class PlaybookActivated(Fact, frozen=True, gc=False):
    """One click: a pinned playbook started on grids, with its reason, case and authority."""

    activation: str
    playbook: str
    digest: str
    grids: tuple[str, ...]
    mode: str
    ordinal: int
    #: T0, the anchor of offset deadlines
    at: datetime
    level: str | None = None
    reason: str | None = None
    case: str | None = None
    authority: str | None = None
    planned_end: datetime | None = None
    forecasts: Mapping[str, datetime] = msgspec.field(default_factory=dict)
    drill: bool = False
    campaign: str | None = None
    #: how many times as fast as the clock a drill runs
    pace: float = 1.0
    #: where to come to, a directory text
    muster_point: str | None = None


@topic("authority_recorded.v1")
class AuthorityRecorded(Fact, frozen=True, gc=False):
    """The number of the competent authority's document was recorded (a directory text)."""

    activation: str
    authority: str


@topic("planned_end_set.v1")
class PlannedEndSet(Fact, frozen=True, gc=False):
    """The expected end of an activation was set or moved."""

    activation: str
    planned_end: datetime


@topic("level_changed.v1")
class LevelChanged(Fact, frozen=True, gc=False):
    """The response level of an activation was raised or lowered."""

    activation: str
    level: str
    previous: str | None = None
    reason: str | None = None
    authority: str | None = None


@topic("forecast_set.v1")
class ForecastSet(Fact, frozen=True, gc=False):
    """A forecast time, such as landfall, became known or moved."""

    activation: str
    forecast: str
    at: datetime


@topic("activation_amended.v1")
class ActivationAmended(Fact, frozen=True, gc=False):
    """A running activation goes on with another content of its playbook."""

    activation: str
    digest: str
    previous: str
    reason: str | None = None


@topic("recovery_begun.v1")
class RecoveryBegun(Fact, frozen=True, gc=False):
    """Restrictions are released and recovery begins; the activation runs on until stood down."""

    activation: str
    reason: str | None = None


@topic("alert_raised.v1")
class AlertRaised(Fact, frozen=True, gc=False):
    """A grid, or with ``None`` the whole community, was put on alert by a person."""

    alert: str
    grid: str | None = None
    reason: str | None = None


@topic("alert_lifted.v1")
class AlertLifted(Fact, frozen=True, gc=False):
    """An alert ended."""

    alert: str
    reason: str | None = None


@topic("second_person_asked.v1")
class SecondPersonAsked(Fact, frozen=True, gc=False):
    """The plan asks for two persons: somebody asked for an act, and another has to confirm it."""

    activation: str
    act: str
    #: digest of what is asked, so that the second person confirms the same
    terms: str
    #: the actor who asked, for it must be another who confirms
    asker: str
    reason: str | None = None


@topic("parameters_set.v1")
class ParametersSet(Fact, frozen=True, gc=False):
    """The community has values of its own for ``names`` of a playbook's parameters, or had them.

    The values are in the overlay of that ``digest``, as the shelf keeps it.
    """

    playbook: str
    names: tuple[str, ...]
    digest: str
    revision: str


@topic("playbook_stood_down.v1")
class PlaybookStoodDown(Fact, frozen=True, gc=False):
    """An activation ended; its cases close with it."""

    activation: str
    reason: str | None = None


@topic("activation_undone.v1")
class ActivationUndone(Fact, frozen=True, gc=False):
    """An activation was taken back within five minutes: a new record, nothing is deleted."""

    activation: str
    reason: str | None = None


@topic("reports_expired.v1")
class ReportsExpired(Fact, frozen=True, gc=False):
    """The time came to destroy the reports of an ended activation on a form: ``count`` of them.

    ``form`` is empty for words on none: reports, and titles of tasks that no plan foresaw.
    """

    activation: str
    form: str
    count: int
