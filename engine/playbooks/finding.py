"""What is wrong with a file under playbooks/, and where; the words are in the catalogue by code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

#: what does no harm, and is worth a look all the same
WARNINGS = frozenset(
    {
        "base_moved",
        "control_unlocked",
        "event_unused",
        "form_unused",
        "parameter_unused",
        "personal_unprotected",
        "rescue_taken_out",
    }
)


class Finding(msgspec.Struct, frozen=True):
    """One fault: ``line`` counts from 1; ``params`` fill the message of ``code``."""

    file: Path
    line: int
    code: str
    params: dict[str, str] = {}

    @property
    def is_warning(self) -> bool:
        """Whether the file may be used in spite of it."""
        return self.code in WARNINGS


class FaultyFile(Exception):
    """A file cannot be used; ``findings`` say why, at least one of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(f"{first.file}:{first.line}: {first.code} {first.params}")
        self.findings = tuple(findings)
