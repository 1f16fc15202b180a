"""A name and phone shown for a reason, and the record of who read what."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers import answers
from api.answers.doors import AccessKind, AccessLine, Revealed
from api.answers.shared import Page
from api.auth.permissions import ACCESSES, REVEAL, prefix
from api.door_models import Place, RevealBody
from api.doors import HouseDep, Language, Who
from api.names import masked_name
from api.reading import communities
from api.words import AfterId, Limit, Moment, Wanted
from domain.refusal import NotFound
from domain.reports import guard
from engine.store import Person
from engine.store.reads import CODE_DIGITS

router = APIRouter(tags=["accesses"])


@router.post("/members/{id}/reveal", summary="Show a name and phone", responses=answers(Revealed))
def reveal(id: str, body: RevealBody, served: HouseDep, who: Who) -> dict[str, Any]:
    """Show somebody's name and phone in full, for a reason that a supervisor reads."""
    code = served.workflow.members.community_of(id)
    who.require(REVEAL, code)
    guard(body.reason, "reason")
    person = served.store.directory.person(id)
    if person is None:
        raise NotFound("member", id)
    served.register.accesses.given(who.actor, "reveal", code, id, body.reason)
    head = served.store.head()
    return {"id": id, "name": person.name, "phone": person.phone, "position": head}


def _name(who: Who, place: str, person: Person | None) -> str | None:
    """Whom a reading was of, as whoever looks may see them on the roster."""
    if person is None:
        return None
    return person.name if who.sees_phones(place) else masked_name(person.name)


@router.get("/accesses", summary="Who read what", responses=answers(Page[AccessLine]))
def accesses(
    served: HouseDep,
    who: Who,
    language: Language,
    place: Annotated[Place | None, Query()] = None,
    actor: Wanted = None,
    kind: AccessKind | None = None,
    from_: Annotated[Moment, Query(alias="from")] = None,
    to: Moment = None,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Readings of personal data in one's place between two moments, the latest first."""
    where = who.place if place is None else place
    who.require(ACCESSES, where)
    found = served.register.accesses.all(
        prefix(where),
        actor=actor or "",
        kind=kind or "",
        since=from_,
        until=to,
        before=after,
        limit=limit + 1,
    )
    shown = found[:limit]
    names = served.names.actors([one.actor for one in shown], language)
    reasons = served.store.directory.texts([one.reason for one in shown if one.reason])
    purposes = {a: served.tokens.purpose(a[6:]) for a in names if a.startswith("token:")}
    accounts = {a: served.register.accounts.name_of(a) for one in shown if (a := one.account)}
    members = served.store.directory.people(members=[one.member for one in shown if one.member])
    places = {one.place for one in shown if len(one.place) == CODE_DIGITS}
    called = {code: communities.name_of(served, code) for code in places}
    items = [
        {
            "id": one.id,
            "at": one.at,
            "actor": one.actor,
            "actor_name": names.get(one.actor),
            "kind": one.kind,
            "place": one.place,
            "place_name": called.get(one.place),
            "people": one.people,
            "member": one.member or None,
            "member_name": _name(who, one.place, members.get(one.member)),
            "account": one.account or None,
            "account_name": accounts.get(one.account),
            "reason": reasons.get(one.reason),
            "purpose": purposes.get(one.actor),
        }
        for one in shown
    ]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}
