"""The doubts of a table in words: what is wrong, where, and what to do, in both languages."""

from __future__ import annotations

from typing import Any

from api.catalogue import catalogue, words


def told(issue: dict[str, Any]) -> dict[str, Any]:
    """An issue as the contract tells it; the closest wording that the catalogue has for it."""
    params = dict(issue.get("params") or {})
    entry = catalogue("table")["issues"][issue["code"]]
    entry = {**entry, **entry.get("cases", {}).get(params.get("case", ""), {})}
    filled = {**issue, **params, "suggestion": issue.get("suggestion") or ""}
    filled.setdefault("value", "")
    return {
        "severity": issue["severity"],
        "code": issue["code"],
        "sheet": issue["sheet"],
        "cell": issue["cell"],
        "value": issue.get("value", ""),
        "message": words(entry["message"], filled),
        "suggestion": words(entry["suggestion"], filled) if "suggestion" in entry else None,
        "suggested": issue.get("suggestion"),
        "about": {part: params.get(part, "") for part in ("name", "grid", "role", "group")},
    }
