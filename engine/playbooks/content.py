"""A plan as bytes, and the digest that names these bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from domain.playbook import Playbook


class Edition(msgspec.Struct, frozen=True, omit_defaults=True):
    """A playbook as it was written when it was published, with the files that it refers to.

    ``of`` is the digest of the plan that it makes. Local overlays are laid over ``content``.
    """

    id: str
    revision: str
    digest: str
    of: str
    content: dict[str, Any]
    #: the other files by name, as far as the playbook needs them
    shared: dict[str, Any] = {}


class Layer(msgspec.Struct, frozen=True, omit_defaults=True):
    """An overlay as it was written when it was published."""

    id: str
    place: str
    digest: str
    content: dict[str, Any]


S = TypeVar("S", Playbook, Edition, Layer)


def encode(plan: Playbook | Edition | Layer) -> bytes:
    """The plan as JSON, the same bytes for the same content."""
    return msgspec.json.encode(plan, order="sorted")


def decode(content: bytes) -> Playbook:
    """The plan that was encoded; raises ``msgspec.ValidationError`` on anything else."""
    return msgspec.json.decode(content, type=Playbook)


def sealed(plan: S) -> S:
    """The plan with the digest of its content: sha256 in hex of its bytes without a digest."""
    digest = sha256(encode(msgspec.structs.replace(plan, digest=""))).hexdigest()
    return msgspec.structs.replace(plan, digest=digest)


def is_sealed(content: bytes, digest: str) -> bool:
    """Whether a plan's bytes are those that a digest names, whatever this version reads in them."""
    told, blank = (b'"digest":"%b"' % d for d in (digest.encode(), b""))
    return sha256(content.replace(told, blank, 1)).hexdigest() == digest
