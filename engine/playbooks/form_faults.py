"""What Pydantic finds wrong with a file's form, in our codes and with its line."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.playbooks.binding import finding_at
from engine.playbooks.finding import Finding
from engine.playbooks.source import Place, Source
from engine.playbooks.words import TASK_ID

#: what Pydantic calls a fault, and what we call it; our own codes stand for themselves
_CODES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "duration_invalid": "duration_invalid",
    "duration_too_long": "duration_too_long",
    "interval_too_short": "interval_too_short",
    "clock_invalid": "clock_invalid",
    "target_unclear": "target_unclear",
    "union_tag_invalid": "choice_unknown",
    "literal_error": "choice_unknown",
    "string_pattern_mismatch": "spelling_wrong",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "greater_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "string_type": "text_expected",
    "int_type": "number_expected",
    "float_type": "number_expected",
    "bool_type": "truth_expected",
    "tuple_type": "list_expected",
    "dict_type": "mapping_expected",
    "model_type": "mapping_expected",
    "model_attributes_type": "mapping_expected",
}
#: faults of how a value is spelt
_SPELT = frozenset({"spelling_wrong", "clock_invalid", "duration_invalid", "choice_unknown"})
#: what a message may need besides: Pydantic's names and ours
_CONTEXT = {
    "expected": "known",
    "expected_tags": "known",
    "tag": "value",
    "pattern": "pattern",
    "max_length": "limit",
    "min_length": "limit",
    "ge": "limit",
    "gt": "limit",
    "le": "limit",
}


def form_faults(source: Source, error: ValidationError) -> list[Finding]:
    """One finding for each fault, in the order of the file's model."""
    return [_finding(source, each) for each in error.errors()]


def _finding(source: Source, error: ErrorDetails) -> Finding:
    place = _place(source, error)
    code = _CODES.get(error["type"], "value_invalid")
    params = {"field": path_of(source, place), "problem": error["msg"]}
    if not isinstance(error["input"], dict | list):
        params["value"] = str(error["input"])
    for theirs, ours in _CONTEXT.items():
        if theirs in error.get("ctx", {}):
            params[ours] = str(error["ctx"][theirs])
    return finding_at(source, place, _closer(code, error, params), params)


def _closer(code: str, error: ErrorDetails, params: dict[str, str]) -> str:
    """The fault by the keystroke that made it, where one can tell."""
    value = params.get("value", "")
    if code == "field_unknown" and "：" in str(error["loc"][-1]):
        params["value"] = str(error["loc"][-1])
        return "fullwidth_colon"
    if code in _SPELT and any(quote in value for quote in "“”‘’"):
        return "curly_quotes"
    if params.get("pattern") == TASK_ID and re.fullmatch(r"[a-z][a-z0-9_]*", value):
        return "id_undotted"
    return code


def _place(source: Source, error: ErrorDetails) -> Place:
    """Where the fault stands: what the file has of the path, and what it lacks at the end.

    Between them Pydantic puts the names of alternatives, which are no places: also where one is
    called as a field is, like the deadline ``event`` that has an ``event``.
    """
    *path, last = error["loc"] or ("",)
    place: Place = ()
    skipped: set[Place] = set()
    for part in path:
        if place not in skipped and part == _kind(source, place):
            skipped.add(place)
        elif _has(source, (*place, part)):
            place = (*place, part)
    discriminator = error.get("ctx", {}).get("discriminator")
    if discriminator is not None:
        return (*place, last, str(discriminator).strip("'"))
    known = _has(source, (*place, last))
    return (*place, last) if known or error["type"] == "missing" else place


def _kind(source: Source, place: Place) -> str | None:
    """The alternative that a mapping says it is by its ``kind``."""
    node = _at(source, place)
    kind = node.get("kind") if isinstance(node, dict) else None
    return kind if isinstance(kind, str) else None


def _has(source: Source, place: Place) -> bool:
    above = _at(source, place[:-1])
    if isinstance(above, list):
        return isinstance(place[-1], int) and place[-1] < len(above)
    return isinstance(above, dict) and place[-1] in above


def _at(source: Source, place: Place) -> Any:
    node = source.content
    for step in place:
        node = _step(node, step)
    return node


def path_of(source: Source, place: Place) -> str:
    """A place as people find it: by the ids of what stands in lists, else by their number."""
    node, steps = source.content, []
    for step in place:
        node = _step(node, step)
        id = node.get("id") if isinstance(node, dict) and isinstance(step, int) else None
        steps.append(id if isinstance(id, str) and id else str(step))
    return ".".join(steps)


def _step(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None
