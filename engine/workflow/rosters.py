"""A table becomes the roster: one save, or a dry run that shows the difference."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from domain.community import Community
from domain.difference import Difference, Present, difference
from domain.facts.community import RosterImported
from domain.group import Group
from domain.ids import new_id
from domain.matching import Contact
from domain.posts import leave
from domain.refusal import NotFound
from domain.table import Table
from engine.store import Person, Text, Writes
from engine.tables import matching_form
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk


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
        return self._desk.once(caller, lambda: self._import(code, table, caller, dry_run))

    def _import(self, code: str, table: Table, caller: Caller, dry_run: bool) -> Answer:
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
        groups = self.left_posts(community, found.left)
        for member, group in groups:
            group.decide(leave(group, member), by)
        writes = _writes(code, found, caller)
        streams = {g.id: g for _, g in groups}
        return self._desk.save(caller, body, community, *streams.values(), writes=writes)

    def left_posts(self, community: Community, members: list[str]) -> list[tuple[str, Group]]:
        """Groups at work in which people who leave have a post or a task, person by person."""
        keys = [(m, f"post:{a.id}:{m}") for a in community.running for m in members]
        streams = {m: self._desk.store.refs(k) for m, k in keys}
        return groups_of(self._desk, streams)


def groups_of(desk: Desk, streams: dict[str, list[str]]) -> list[tuple[str, Group]]:
    """Groups by hex stream, each loaded once, for the people named."""
    wanted = {UUID(hex=s) for found in streams.values() for s in found}
    groups = desk.store.get_many(Group, list(wanted))
    return [
        (member, groups[UUID(hex=s)])
        for member, found in streams.items()
        for s in found
        if UUID(hex=s) in groups
    ]


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
        "issues": msgspec.to_builtins(table.issues),
    }


def _writes(code: str, found: Difference, caller: Caller) -> Writes:
    return Writes(
        people=[entry(code, m, c) for m, c in found.contacts.items()],
        texts=[
            Text(id, code, "grid_note", text, author=caller.actor)
            for id, text in found.notes.items()
        ],
    )
