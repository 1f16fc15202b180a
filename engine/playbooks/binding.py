"""The values of parameters in the places that refer to them: ``{parameter: ID}``."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from engine.playbooks.finding import FaultyFile, Finding
from engine.playbooks.source import Place, Source

#: where a playbook may refer to a parameter
_WITHIN = ("groups", "muster")


def bound(source: Source) -> Source:
    """The file with its parameters' values in place; raises ``FaultyFile`` on unknown ones."""
    content = source.content
    if not isinstance(content, dict):
        return source
    binding = _Binding(source, values_of(content))
    held = {key: binding.value(content[key], (key,)) for key in _WITHIN if key in content}
    if binding.findings:
        raise FaultyFile(binding.findings)
    return msgspec.structs.replace(source, content={**content, **held})


def values_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters and their values, as far as they are written as they should be."""
    listed = content.get("parameters")
    items = listed if isinstance(listed, list) else []
    told = [item for item in items if isinstance(item, dict) and "value" in item]
    return {item["id"]: item["value"] for item in told if isinstance(item.get("id"), str)}


def reference(node: Any) -> str | None:
    """The parameter that a value refers to, if it is such a reference."""
    if isinstance(node, dict) and list(node) == ["parameter"]:
        named = node["parameter"]
        return named if isinstance(named, str) else None
    return None


def references(node: Any) -> set[str]:
    """Every parameter to which something at or under a node refers."""
    if (named := reference(node)) is not None:
        return {named}
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return {id for each in inner for id in references(each)}


def referred(source: Source, place: Place) -> tuple[str, Place] | None:
    """The parameter whose value stands at a place or above it, and where the file says it."""
    node = source.content
    for step in (*place, None):
        if (named := reference(node)) is not None:
            listed = source.content.get("parameters") or []
            at = [n for n, item in enumerate(listed) if _is(item, named)]
            return (named, ("parameters", at[0], "value")) if at else None
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return None


def _is(item: Any, id: str) -> bool:
    return isinstance(item, dict) and item.get("id") == id


def finding_at(source: Source, place: Place, code: str, params: dict[str, str]) -> Finding:
    """A fault at a place; what a parameter brings there is told at the parameter, by its id."""
    brought = referred(source, place)
    if brought is not None:
        id, place = brought
        params = {**params, "parameter": id}
    return Finding(source.file, source.line(place), code, params)


class _Binding:
    def __init__(self, source: Source, values: Mapping[str, Any]) -> None:
        self._source, self._values = source, values
        self.findings: list[Finding] = []

    def value(self, node: Any, place: Place) -> Any:
        """The node with every reference replaced."""
        if (named := reference(node)) is not None:
            return self._known(named, place)
        if isinstance(node, dict):
            return {key: self.value(item, (*place, key)) for key, item in node.items()}
        if isinstance(node, list):
            return [self.value(item, (*place, n)) for n, item in enumerate(node)]
        return node

    def _known(self, named: str, place: Place) -> Any:
        if named not in self._values:
            near = get_close_matches(named, self._values, n=3, cutoff=0.5) or sorted(self._values)
            params = {"value": named, "known": ", ".join(near)}
            line = self._source.line(place)
            self.findings.append(Finding(self._source.file, line, "parameter_unknown", params))
        return self._values.get(named)
