"""YAML read strictly, with the line of every value.

YAML 1.1 turns a bare ``on`` into true, ``12:00`` into 720 and ``0644`` into 420. Whoever writes a
plan means the words, so whatever could be read in two ways is refused, with its line. Aliases and
tags are refused too: a plan says what it says where it says it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from engine.playbooks.finding import FaultyFile, Finding

#: how much of a value a finding repeats
_MOST_TOLD = 80

Place = tuple[str | int, ...]
"""Where a value stands: keys and indexes from the top."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 32
#: no value of a plan comes near it, and past some thousand digits Python reads none
_LONGEST_NUMBER = 18
#: signs that nobody sees: of control, of direction, and what no text file holds
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")

#: what stands in a line that an input method mistyped, by the code that says so
_MISTYPED = {
    "tab_indent": re.compile(r"^ *\t"),
    "fullwidth_colon": re.compile(r"^\s*(- +)?\w+：|[{,]\s*[A-Za-z_]\w*："),
    "fullwidth_comma": re.compile(r"[\"\]}]\s*，"),
    "curly_quotes": re.compile(r":\s*[“”‘’]"),
}


class Source(msgspec.Struct):
    """A file as plain values; ``lines`` has the line of every value and of every key."""

    file: Path
    content: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(file: Path) -> Source:
    """Read a file; raises ``FaultyFile`` when it is missing, not YAML, or ambiguous."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise FaultyFile([Finding(file, 1, "not_utf8")]) from None
    except OSError:
        raise FaultyFile([Finding(file, 1, "unreadable")]) from None
    return parse(file, text)


def parse(file: Path, text: str) -> Source:
    """The same of a text; ``file`` is what findings call it."""
    try:
        if unsafe := _unsafe(file, text):
            raise FaultyFile([unsafe])
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise FaultyFile([_mistyped(file, text, error) or _syntax(file, error)]) from None
    if root is None:
        raise FaultyFile([Finding(file, 1, "empty")])
    walk = _Walk(file)
    content = walk.value(root, ())
    if walk.findings:
        raise FaultyFile(walk.findings)
    return Source(file, content, walk.lines)


def _unsafe(file: Path, text: str) -> Finding | None:
    """An alias, or nesting past all reason: composing is recursive in C, and would take us down."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            return Finding(file, line, "yaml_alias", {"value": event.anchor or ""})
        if depth > _DEEPEST:
            return Finding(file, line, "too_deep", {"most": str(_DEEPEST)})
    return None


def _mistyped(file: Path, text: str, error: yaml.YAMLError) -> Finding | None:
    """The keystroke behind a syntax error, where it is one that an input method makes."""
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()[: mark.line + 1 if mark else None]
    for code, sign in _MISTYPED.items():
        at = next((n for n, line in enumerate(lines, 1) if sign.search(line)), None)
        if at is not None:
            return Finding(file, at, code, {"value": _around(sign, lines[at - 1])})
    return None


def _around(sign: re.Pattern[str], line: str) -> str:
    """A little of what stands where the keystroke is, without brackets."""
    found = sign.search(line)
    return line[found.start() if found else 0 :].strip(" {[,-")[:20]


def _syntax(file: Path, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or type(error).__name__
    return Finding(file, mark.line + 1 if mark else 1, "yaml_syntax", {"problem": str(problem)})


class _Walk:
    """One pass over the nodes of a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.findings: list[Finding] = []

    def value(self, node: yaml.Node, place: Place) -> Any:
        """The plain value of a node; faults are noted, and read as ``None``."""
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != f"{_TAG}str":
                self._fault(key_node, "key_ambiguous")
                continue
            key = key_node.value
            if key in content:
                self._fault(key_node, "key_twice")
                continue
            self.lines[*place, key] = key_node.start_mark.line + 1
            content[key] = self.value(value_node, (*place, key))
        return content

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_TAG), node.value
        if _UNSEEN.search(text):
            return self._fault(node, "sign_unseen")
        if kind in ("int", "float") and len(text) > _LONGEST_NUMBER:
            return self._fault(node, "number_too_long")
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool" and text in ("true", "false"):
            return text == "true"
        if kind == "int" and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "float" and _DECIMAL.fullmatch(text):
            return float(text)
        known = kind in ("bool", "int", "float", "timestamp")
        return self._fault(node, "value_ambiguous" if known else "yaml_tag")

    def _fault(self, node: yaml.Node, code: str) -> None:
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        text = _UNSEEN.sub("�", text)[:_MOST_TOLD]
        line = node.start_mark.line + 1
        self.findings.append(Finding(self.file, line, code, {"value": str(text)}))
