"""The desk all commands work at: the store, the clock and the plans, and how a save is made."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any, TypeVar

import msgspec

from domain.aggregate import Aggregate, Decider
from domain.community import Community
from domain.group import Group
from domain.ids import community_stream, new_id
from domain.refusal import NotFound, Refused, StaleVersion
from domain.reports import guard
from engine.clock import Clock
from engine.plans import Plans
from engine.spans import span
from engine.store import Conflict, Receipt, Store, Text, Writes
from engine.workflow.caller import Answer, Caller, ReceiptKey
from engine.workflow.references import references

T = TypeVar("T")

#: a click beside thousands of others conflicts at most a few times in a row
ATTEMPTS = 12
#: after so many, nobody else may come first
PATIENT = 4
#: how far ahead of the server a caller's word for when it happened may lie
AHEAD = timedelta(minutes=1)
#: by what name a kept answer tells where it stood, when it changed nothing: every answer has it
STOOD = "position"
#: what a text is called by whoever sends it, where that is not its kind
_FIELDS = {"note": "reason"}


class Desk:
    """What every command needs.

    ``two_persons`` are acts that need a second person whatever the plan says; with ``drills_only``
    whatever is activated is a drill.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        plans: Plans,
        *,
        two_persons: Collection[str] = (),
        drills_only: bool = False,
    ) -> None:
        self.store = store
        self.clock = clock
        self.plans = plans
        self.two_persons = frozenset(two_persons)
        self.drills_only = drills_only

    def decider(self, caller: Caller) -> Decider:
        """Who decides and when; refused when it is said to happen in the future."""
        now = self.clock()
        at = caller.occurred_at or now
        if at > now + AHEAD:
            raise Refused("occurred_in_future", field="occurred_at")
        return Decider(caller.actor, at, caller.cause)

    def community(self, code: str, caller: Caller | None = None) -> Community:
        """The community of that code as it stands, or refused; held against ``If-Match``."""
        found = self.store.get(Community, community_stream(code), code)
        if found is None:
            raise NotFound("community", code)
        if caller is not None:
            check(found, caller)
        return found

    def again(self, command: Callable[[], T]) -> T:
        """Run a command; when somebody else was first, get again and decide again.

        Whoever was too late a few times has the store alone: an act on a whole community would
        never come through while its people are busy.
        """
        for attempt in range(ATTEMPTS):
            try:
                with self._turn(attempt), span("command", attempt=attempt + 1):
                    return command()
            except Conflict:
                time.sleep(random.uniform(0, 0.002 * 2 ** min(attempt, 6)))
        raise Refused("too_busy")

    def _turn(self, attempt: int) -> AbstractContextManager[None]:
        return self.store.alone() if attempt >= PATIENT else nullcontext()

    def once(self, caller: Caller, command: Callable[[], Answer]) -> Answer:
        """Run a command once for each idempotency key; repeated, its answer is given again."""

        def run() -> Answer:
            key = caller.receipt
            return (self.given(key) if key is not None else None) or command()

        return self.again(run)

    def save(
        self,
        caller: Caller,
        body: dict[str, Any],
        *aggregates: Aggregate,
        writes: Writes | None = None,
        status: int = 200,
        version: int | None = None,
        position: int = 0,
    ) -> Answer:
        """Save what was decided with its directory entries, its references and its receipt.

        ``version`` is what ``If-Match`` is held against: the first aggregate's unless told. Where
        nothing changes, the answer stands at ``position``, or where these aggregates do.
        """
        writes = Writes() if writes is None else writes
        changed = any(a.is_pending for a in aggregates)
        # a repetition answers as the first did, whatever the house has told others meanwhile
        stood = 0 if changed else position or self.store.stands_at([a.id for a in aggregates])
        for aggregate in aggregates:
            writes.refs.extend(references(aggregate))
        if caller.receipt is not None:
            key = caller.receipt
            writes.receipt = Receipt(
                principal=key.principal,
                key=key.key,
                request_hash=key.request_hash,
                status=status,
                result=msgspec.json.encode({**body, STOOD: stood} if stood else body),
            )
        commit = self.store.save(*aggregates, writes=writes)
        if version is None:
            version = aggregates[0].version if aggregates else 0
        return Answer(stood or commit.last, body, changed, version, status)

    def given(self, key: ReceiptKey) -> Answer | None:
        """The answer already given to an idempotency key; refused for another request's key."""
        receipt = self.store.receipt(key.principal, key.key)
        if receipt is None:
            return None
        if receipt.request_hash != key.request_hash:
            raise Refused("idempotency_key_reused", field="Idempotency-Key")
        body = msgspec.json.decode(receipt.result)
        stood = body.pop(STOOD, 0)
        return Answer(stood or receipt.position, body, False, 0, receipt.status, True)

    def text(
        self,
        writes: Writes,
        caller: Caller,
        community: str,
        kind: str,
        text: str | None,
        about: str | None = None,
    ) -> str | None:
        """Keep free text for the directory and give its id, or ``None`` for no text.

        ``about`` is the member for whom it is said; it is erased with them. Refused where it seems
        to hold an identity number; reports on forms are held against that field by field.
        """
        if text is None or not text.strip():
            return None
        if kind != "report":
            guard(text, _FIELDS.get(kind, kind))
        id = new_id()
        writes.texts.append(
            Text(id, community, kind, text.strip(), author=caller.actor, about=about or "")
        )
        return id


def after_start(group: Group, caller: Caller) -> None:
    """Refuse what is said to have happened before there was anything to do."""
    said = caller.occurred_at
    if said is not None and group.since is not None and said < group.since:
        raise Refused("occurred_before_start", field="occurred_at")


def check(aggregate: Aggregate, caller: Caller) -> None:
    """Refuse a caller who decided on another version than the one that stands."""
    if caller.expected is not None and caller.expected != aggregate.version:
        raise StaleVersion(caller.expected, aggregate.version)
