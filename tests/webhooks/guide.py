"""The receivers that docs/webhooks.md shows, ready to be run."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "webhooks.md"


def piece(language: str) -> str:
    """The one piece of the guide in a language."""
    (found,) = re.findall(
        rf"^```{language}\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(found)
