"""A signature over the manifest, by a key that only the house holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from domain.refusal import Refused
from engine.evidence.form import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SETTING = "PINGZHAN_EVIDENCE_KEY"


class Key:
    """An Ed25519 key, from PEM; refused as ``evidence_key_invalid`` when it is none."""

    def __init__(self, pem: str) -> None:
        self._private = _private(pem)

    @property
    def public(self) -> str:
        """The public half, 64 digits of hex."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> Signature:
        """The signature of some bytes."""
        return Signature("ed25519", self.public, self._private.sign(content).hex())


def new_key() -> str:
    """A new private key as PEM."""
    # cryptography is loaded only where something is signed: it takes longer than all that is ours
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return (
        Ed25519PrivateKey.generate()
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def is_signed(content: bytes, signature: Signature) -> bool:
    """Whether a signature is of these bytes, by the key that it names."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.key))
        key.verify(bytes.fromhex(signature.signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(said: str) -> str:
    """A public key as 64 digits of hex, or in a file; refused when it is neither."""
    told = said
    if not _is_hex(said):
        try:
            told = Path(said).read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise Refused("evidence_public_key", value=said) from error
    if not _is_hex(told):
        raise Refused("evidence_public_key", value=said)
    return told.lower()


def _is_hex(said: str) -> bool:
    return len(said) == 64 and all(digit in "0123456789abcdefABCDEF" for digit in said)


def _private(pem: str) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError) as error:
        raise Refused("evidence_key_invalid", field=SETTING) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise Refused("evidence_key_invalid", field=SETTING)
    return found
