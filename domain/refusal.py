"""Why a command was refused: a stable code, and where; the words are in the catalogue."""

from __future__ import annotations


class Refused(Exception):
    """A command broke a rule. ``code`` is stable; ``field`` names the input at fault, if one is."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


class NotFound(Refused):
    """What the command speaks of does not exist; ``kind`` says what, e.g. ``community``."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"{kind}_not_found", kind=kind, id=id)


class StaleVersion(Refused):
    """The caller decided on an older version than the one that stands (``If-Match``)."""

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__("stale_version", expected=expected, actual=actual)
