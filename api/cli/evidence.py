"""Evidence from the command line: making a bundle, proving one, and the key that signs them."""

from __future__ import annotations

import os
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer

from api.catalogue import catalogue, words
from api.cli.terminal import StoreOption, opened, refuse, say
from api.evidence import Proof, Wanted, bundle, prove
from api.times import ZONE
from domain.refusal import Refused
from engine.evidence import Fault, Key, new_key, public_key
from engine.store import Store

app = typer.Typer(help="证据包：导出、核对 / bundles of evidence", no_args_is_help=True)
#: faults told one by one
_SOME = 200


@app.command("export")
def export(
    to: Annotated[Path, typer.Argument(help="文件 / the zip to write")],
    community: Annotated[str, typer.Option("--community", help="12位代码 / its code")],
    reason: Annotated[str, typer.Option("--reason", help="为何导出，须登记 / why, recorded")],
    as_of: Annotated[datetime | None, typer.Option("--as-of", help="到何时为止 / until")] = None,
    position: Annotated[int | None, typer.Option("--as-of-position")] = None,
    start: Annotated[datetime | None, typer.Option("--from", help="从何时起 / from")] = None,
    activation: Annotated[str, typer.Option("--activation", help="从这次启动起 / from it on")] = "",
    store: StoreOption = "",
) -> None:
    """导出一个社区的证据包 / Write one community's bundle of evidence."""
    with opened(store, exclusive=False) as house:
        if len(reason.strip()) < 4:
            raise Refused("evidence_reason", field="--reason")
        wanted = Wanted(_aware(start), activation or None, _aware(as_of), position)
        house.follower.catch_up()
        who = house.administrator
        made = bundle(house, who, community, wanted, reason)
        accesses = house.register.accesses
        access = accesses.taken(who.actor, "evidence", community, len(made.people), made.reason)
        try:
            handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise Refused("evidence_unwritable", path=str(to), reason=why) from error
        with os.fdopen(handle, "wb") as sink:
            sink.writelines(made.pieces(access))
        say("evidence_made", file=str(to), until=made.until, digest=_digest(to))


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="证据包 / the bundle")],
    key: Annotated[str, typer.Option("--key", help="公钥或其文件 / a public key, or a file")] = "",
    store: Annotated[str, typer.Option("--store", help="并与日志核对 / against a log too")] = "",
) -> None:
    """核对证据包：文件、摘要、看板、指派 / Prove a bundle; 3 where it is not whole."""
    try:
        known = public_key(key) if key else ""
        if store:
            with opened(store, exclusive=False) as house:
                proof = _proof(file, known, house.store)
        else:
            proof = _proof(file, known, None)
    except Refused as refused:
        raise refuse(refused) from None
    _say(proof, file)
    if proof.faults:
        raise typer.Exit(3)


@app.command("key")
def key(
    to: Annotated[Path, typer.Argument(help="私钥文件 / where the private key goes")],
) -> None:
    """生成签名密钥 / Make a key that signs bundles, and tell its public half."""
    pem = new_key()
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise refuse(Refused("evidence_unwritable", path=str(to), reason=why)) from None
    with os.fdopen(handle, "w", encoding="ascii") as sink:
        sink.write(pem)
    say("evidence_key", file=str(to), public=Key(pem).public)


def _aware(said: datetime | None) -> datetime | None:
    """A time without its zone is local."""
    return said if said is None or said.tzinfo else said.replace(tzinfo=ZONE)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _proof(file: Path, key: str, store: Store | None) -> Proof:
    try:
        with file.open("rb") as content:
            return prove(content, key=key, store=store)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refused("evidence_unreadable", path=str(file), reason=why) from error


def _say(proof: Proof, file: Path) -> None:
    told = proof.manifest
    if told is not None:
        made = told.made
        of = {"name": told.name, "code": told.community, "after": told.after + 1}
        by = {"by": made.name, "role": made.role, "at": made.at, "reason": told.reason}
        say("evidence_of", **of, **by, until=told.until, facts=told.facts, version=made.version)
    for fault in proof.faults[:_SOME]:
        _say_fault(fault)
    if len(proof.faults) > _SOME:
        say("evidence_more", n=len(proof.faults) - _SOME)
    if proof.faults:
        say("evidence_broken", n=len(proof.faults))
        return
    say("evidence_whole", digest=_digest(file))
    if proof.gaps:
        say("evidence_gaps", n=proof.gaps)
    say("evidence_refolded" if proof.is_refolded else "evidence_not_refolded")
    say("evidence_signed" if proof.signed else "evidence_unsigned", key=proof.signed)
    say("evidence_beside" if proof.is_beside else "evidence_alone")


def _say_fault(fault: Fault) -> None:
    why = words(catalogue("evidence")["faults"][fault.code], {})
    place = catalogue("evidence")["place"]
    kind = "position" if fault.position else "line" if fault.line else "file"
    said = words(place[kind], {"file": fault.file, "position": fault.position, "line": fault.line})
    say(
        "evidence_fault",
        where=said["zh"],
        where_en=said["en"],
        why=why["zh"],
        why_en=why["en"],
        detail=fault.detail,
    )
