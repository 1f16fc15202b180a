"""Giving a text to a channel, through Apprise; only the kinds named here can ever be reached."""

from __future__ import annotations

import logging
import re
import socket
from threading import local
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import msgspec

from domain.refusal import Refused
from engine.notices.address import HOSTS, Address
from engine.notices.targets import leads_inward

_STATUS = re.compile(r"error=(\d{3})")
_said = local()


class Text(msgspec.Struct, frozen=True):
    """What is told: a heading of a few words, and a few calm lines."""

    title: str
    body: str


class Outcome(msgspec.Struct, frozen=True):
    """Whether a channel took it; if not, why (a code), and whether it may later."""

    code: str = ""
    again: bool = True

    @property
    def is_taken(self) -> bool:
        """Whether the channel took it."""
        return not self.code


class Reach(msgspec.Struct, frozen=True):
    """What the house sends by: its mail server and its WeCom app, as addresses of Apprise."""

    mail: str = ""
    wecom_app: str = ""
    #: whether addresses in the server's own network are allowed
    inward: bool = False
    #: seconds to connect, and to wait for an answer
    seconds: float = 8.0


class _Listening(logging.Handler):
    """Keeps what Apprise says of a failure for whoever sends; none of it goes into a log."""

    def emit(self, record: logging.LogRecord) -> None:
        _said.words = record.getMessage()


_LISTENING = _Listening(logging.WARNING)


def deliver(address: Address, text: Text, reach: Reach) -> Outcome:
    """Give a text to a channel. May take as long as the channel's time-outs; never raises."""
    _hear()
    _said.words = ""
    try:
        if _is_inward(address, reach):
            return Outcome("target_private", again=False)
        channel = _channel(address, reach)
        taken = channel.notify(
            body=text.body, title=text.title, body_format="text", notify_type="info"
        )
    except Refused as refused:
        return Outcome(refused.code, again=False)
    except socket.gaierror:
        return Outcome("unreachable")
    except Exception as error:
        return Outcome(f"error_{type(error).__name__}"[:40])
    if taken:
        return Outcome()
    code, again = getattr(channel, "trouble", None) or _trouble(_said.words)
    return Outcome(code, again)


def _is_inward(address: Address, reach: Reach) -> bool:
    if reach.inward or not address.host or address.host in HOSTS.values():
        return False
    return leads_inward(urlsplit(f"//{address.host}").hostname or "")


def _hear() -> None:
    apprise = logging.getLogger("apprise")
    if _LISTENING not in apprise.handlers:
        apprise.handlers[:] = [_LISTENING]
        apprise.setLevel(logging.WARNING)
        apprise.propagate = False


def _trouble(words: str) -> tuple[str, bool]:
    from engine.notices.robots import status_trouble

    status = _STATUS.search(words)
    if status and (told := status_trouble(int(status[1]))):
        return told
    return "unreachable", True


def _channel(address: Address, reach: Reach) -> Any:
    """The Apprise channel of an address. Imported here: starting the server needs none of it."""
    from apprise import AppriseAsset

    asset = AppriseAsset(
        app_id="Pingzhan", app_desc="Pingzhan", http_redirects=False, storage_mode="memory"
    )
    channel = _made(address, reach, {"asset": asset})
    channel.request_rate_per_sec = 0
    channel.socket_connect_timeout = channel.socket_read_timeout = reach.seconds
    return channel


def _made(address: Address, reach: Reach, shared: dict[str, Any]) -> Any:
    if address.kind == "webhook":
        return _webhook(address, shared)
    if address.kind == "email":
        from apprise.plugins.email import NotifyEmail

        return _by_house(NotifyEmail, reach.mail, address.key, {**shared, "format": "text"})
    if address.kind == "wecom_app":
        from apprise.plugins.wechat import NotifyWeChat

        return _by_house(NotifyWeChat, reach.wecom_app, address.key, shared)
    from engine.notices.robots import robot

    return robot(address, **shared)


def _by_house(channel: Any, house: str, to: str, shared: dict[str, Any]) -> Any:
    """A channel that the house has an account with; refused where it has none."""
    if not house:
        raise Refused("channel_not_configured")
    url = f"{house}{'&' if '?' in house else '?'}to={quote(to)}"
    told = channel.parse_url(url)
    if not told:
        raise Refused("channel_not_configured")
    return channel(**{**told, **shared, "redirect": False})


def _webhook(address: Address, shared: dict[str, Any]) -> Any:
    """A webhook, put together from the parts that were checked and not read a second time."""
    from apprise.plugins.custom_json import NotifyJSON
    from apprise.plugins.custom_xml import NotifyXML

    parts = urlsplit(address.url)
    query = parse_qsl(parts.query)
    is_xml = parts.scheme.startswith("xml")
    return (NotifyXML if is_xml else NotifyJSON)(
        host=parts.hostname,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        fullpath=parts.path or "/",
        secure=parts.scheme in ("https", "jsons", "xmls"),
        schema="xml" if is_xml else "json",
        params={k.removeprefix("-"): v for k, v in query if k[:1] not in "+:"},
        headers={k.removeprefix("+"): v for k, v in query if k.startswith("+")},
        redirect=False,
        **shared,
    )
