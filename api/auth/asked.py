"""A sign-in at a provider that is under way."""

from __future__ import annotations

import secrets


class Asked:
    """A sign-in under way: what the browser is to bring back."""

    def __init__(self) -> None:
        self.state = secrets.token_urlsafe(24)
        self.nonce = secrets.token_urlsafe(24)
        self.verifier = secrets.token_urlsafe(48)

    @property
    def words(self) -> str:
        """As a cookie holds it."""
        return f"{self.state}.{self.nonce}.{self.verifier}"
