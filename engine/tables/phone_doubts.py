"""Numbers that are none, numbers too many, numbers of several people, and people without any."""

from __future__ import annotations

from collections import defaultdict

from engine.tables.draft import Draft, Mention
from engine.tables.lexicon import Lexicon
from engine.tables.persons import Someone


def doubt_phones(draft: Draft, people: list[Someone], lexicon: Lexicon) -> None:
    """Everything doubtful about how people are reached."""
    owners: dict[str, list[Someone]] = defaultdict(list)
    for at, someone in enumerate(people):
        for mention in someone.mentions:
            _doubt_numbers(draft, someone, mention, at)
        if someone.phone:
            owners[someone.phone].append(someone)
        else:
            _doubt_silence(draft, someone, lexicon, at)
    for phone, sharing in owners.items():
        names = "、".join(someone.mentions[0].name for someone in sharing)
        for someone in sharing[1:]:
            mention = next(m for m in someone.mentions if m.phone == phone)
            draft.doubt("phone_shared", mention.phone_place, phone, names=names, name=mention.name)


def _doubt_numbers(draft: Draft, someone: Someone, mention: Mention, at: int) -> None:
    for phone in mention.phones:
        if not phone.digits:
            draft.doubt_phone(
                at,
                "phone_invalid",
                mention.phone_place,
                phone.written,
                phone.suggestion,
                "warning" if someone.phone else "error",
                name=mention.name,
                case="spare" if someone.phone else "likely" if phone.suggestion else "",
            )
        elif phone.digits != someone.phone:
            draft.doubt(
                "names_phones_mismatch",
                mention.phone_place,
                f"{someone.phone}、{phone.digits}",
                someone.phone,
                "warning",
                name=mention.name,
                case="several",
            )


def _doubt_silence(draft: Draft, someone: Someone, lexicon: Lexicon, at: int) -> None:
    """One doubt a person, where they are listed, unless a wrong number is told already."""
    if any(m.phones or m.is_mismatched for m in someone.mentions):
        return
    mention = next((m for m in someone.mentions if m.is_listed), someone.mentions[0])
    is_lacking = lexicon.is_lacking(mention.phone_word)
    draft.doubt_phone(
        at,
        "phone_missing",
        mention.phone_place,
        mention.phone_word,
        severity="notice" if is_lacking else None,
        name=mention.name,
        case="lacking" if is_lacking else "",
    )
