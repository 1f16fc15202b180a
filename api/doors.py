"""What every route asks of a request: who calls, on what terms, in which language."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from api.auth.permissions import Principal
from api.house import House
from domain.refusal import Refused
from engine.workflow import Answer, Caller, ReceiptKey

COOKIE = "pingzhan_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def house(request: Request) -> House:
    """The house that serves this application."""
    found: House = request.app.state.house
    return found


def principal(
    request: Request,
    authorization: Annotated[str | None, Header()] = None,
    x_pingzhan: Annotated[str | None, Header()] = None,
) -> Principal:
    """Who calls, by bearer token or by the session cookie of our own page."""
    served = house(request)
    scheme, _, bearer = (authorization or "").partition(" ")
    if authorization and scheme.lower() == "bearer":
        found = known(served, bearer.strip())
    elif cookie := request.cookies.get(COOKIE):
        found = known(served, cookie, by_cookie=True)
        if request.method not in SAFE and x_pingzhan is None:
            raise Refused("csrf")
    else:
        raise Refused("unauthenticated")
    request.state.actor = found.actor
    return found


def known(served: House, secret: str, *, by_cookie: bool = False) -> Principal:
    """The principal of a secret, or refused."""
    import hmac

    admin = served.settings.admin_token
    if admin and hmac.compare_digest(secret.encode(), admin.encode()):
        return served.administrator
    token = served.tokens.find(secret)
    if token is None:
        raise Refused("unauthenticated")
    actor = f"token:{token.parent or token.id}"
    return Principal(actor, token.role, token.place, token.name, by_cookie)


def caller(
    request: Request,
    who: Annotated[Principal, Depends(principal)],
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    if_match: Annotated[str | None, Header(max_length=100)] = None,
) -> Caller:
    """The terms of a write: actor, request id, ``Idempotency-Key`` and ``If-Match``."""
    key = None
    if idempotency_key:
        key = ReceiptKey(who.actor, idempotency_key, _request_hash(request))
    return Caller(
        who.actor,
        cause=f"request:{request.state.request_id}",
        expected=_version(if_match),
        receipt=key,
    )


def _request_hash(request: Request) -> str:
    body: bytes = getattr(request.state, "body_hash", b"")
    told = f"{request.method} {request.url.path}?{request.url.query}".encode()
    return hashlib.sha256(told + b"\0" + body).hexdigest()


def _version(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'\s*(?:W/)?"?(\d{1,15})"?\s*', if_match)
    if found is None:
        raise Refused("if_match_invalid", field="If-Match")
    return int(found[1])


def language(accept_language: Annotated[str | None, Header()] = None) -> str:
    """The language of single texts: Chinese unless English is asked for first."""
    first = (accept_language or "zh").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"


def answered(answer: Answer, response: Response) -> dict[str, object]:
    """The body of a write, with its position; the version goes into ``ETag``."""
    response.status_code = answer.status
    if answer.version:
        response.headers["ETag"] = f'"{answer.version}"'
    return {**answer.body, "position": answer.position}


HouseDep = Annotated[House, Depends(house)]
Who = Annotated[Principal, Depends(principal)]
Terms = Annotated[Caller, Depends(caller)]
Language = Annotated[str, Depends(language)]
