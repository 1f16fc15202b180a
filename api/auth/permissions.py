"""What a role may do in its place. Whatever is not named here is denied."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from domain.refusal import Refused

#: a province or city in short, a county (or a tier above, padded), a street, a community
PLACE = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}"
READ = "read"
#: begin what cannot wait: a case, an alert, a click
START = "start"
WRITE = "write"
#: what a deputy leaves to the secretary: erasure, channels, parameters
SETTLE = "settle"
EVENTS = "events"
ORGANISE = "organise"
TOKENS = "tokens"
WEBHOOKS = "webhooks"
ACCOUNTS = "accounts"
LINKS = "links"
REVEAL = "reveal"
ACCESSES = "accesses"
PRACTISE = "practise"
#: take the record of a community out as files
EXPORT = "export"

_DEPUTY = frozenset({READ, START, WRITE, EVENTS, LINKS, REVEAL, EXPORT})
_SECRETARY = _DEPUTY | {SETTLE}
#: role to what it may do inside its place; ``docs/permissions.md`` says the same in words
ALLOWED: dict[str, frozenset[str]] = {
    "administrator": _SECRETARY | {ORGANISE, TOKENS, WEBHOOKS, ACCOUNTS, ACCESSES, PRACTISE},
    "officer": frozenset({READ, START, EVENTS, ORGANISE, REVEAL, ACCESSES, EXPORT}),
    "secretary": _SECRETARY,
    "deputy": _DEPUTY,
    "grid_leader": frozenset({READ, REVEAL}),
    "supervisor": frozenset({READ, EVENTS, REVEAL, ACCESSES, EXPORT}),
    "integrator": frozenset({EVENTS, WEBHOOKS, PRACTISE}),
    "member": frozenset(),
}
#: what a role may do besides in a community at war, and no longer
AT_WAR: dict[str, frozenset[str]] = {"officer": frozenset({WRITE, LINKS})}
#: what a token narrowed to a scope may still do, of what its role may
SCOPED: dict[str, str] = {
    "events:read": EVENTS,
    "webhooks:write": WEBHOOKS,
    "people:masked": EVENTS,
    "people:full": EVENTS,
    "practice:write": PRACTISE,
}
#: roles that read names and phones as they are; the others get them masked
UNMASKED = frozenset({"administrator", "secretary", "deputy"})
#: roles that do so in a community at war, and no longer
UNMASKED_AT_WAR = frozenset({"officer"})


def _never(code: str) -> bool:
    return False


class Principal(msgspec.Struct, frozen=True):
    """Who calls: an actor id for the log, a role and a place (empty: everywhere).

    ``member`` is whom they are on the roster, with ``activation`` where they came by a personal
    link; ``at_war`` says of a community whether it is at war now.
    """

    actor: str
    role: str
    place: str
    name: str
    by_cookie: bool = False
    member: str = ""
    activation: str = ""
    account: str = ""
    link: str = ""
    at_war: Callable[[str], bool] = _never
    #: what their token is narrowed to; nothing leaves it all that the role may
    scopes: tuple[str, ...] = ()

    @property
    def people(self) -> Literal["", "masked", "full"]:
        """Whether events name to them whom they speak of, as their token's scopes say."""
        if "people:full" in self.scopes:
            return "full"
        return "masked" if "people:masked" in self.scopes else ""

    def sees_phones(self, place: str) -> bool:
        """Whether names and phones are shown to them in full there, and now."""
        if self.role in UNMASKED:
            return True
        return self.role in UNMASKED_AT_WAR and self.at_war(place)

    def may(self, action: str) -> bool:
        """Whether the role may do this at all, somewhere."""
        return self._in_scope(action) and action in ALLOWED.get(self.role, frozenset())

    def require(self, action: str, place: str) -> None:
        """Refuse what the role may not do, or not there, or not in peace."""
        if self.can(action, place):
            return
        if action in ALLOWED.get(self.role, frozenset()) and within(place, self.place):
            scope = next((one for one, holds in SCOPED.items() if holds == action), "")
            raise Refused("scope_too_narrow", scope=scope)
        raise Refused("forbidden")

    def can(self, action: str, place: str) -> bool:
        """Whether the role may do this there, and now."""
        if not within(place, self.place):
            return False
        if self.may(action):
            return True
        extra = self._in_scope(action) and action in AT_WAR.get(self.role, frozenset())
        return extra and self.at_war(place)

    def _in_scope(self, action: str) -> bool:
        return not self.scopes or any(SCOPED.get(scope) == action for scope in self.scopes)


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
