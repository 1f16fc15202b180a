"""The plans on the shelf: published by content, found by id or by the digest that pins them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import structlog

from domain.playbook import Playbook
from domain.refusal import NotFound, Refused
from engine.overlays import Overlays
from engine.playbooks import (
    Edition,
    FaultyFile,
    Finding,
    Laid,
    Layer,
    Library,
    OverlayFile,
    Published,
    Source,
    decode,
    encode,
    laid,
    overlay_faults,
    validate,
)
from engine.store import Store

logger = structlog.get_logger()


class Plans:
    """Published playbooks. What an activation runs is read by digest and never changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._overlays = Overlays(store.playbooks)
        self._by_digest: dict[str, Playbook] = {}
        self._local: dict[tuple[str, ...], Laid] = {}

    def publish(self, plans: Iterable[Playbook]) -> None:
        """Put plans on the shelf; one already there by digest stays as it is."""
        for plan in plans:
            self._store.playbooks.put(plan.digest, plan.id, plan.revision, encode(plan))

    def publish_written(self, published: Published) -> None:
        """Put a plan on the shelf with what it was made of, so that places may overlay it.

        Refuses ``revision_taken`` where that revision has other content.
        """
        plan, edition = published.plan, published.edition
        before = self.edition(plan.id, plan.revision)
        if before is not None and before.of != plan.digest:
            raise Refused("revision_taken", field="revision", id=plan.id, revision=plan.revision)
        shelf = self._store.playbooks
        shelf.put(edition.digest, f"written:{plan.id}", plan.revision, encode(edition))
        self.publish([plan])

    def stock(self, shipped: Iterable[Published], overlays: Iterable[Layer] = ()) -> None:
        """Put what comes with the project on the shelf, behind whatever was published since."""
        for layer in overlays:
            if self._store.playbooks.get(layer.digest) is None:
                self._overlays.put(layer)
        shelf = self._store.playbooks
        for each in shipped:
            plan, edition = each.plan, each.edition
            if shelf.get(edition.digest) is None:
                shelf.put(edition.digest, f"written:{plan.id}", plan.revision, encode(edition))
            if shelf.get(plan.digest) is None:
                self.publish([plan])

    def overlay(self, layer: Layer, *, amended: bool = False) -> Laid:
        """Publish a place's overlay; how its plan is then. Raises ``FaultyFile`` on faults.

        Refuses ``revision_taken`` where that revision has other content, unless it is ``amended``
        by values of parameters alone, which are told as a fact.
        """
        if not amended and self._overlays.is_taken(layer):
            said = str(layer.content.get("revision", "1"))
            raise Refused("revision_taken", field="revision", id=layer.id, revision=said)
        found = self.tried(layer)
        self._overlays.put(layer)
        return found

    def tried(self, layer: Layer) -> Laid:
        """How the plan would be with a place's overlay. Raises ``FaultyFile`` on faults."""
        base = self._latest_edition(str(layer.content["playbook"]))
        against = self.edition(base.id, str(layer.content["base_revision"])) or base
        return laid(base, [(layer, against)], strict=True)

    def refuse_faulty(self, overlay: Source) -> None:
        """Raise ``FaultyFile`` where an overlay does not fit the playbook on the shelf.

        Its faults are told at its own lines.
        """
        file = validate(overlay, OverlayFile)
        base = self._latest_edition(file.playbook)
        source = Source(Path(f"{base.id}.yaml"), base.content, {})
        if self.edition(base.id, file.base_revision) is None:
            said = {"value": file.base_revision, "playbook": base.id, "now": base.revision}
            line = overlay.line(("base_revision",))
            raise FaultyFile([Finding(overlay.file, line, "base_unknown", said)])
        found = overlay_faults(file, overlay, source, Library(kept=base.shared))
        if grave := [fault for fault in found if not fault.is_warning]:
            raise FaultyFile(grave)

    def all(self) -> list[Playbook]:
        """The latest edition of every plan."""
        ids = dict.fromkeys(id for id, _, _ in self._store.playbooks.all())
        return [self.latest(id) for id in ids]

    def latest(self, id: str, place: str = "") -> Playbook:
        """The latest edition of a plan, with the overlays of a place, or refused."""
        return self.laid(id, place).plan

    def of_places(self, id: str, places: Iterable[str]) -> dict[str, Playbook]:
        """The latest edition of a plan in each of some places, the shelf being read once."""
        if not self._overlays.any(id):
            plan = self.latest(id)
            return dict.fromkeys(places, plan)
        return {place: self.latest(id, place) for place in places}

    def laid(self, id: str, place: str = "") -> Laid:
        """The same, with what its overlays and the base disagree about."""
        found = self._store.playbooks.latest(id)
        if found is None:
            raise NotFound("playbook", id)
        layers = self._overlays.over(id, place) if place else []
        base = self._edition_of(id, found[0]) if layers else None
        if base is None:
            return Laid(self.pinned(found[0]))
        key = (found[0], *(layer.digest for layer in layers))
        if key not in self._local:
            self._local[key] = self._lay(base, layers)
        return self._local[key]

    def _lay(self, base: Edition, layers: list[Layer]) -> Laid:
        against = [self.edition(base.id, str(each.content["base_revision"])) for each in layers]
        try:
            found = laid(base, [(a, b or base) for a, b in zip(layers, against, strict=True)])
        except FaultyFile:  # published before the language refused what it says
            found = Laid(self.pinned(base.of), left_out=tuple(each.place for each in layers))
        if found.left_out:
            logger.warning("overlay_left_out", playbook=base.id, places=found.left_out)
        plan = found.plan
        self._store.playbooks.keep(plan.digest, plan.id, plan.revision, encode(plan))
        return found

    def local(self, id: str, place: str) -> Layer | None:
        """The overlay of exactly that place."""
        return self._overlays.of(id, place)

    def edition(self, id: str, revision: str) -> Edition | None:
        """How a revision was written, if it was published with that."""
        body = self._store.playbooks.revision(f"written:{id}", revision)
        return msgspec.json.decode(body, type=Edition) if body is not None else None

    def _latest_edition(self, id: str) -> Edition:
        found = self._store.playbooks.latest(id)
        edition = self._edition_of(id, found[0]) if found else None
        if edition is None:
            raise NotFound("playbook", id)
        return edition

    def _edition_of(self, id: str, digest: str) -> Edition | None:
        """How the plan of that digest was written."""
        found = self._store.playbooks.latest(f"written:{id}")
        edition = msgspec.json.decode(found[2], type=Edition) if found else None
        return edition if edition is not None and edition.of == digest else None

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
