"""Subscriptions as they stand, with their secrets: beside the log, for they are not history."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.refusal import NotFound, Refused, StaleVersion
from engine.clock import Clock
from engine.store import Store
from engine.store.moments import micros, moment
from engine.webhooks.subscription import ACTIVE, ENDED, GONE, OWNER, PAUSED, Subscription
from engine.webhooks.tables import writing

#: how many there may be in one store
MOST = 500
_COLUMNS = Subscription.__struct_fields__
_TIMES = ("old_until", "ended_at", "created_at")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM webhook_subscriptions"
_INSERT = (
    f"INSERT INTO webhook_subscriptions ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_KEPT = [c for c in _COLUMNS if c not in ("id", "scanned", "created_at")]
_UPDATE = (
    f"UPDATE webhook_subscriptions SET {', '.join(f'{c} = ?' for c in _KEPT)} "
    "WHERE id = ? AND version = ?"
)

Change = Callable[[Subscription], Subscription]


class Subscriptions:
    """Makes, changes and ends them. A change that meets another one is tried again on it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def create(self, wanted: Subscription) -> Subscription:
        """Keep a new one; its id, secret and times are given here."""
        now = self._clock()
        made = msgspec.structs.replace(
            wanted,
            id=secrets.token_hex(8),
            secret=_new_secret(),
            created_at=now,
            state=ACTIVE,
            version=1,
        )
        with writing(self._store) as run:
            if run("SELECT count(*) FROM webhook_subscriptions").fetchone()[0] >= MOST:
                raise Refused("webhooks_too_many", most=MOST)
            run(_INSERT, _row(made, _COLUMNS))
        return made

    def get(self, id: str) -> Subscription:
        """The one of that id, or refused."""
        rows = self._store.recorder.select(f"{_SELECT} WHERE id = ?", (id,))
        if not rows:
            raise NotFound("webhook", id)
        return _subscription(rows[0])

    def all(
        self, area: str = "", owner: str | None = None, after: str = "", limit: int = MOST
    ) -> list[Subscription]:
        """Those whose area begins so, of one owner or of everybody, by id."""
        also = " AND owner = ?" if owner is not None else ""
        told = (after, len(area), area, *(() if owner is None else (owner,)), limit)
        rows = self._store.recorder.select(
            f"{_SELECT} WHERE id > ? AND substr(area, 1, ?) = ?{also} ORDER BY id LIMIT ?", told
        )
        return [_subscription(r) for r in rows]

    def change(self, id: str, how: Change, expected: int | None = None) -> Subscription:
        """Change one; refused when it is not of the version that was expected."""
        while True:
            found = self.get(id)
            if expected is not None and found.version != expected:
                raise StaleVersion(expected, found.version)
            changed = how(found)
            if changed == found:
                return found
            changed = msgspec.structs.replace(changed, version=found.version + 1)
            with writing(self._store) as run:
                if run(_UPDATE, (*_row(changed, _KEPT), id, found.version)).rowcount == 1:
                    return changed

    def rotate(self, id: str, overlap: timedelta, expected: int | None = None) -> Subscription:
        """Give it a new secret; the one before signs beside it for so long."""
        until, secret = self._clock() + overlap, _new_secret()

        def rotated(found: Subscription) -> Subscription:
            return msgspec.structs.replace(
                found,
                secret=secret,
                old_secret=found.secret if overlap else None,
                old_until=until if overlap else None,
            )

        return self.change(id, rotated, expected)

    def pause(self, id: str, expected: int | None = None) -> Subscription:
        """Send nothing until it is resumed; what comes meanwhile waits."""

        def paused(found: Subscription) -> Subscription:
            is_active = found.state == ACTIVE
            return msgspec.structs.replace(found, state=PAUSED) if is_active else found

        return self.change(id, paused, expected)

    def resume(self, id: str, by: str, expected: int | None = None) -> Subscription:
        """Go on where it stood; one that ended with its owner's token is theirs who resume it."""

        def resumed(found: Subscription) -> Subscription:
            owner = by if found.ended_why == OWNER else found.owner
            return msgspec.structs.replace(
                found, state=ACTIVE, ended_at=None, ended_why=None, owner=owner
            )

        return self.change(id, resumed, expected)

    def end(self, id: str, why: str, url: str | None = None) -> bool:
        """It ended by itself, unless it leads elsewhere by now or was removed; whether it did."""

        def ended(found: Subscription) -> Subscription:
            if found.state == ENDED or (why == GONE and found.url != url):
                return found
            return msgspec.structs.replace(
                found, state=ENDED, ended_at=self._clock(), ended_why=why
            )

        try:
            return self.change(id, ended).ended_why == why
        except NotFound:
            return False

    def remove(self, id: str) -> None:
        """Forget it, its lines and its attempts."""
        with writing(self._store) as run:
            run("DELETE FROM webhook_subscriptions WHERE id = ?", (id,))
            run("DELETE FROM webhook_lines WHERE subscription = ?", (id,))
            run("DELETE FROM webhook_attempts WHERE subscription = ?", (id,))


def drafted(
    *,
    owner: str,
    name: str,
    url: str,
    place: str,
    area: str,
    types: tuple[str, ...],
    activation: str | None,
    format: str,
    scanned: int,
) -> Subscription:
    """One as it is asked for, not made yet; told of what comes after the position ``scanned``."""
    return Subscription(
        id="",
        owner=owner,
        name=name,
        url=url,
        place=place,
        area=area,
        types=types,
        activation=activation,
        format=format,
        secret="",
        old_secret=None,
        old_until=None,
        state=ACTIVE,
        ended_at=None,
        ended_why=None,
        created_at=moment(0),
        version=0,
        scanned=scanned,
    )


def _new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _row(s: Subscription, columns: Any) -> tuple[object, ...]:
    told = {c: getattr(s, c) for c in columns}
    for c in _TIMES:
        if isinstance(at := told.get(c), datetime):
            told[c] = micros(at)
    told["types"] = " ".join(s.types)
    return tuple(told[c] for c in columns)


def _subscription(row: tuple[Any, ...]) -> Subscription:
    told = dict(zip(_COLUMNS, row, strict=True))
    told["types"] = tuple(told["types"].split())
    for c in _TIMES:
        if told[c] is not None:
            told[c] = moment(told[c])
    return Subscription(**told)
