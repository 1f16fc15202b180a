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

USAGE = """\
用法：python3 check.py 证据包.zip　　没有问题输出 OK，有问题逐条列出
Usage: python3 check.py BUNDLE.zip   prints OK, or what is not as it was written
"""


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


def main(arguments: list[str]) -> int:
    """0 where all is as it was written, 3 where it is not, 2 where there was nothing to check."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write(USAGE)
        return 2
    try:
        found = list(faults(arguments[0]))
    except (OSError, zipfile.BadZipFile) as error:
        sys.stderr.write(
            f"打不开，或不是 zip 文件 / Cannot be opened, or is no zip file: {error}\n{USAGE}"
        )
        return 2
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        found = [f"no whole bundle, or altered: {type(error).__name__} {error}"]
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or "OK\n")
    return 3 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
