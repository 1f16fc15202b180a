"""Tokens, and the session of a browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers import answers
from api.answers.places import Session, TokenLine, TokenMade
from api.answers.shared import Made, Page
from api.auth import cookies
from api.auth.permissions import TOKENS, Principal, prefix
from api.auth.places import known_place
from api.doors import HouseDep, Who, administrators
from api.house import House
from api.models import TokenBody
from api.routes.sign_in import shown
from api.words import AfterId, Limit
from domain.refusal import Refused
from engine.tokens import Token

router = APIRouter(tags=["tokens"])
SESSION = timedelta(days=30)


@router.post("/tokens", summary="Make a token", status_code=201, responses=answers(TokenMade, 201))
def create(body: TokenBody, served: HouseDep, who: Who) -> dict[str, Any]:
    """Make a token; its secret is told here once.

    `scopes` narrow it; `people:masked` and `people:full` let events name whom they speak of, and
    need a `purpose`, which supervisors see beside each reading.

    An `Idempotency-Key` does not apply: the secret is kept nowhere, so it cannot be told again.
    """
    who.require(TOKENS, body.place)
    if body.role == "secretary" and len(body.place) != 12:
        raise Refused("place_unknown", field="place", value=body.place)
    known_place(served, body.place)
    token, secret = served.tokens.create(
        body.role,
        body.place,
        body.name,
        scopes=body.scopes,
        expires_at=body.expires_at,
        purpose=body.purpose,
    )
    return {**_shown(token), "token": secret, "position": served.store.head()}


@router.get("/tokens", summary="Tokens that stand", responses=answers(Page[TokenLine]))
def tokens(
    served: HouseDep,
    who: Who,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Tokens of one's own place, without their secrets, by id."""
    who.require(TOKENS, who.place)
    found = served.tokens.all(prefix(who.place), after, limit + 1)
    items = [_shown(t) for t in found[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


@router.delete("/tokens/{id}", summary="Revoke a token", responses=answers(Made))
def revoke(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """End a token and the sessions signed in with it. Repeated, it changes nothing."""
    who.require(TOKENS, who.place)
    who.require(TOKENS, served.tokens.get(id).place)
    served.tokens.revoke(id)
    return {"id": id, "position": served.store.head()}


@router.post("/session", summary="Sign in with a link", responses=answers(Session))
def sign_in(request: Request, served: HouseDep, who: Who, response: Response) -> dict[str, Any]:
    """Exchange the bearer token of a sign-in or personal link for a cookie that no script reads."""
    lasts = int(SESSION.total_seconds())
    cookies.keep(request, response, _begin(served, who), lasts, served.settings.public_url)
    return shown(who)


def _begin(served: House, who: Principal) -> str:
    """The secret of a new session of whoever calls."""
    sessions = served.register.sessions
    if who.link:
        return sessions.begin(link=who.link, until=served.register.links.get(who.link).expires_at)
    if who.account:
        return sessions.begin(account=who.account)
    parent = who.actor.removeprefix("token:") if who.actor.startswith("token:") else None
    _, secret = served.tokens.create(
        who.role,
        who.place,
        who.name,
        scopes=who.scopes,
        purpose=served.tokens.purpose(parent) if parent else "",
        expires_at=served.real_clock() + SESSION,
        parent=parent or administrators(served),
    )
    return secret


@router.get("/session", summary="Who am I", responses=answers(Session))
def session(who: Who) -> dict[str, Any]:
    """The role, place and name of whoever calls."""
    return shown(who)


@router.delete("/session", summary="Sign out", status_code=204)
def sign_out(request: Request, served: HouseDep, who: Who) -> Response:
    """End the browser's session."""
    if cookie := request.cookies.get(cookies.COOKIE):
        served.register.sessions.end(cookie)
        token = served.tokens.find(cookie)
        if token is not None:
            served.tokens.revoke(token.id)
    response = Response(status_code=204)
    cookies.drop(response)
    return response


def _shown(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "role": token.role,
        "place": token.place,
        "name": token.name,
        "scopes": list(token.scopes),
        "purpose": token.purpose,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
    }
