"""Practice communities: where everything is a drill, and nothing counts as real.

Official codes number the communities of a street from 001 and never reach 999: that number is kept
for practice, so that a code alone says what it is.
"""

from __future__ import annotations

_NUMBER = "999"
_LENGTH = 12


def practice_code(area: str) -> str:
    """The code of the practice community of an area, told by the beginning of its codes."""
    return area.ljust(_LENGTH - len(_NUMBER), "9") + _NUMBER


def is_practice(code: str) -> bool:
    """Whether a community is there to practise in."""
    return len(code) == _LENGTH and code.endswith(_NUMBER)
