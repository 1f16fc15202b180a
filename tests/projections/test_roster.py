"""The roster view is the domain's roster, with the community's place."""

from __future__ import annotations

from domain.facts import community as c
from domain.roster import Roster
from projections import roster
from projections.rows import MemoryRows
from tests.projections.examples import clicked, registered
from tests.projections.logbook import Logbook


def test_the_roster_is_what_the_community_itself_remembers() -> None:
    log, rows, expected = Logbook(), MemoryRows(), Roster()
    log.record(
        *registered(),
        c.MemberEnrolled("wang", reachable=True),
        c.RoleGranted("wang", "volunteer", "g1"),
        c.SeatAssigned("wang", "epidemic", "security", "lead", "g1"),
        c.MemberEnrolled("li"),
        c.MemberLeft("li"),
    )
    settled = log.head
    log.record(*clicked())
    for r in log.facts:
        roster.fold(rows, r)
        expected.evolve(r.fact)
    doc = rows.get(roster.ROSTER)
    assert doc.roster == expected
    assert (doc.registered.name, doc.registered.street_code) == ("中山社区", "350102001")
    assert doc.position == settled
