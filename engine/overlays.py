"""What places change in playbooks: the overlays on the shelf."""

from __future__ import annotations

import msgspec

from engine.playbooks import Layer, encode
from engine.store import PlaybookShelf


class Overlays:
    """Overlays by playbook and place; the shelf is asked anew after something was published."""

    def __init__(self, shelf: PlaybookShelf) -> None:
        self._shelf = shelf
        self._state: tuple[int, int] = (-1, -1)
        #: playbook to place to digest
        self._placed: dict[str, dict[str, str]] = {}
        self._by_digest: dict[str, Layer] = {}

    def put(self, layer: Layer) -> None:
        """Publish an overlay instead of the one that its place had."""
        self._shelf.put(layer.digest, _shelved(layer), _revision(layer), encode(layer))

    def is_taken(self, layer: Layer) -> bool:
        """Whether its place has another overlay of its id and revision, and never had this one."""
        body = self._shelf.revision(_shelved(layer), _revision(layer))
        if body is None or self._shelf.get(layer.digest) is not None:
            return False
        return msgspec.json.decode(body, type=Layer).id == layer.id

    def of(self, playbook: str, place: str) -> Layer | None:
        """The overlay of exactly that place."""
        digest = self._known().get(playbook, {}).get(place)
        return self._layer(digest) if digest is not None else None

    def any(self, playbook: str) -> bool:
        """Whether any place changes a playbook."""
        return bool(self._known().get(playbook))

    def over(self, playbook: str, place: str) -> list[Layer]:
        """The overlays of a place and of those that it lies in, the widest first."""
        placed = self._known().get(playbook, {})
        around = [code for code in placed if _prefix(place).startswith(_prefix(code))]
        return [self._layer(placed[code]) for code in sorted(around, key=lambda c: len(_prefix(c)))]

    def _known(self) -> dict[str, dict[str, str]]:
        state = self._shelf.state()
        if state != self._state:
            placed: dict[str, dict[str, str]] = {}
            for id, digest in self._shelf.under("overlay:").items():
                playbook, _, place = id.removeprefix("overlay:").partition("@")
                placed.setdefault(playbook, {})[place] = digest
            self._placed, self._state = placed, state
        return self._placed

    def _layer(self, digest: str) -> Layer:
        if digest not in self._by_digest:
            body = self._shelf.get(digest)
            assert body is not None
            self._by_digest[digest] = msgspec.json.decode(body, type=Layer)
        return self._by_digest[digest]


def _shelved(layer: Layer) -> str:
    """Under which id its place's overlay stands on the shelf."""
    return f"overlay:{layer.content['playbook']}@{layer.place}"


def _revision(layer: Layer) -> str:
    return str(layer.content.get("revision", "1"))


def _prefix(code: str) -> str:
    """A code without the zeros that pad provinces and cities to six digits."""
    return code.removesuffix("00").removesuffix("00") if len(code) == 6 else code
