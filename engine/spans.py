"""Where the time of a command goes, for whoever wants to be told; nobody is, by default."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar

Attributes = dict[str, str | int]
Begin = Callable[[str, Attributes], AbstractContextManager[object]]


def _nobody(name: str, attributes: Attributes) -> AbstractContextManager[object]:
    return nullcontext()


class Spans:
    """Who begins spans: one for the process, set before anything runs."""

    begin: ClassVar[Begin] = staticmethod(_nobody)

    @classmethod
    def end(cls) -> None:
        """Nobody is told any more."""
        cls.begin = staticmethod(_nobody)


def span(name: str, **attributes: str | int) -> AbstractContextManager[object]:
    """A stretch of time with a name; attributes are kinds and counts, never people or words."""
    return Spans.begin(name, attributes)
