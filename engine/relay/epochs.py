"""Which of its streams the log goes to: kept beside the log, for Redis may forget."""

from __future__ import annotations

from engine.store import Store


class Epochs:
    """The epoch in force of a stream's name: 1 until an operator began anew."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, name: str) -> int:
        """The epoch in force."""
        asked = "SELECT epoch FROM relay_epochs WHERE stream = ?"
        rows = self._store.recorder.select(asked, (name,))
        return rows[0][0] if rows else 1

    def put(self, name: str, epoch: int) -> None:
        """Let an epoch be in force from now on."""
        self._store.recorder.execute(
            "INSERT INTO relay_epochs (stream, epoch) VALUES (?, ?) "
            "ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch",
            (name, epoch),
        )
