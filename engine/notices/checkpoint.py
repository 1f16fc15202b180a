"""Up to where somebody who works from the log has worked it off, kept in the store."""

from __future__ import annotations

from engine.store import Store


class Checkpoint:
    """A position by name. What is done from it must bear being done twice."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name

    def begin(self, position: int) -> int:
        """The position; where there is none yet, begin at this one."""
        if self.position is None:
            self._store.recorder.execute(
                "INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                (self._name, position),
            )
        return self.position or 0

    @property
    def position(self) -> int | None:
        """The position, ``None`` before anybody began."""
        rows = self._store.recorder.select(
            "SELECT position FROM checkpoints WHERE name = ?", (self._name,)
        )
        return int(rows[0][0]) if rows else None

    def move(self, position: int) -> None:
        """Everything up to there is done; it never goes back."""
        if self.position == position:
            return
        self._store.recorder.execute(
            "UPDATE checkpoints SET position = ? WHERE name = ? AND position < ?",
            (position, self._name, position),
        )
