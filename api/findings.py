"""What is wrong with a file, in words: the same on the command line and over HTTP."""

from __future__ import annotations

from api.catalogue import catalogue, words
from engine.playbooks import Finding


def told(finding: Finding) -> dict[str, str]:
    """A finding in both languages; one that a parameter's value brings names the parameter."""
    texts = catalogue("playbook")
    said = words(texts[finding.code], dict(finding.params))
    if "parameter" not in finding.params:
        return said
    return {
        language: words(texts["of_parameter"], {**finding.params, "said": text})[language]
        for language, text in said.items()
    }
