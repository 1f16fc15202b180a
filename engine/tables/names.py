"""Where one name ends and the next begins, when only blanks stand between them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from engine.tables.normalise import is_han

#: Han names without a dot are shorter; what is longer is a sentence
LONGEST_HAN_NAME = 7
#: and no name at all is longer than this, in a table or by hand
LONGEST_NAME = 60


def names_in(words: list[str], surnames: AbstractSet[str]) -> list[str]:
    """The names that words between blanks make.

    Latin words belong together (John Smith). A single character is a surname set apart (蔡 模梯),
    as is a known surname of two (欧阳 模梯). All other words are names by themselves.
    """
    if len(words) in (2, 3) and all(len(word) == 1 and is_han(word) for word in words):
        return ["".join(words)]
    names: list[str] = []
    is_open = False
    for word in words:
        if names and is_open and is_han(word) and len(word) <= 2:
            names[-1] += word
            is_open = False
        elif names and _is_latin(word) and _is_latin(names[-1].split()[-1]):
            names[-1] += f" {word}"
        else:
            names.append(word)
            is_open = word in surnames or (len(word) == 1 and is_han(word))
    return names


def is_sentence(text: str) -> bool:
    """Whether a text is too long to be a name."""
    return len(text) > (LONGEST_HAN_NAME if is_han(text) else LONGEST_NAME)


def _is_latin(word: str) -> bool:
    return any(c.isalpha() for c in word) and all(c.isascii() or c in "·•’" for c in word)
