"""A town with its messenger, worked step by step on a clock that a test moves."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from api.messenger import Messenger
from api.viewing import open_views
from domain.facts import notice as n
from domain.record import Recorded
from engine.notices.addresses import Channel
from engine.notices.channels import Reach
from projections.delivery import Delivery, NoticeDoc, of_activation
from tests.examples import CODE
from tests.town import Town, caller

TOPICS = (
    n.NoticeQueued,
    n.NoticeTried,
    n.NoticeSent,
    n.NoticeDelivered,
    n.ToldWithdrawn,
    n.NoticeRead,
    n.NoticeActed,
    n.NoticeFailed,
    n.NobodyReached,
    n.NoticeLapsed,
)


class PostOffice:
    """The town, its views and its messenger."""

    def __init__(self, url: str, *, mail: str = "", inward: bool = True) -> None:
        self.town = Town(url)
        self.reach = Reach(mail, inward=inward, seconds=0.5)
        self._furnish()

    def _furnish(self) -> None:
        self.views, self.follower = open_views(self.town.store)
        self.messenger = Messenger(
            self.town.workflow.desk, self.views, self.reach, timedelta(minutes=10)
        )

    def reopened(self) -> None:
        """The server was killed and starts again on the same store."""
        self.town.reopened()
        self._furnish()

    def channels(self, name: str, *channels: tuple[str, str]) -> str:
        """Set a person's channels, in order; their id."""
        member = self.town.member(name)
        wanted = [Channel(kind, address) for kind, address in channels]
        self.messenger.addresses.set_channels(member, wanted, (), caller())
        return member

    def chats(self, **groups: str) -> None:
        """Set the chats of groups; ``all`` is one of all together."""
        told = {"" if g == "all" else g: url for g, url in groups.items()}
        self.messenger.addresses.set_chats(CODE, told, caller())

    def queue(self) -> None:
        """Let everybody be queued who is to be told."""
        self.messenger.noticing.catch_up()
        self.follower.catch_up()

    def settle(self, seconds: float = 20) -> None:
        """Queue and send until nothing is to be done at this moment."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.queue()
            moved = self.messenger.sender.step()
            self.follower.catch_up()
            if not moved and not self.messenger.outbox.is_busy:
                return
            self.messenger.outbox.wait(0.02)
        raise AssertionError("the sender does not come to rest")

    def facts(self, *kinds: type[Any], member: str | None = None) -> list[Any]:
        """Facts of notices, of some kinds or all, of a person or everybody."""
        read: list[Recorded] = self.town.store.read(
            0, 100_000, topics=[k.TOPIC for k in kinds or TOPICS]
        )
        found: list[Any] = [r.fact for r in read]
        return [f for f in found if member is None or f.member == member]

    def course(self, member: str) -> list[str]:
        """What happened to a person's notices, in short."""
        return [type(f).__name__.removeprefix("Notice") for f in self.facts(member=member)]

    def docs(self) -> list[NoticeDoc]:
        """What the view holds."""
        docs = self.views.load("delivery", CODE).values()
        return [d for d in docs if isinstance(d, NoticeDoc)]

    def reached(self, activation: str) -> dict[str, tuple[str, bool]]:
        """Everybody's state in an activation, and whether they were not reached."""
        doc = self.views.get("delivery", CODE, of_activation(activation)) or Delivery()
        return {m: (r.state, r.unreached) for m, r in doc.members.items()}

    def standing(self, activation: str, name: str) -> str | None:
        """Whether somebody knows, as far as anybody can tell."""
        doc = self.views.get("delivery", CODE, of_activation(activation)) or Delivery()
        return doc.standing(self.town.member(name))

    def close(self) -> None:
        """Close the store."""
        self.town.store.close()
