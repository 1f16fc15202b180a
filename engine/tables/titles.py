"""What a title names once its number and the words of any title are taken away."""

from __future__ import annotations

import re

from engine.tables.lexicon import Lexicon
from engine.tables.normalise import is_han, matching_form, simple, tidy

_QUOTES = "“”\"'‘’ \t·:："
_OPENING, _CLOSING = "「《（(【", "」》）)】"
_LONGEST_NAME = 30
_NUMERALS = "一二三四五六七八九十百零〇两壹贰叁肆伍陆柒捌玖拾"
_NUMBER = rf"(?:[{_NUMERALS}]{{1,4}}|\d{{1,3}}(?:\.\d{{1,3}})*|[甲乙丙丁戊ivx]{{1,4}}|[a-z])"
#: 一、 （二） 3. 第四部分： ⑤
_ORDINAL = re.compile(
    rf"\s*(?:\(\s*{_NUMBER}\s*\)\s*[、.:,]?"
    rf"|第{_NUMBER}(?:部分|项|块|篇|章|类|张|页|版|批)\s*[、.:,]?"
    rf"|{_NUMBER}\s*[、.:,)](?!\d)"
    rf"|{_NUMBER}\s+(?=\D)"
    r"|[①-⒛㈠-㈩Ⅰ-Ⅻⅰ-ⅻ]\s*[、.:,]?)\s*",
    re.IGNORECASE,
)
_CIRCLED = re.compile("[①-⒛㈠-㈩Ⅰ-Ⅻⅰ-ⅻ]+")
_TRAILING = re.compile(rf"[\s,;。]+{_NUMBER}\s*[、.]$|(?<=\S){_NUMBER}、$", re.IGNORECASE)
_DATES = re.compile(r"\d+(?:[年月日]|号(?![院楼苑]))")


def is_numbered(text: str) -> bool:
    """Whether a text begins with the number of a part."""
    return bool(_ORDINAL.match(_seen(text)))


def unnumbered(text: str) -> str:
    """A title without the numbers before or behind it, and without quotation marks."""
    kept = tidy(text)
    while found := _ORDINAL.match(_seen(kept)):
        kept = kept[found.end() :]
    if trailing := _TRAILING.search(_seen(kept)):
        kept = kept[: trailing.start()]
    kept = _unquoted(kept)
    return "" if all(c in _NUMERALS or c.isdigit() for c in kept) else kept


def is_telling(name: str, lexicon: Lexicon) -> bool:
    """Whether a title, rid of its number, names a compound.

    It must be more than the words that any title has. A community is no compound, nor is a role
    or a group, and a numbered part that is called a group is one nobody knows.
    """
    bare = unnumbered(name)
    if len(bare) > _LONGEST_NAME or any(word in bare for word in lexicon.reading.wider):
        return False
    if lexicon.role(bare) or lexicon.seat(bare):
        return False
    if is_numbered(name) and bare.endswith("组"):
        return False
    return _is_plausible(_without_known(bare, lexicon), lexicon)


def _without_known(bare: str, lexicon: Lexicon) -> str:
    left = _DATES.sub("", matching_form(bare))
    for word in map(matching_form, (*lexicon.reading.untold, *lexicon.reading.subjects)):
        left = left.replace(word, "")
    return left


def _is_plausible(left: str, lexicon: Lexicon) -> bool:
    """Two characters, not all of them numerals; one will do in 8号院 and A区."""
    han = [c for c in left if is_han(c)]
    if all(c in _NUMERALS for c in han):
        return False
    return len(han) >= 2 or (len(left) >= 2 and left.endswith(lexicon.reading.phases))


def _unquoted(text: str) -> str:
    """Without quotation marks at its ends, and without brackets that enclose none of it."""
    text = text.strip(_QUOTES).lstrip(_CLOSING).rstrip(_OPENING)
    if text[:1] and text[0] in _OPENING:
        closing = text.find(_CLOSING[_OPENING.index(text[0])])
        if closing in (-1, len(text) - 1):
            return _unquoted(text[1:].rstrip(_CLOSING))
    return text.strip(_QUOTES)


def _seen(text: str) -> str:
    """As ``simple``, but a circled number, which is more than one character then, stays."""
    circled = _CIRCLED.match(text)
    return circled[0] + simple(text)[circled.end() :] if circled else simple(text)
