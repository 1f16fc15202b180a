"""The roster view: one document a community, the table as it stands."""

from __future__ import annotations

import msgspec

from domain.facts import community as facts
from domain.record import Recorded
from domain.roster import Roster
from projections.rows import Rows

REVISION = 1
ROSTER = "roster"

_OF_ROSTER = frozenset(
    {
        facts.CommunityRegistered,
        facts.GridDrawn,
        facts.MemberEnrolled,
        facts.MemberLeft,
        facts.MemberErased,
        facts.ContactChanged,
        facts.RoleGranted,
        facts.RoleRevoked,
        facts.SeatAssigned,
        facts.SeatVacated,
    }
)


class Registered(msgspec.Struct, omit_defaults=True, gc=False):
    """Where a community lies in the organisation."""

    code: str
    name: str
    street: str = ""
    street_code: str = ""
    county: str = ""
    county_code: str = ""
    city: str = ""
    province: str = ""


class RosterDoc(msgspec.Struct, tag="roster", omit_defaults=True, gc=False):
    """A community's place and roster; ``position`` is of the last fact that changed either."""

    position: int = 0
    registered: Registered | None = None
    roster: Roster = msgspec.field(default_factory=Roster)


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in, as the community itself remembers it."""
    fact = r.fact
    if type(fact) not in _OF_ROSTER:
        return
    doc: RosterDoc = rows.get(ROSTER) or RosterDoc()
    doc.position = r.position
    if isinstance(fact, facts.CommunityRegistered):
        doc.registered = Registered(
            fact.code,
            fact.name,
            fact.street,
            fact.street_code,
            fact.county,
            fact.county_code,
            fact.city,
            fact.province,
        )
    else:
        doc.roster.evolve(fact)
    rows.put(ROSTER, doc)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    return (ROSTER,) if type(r.fact) in _OF_ROSTER else ()
