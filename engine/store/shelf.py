"""Published playbooks by content: what an activation runs is read from here for ever."""

from __future__ import annotations

from engine.store.recorder import LogRecorder


class PlaybookShelf:
    """Playbooks by digest. What stands there is never altered.

    Ids with a colon are of what playbooks are made of, ``written:ID`` and ``overlay:ID@PLACE``.
    """

    def __init__(self, recorder: LogRecorder) -> None:
        self._recorder = recorder

    def put(self, digest: str, id: str, revision: str, body: bytes) -> None:
        """Publish a playbook as the latest of its id; where it already is, nothing changes."""
        latest = self.latest(id)
        if latest is None or latest[0] != digest:
            self._recorder.execute(
                "INSERT INTO playbooks (digest, id, revision, body, number) "
                "SELECT ?, ?, ?, ?, coalesce(max(number), 0) + 1 FROM playbooks WHERE true "
                "ON CONFLICT (digest) DO UPDATE SET number = excluded.number",
                (digest, id, revision, body),
            )

    def keep(self, digest: str, id: str, revision: str, body: bytes) -> None:
        """Put what runs in one place only on the shelf, never as the latest of its id."""
        self._recorder.execute(
            "INSERT INTO playbooks (digest, id, revision, body, number) VALUES (?, ?, ?, ?, 0) "
            "ON CONFLICT (digest) DO NOTHING",
            (digest, id, revision, body),
        )

    def state(self) -> tuple[int, int]:
        """Something that changes whenever anything is published."""
        rows = self._recorder.select("SELECT count(*), coalesce(max(number), 0) FROM playbooks")
        return int(rows[0][0]), int(rows[0][1])

    def revision(self, id: str, revision: str) -> bytes | None:
        """What was published last under an id as that revision."""
        rows = self._recorder.select(
            "SELECT body FROM playbooks WHERE id = ? AND revision = ? "
            "ORDER BY number DESC, digest LIMIT 1",
            (id, revision),
        )
        return bytes(rows[0][0]) if rows else None

    def under(self, prefix: str) -> dict[str, str]:
        """The digest of what was published last under each id that begins so."""
        rows = self._recorder.select(
            "SELECT id, digest FROM playbooks WHERE substr(id, 1, ?) = ? ORDER BY number, digest",
            (len(prefix), prefix),
        )
        return {row[0]: row[1] for row in rows}

    def get(self, digest: str) -> bytes | None:
        """The playbook of that digest."""
        rows = self._recorder.select("SELECT body FROM playbooks WHERE digest = ?", (digest,))
        return bytes(rows[0][0]) if rows else None

    def latest(self, id: str) -> tuple[str, str, bytes] | None:
        """Digest, revision and body of the playbook of an id that was published last."""
        rows = self._recorder.select(
            "SELECT digest, revision, body FROM playbooks WHERE id = ? "
            "ORDER BY number DESC, digest LIMIT 1",
            (id,),
        )
        return (rows[0][0], rows[0][1], bytes(rows[0][2])) if rows else None

    def all(self) -> list[tuple[str, str, str]]:
        """Id, revision and digest of every playbook published, in order."""
        rows = self._recorder.select(
            "SELECT id, revision, digest FROM playbooks WHERE number > 0 "
            "AND substr(id, 1, 8) NOT IN ('written:', 'overlay:') ORDER BY number, digest"
        )
        return [(row[0], row[1], row[2]) for row in rows]
