"""Accounts from the command line, also beside a running server: the first of them is made here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from api.auth.places import known_place
from api.auth.register import Register
from api.cli.terminal import StoreOption, opened, out, say
from api.house import House
from api.settings import Settings
from domain.refusal import NotFound, Refused
from engine.accounts import Account, Accounts, Particulars

app = typer.Typer(help="账号 / accounts that sign in with a password", no_args_is_help=True)
Login = Annotated[str, typer.Argument(help="登录名 / the name to sign in by")]
Address = Annotated[str, typer.Option("--address", help="网址 / where it is served")]


@contextmanager
def _register(store: str) -> Iterator[tuple[House, Register]]:
    """The register of a store, its tables made where they are missing."""
    with opened(store, exclusive=False) as house:
        yield house, Register(house.store, house.real_clock)


@app.command("add")
def add(
    login: Login,
    role: Annotated[str, typer.Option("--role", help="secretary|officer|supervisor|…")],
    name: Annotated[str, typer.Option("--name", help="姓名或岗位 / whose it is")] = "",
    place: Annotated[str, typer.Option("--place", help="区划代码 / a code")] = "",
    member: Annotated[str, typer.Option("--member", help="花名册编号 / a member's id")] = "",
    address: Address = "",
    store: StoreOption = "",
) -> None:
    """新建账号并给出一次性邀请链接 / Make an account and print its invitation, once."""
    with _register(store) as (house, register):
        if member and house.workflow.members.community_of(member) != place:
            raise Refused("account_member", field="member", role=role)
        known_place(house, place)
        account = register.accounts.create(login, Particulars(name or login, role, place, member))
        _invite(register, account, address)


@app.command("list")
def listed(store: StoreOption = "") -> None:
    """列出账号 / Every account."""
    with _register(store) as (_, register):
        after = ""
        while found := register.accounts.all(after=after):
            for account in found:
                out.print(_line(account), markup=False, soft_wrap=True)
            after = found[-1].id


@app.command("invite")
def invite(login: Login, address: Address = "", store: StoreOption = "") -> None:
    """重发邀请链接（忘记密码、被锁定）/ Invite anew: a password forgotten, a name locked."""
    with _register(store) as (house, register):
        account = _named(register.accounts, login)
        register.unlock(house.administrator.actor, account)
        _invite(register, account, address)


@app.command("disable")
def disable(login: Login, store: StoreOption = "") -> None:
    """停用账号并退出所有设备 / Disable an account; it is signed out everywhere."""
    _turn(login, store, disabled=True)


@app.command("enable")
def enable(login: Login, store: StoreOption = "") -> None:
    """恢复账号 / Let an account be used again."""
    _turn(login, store, disabled=False)


@app.command("erase")
def erase(login: Login, store: StoreOption = "") -> None:
    """清除账号及其姓名 / Destroy an account and whose it was."""
    with _register(store) as (_, register):
        account = _named(register.accounts, login)
        register.attempts.forget(account.login)
        register.accounts.erase(account.id)
        register.sessions.end_all(account=account.id)
        say("account_erased", login=account.login)


def _turn(login: str, store: str, *, disabled: bool) -> None:
    with _register(store) as (_, register):
        account = _named(register.accounts, login)
        said = Particulars(account.name, account.role, account.place, account.member)
        register.accounts.change(account.id, said, disabled=disabled)
        if disabled:
            register.sessions.end_all(account=account.id)
        say("account_disabled" if disabled else "account_enabled", login=account.login)


def _invite(register: Register, account: Account, address: str) -> None:
    settings = Settings.from_environment()
    secret, _ = register.credentials.invite(account.id)
    served = address or settings.public_url or f"http://127.0.0.1:{settings.port}"
    link = f"{served.rstrip('/')}/#/invite?invite={secret}"
    say("account_invited", name=account.name, link=link)


def _named(accounts: Accounts, login: str) -> Account:
    account = accounts.named(login)
    if account is None:
        raise NotFound("account", login)
    return account


def _line(account: Account) -> str:
    state = "disabled" if account.disabled else "invited" if account.invited_until else "active"
    return f"{account.login}\t{account.role}\t{account.place or '*'}\t{state}\t{account.name}"
