"""Forgetting a person: their entries go, and what others wrote loses their name and phone.

The log itself holds ids only and stays as it is, so it still verifies and folds. An answer kept
for idempotency is given again without what it said of them, and without what any cell said: an
odd cell may be anybody's misread name or phone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

#: runs a statement with ``?`` for parameters inside the save's transaction and gives its rows
Run = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]

#: stands where a name or a phone was; the same in every language
STRUCK = "■■"


def erase(run: Run, members: Sequence[str]) -> None:
    """Delete members' people rows and texts, and strike them from texts, notes and receipts."""
    for member in members:
        known = run(
            "SELECT DISTINCT community, name, phone FROM directory_people WHERE member = ?",
            (member,),
        )
        run("DELETE FROM directory_people WHERE member = ? RETURNING member", (member,))
        run(
            "DELETE FROM directory_texts WHERE author = ? OR about = ? RETURNING id",
            (member, member),
        )
        run("DELETE FROM directory_calendars WHERE member = ? RETURNING id", (member,))
        said = pattern(part for _, name, phone in known for part in (name, phone))
        _strike_receipts(run, member, said)
        if said is None:
            continue
        for community in sorted({community for community, _, _ in known}):
            _strike_texts(run, community, said)
            _strike_notes(run, community, said)


def forget(run: Run, texts: Sequence[str]) -> None:
    """Delete texts by id."""
    for id in texts:
        run("DELETE FROM directory_texts WHERE id = ? RETURNING id", (id,))


def destroy(run: Run, members: Sequence[str], texts: Sequence[str]) -> None:
    """Erase people, and forget texts."""
    erase(run, members)
    forget(run, texts)


def pattern(parts: Iterable[str]) -> re.Pattern[str] | None:
    """What finds names and phones however they are spaced; one letter alone is not looked for."""
    looked_for = sorted({p.strip() for p in parts if len(p.strip()) > 1}, key=len, reverse=True)
    spaced = [_spaced(part) for part in looked_for]
    return re.compile("|".join(spaced), re.IGNORECASE) if spaced else None


def _spaced(part: str) -> str:
    letters = [re.escape(letter) for letter in part if not letter.isspace()]
    if part.isdecimal():
        digits = [f"[{d}{chr(ord(d) + 0xFEE0)}]" if d.isascii() else d for d in letters]
        return r"[\s\-－—()（）]*".join(digits)
    return r"\s*".join(letters)


def _strike_texts(run: Run, community: str, said: re.Pattern[str]) -> None:
    rows = run("SELECT id, text FROM directory_texts WHERE community = ?", (community,))
    for id, text in rows:
        if said.search(text):
            run(
                "UPDATE directory_texts SET text = ? WHERE id = ? RETURNING id",
                (said.sub(STRUCK, text), id),
            )


def _strike_notes(run: Run, community: str, said: re.Pattern[str]) -> None:
    rows = run(
        "SELECT member, position, note FROM directory_people WHERE community = ? AND note <> ''",
        (community,),
    )
    for member, position, note in rows:
        if said.search(note):
            run(
                "UPDATE directory_people SET note = ? WHERE member = ? AND position = ? "
                "RETURNING member",
                (said.sub(STRUCK, note), member, position),
            )


def _strike_receipts(run: Run, member: str, said: re.Pattern[str] | None) -> None:
    """Answers kept for idempotency may quote a name; they are JSON, and stay so."""
    for principal, key, result in run("SELECT principal, key, result FROM directory_receipts", ()):
        kept = bytes(result)
        struck = _struck(kept, member, said)
        if struck != kept:
            run(
                "UPDATE directory_receipts SET result = ? WHERE principal = ? AND key = ? "
                "RETURNING key",
                (struck, principal, key),
            )


def _struck(kept: bytes, member: str, said: re.Pattern[str] | None) -> bytes:
    answer = msgspec.json.decode(kept)
    if isinstance(answer, dict):
        for change in answer.get("changes", ()):
            if change.get("member") == member:
                change.update({w: STRUCK for w in ("name", "before", "after") if change.get(w)})
        for issue in answer.get("issues", ()):
            _strike_issue(issue)
    text = msgspec.json.encode(answer).decode()
    return (said.sub(STRUCK, text) if said else text).encode()


def _strike_issue(issue: dict[str, Any]) -> None:
    """Keep where a doubtful cell is, and not what it says."""
    issue.update({word: STRUCK for word in ("value", "suggestion", "kept") if issue.get(word)})
    params = issue.get("params") or {}
    params.update({name: STRUCK for name in params if name != "case"})
