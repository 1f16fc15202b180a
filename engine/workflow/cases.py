"""A case is reported: the grid goes to alert, and an activation may name it."""

from __future__ import annotations

from datetime import datetime

from domain.community import Community
from domain.facts.community import CaseReported
from domain.ids import new_id
from domain.refusal import NotFound, Refused
from domain.reports import guard_reference
from engine.store import Text, Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import AHEAD, Desk


class Cases:
    """Commands on cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def report(
        self, code: str, *, grid: str | None, ref: str, reported_at: datetime | None, caller: Caller
    ) -> Answer:
        """Record a case. The same reference in the same community is the same case."""
        return self._desk.once(caller, lambda: self._report(code, grid, ref, reported_at, caller))

    def _report(
        self, code: str, grid: str | None, ref: str, reported_at: datetime | None, caller: Caller
    ) -> Answer:
        by = self._desk.decider(caller)
        if reported_at is not None and reported_at > self._desk.clock() + AHEAD:
            raise Refused("occurred_in_future", field="reported_at")
        community = self._desk.community(code, caller)
        if grid is not None and grid not in community.roster.grids:
            raise NotFound("grid", grid)
        if not ref.strip():
            raise Refused("field_missing", field="ref")
        case = find_case(self._desk, community, ref)
        writes = Writes()
        if case is None:
            case, fact = new_case(community, ref, grid, reported_at, caller, writes)
            community.decide([fact], by)
        body = {"id": case, "ref": ref.strip(), "grid": community.cases[case].grid}
        status = 201 if community.pending else 200
        return self._desk.save(caller, body, community, writes=writes, status=status)


def find_case(desk: Desk, community: Community, ref: str) -> str | None:
    """The open case of that reference, if the community knows one."""
    texts = set(desk.store.directory.text_ids(community.community, "case_ref", ref.strip()))
    return next((c.id for c in community.cases.values() if c.ref in texts and c.is_open), None)


def new_case(
    community: Community,
    ref: str,
    grid: str | None,
    reported_at: datetime | None,
    caller: Caller,
    writes: Writes,
) -> tuple[str, CaseReported]:
    """A case to be recorded; its reference goes to the directory."""
    guard_reference(ref, "ref")
    text = Text(new_id(), community.community, "case_ref", ref.strip(), author=caller.actor)
    writes.texts.append(text)
    case = new_id()
    return case, CaseReported(case, text.id, grid, reported_at)
