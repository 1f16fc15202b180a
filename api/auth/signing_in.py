"""Whose password or claims these are, and the end of their sessions."""

from __future__ import annotations

from typing import Any

from api.auth.comers import of_account
from api.auth.oidc_settings import Claims, Oidc
from api.auth.permissions import Principal, is_place
from api.house import House
from domain.refusal import Refused
from engine.accounts import ROLES, Account, Particulars, spelt


def by_password(served: House, login: str, password: str) -> Account:
    """The account of a name and password, or refused without a word on which was wrong."""
    attempts = served.register.attempts
    attempts.count(spelt(login))
    account = served.register.credentials.check(login, password)
    if account is None:
        raise Refused("sign_in_wrong")
    attempts.forget(account.login)
    return account


def by_claims(served: House, settings: Oidc, claims: dict[str, Any]) -> Account:
    """The account of a proven subject: its own, the one of its login, or a new one if allowed.

    A role that the claims give, and a place, hold from then on: the provider keeps them.
    """
    accounts, subject = served.register.accounts, f"{settings.issuer}|{claims['sub']}"
    said, login = settings.claims, str(claims.get(settings.claims.login) or "")
    account = accounts.of_subject(subject)
    if account is None and (named := accounts.named(login) if login else None):
        if named.subject is not None:
            raise Refused("oidc_no_account")
        accounts.bind(named.id, subject)
        account = accounts.of_subject(subject)
    known = _particulars(said, claims, login)
    if account is None:
        if not said.create or known is None or not login:
            raise Refused("oidc_no_account")
        account = accounts.create(login, known, subject)
    elif known is not None and said.create:
        account = accounts.change(account.id, known, disabled=account.disabled)
    if account.disabled:
        raise Refused("oidc_no_account")
    return account


def _particulars(said: Claims, claims: dict[str, Any], login: str) -> Particulars | None:
    """What the claims say that somebody is here; ``None`` when they name no role of ours."""
    given = claims.get(said.role)
    several = given if isinstance(given, list) else [given]
    roles = [said.roles.get(str(one), str(one) if not said.roles else "") for one in several if one]
    role = next((role for role in ROLES if role in roles), None)
    place = str(claims.get(said.place) or "")
    # an administrator of everywhere is told as one, not by a claim that is missing
    if role is None or not is_place(place):
        return None
    name = str(claims.get(said.name) or login)[:200]
    return Particulars(name, role, place, str(claims.get(said.member) or ""))


def principal(served: House, account: Account) -> Principal:
    """An account as a caller."""
    return of_account(served.register, account)


def out_everywhere(served: House, who: Principal) -> None:
    """End every session of a caller."""
    if who.account:
        served.register.sessions.end_all(account=who.account)
    elif who.link:
        served.register.sessions.end_all(link=who.link)
    elif who.actor.startswith("token:"):
        served.tokens.end_sessions(who.actor.removeprefix("token:"))
    else:
        raise Refused("no_account")
