"""What the server is told from outside: the command line, else the environment."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import msgspec

from api.auth.oidc_settings import Oidc
from api.secret_files import with_files
from domain.refusal import Refused
from engine.relay.keep import USUAL, Keep
from engine.virtual_clock import FASTEST
from engine.workflow.two_persons import ACTS

MOST_WORKERS = 256
#: hosts that stand for every address of a machine, and what reaches it from itself
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1", "": "127.0.0.1"}


class Settings(msgspec.Struct, frozen=True):
    """Where the log is, who the first administrator is, and how the doors behave."""

    store: str = ""
    redis: str = ""
    admin_token: str = ""
    #: what ``/metrics`` asks for; empty when everybody may read it
    metrics_token: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    #: where others reach this server, such as ``https://pz.example.org``
    public_url: str = ""
    #: server processes on one port
    workers: int = 1
    #: do in this process what runs beside the requests
    all_in_one: bool = True
    #: how often one token may ask, and how often an address may show a wrong one
    rate: str = "12000/minute"
    wrong_tokens: str = "600/minute"
    #: what one server process holds at once: requests, streams, and streams of one token
    most_at_once: int = 1000
    most_streams: int = 2000
    most_streams_each: int = 1000
    #: the mail server that notices leave by, and the house's WeCom app, as addresses of Apprise
    mail: str = ""
    wecom_app: str = ""
    #: let notices go to addresses in the server's own network
    private_targets: bool = False
    #: minutes that a notice may lie unread in an inbox before somebody should be called
    unread_minutes: int = 10
    #: acts on which two persons have to agree, whatever the playbook says
    two_persons: tuple[str, ...] = ()
    #: attempts after which a community's webhook line parks, and seconds before the second one
    webhook_attempts: int = 8
    webhook_retry_seconds: float = 2.0
    #: days for which every attempt of a webhook is kept
    webhook_days: int = 14
    #: relay the log to Redis Streams, where there is a Redis: into a stream of that name, or one
    #: for each community beside it; ``relay_keep`` is how much stays there
    relay: bool = True
    relay_stream: str = "pingzhan:events"
    relay_keep: str = str(USUAL)
    relay_per_community: bool = False
    #: live in virtual time, so many times as fast as the clock; ``None`` for real time
    clock_speed: float | None = None
    #: how often a minute one address may try to sign in; an office may share one address
    sign_in_tries: int = 60
    #: the Ed25519 key in PEM that signs bundles of evidence, if they are to be signed
    evidence_key: str = ""
    #: the organisation's own sign-in, if there is one
    oidc: Oidc | None = None

    @classmethod
    def from_environment(cls, **said: str | int | float | None) -> Settings:
        """Settings from ``PINGZHAN_*``, overridden by what is said on the command line."""
        env = with_files(os.environ)
        settings = cls(
            store=env.get("PINGZHAN_STORE") or f"sqlite:///{Path('pingzhan.sqlite').resolve()}",
            redis=env.get("PINGZHAN_REDIS", ""),
            admin_token=env.get("PINGZHAN_ADMIN_TOKEN", ""),
            public_url=_public(env.get("PINGZHAN_PUBLIC_URL", "")),
            metrics_token=env.get("PINGZHAN_METRICS_TOKEN", ""),
            port=_port(env.get("PINGZHAN_PORT") or "8000"),
            workers=_whole("PINGZHAN_WORKERS", 1, MOST_WORKERS),
            rate=env.get("PINGZHAN_RATE") or "12000/minute",
            wrong_tokens=env.get("PINGZHAN_WRONG_TOKENS") or "600/minute",
            most_at_once=_whole("PINGZHAN_MOST_AT_ONCE", 1000, 100_000),
            most_streams=_whole("PINGZHAN_MOST_STREAMS", 2000, 100_000),
            most_streams_each=_whole("PINGZHAN_MOST_STREAMS_EACH", 1000, 100_000),
            mail=env.get("PINGZHAN_MAIL", ""),
            wecom_app=env.get("PINGZHAN_WECOM_APP", ""),
            private_targets=env.get("PINGZHAN_ALLOW_PRIVATE_TARGETS", "") in ("1", "true", "yes"),
            unread_minutes=_minutes(env.get("PINGZHAN_UNREAD_MINUTES") or "10"),
            two_persons=_acts(env.get("PINGZHAN_TWO_PERSONS", "")),
            webhook_attempts=int(_number("PINGZHAN_WEBHOOK_ATTEMPTS", 8, 1, 50)),
            webhook_retry_seconds=_number("PINGZHAN_WEBHOOK_RETRY_SECONDS", 2, 0.01, 600),
            webhook_days=int(_number("PINGZHAN_WEBHOOK_DAYS", 14, 1, 3650)),
            relay=env.get("PINGZHAN_RELAY", "").lower() not in ("0", "off", "false", "no"),
            relay_stream=_stream(env.get("PINGZHAN_RELAY_STREAM") or "pingzhan:events"),
            relay_keep=_keep(env.get("PINGZHAN_RELAY_KEEP") or str(USUAL)),
            relay_per_community=env.get("PINGZHAN_RELAY_PER_COMMUNITY", "") in ("1", "true", "yes"),
            clock_speed=_speed(env.get("PINGZHAN_CLOCK_SPEED", "")),
            sign_in_tries=_tries(env.get("PINGZHAN_SIGN_IN_TRIES") or "60"),
            evidence_key=env.get("PINGZHAN_EVIDENCE_KEY", ""),
            oidc=Oidc.from_environment(env),
        )
        given = {k: v for k, v in said.items() if v is not None and v != ""}
        _is_whole("--workers", str(given.get("workers", 1)), MOST_WORKERS)
        return msgspec.structs.replace(settings, **given)

    @property
    def address(self) -> str:
        """Where this server says that it is: as it was told, else its own port on this machine."""
        return self.public_url or f"http://{ANYWHERE.get(self.host, self.host)}:{self.port}"

    @property
    def on_postgresql(self) -> bool:
        """Whether the log is in PostgreSQL, which many processes can share."""
        return self.store.startswith(("postgresql:", "postgres:"))


def _whole(name: str, usual: int, most: int) -> int:
    """A whole number from 1 on."""
    return _is_whole(name, os.environ.get(name) or str(usual), most)


def _is_whole(name: str, said: str, most: int) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= most:
        raise Refused("number_invalid", field=name, value=said, least=1, most=most)
    return int(said)


def _port(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 65536:
        raise Refused("port_invalid", field="PINGZHAN_PORT", value=said)
    return int(said)


def _public(said: str) -> str:
    if said and not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/-]*)?", said):
        raise Refused("public_url_invalid", field="PINGZHAN_PUBLIC_URL", value=said)
    return said.rstrip("/")


def _number(name: str, usual: float, least: float, most: float) -> float:
    said = os.environ.get(name) or str(usual)
    try:
        found = float(said)
    except ValueError:
        found = math.nan
    if not least <= found <= most:
        raise Refused("number_invalid", field=name, value=said, least=least, most=most)
    return found


def _tries(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= 100_000:
        raise Refused("tries_invalid", field="PINGZHAN_SIGN_IN_TRIES", value=said)
    return int(said)


def _minutes(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= 1440:
        raise Refused("minutes_invalid", field="PINGZHAN_UNREAD_MINUTES", value=said)
    return int(said)


def _acts(said: str) -> tuple[str, ...]:
    acts = tuple(act.strip() for act in said.split(",") if act.strip())
    for act in acts:
        if act not in ACTS:
            told = {"value": act, "acts": ", ".join(ACTS)}
            raise Refused("two_persons_unknown", field="PINGZHAN_TWO_PERSONS", **told)
    return acts


def _stream(said: str) -> str:
    if not re.fullmatch(r"[!-~]{1,100}", said):
        raise Refused("relay_stream_invalid", field="PINGZHAN_RELAY_STREAM", value=said)
    return said


def _keep(said: str) -> str:
    Keep.read(said)
    return said


def _speed(said: str) -> float | None:
    try:
        return float(said) if said else None
    except ValueError:
        field = "PINGZHAN_CLOCK_SPEED"
        raise Refused("clock_speed_invalid", field=field, most=int(FASTEST)) from None
