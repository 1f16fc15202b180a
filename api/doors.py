"""What every route asks of a request: who calls, on what terms, in which language."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Annotated

import msgspec
from fastapi import Depends, Header, Request, Response

from api.auth.comers import BEGINNINGS, comer
from api.auth.cookies import COOKIE
from api.auth.permissions import Principal
from api.house import House
from domain.refusal import Refused
from engine.tokens import ADMINISTRATOR
from engine.workflow import Answer, Caller, ReceiptKey

#: what a page of another site cannot send along
CSRF = "x-pingzhan"
#: what an ``If-Match`` of another make asks for: it stands for no version of ours
NO_VERSION = -1
#: a host that may stand in an address as it is
HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def house(request: Request) -> House:
    """The house that serves this application."""
    found: House = request.app.state.house
    return found


def principal(request: Request) -> Principal:
    """Who calls, by bearer token or by the session cookie of our own page."""
    found = known(house(request), *secret(request))
    if found.by_cookie and request.method not in SAFE and CSRF not in request.headers:
        raise Refused("csrf")
    request.state.actor = found.actor
    return found


def own_page(request: Request) -> None:
    """Refuse what a page of another site had the browser send."""
    if CSRF not in request.headers and "origin" in request.headers:
        raise Refused("csrf")


def secret(request: Request) -> tuple[str, bool]:
    """What the caller shows, and whether it is the session cookie; refused when it is nothing."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return bearer.strip(), False
    if cookie := request.cookies.get(COOKIE):
        return cookie, True
    raise Refused("unauthenticated")


def known(served: House, secret: str, by_cookie: bool = False) -> Principal:
    """The principal of a secret, or refused."""
    admin = served.settings.admin_token
    if admin and hmac.compare_digest(secret.encode(), admin.encode()):
        return served.administrator
    if secret.startswith(BEGINNINGS):
        found = comer(served.register, secret, by_cookie)
        if found is None:
            raise Refused("token_invalid")
        return found
    token = served.tokens.find(secret)
    if token is None:
        raise Refused("token_invalid")
    if token.parent is None or not token.parent.startswith(ADMINISTRATOR):
        actor = f"token:{token.parent or token.id}"
        return Principal(actor, token.role, token.place, token.name, by_cookie, scopes=token.scopes)
    if token.parent != administrators(served):
        raise Refused("token_invalid")
    return msgspec.structs.replace(served.administrator, by_cookie=by_cookie)


def administrators(served: House) -> str:
    """The parent of sessions of the environment's administrator: they end when it changes."""
    told = hashlib.sha256(served.settings.admin_token.encode()).hexdigest()
    return f"{ADMINISTRATOR}:{told[:16]}"


def origin(request: Request) -> str:
    """Where this server is reached: as it was told, else as the request says; perhaps empty."""
    if told := house(request).settings.public_url:
        return told
    host = request.url.netloc
    return f"{request.url.scheme}://{host}" if HOST.fullmatch(host) else ""


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
    found = re.fullmatch(r'\s*(?:W/)?"?([0-9]{1,15})"?\s*', if_match)
    return int(found[1]) if found else NO_VERSION


def language(accept_language: Annotated[str | None, Header()] = None) -> str:
    """The language of single texts: Chinese unless English is asked for first."""
    first = (accept_language or "zh").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"


def answered(answer: Answer, response: Response) -> dict[str, object]:
    """The body of a write, with its position; the version goes into ``ETag``."""
    response.status_code = answer.status
    if answer.version:
        etag(response, answer.version)
    return {**answer.body, "position": answer.position}


def etag(response: Response, version: int) -> None:
    """Tell the version that ``If-Match`` may ask for."""
    response.headers["ETag"] = f'"{version}"'


HouseDep = Annotated[House, Depends(house)]
Who = Annotated[Principal, Depends(principal)]
Terms = Annotated[Caller, Depends(caller)]
Language = Annotated[str, Depends(language)]
