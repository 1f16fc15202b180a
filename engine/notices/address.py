"""An address of a channel, as people write it: which kind it is, and whether we may send there."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

import msgspec

from domain.refusal import Refused
from engine.notices.targets import is_inward

#: kinds of channels in the order in which they are told
KINDS = ("wecom", "wecom_app", "dingtalk", "feishu", "email", "webhook")
_MAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_WORD = re.compile(r"[A-Za-z0-9_-]{1,200}")
_USER = re.compile(r"[A-Za-z0-9_.@-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
#: what browsers and libraries read each in its own way
_ODD = re.compile(r"[\s\\\x00-\x1f]")
_WEBHOOKS = ("http", "https", "json", "jsons", "xml", "xmls")
#: a robot's address in the words of its own page: path, and where its key stands
_ROBOTS = {
    "wecom": ("/cgi-bin/webhook/send", "key"),
    "dingtalk": ("/robot/send", "access_token"),
    "feishu": ("/open-apis/bot/v2/hook/", ""),
}
_SHORT = {"wecombot": "wecom", "dingtalk": "dingtalk", "feishu": "feishu", "lark": "feishu"}
HOSTS = {
    "wecom": "qyapi.weixin.qq.com",
    "dingtalk": "oapi.dingtalk.com",
    "feishu": "open.feishu.cn",
    "lark": "open.larksuite.com",
}


class Address(msgspec.Struct, frozen=True):
    """Where a channel leads. ``key`` is a robot's key or a person's name at the channel.

    ``host`` is with its port where one was written; a private installation has its own.
    """

    kind: str
    url: str
    host: str = ""
    key: str = ""
    secret: str = ""
    is_plain: bool = False


def address_of(written: str, kind: str | None = None, *, inward: bool = False) -> Address:
    """Read an address; refused when it is none of its kind, or leads into this network.

    ``inward`` allows the latter. Without a kind it is told from the address itself.
    """
    said = written.strip()
    found = _read(said, kind) if kind in (None, *KINDS) else None
    if found is None or (kind is not None and found.kind != kind):
        raise Refused("channel_address_invalid", field="address", kind=kind or "")
    host = urlsplit(f"//{found.host}").hostname or ""
    if found.host and found.host not in HOSTS.values() and not inward and is_inward(host):
        raise Refused("channel_target_private", field="address")
    return found


def _read(said: str, kind: str | None) -> Address | None:
    if kind == "wecom_app":
        return Address(kind, said, key=said) if _USER.fullmatch(said) else None
    mail = said.removeprefix("mailto:")
    if _MAIL.fullmatch(mail) and kind in (None, "email"):
        return Address("email", mail, key=mail)
    try:
        parts = urlsplit("" if _ODD.search(said) else said)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme in _SHORT:
        return _short(parts)
    if parts.scheme in ("http", "https"):
        robot = _robot(parts)
        if robot is not None and kind in (None, robot.kind):
            return robot
    if parts.scheme in _WEBHOOKS and _HOST.fullmatch(parts.hostname or ""):
        return Address("webhook", said, _host(parts))
    return None


def _short(parts: SplitResult) -> Address | None:
    """``wecombot://KEY``, ``dingtalk://SECRET@TOKEN``, ``feishu://TOKEN``."""
    secret, _, key = parts.netloc.rpartition("@")
    if (
        not _WORD.fullmatch(key)
        or parts.path.strip("/")
        or parts.query
        or (secret and not _WORD.fullmatch(secret))
    ):
        return None
    kind = _SHORT[parts.scheme]
    host = HOSTS["lark" if parts.scheme == "lark" else kind]
    return Address(kind, parts.geturl(), host, key, secret)


def _robot(parts: SplitResult) -> Address | None:
    for kind, (path, name) in _ROBOTS.items():
        query = dict(p.partition("=")[::2] for p in parts.query.split("&"))
        if name and parts.path.rstrip("/") == path:
            key = query.get(name, "")
        elif not name and parts.path.startswith(path):
            key = parts.path.removeprefix(path).rstrip("/")
        else:
            continue
        if _WORD.fullmatch(key):
            secret, is_plain = query.get("secret", ""), parts.scheme == "http"
            return Address(kind, parts.geturl(), _host(parts), key, secret, is_plain)
    return None


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return host if parts.port is None else f"{host}:{parts.port}"


def masked(address: str) -> str:
    """An address with all but its end hidden."""
    return f"****{address[-4:]}" if len(address) > 8 else "****"
