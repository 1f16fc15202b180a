"""Forms in which words are compared. What is kept is always what was written.

Nothing here changes a name that is stored: folding serves matching only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: one Han character, for patterns
HAN = f"[{_HAN}]"
#: begins a name that our own writer quotes
QUOTE = "「"
_BLANKS = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
#: joins emoji to one (👨‍👩‍👧), and is nothing to see elsewhere
_JOINED = "\u2190-\u2bff\U0001f000-\U0001faff"
_LONE_JOINER = rf"\u200d(?![{_JOINED}])|(?<![{_JOINED}\ufe0f])\u200d"
#: what pasted text carries along unseen (of zero width, marks of direction and order, fillers),
#: and what no file holds
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]|" + _LONE_JOINER
)
_LINE_END = re.compile("\r\n?")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def matching_form(text: str) -> str:
    """Letters and digits alone: NFKC, simplified, lower case; 許擬保 and 许拟保 are one.

    A text without any letter or digit is its own form. What is quoted (「无」) is no keyword, so
    the mark stays.
    """
    folded = _simplifier().convert(unicodedata.normalize("NFKC", text)).casefold()
    return "".join(c for c in folded if c.isalnum() or c == QUOTE) or folded.strip()


def narrow(text: str) -> str:
    """Full-width characters made half-width one by one, so that places in the text stay put."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_narrow, text))


@lru_cache(maxsize=4_096)
def _narrow(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def simple(text: str) -> str:
    """As ``narrow``, and simplified where that moves nothing: words are looked for in this."""
    narrowed = narrow(text)
    simplified = _simplifier().convert(narrowed)
    return simplified if len(simplified) == len(narrowed) else narrowed


def tidy(text: str) -> str:
    """Without unseen characters and blanks at the ends; line breaks inside are kept, as ``\\n``."""
    return _LINE_END.sub("\n", _UNSEEN.sub("", text)).strip()


def clean_name(text: str) -> str:
    """A name as it is kept: as written, without blanks at the ends or between Han characters.

    Empty when there is nothing to see in it.
    """
    name = _BETWEEN_HAN.sub("", _BLANKS.sub(" ", tidy(text)))
    return name if any(unicodedata.category(c)[0] in "LNPS" for c in name) else ""


def is_han(text: str) -> bool:
    """Whether a text is of Han characters alone."""
    return bool(_ALL_HAN.fullmatch(text))


_ALL_HAN = re.compile(rf"[{_HAN}]+")
