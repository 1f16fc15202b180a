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
    message, suggestion = words(entry["message"], filled), entry.get("suggestion")
    if kept := _kept(issue):
        said = words(kept, filled)
        message = {language: text + said[language] for language, text in message.items()}
        suggestion = None if issue["code"] == "phone_missing" else suggestion
    return {
        "severity": issue["severity"],
        "code": issue["code"],
        "sheet": issue["sheet"],
        "cell": issue["cell"],
        "value": issue.get("value", ""),
        "message": message,
        "suggestion": words(suggestion, filled) if suggestion else None,
        "suggested": issue.get("suggestion"),
        "kept": issue.get("kept"),
        "about": {part: params.get(part, "") for part in ("name", "grid", "role", "group")},
    }


def _kept(issue: dict[str, Any]) -> dict[str, str] | None:
    """What is said of the phone that the roster keeps, where the table gives none to take."""
    code, kept, said = issue["code"], issue.get("kept"), catalogue("table")["kept"]
    found = (
        said[code] if kept else said["nothing"] if kept == "" and code == "phone_invalid" else None
    )
    return dict(found) if found else None
