"""Proving a bundle of evidence: files, digests, what it shows, and the store if there is one."""

from __future__ import annotations

from typing import IO

import msgspec

from api.evidence.refolding import refolded
from domain.refusal import Refused
from engine.evidence import Fault, Manifest, Opened, beside, chained, opened
from engine.store import Store


class Proof(msgspec.Struct):
    """What was found: faults, and what was looked at.

    ``gaps`` counts the stretches of the log between its saves that are of others and not in it;
    ``is_refolded`` says whether its board was folded anew from its log.
    """

    manifest: Manifest | None
    faults: list[Fault]
    signed: str = ""
    gaps: int = 0
    is_refolded: bool = False
    is_beside: bool = False


def prove(file: IO[bytes], *, key: str = "", store: Store | None = None) -> Proof:
    """Everything that is wrong with a bundle; nothing when it is whole."""
    found = opened(file, key)
    proof = Proof(found.manifest, found.faults, found.signed)
    if found.manifest is None:
        return proof
    chain = chained(found.manifest, found.log, found.saves)
    proof.gaps = chain.gaps
    is_whole = not chain.faults and not any(f.code == "line_unreadable" for f in found.faults)
    proof.faults += chain.faults
    if is_whole and not found.manifest.after:
        proof.is_refolded = _refold(found, found.manifest, proof)
    if store is not None:
        proof.faults += beside(store, found.manifest, found.log, found.saves)
        proof.is_beside = True
    return proof


def _refold(found: Opened, manifest: Manifest, proof: Proof) -> bool:
    """Fold anew, unless this version cannot read what a newer one wrote."""
    try:
        proof.faults += refolded(manifest, found.log, found.files, found.plans)
    except Refused:
        return False
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError):
        # an altered plan is told as that already
        return False
    return True
