"""Notices put together: who queues them, who sends them, what they say, who is not reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event

from api.telling import Link, Telling
from engine.notices.addresses import Addresses
from engine.notices.answers import Answers
from engine.notices.channels import Reach, deliver
from engine.notices.noticing import Noticing
from engine.notices.outbox import Outbox
from engine.notices.sender import Sender
from engine.workflow.desk import Desk
from projections import delivery
from projections.views import ViewStore

Leads = Callable[[], bool]


class Messenger:
    """Everything about notices that a request or the server's threads need."""

    def __init__(
        self,
        desk: Desk,
        views: ViewStore,
        reach: Reach,
        unread: timedelta,
        *,
        link: Link | None = None,
        create: bool = True,
    ) -> None:
        self.reach = reach
        self.addresses = Addresses(desk, inward=reach.inward)
        self.answers = Answers(desk)
        self.noticing = Noticing(desk, self.addresses, create=create)
        self.inside = Telling(desk, inside=True)
        self.outbox = Outbox(lambda address, text: deliver(address, text, reach))
        due = partial(delivery.due, views)
        self.sender = Sender(
            desk, self.addresses, due, Telling(desk, link=link), self.outbox, unread
        )

    def follow(self, stopping: Event, leads: Leads, wait: Callable[[int, float], int]) -> None:
        """Queue notices until told to stop."""
        self.noticing.run(stopping, leads, wait)

    def send(self, stopping: Event, leads: Leads) -> None:
        """Send notices until told to stop."""
        self.sender.run(stopping, leads)
