"""A town whose notices go to real receivers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.notices.post_office import PostOffice
from tests.services.receivers import Mailbox, Receiver, mail_server, receiver


@pytest.fixture
def hooks() -> Iterator[Receiver]:
    """A receiver of webhooks and robots."""
    with receiver() as found:
        yield found


@pytest.fixture
def mail() -> Iterator[Mailbox]:
    """A mail server."""
    with mail_server() as found:
        yield found


@pytest.fixture
def office(store_url: str, mail: Mailbox) -> Iterator[PostOffice]:
    """A town at peace on each of the databases, with everything that notices need."""
    found = PostOffice(store_url, mail=mail.house)
    yield found
    found.close()
