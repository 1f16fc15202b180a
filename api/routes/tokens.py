"""Tokens, and the session of a browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers import answers
from api.answers.places import Session, TokenLine, TokenMade
from api.answers.shared import Made, Page
from api.auth.permissions import TOKENS, Principal, prefix
from api.doors import COOKIE, HouseDep, Who, administrators
from api.models import TokenBody
from api.words import AfterId, Limit
from domain.refusal import Refused
from engine.tokens import Token

router = APIRouter(tags=["tokens"])
SESSION = timedelta(days=30)


@router.post("/tokens", summary="Make a token", status_code=201, responses=answers(TokenMade, 201))
def create(body: TokenBody, served: HouseDep, who: Who) -> dict[str, Any]:
    """Make a token; its secret is told here once.

    An `Idempotency-Key` does not apply: the secret is kept nowhere, so it cannot be told again.
    """
    who.require(TOKENS, body.place)
    if body.role == "secretary" and len(body.place) != 12:
        raise Refused("place_unknown", field="place", value=body.place)
    token, secret = served.tokens.create(
        body.role, body.place, body.name, scopes=body.scopes, expires_at=body.expires_at
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
    """Exchange the bearer token of a sign-in link for a cookie that scripts cannot read."""
    parent = who.actor.removeprefix("token:") if who.actor.startswith("token:") else None
    expires = served.real_clock() + SESSION
    _, secret = served.tokens.create(
        who.role,
        who.place,
        who.name,
        expires_at=expires,
        parent=parent or administrators(served),
    )
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return _session(who)


@router.get("/session", summary="Who am I", responses=answers(Session))
def session(who: Who) -> dict[str, Any]:
    """The role, place and name of whoever calls."""
    return _session(who)


@router.delete("/session", summary="Sign out", status_code=204)
def sign_out(request: Request, served: HouseDep, who: Who) -> Response:
    """End the browser's session."""
    if cookie := request.cookies.get(COOKIE):
        token = served.tokens.find(cookie)
        if token is not None:
            served.tokens.revoke(token.id)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response


def _session(who: Principal) -> dict[str, Any]:
    return {"role": who.role, "place": who.place, "name": who.name, "actor": who.actor}


def _shown(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "role": token.role,
        "place": token.place,
        "name": token.name,
        "scopes": list(token.scopes),
        "created_at": token.created_at,
        "expires_at": token.expires_at,
    }
