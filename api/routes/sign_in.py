"""Signing in with a password, an invitation or the organisation's own sign-in; and out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.answers import answers
from api.answers.doors import Invited, Ways
from api.answers.places import Session
from api.auth import cookies, signing_in
from api.auth.asked import Asked
from api.auth.permissions import Principal
from api.door_models import InvitationBody, InviteBody, NewPasswordBody, PasswordBody
from api.doors import HouseDep, Who, own_page
from api.house import House
from domain.refusal import Refused
from engine.accounts import Account
from engine.accounts.sessions import LASTS

router = APIRouter(tags=["session"])


async def counted(request: Request, served: HouseDep) -> None:
    """Count a try to come in by its address; refused when there were too many in a minute."""
    address = request.client.host if request.client else ""
    if seconds := await served.sign_in_tries.hit(address):
        raise Refused("too_many_tries", seconds=seconds)


TRY = [Depends(counted)]
#: what a sign-in under way is kept in; of another site's redirect the browser sends it along
ASKED = "pingzhan_oidc"
ASKED_FOR = 600
CALLBACK = "/api/v1/session/provider/callback"
Brought = Annotated[str, Query(max_length=2000)]


@router.get("/session/ways", summary="Ways to sign in", responses=answers(Ways))
def ways(served: HouseDep) -> dict[str, Any]:
    """The ways in which people may sign in here; nobody need be signed in."""
    provider = served.provider
    told = (
        {"label": provider.settings.label, "url": "/api/v1/session/provider"} if provider else None
    )
    return {"password": True, "provider": told}


@router.post(
    "/session/password",
    summary="Sign in with a password",
    responses=answers(Session),
    dependencies=TRY,
)
def by_password(
    request: Request, body: PasswordBody, served: HouseDep, response: Response
) -> dict[str, Any]:
    """Exchange a name and password for the session cookie.

    After five wrong passwords a name is locked for a quarter of an hour, whether there is such an
    account or not; one address may try so often a minute.
    """
    own_page(request)
    account = signing_in.by_password(served, body.login, body.password)
    return _enters(request, served, account, response)


@router.post(
    "/session/invitation",
    summary="Whose invitation it is",
    responses=answers(Invited),
    dependencies=TRY,
)
def invited(body: InvitationBody, served: HouseDep) -> dict[str, Any]:
    """Whom an invitation is for, before a password is chosen; refused when it was used or is over.

    Asked by POST, so that the secret stands in no address.
    """
    account = served.register.credentials.invited(body.invite)
    told = {k: getattr(account, k) for k in ("login", "name", "role", "place")}
    return {**told, "expires_at": account.invited_until}


@router.post(
    "/session/invite",
    summary="Accept an invitation",
    responses=answers(Session),
    dependencies=TRY,
)
def by_invite(
    request: Request, body: InviteBody, served: HouseDep, response: Response
) -> dict[str, Any]:
    """Set the password that an account's owner chooses, once, and sign them in."""
    own_page(request)
    account = served.register.credentials.accept(body.invite, body.password)
    served.register.attempts.forget(account.login)
    served.register.sessions.end_all(account=account.id)
    return _enters(request, served, account, response)


@router.post("/session/everywhere", summary="Sign out everywhere", status_code=204)
def out_everywhere(served: HouseDep, who: Who) -> Response:
    """End every session of whoever calls: account, personal link or token."""
    signing_in.out_everywhere(served, who)
    response = Response(status_code=204)
    cookies.drop(response)
    return response


@router.put("/session/password", summary="Another password", status_code=204)
def new_password(request: Request, body: NewPasswordBody, served: HouseDep, who: Who) -> Response:
    """Change one's own password; every other session ends."""
    if not who.account:
        raise Refused("no_account")
    account = served.register.accounts.get(who.account)
    served.register.attempts.count(account.login)
    served.register.credentials.set_password(account.id, body.old, body.new)
    served.register.attempts.forget(account.login)
    here = request.cookies.get(cookies.COOKIE, "")
    served.register.sessions.end_all(account=account.id, but=here)
    return Response(status_code=204)


@router.get(
    "/session/provider",
    summary="Sign in at the organisation's provider",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=TRY,
)
def to_provider(request: Request, served: HouseDep) -> Response:
    """Send the browser to the provider, with a state, a nonce and a challenge of its own."""
    if served.provider is None:
        raise Refused("oidc_none")
    asked = Asked()
    response = RedirectResponse(served.provider.address(asked, _back(request, served)), 303)
    response.set_cookie(
        ASKED,
        asked.words,
        max_age=ASKED_FOR,
        httponly=True,
        samesite="lax",
        secure=cookies.is_secure(request, served.settings.public_url),
        path=CALLBACK,
    )
    return response


@router.get(
    "/session/provider/callback",
    summary="Back from the provider",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=TRY,
)
def from_provider(
    request: Request, served: HouseDep, state: Brought = "", code: Brought = ""
) -> Response:
    """Prove who came back, sign them in, and show the page; or the door, with why not."""
    page = cookies.address_of(request, served.settings.public_url)
    try:
        if served.provider is None:
            raise Refused("oidc_none")
        words = request.cookies.get(ASKED, "")
        claims = served.provider.claims(words, state, code, _back(request, served))
        account = signing_in.by_claims(served, served.provider.settings, claims)
    except Refused as refused:
        request.state.refused = refused.code
        away = RedirectResponse(f"{page}/#/signin?why={refused.code}", 303)
        away.delete_cookie(ASKED, path=CALLBACK)
        return away
    response = RedirectResponse(f"{page}/", 303)
    response.delete_cookie(ASKED, path=CALLBACK)
    _enters(request, served, account, response)
    return response


def _back(request: Request, served: House) -> str:
    return f"{cookies.address_of(request, served.settings.public_url)}{CALLBACK}"


def _enters(
    request: Request, served: House, account: Account, response: Response
) -> dict[str, Any]:
    secret = served.register.sessions.begin(account=account.id)
    seconds = int(LASTS.total_seconds())
    cookies.keep(request, response, secret, seconds, served.settings.public_url)
    return shown(signing_in.principal(served, account))


def shown(who: Principal) -> dict[str, Any]:
    """Who is signed in."""
    return {
        "role": who.role,
        "place": who.place,
        "name": who.name,
        "actor": who.actor,
        "has_account": bool(who.account),
        "member": who.member or None,
        "activation": who.activation or None,
    }
