"""What a role may do in its place. Whatever is not named here is denied."""

from __future__ import annotations

import re

import msgspec

from domain.refusal import Refused

#: a province or city in short, a county (or a tier above, padded), a street, a community
PLACE = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}"
READ = "read"
WRITE = "write"
EVENTS = "events"
ORGANISE = "organise"
TOKENS = "tokens"
WEBHOOKS = "webhooks"

#: role to what it may do inside its place; ``docs/permissions.md`` says the same in words
ALLOWED: dict[str, frozenset[str]] = {
    "administrator": frozenset({READ, WRITE, EVENTS, ORGANISE, TOKENS, WEBHOOKS}),
    "secretary": frozenset({READ, WRITE, EVENTS}),
    "supervisor": frozenset({READ, EVENTS}),
    "integrator": frozenset({EVENTS, WEBHOOKS}),
}
#: roles that read names and phones as they are; the others get phones masked
UNMASKED = frozenset({"administrator", "secretary"})


class Principal(msgspec.Struct, frozen=True):
    """Who calls: an actor id for the log, a role and a place (empty: everywhere)."""

    actor: str
    role: str
    place: str
    name: str
    by_cookie: bool = False

    @property
    def reads_phones(self) -> bool:
        """Whether phones are shown to them in full."""
        return self.role in UNMASKED

    def may(self, action: str) -> bool:
        """Whether the role may do this at all, somewhere."""
        return action in ALLOWED.get(self.role, frozenset())

    def require(self, action: str, place: str) -> None:
        """Refuse what the role may not do, or not there."""
        if not self.may(action) or not within(place, self.place):
            raise Refused("forbidden")


def within(code: str, place: str) -> bool:
    """Whether a code of the organisation tree lies in a place (or is it)."""
    return prefix(code).startswith(prefix(place))


def is_place(code: str) -> bool:
    """Whether a code can be of a tier: province, city, county, street or community."""
    return bool(re.fullmatch(PLACE, code))


def prefix(code: str) -> str:
    """A code without the zeros that pad provinces and cities to six digits."""
    if len(code) == 6:
        return code.removesuffix("00").removesuffix("00")
    return code
