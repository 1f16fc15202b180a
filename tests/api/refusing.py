"""What a refusal over HTTP must look like."""

from __future__ import annotations

import httpx2


def held(refused: httpx2.Response, status: int, code: str, field: str | None = None) -> None:
    """Assert that an answer is a problem, and which."""
    said = refused.json()
    assert (refused.status_code, said["code"]) == (status, code), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert said["status"] == status
    assert set(said) >= {"type", "title", "detail", "message"}
    assert said["message"]["zh"] != said["message"]["en"]
    assert "{" not in said["message"]["zh"] + said["message"]["en"]
    assert said.get("field") == field
