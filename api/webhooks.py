"""Webhooks put together: who subscribed, who sends, how far each is behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from api.auth.permissions import ALLOWED, WEBHOOKS, within
from api.cloudevents import cloud_event
from api.drills import Drills
from api.settings import Settings
from api.sse import topics
from domain.record import Recorded
from engine.accounts import Account, Accounts
from engine.clock import Clock
from engine.store import Store
from engine.store.moments import micros
from engine.tokens import Tokens
from engine.webhooks.backoff import Backoff
from engine.webhooks.courier import Courier
from engine.webhooks.lag import Lag, lags
from engine.webhooks.subscription import ACTIVE, Attempt, Subscription
from engine.webhooks.subscriptions import Subscriptions
from engine.webhooks.transport import Transport
from engine.webhooks.trial import try_out


class Figures(msgspec.Struct, frozen=True):
    """How far one subscription is behind, in events and in seconds, and how its lines stand."""

    id: str
    state: str
    events: int
    seconds: float
    waiting: int
    retrying: int
    parked: int
    #: positions of the log that were not looked at for it yet
    unread: int


class Webhooks:
    """Everything about webhooks that a request or the sender needs. Its time is the real one."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        tokens: Tokens,
        accounts: Accounts,
        drills: Drills,
    ) -> None:
        self._store, self.clock, self._drills = store, clock, drills
        self._tokens, self._accounts = tokens, accounts
        self.inward, self._origin = settings.private_targets, settings.address
        self.transport = Transport(inward=self.inward)
        self.subscriptions = Subscriptions(store, clock)
        self.courier = Courier(
            store,
            clock,
            self.subscriptions,
            self.tell,
            topics,
            self.transport,
            stands=self._stands,
            backoff=Backoff(
                first=settings.webhook_retry_seconds, attempts=settings.webhook_attempts
            ),
            kept=timedelta(days=settings.webhook_days),
        )
        self.lines, self.attempts = self.courier.lines, self.courier.attempts
        self.retelling = self.courier.retelling

    def try_out(self, s: Subscription) -> Attempt:
        """Send a test now; what came of it."""
        return try_out(s, self.clock, self.transport, self.attempts)

    def skip(self, s: Subscription, community: str, now: int) -> bool:
        """Leave out the event at which a community's line stands; whether it stood at any."""
        line = self.lines.get(s.id, community)
        after = line.done
        while facts := self._store.read(
            after, 100, until=line.seen, community=community, topics=topics(s.types)
        ):
            for fact in facts:
                if s.activation in (None, getattr(fact.fact, "activation", None)):
                    return self.lines.skip(s, line, fact.position, now)
            after = facts[-1].position
        return False

    def lag(self, subscriptions: Sequence[Subscription]) -> dict[str, Lag]:
        """How far some are behind, by id."""
        return lags(self._store, subscriptions, self._store.head())

    def figures(self, subscriptions: Sequence[Subscription] | None = None) -> list[Figures]:
        """How far some are behind, or all of them: what operators and gauges are told."""
        asked = self.subscriptions.all() if subscriptions is None else subscriptions
        found, now = self.lag(asked), self._store.recorder.clock()
        return [_figures(s, found[s.id], now) for s in asked]

    def tell(self, facts: Sequence[Recorded]) -> list[dict[str, Any]]:
        """Facts as the events that subscribers get, ready for JSON."""
        drills = self._drills.among(facts)
        events = [cloud_event(f, drills, origin=self._origin) for f in facts]
        told: list[dict[str, Any]] = msgspec.to_builtins(events)
        return told

    def _stands(self, s: Subscription) -> bool:
        """Whether whoever subscribed may still read: their token or account is good for it."""
        kind, _, id = s.owner.partition(":")
        if kind == "account":
            account = self._accounts.active(id)
            return account is not None and _may(account, s)
        # what is sent under a token is a use of it
        return kind != "token" or self._tokens.stands(id, used=s.state == ACTIVE)


def _may(account: Account, s: Subscription) -> bool:
    return WEBHOOKS in ALLOWED.get(account.role, ()) and within(s.place, account.place)


def _figures(s: Subscription, lag: Lag, now: datetime) -> Figures:
    seconds = 0.0 if lag.since is None else max(0.0, (micros(now) - lag.since) / 1_000_000)
    return Figures(
        s.id,
        s.state,
        lag.events,
        round(seconds, 3),
        lag.waiting,
        lag.retrying,
        lag.parked,
        lag.unread,
    )
