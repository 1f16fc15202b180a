"""What docs/redis-streams.md shows, ready to be run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "redis-streams.md"


def recipe(name: str) -> str:
    """The block of the page that is marked so."""
    found = re.search(
        rf"<!-- run: {name} -->\n```\w+\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert found, name
    return found[1]


def names(name: str) -> dict[str, Any]:
    """What a block of Python defines."""
    defined: dict[str, Any] = {}
    exec(compile(recipe(name), f"{PAGE.name}: {name}", "exec"), defined)
    return defined
