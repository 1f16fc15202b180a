"""What Pydantic finds wrong with a file's form, in our codes and with its line."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.playbooks.finding import Finding
from engine.playbooks.source import Place, Source

#: what Pydantic calls a fault, and what we call it; our own codes stand for themselves
_CODES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "duration_invalid": "duration_invalid",
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
    params = {"field": ".".join(str(part) for part in place), "problem": error["msg"]}
    if not isinstance(error["input"], dict | list):
        params["value"] = str(error["input"])
    for theirs, ours in _CONTEXT.items():
        if theirs in error.get("ctx", {}):
            params[ours] = str(error["ctx"][theirs])
    return Finding(source.file, source.line(place), code, params)


def _place(source: Source, error: ErrorDetails) -> Place:
    """Where the fault stands: what the file has of the path, and what it lacks at the end.

    Between them Pydantic puts the names of alternatives, which are no places.
    """
    *path, last = error["loc"] or ("",)
    place: Place = ()
    for part in path:
        if (*place, part) in source.lines:
            place = (*place, part)
    discriminator = error.get("ctx", {}).get("discriminator")
    if discriminator is not None:
        return (*place, last, str(discriminator).strip("'"))
    known = (*place, last) in source.lines
    return (*place, last) if known or error["type"] == "missing" else place
