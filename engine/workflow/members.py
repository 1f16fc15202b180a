"""The roster by hand: enrol, change, remove, erase one person."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from domain.community import Community
from domain.facts import Fact
from domain.facts import community as facts
from domain.ids import new_id
from domain.matching import Contact
from domain.refusal import NotFound, Refused
from domain.reports import guard
from domain.roster import Role, Seat
from engine.store import Writes
from engine.tables import clean_name, phone_of
from engine.tables.normalise import tidy
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk
from engine.workflow.leaving import released, sweep
from engine.workflow.rosters import contact, enrolled, entry

POSITIONS = ("lead", "deputy", "member")


class Particulars(msgspec.Struct, frozen=True):
    """What is said of a person; ``None`` leaves it as it is, an empty text or list clears it."""

    name: str | None = None
    phone: str | None = None
    unit: str | None = None
    building: str | None = None
    note: str | None = None
    roles: Sequence[Role] | None = None
    seats: Sequence[Seat] | None = None

    @property
    def contact_fields(self) -> dict[str, str]:
        """The directory fields that are said, as a table's would be kept."""
        fields = ("name", "phone", "unit", "building", "note")
        said = {f: getattr(self, f) for f in fields}
        return {
            f: clean_name(v) if f == "name" else tidy(v) for f, v in said.items() if v is not None
        }


class Members:
    """Commands on one person of a roster."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def community_of(self, member: str) -> str:
        """The code of the community on whose roster the person is or was, or refused."""
        codes = self._desk.store.refs(f"member:{member}")
        if not codes:
            raise NotFound("member", member)
        return codes[0]

    def enrol(self, code: str, said: Particulars, caller: Caller) -> Answer:
        """Add a person to the roster."""
        return self._desk.once(caller, lambda: self._enrol(code, said, caller))

    def _enrol(self, code: str, said: Particulars, caller: Caller) -> Answer:
        by = self._desk.decider(caller)
        community = self._desk.community(code, caller)
        fields = _checked(said.contact_fields)
        if not fields.get("name"):
            raise Refused("field_missing", field="name")
        member, new = new_id(), Contact(**fields)
        community.decide([facts.MemberEnrolled(member, bool(new.phone))], by)
        community.decide(self._places(community, member, said), by)
        writes = Writes(people=[entry(code, member, new)])
        return self._desk.save(caller, {"id": member}, community, writes=writes, status=201)

    def change(self, member: str, said: Particulars, caller: Caller) -> Answer:
        """Change what is said of a person; what is not said stays."""
        return self._desk.once(caller, lambda: self._change(member, said, caller))

    def _change(self, member: str, said: Particulars, caller: Caller) -> Answer:
        code = self.community_of(member)
        by = self._desk.decider(caller)
        community = self._desk.community(code, caller)
        enrolled(community, member)
        fields, writes = _checked(said.contact_fields), Writes()
        if fields.get("name") == "":
            raise Refused("field_missing", field="name")
        person = self._desk.store.directory.person(member)
        before = contact(person) if person else Contact("")
        after = msgspec.structs.replace(before, **fields)
        changed = tuple(f for f in fields if getattr(after, f) != getattr(before, f))
        if changed and not after.name:  # whoever was erased is nobody until named again
            raise Refused("field_missing", field="name")
        if changed:
            fact = facts.ContactChanged(member, changed, bool(after.phone))
            community.decide([fact], by)
            writes.people.append(entry(code, member, after))
        community.decide(self._places(community, member, said), by)
        return self._desk.save(caller, {"id": member}, community, writes=writes)

    def remove(self, member: str, caller: Caller) -> Answer:
        """Take a person off the roster; posts and open tasks go with them, in the same save."""
        code = self.community_of(member)
        answer = self._desk.once(caller, lambda: self._remove(code, member, caller))
        sweep(self._desk, code, [member], caller)
        return answer

    def _remove(self, code: str, member: str, caller: Caller) -> Answer:
        community = self._desk.community(code, caller)
        by = self._desk.decider(caller)
        if member in community.roster.members:
            community.decide([facts.MemberLeft(member)], by)
        groups = released(self._desk, community, [member], by)
        return self._desk.save(caller, {"id": member}, community, *groups)

    def erase(self, member: str, caller: Caller) -> Answer:
        """Destroy a person's entries in the directory; the log stays whole and says 已清除."""
        return self._desk.once(caller, lambda: self._erase(member, caller))

    def _erase(self, member: str, caller: Caller) -> Answer:
        community = self._desk.community(self.community_of(member), caller)
        if member not in community.roster.erased:
            community.decide([facts.MemberErased(member)], self._desk.decider(caller))
        return self._desk.save(caller, {"id": member}, community, writes=Writes(erase=[member]))

    def _places(self, community: Community, member: str, said: Particulars) -> list[Fact]:
        now = community.roster.members[member]
        places: list[Fact] = []
        if said.roles is not None:
            for role in said.roles:
                self._check_role(community, role)
            wanted = list(dict.fromkeys(said.roles))
            places += [facts.RoleRevoked(member, *r) for r in now.roles if r not in wanted]
            places += [facts.RoleGranted(member, *r) for r in wanted if r not in now.roles]
        if said.seats is not None:
            for seat in said.seats:
                self._check_seat(community, seat)
            seats = list(dict.fromkeys(said.seats))
            places += [facts.SeatVacated(member, *s) for s in now.seats if s not in seats]
            places += [facts.SeatAssigned(member, *s) for s in seats if s not in now.seats]
        return places

    def _check_role(self, community: Community, role: Role) -> None:
        if not any(role.role in plan.roles for plan in self._desk.plans.all()):
            raise Refused("role_unknown", field="roles", value=role.role)
        if role.grid is not None and role.grid not in community.roster.grids:
            raise NotFound("grid", role.grid)

    def _check_seat(self, community: Community, seat: Seat) -> None:
        if self._desk.plans.latest(seat.playbook).group(seat.group) is None:
            raise Refused("group_unknown", field="seats", value=seat.group)
        if seat.position not in POSITIONS:
            raise Refused("position_unknown", field="seats", value=seat.position)
        if seat.grid is not None and seat.grid not in community.roster.grids:
            raise NotFound("grid", seat.grid)


def _checked(fields: dict[str, str]) -> dict[str, str]:
    for field, said in fields.items():
        guard(said, field)
    phone = fields.get("phone")
    if not phone:
        return fields
    if not (digits := phone_of(phone)):
        raise Refused("phone_invalid", field="phone")
    return {**fields, "phone": digits}
