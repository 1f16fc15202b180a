"""A table becomes the roster: one save, or a dry run that shows the difference."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.community import Community
from domain.difference import Difference, Present, difference
from domain.facts.community import RosterImported
from domain.ids import new_id
from domain.matching import Contact
from domain.refusal import NotFound
from domain.table import Issue, Table
from engine.store import Person, Text, Writes
from engine.tables import matching_form
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk
from engine.workflow.leaving import released, sweep


class Rosters:
    """Commands on a community's table."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def present(self, community: Community) -> Present:
        """The roster with what the directory knows of it."""
        people = self._desk.store.directory.people(community=community.community)
        notes = [g.note for g in community.roster.grids.values() if g.note]
        return Present(
            community.roster,
            {m: contact(p) for m, p in people.items()},
            self._desk.store.directory.texts(notes),
        )

    def import_table(self, code: str, table: Table, caller: Caller, *, dry_run: bool) -> Answer:
        """Make the roster say what the table says, for the grids that it names.

        The answer's ``changes`` is empty when there is nothing to change.
        """
        left: list[str] = []
        answer = self._desk.once(caller, lambda: self._import(code, table, caller, dry_run, left))
        sweep(self._desk, code, left, caller)
        return answer

    def _import(
        self, code: str, table: Table, caller: Caller, dry_run: bool, left: list[str]
    ) -> Answer:
        """``left`` is told who leaves."""
        by = self._desk.decider(caller)
        community = self._desk.community(code, caller)
        found = difference(self.present(community), table, same=matching_form, new_id=new_id)
        body = _body(table, found, dry_run)
        if dry_run:
            return Answer(self._desk.store.head(), body, False, community.version)
        if found.facts:
            summary = body["summary"]
            community.decide(
                [*found.facts, RosterImported(**summary, issues=len(table.issues))], by
            )
        groups = released(self._desk, community, found.left, by)
        writes = _writes(code, found, caller)
        left.extend(found.left)
        return self._desk.save(caller, body, community, *groups, writes=writes)


def contact(person: Person) -> Contact:
    """A directory entry as the domain compares it."""
    return Contact(person.name, person.phone, person.unit, person.building, person.note)


def entry(community: str, member: str, contact: Contact) -> Person:
    """A contact as the directory keeps it."""
    return Person(
        member=member,
        community=community,
        name=contact.name,
        phone=contact.phone,
        unit=contact.unit,
        building=contact.building,
        note=contact.note,
    )


def enrolled(community: Community, member: str) -> None:
    """Refuse a member whom the roster does not list."""
    if member not in community.roster.members:
        raise NotFound("member", member)


def _body(table: Table, found: Difference, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "summary": {
            "grids": len(table.grids),
            "members": len(table.people),
            "roles": sum(len(p.roles) for p in table.people),
            "seats": sum(len(p.seats) for p in table.people),
        },
        "layout": table.layout,
        "changes": msgspec.to_builtins(found.changes),
        "issues": [_told(issue, found) for issue in table.issues],
    }


def _told(issue: Issue, found: Difference) -> dict[str, Any]:
    """A doubt with the phone that is kept; one that the table merely leaves out is no fault."""
    kept = None if issue.person is None else found.kept.get(issue.person)
    if kept and issue.code == "phone_missing":
        issue = msgspec.structs.replace(issue, severity="notice")
    told: dict[str, Any] = msgspec.to_builtins(issue)
    return told if kept is None else {**told, "kept": kept}


def _writes(code: str, found: Difference, caller: Caller) -> Writes:
    return Writes(
        people=[entry(code, m, c) for m, c in found.contacts.items()],
        texts=[
            Text(id, code, "grid_note", text, author=caller.actor)
            for id, text in found.notes.items()
        ],
    )
