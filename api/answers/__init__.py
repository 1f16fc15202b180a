"""What the routes answer, for the OpenAPI document: clients are told every field they may rely on.

The answers themselves are plain dictionaries, written out as they are: checking them again at
every request would cost more than reading them. A test holds them against these shapes.
"""

from __future__ import annotations

from typing import Any


def answers(shape: Any, status: int = 200, *others: int) -> dict[int | str, dict[str, Any]]:
    """The documented answers of a route: one shape, for one status or several."""
    said = {200: "Done", 201: "Made", 202: "Begun"}
    return {s: {"model": shape, "description": said[s]} for s in (status, *others)}
