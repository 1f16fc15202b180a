"""What is wrong with a file, in words: the same on the command line and over HTTP."""

from __future__ import annotations

from api.catalogue import catalogue, words
from engine.playbooks import Finding


def told(finding: Finding) -> dict[str, str]:
    """A finding in both languages; one that a parameter's value brings names the parameter."""
    texts = catalogue("playbook")
    said = {
        language: words(texts[finding.code], _filling(finding, language))[language]
        for language in ("zh", "en")
    }
    if "parameter" not in finding.params:
        return said
    return {
        language: words(texts["of_parameter"], {**finding.params, "said": text})[language]
        for language, text in said.items()
    }


def _filling(finding: Finding, language: str) -> dict[str, object]:
    """What fills the message; a list that is cut says so."""
    params: dict[str, object] = dict(finding.params)
    if "cut" in params:
        more = words(catalogue("playbook")["among_others"], params)[language]
        params["known"] = f"{params['known']}{more}"
    return params
