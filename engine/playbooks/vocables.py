"""Looking for the words of a guard in what people are told to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from opencc import OpenCC

from engine.playbooks.shared_files import RefusedTitle, Vocables
from engine.playbooks.words import Words

#: where a part of a sentence ends: a negation reaches no further
_PARTS = re.compile(r"[，,；;。、：:.]")
#: what may stand between the characters of a Chinese word and changes nothing about it
_BETWEEN = re.compile(r"[\s\u200b-\u200d\ufeff\"'“”‘’「」『』*·•_]+")
#: what stands in no word of a field's name
_SIGNS = re.compile(r"[^\w]+|_+")
#: what is counted and not called, as in 120户
_COUNTED = re.compile(r"[0-9户人份名栋个次台辆间张套件米元箱岁天年月]")
_ENDINGS = "(?:s|es|ed|d|ing)?"


def found_in(sought: Vocables, zh: str, en: str, *, is_name: bool = False) -> str | None:
    """The first of the words that a text has, in either language.

    In the name of a field no punctuation counts: it ends no sentence there.
    """
    chinese = _SIGNS.sub("", _folded("zh", zh)) if is_name else _folded("zh", zh)
    for language, text in (("zh", chinese), ("en", _folded("en", en))):
        for word in getattr(sought, language):
            if _at(language, word, text) is not None:
                return str(word)
    return None


def breaks(refused: RefusedTitle, text: Words) -> str | None:
    """The word with which a text breaks a guard, if it does."""
    return next((w for language in ("zh", "en") if (w := _ordered(refused, language, text))), None)


def _ordered(refused: RefusedTitle, language: str, text: Words) -> str | None:
    words, about, unless = (
        getattr(each, language) for each in (refused.words, refused.about, refused.unless)
    )
    for part in _PARTS.split(_folded(language, getattr(text, language))):
        for word in words:
            at = _at(language, word, part)
            if at is None or (about and not _has(language, about, part)):
                continue
            if not _has(language, unless, part[:at]):
                return str(word)
    return None


@lru_cache(maxsize=4_096)
def _folded(language: str, text: str) -> str:
    """A text without what only makes words look other: wide and traditional forms, signs that
    nobody sees, spaces inside Chinese words.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_unseen(c))
    if language == "zh":
        return _simplified(_BETWEEN.sub("", plain))
    return re.sub(r"\s+", " ", plain)


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _simplified(text: str) -> str:
    return text if text.isascii() else str(_simplifier().convert(text))


def _has(language: str, words: Iterable[str], text: str) -> bool:
    return any(_at(language, word, text) is not None for word in words)


def _at(language: str, word: str, text: str) -> int | None:
    """Where a word stands in a text; English words as wholes, in any form."""
    for match in _sought(language, word).finditer(text):
        if language == "en" or not _is_counted(match[0], text[match.end() :]):
            return match.start()
    return None


@lru_cache(maxsize=4_096)
def _sought(language: str, word: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(re.escape(_simplified(word)), re.IGNORECASE)
    return re.compile(rf"\b{re.escape(word)}{_ENDINGS}\b", re.IGNORECASE)


def _is_counted(word: str, rest: str) -> bool:
    """Whether a number at the end of a word goes on, or counts something."""
    return word[-1].isdigit() and _COUNTED.match(rest) is not None
