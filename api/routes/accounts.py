"""Accounts: made, changed and ended by administrators of their place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers import answers
from api.answers.doors import AccountChanged, AccountLine, AccountMade, Invitation
from api.answers.shared import Made, Page
from api.auth.cookies import address_of
from api.auth.permissions import ACCOUNTS, Principal, prefix
from api.auth.places import known_place
from api.door_models import AccountBody, AccountChange
from api.doors import HouseDep, Who
from api.house import House
from api.words import AfterId, Limit
from domain.refusal import NotFound
from engine.accounts import PERSONAL, Account, Particulars

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.post("", summary="Make an account", status_code=201, responses=answers(AccountMade, 201))
def create(request: Request, body: AccountBody, served: HouseDep, who: Who) -> dict[str, Any]:
    """Make an account, and the one-time link by which its owner sets a password.

    An `Idempotency-Key` does not apply: the link is kept nowhere, so it cannot be told again.
    """
    who.require(ACCOUNTS, body.place)
    said = Particulars(body.name, body.role, body.place, body.member or "")
    known_place(served, body.place)
    _on_roster(served, said)
    account = served.register.accounts.create(body.login, said)
    invitation = _invited(request, served, account.id)
    return {**_shown(account, {}), **invitation, "invited_until": invitation["expires_at"]}


@router.get("", summary="Accounts", responses=answers(Page[AccountLine]))
def accounts(served: HouseDep, who: Who, after: AfterId = "", limit: Limit = 100) -> dict[str, Any]:
    """Accounts of one's own place, by id."""
    who.require(ACCOUNTS, who.place)
    found = served.register.accounts.all(prefix(who.place), after, limit + 1)
    locked = served.register.attempts.locked(account.login for account in found[:limit])
    items = [_shown(account, locked) for account in found[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


@router.patch("/{id}", summary="Change an account", responses=answers(AccountChanged))
def change(id: str, body: AccountChange, served: HouseDep, who: Who) -> dict[str, Any]:
    """Say anew whose an account is and what it may do, or disable it: its sessions end at once."""
    account = _own(served, who, id)
    place = account.place if body.place is None else body.place
    who.require(ACCOUNTS, place)
    if place != account.place:
        known_place(served, place)
    role = body.role or account.role
    member = (body.member or account.member) if role in PERSONAL else ""
    said = Particulars(body.name or account.name, role, place, member)
    _on_roster(served, said)
    disabled = account.disabled if body.disabled is None else body.disabled
    changed = served.register.accounts.change(id, said, disabled=disabled)
    if disabled:
        served.register.sessions.end_all(account=id)
    locked = served.register.attempts.locked([changed.login])
    return {**_shown(changed, locked), "position": served.store.head()}


@router.post("/{id}/unlock", summary="Unlock an account", responses=answers(Made))
def unlock(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """Let somebody try again at once whose password was wrong too often.

    Who did so is recorded among the accesses. Repeated, it changes nothing.
    """
    served.register.unlock(who.actor, _own(served, who, id))
    return {"id": id, "position": served.store.head()}


@router.post("/{id}/invite", summary="Invite anew", responses=answers(Invitation))
def invite(
    id: str, request: Request, served: HouseDep, who: Who, response: Response
) -> dict[str, Any]:
    """Another one-time link, also for whoever forgot the password; a locked name is unlocked."""
    account = _own(served, who, id)
    served.register.unlock(who.actor, account)
    response.headers["Cache-Control"] = "no-store"
    return _invited(request, served, id)


@router.post("/{id}/sign-out", summary="Sign an account out", responses=answers(Made))
def sign_out(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """End every session of an account, say because a phone was lost. Repeated: no change."""
    account = _own(served, who, id)
    served.register.sessions.end_all(account=account.id)
    return {"id": id, "position": served.store.head()}


@router.delete("/{id}", summary="Erase an account", responses=answers(Made))
def erase(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """Destroy an account and who it was; what was done with it stays in the log, without a name."""
    account = _own(served, who, id)
    served.register.attempts.forget(account.login)
    served.register.accounts.erase(id)
    served.register.sessions.end_all(account=id)
    return {"id": id, "position": served.store.head()}


def _own(served: House, who: Principal, id: str) -> Account:
    """An account of one's own place."""
    who.require(ACCOUNTS, who.place)
    account = served.register.accounts.get(id)
    who.require(ACCOUNTS, account.place)
    return account


def _on_roster(served: House, said: Particulars) -> None:
    """Whoever an account is of has to be on the roster of its place."""
    if not said.member or len(said.place) != 12:
        return
    if said.member not in served.workflow.desk.community(said.place).roster.members:
        raise NotFound("member", said.member)


def _invited(request: Request, served: House, id: str) -> dict[str, Any]:
    secret, until = served.register.credentials.invite(id)
    page = address_of(request, served.settings.public_url)
    url = f"{page}/#/invite?invite={secret}"
    told = {"id": id, "invite": secret, "url": url, "position": served.store.head()}
    return {**told, "expires_at": until}


def _shown(account: Account, locked: Mapping[str, datetime]) -> dict[str, Any]:
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "place": account.place,
        "member": account.member or None,
        "has_password": account.has_password,
        "has_provider": account.subject is not None,
        "invited_until": account.invited_until,
        "created_at": account.created_at,
        "disabled": account.disabled,
        "locked_until": locked.get(account.login),
    }
