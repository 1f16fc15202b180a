"""核对平战证据包 / Checks an evidence bundle of Pingzhan: python3 check.py BUNDLE.zip

Only Python's standard library. Take this program from somebody whom you trust, not from the bundle
that you check: whoever can alter a bundle can alter the program in it.
"""

import hashlib
import json
import sys
import uuid
import zipfile
from collections.abc import Iterator


def sha(*parts: bytes) -> bytes:
    """The digest of some bytes."""
    return hashlib.sha256(b"".join(parts)).digest()


def faults(path: str) -> Iterator[str]:
    """What is not as it was written."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    for file in manifest["files"]:
        if hashlib.sha256(files.get(file["name"], b"")).hexdigest() != file["sha256"]:
            yield f"file altered or missing: {file['name']}"
    digests: dict[int, bytes] = {}
    yield from facts(files["log.jsonl"], digests)
    yield from saves(files["chain.jsonl"], digests, manifest["after"])


def facts(log: bytes, digests: dict[int, bytes]) -> Iterator[str]:
    """Each fact against its digest, which goes on from the fact before it in its stream."""
    streams: dict[str, bytes] = {}
    last = 0
    for line in log.splitlines():
        fact = json.loads(line)
        place = fact["position"]
        if place <= last:
            yield f"fact out of order or doubled: {place}"
        last = max(last, place)
        before = streams.get(fact["stream"], bytes.fromhex(fact.get("after", "")))
        stream = uuid.UUID(fact["stream"]).bytes + fact["version"].to_bytes(8, "big")
        content = fact["topic"].encode() + b"\0" + fact["state"].encode()
        streams[fact["stream"]] = digests[place] = bytes.fromhex(fact["digest"])
        if sha(before, stream, content) != digests[place]:
            yield f"fact altered, or the one before it is missing: {place}"


def saves(chain: bytes, digests: dict[int, bytes], end: int) -> Iterator[str]:
    """Each save against its digest, which goes on from the save before it."""
    left, chained = dict(digests), ""
    for line in chain.splitlines():
        save = json.loads(line)
        held = {place: bytes.fromhex(digest) for place, digest in save.get("others", [])}
        for place in range(save["first"], save["last"] + 1):
            if place not in held and place not in digests:
                yield f"fact missing: {place}"
            held.setdefault(place, left.pop(place, b""))
        at = save["recorded_at"].to_bytes(8, "big", signed=True)
        whole = sha(bytes.fromhex(save["before"]), at, *(held[p] for p in sorted(held)))
        if whole.hex() != save["digest"]:
            yield f"save altered: {save['first']}-{save['last']}"
        if save["first"] == end + 1 and chained and save["before"] != chained:
            yield f"save not chained to the one before: {save['first']}"
        end, chained = save["last"], save["digest"]
    yield from (f"fact of no save: {place}" for place in left)


if __name__ == "__main__":
    found = list(faults(sys.argv[1]))
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or "OK\n")
    sys.exit(3 if found else 0)
