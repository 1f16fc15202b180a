"""Who comes with an account or a personal link, and where they lead on the roster."""

from __future__ import annotations

from api.auth.permissions import Principal
from api.auth.register import Register
from engine.accounts import Account, Link
from engine.accounts.links import LINK
from engine.accounts.sessions import SESSION

#: what begins the secrets of the register; others are tokens
BEGINNINGS = (SESSION, LINK)


def comer(register: Register, secret: str, by_cookie: bool) -> Principal | None:
    """The principal of a session or a link; ``None`` when it opens nothing any more."""
    if secret.startswith(LINK):
        found = register.links.find(secret)
        return of_link(register, found, by_cookie) if found else None
    session = register.sessions.find(secret)
    if session is None:
        return None
    if session.link:
        link = register.links.valid(session.link)
        return of_link(register, link, by_cookie) if link else None
    account = register.accounts.active(session.account)
    return of_account(register, account, by_cookie) if account else None


def of_account(register: Register, account: Account, by_cookie: bool = False) -> Principal:
    """An account as a caller. Who acts on the roster's behalf is known in the log as a member."""
    return Principal(
        account.member or f"account:{account.id}",
        account.role,
        account.place,
        account.name,
        by_cookie,
        member=account.member,
        account=account.id,
        at_war=register.at_war,
    )


def of_link(register: Register, link: Link, by_cookie: bool = False) -> Principal:
    """Whoever holds a personal link: a member, in one activation, under no name of ours."""
    return Principal(
        link.member,
        "member",
        link.community,
        "",
        by_cookie,
        member=link.member,
        activation=link.activation,
        link=link.id,
        at_war=register.at_war,
    )
