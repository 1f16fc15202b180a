"""The plans on the shelf: published by content, found by id or by the digest that pins them."""

from __future__ import annotations

from collections.abc import Iterable

from domain.playbook import Playbook
from domain.refusal import NotFound
from engine.playbooks import decode, encode
from engine.store import Store


class Plans:
    """Published playbooks. What an activation runs is read by digest and never changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_digest: dict[str, Playbook] = {}

    def publish(self, plans: Iterable[Playbook]) -> None:
        """Put plans on the shelf; one already there by digest stays as it is."""
        for plan in plans:
            self._store.playbooks.put(plan.digest, plan.id, plan.revision, encode(plan))

    def all(self) -> list[Playbook]:
        """The latest edition of every plan."""
        ids = dict.fromkeys(id for id, _, _ in self._store.playbooks.all())
        return [self.latest(id) for id in ids]

    def latest(self, id: str) -> Playbook:
        """The latest edition of a plan, or refused."""
        found = self._store.playbooks.latest(id)
        if found is None:
            raise NotFound("playbook", id)
        return self.pinned(found[0])

    def known(self, digest: str) -> Playbook | None:
        """The edition of that digest, if it is on the shelf."""
        try:
            return self.pinned(digest)
        except NotFound:
            return None

    def pinned(self, digest: str) -> Playbook:
        """Exactly the edition of that digest, or refused."""
        if digest not in self._by_digest:
            body = self._store.playbooks.get(digest)
            if body is None:
                raise NotFound("playbook", digest)
            self._by_digest[digest] = decode(body)
        return self._by_digest[digest]
