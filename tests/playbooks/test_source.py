"""YAML is read for what its writer meant, or refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.playbooks.finding import FaultyFile
from engine.playbooks.source import read


def write(folder: Path, text: str) -> Path:
    file = folder / "some.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\non: 2\n", 2, "key_ambiguous"),
        ("a: {yes: 1}\n", 1, "key_ambiguous"),
        ("a: 1\n12: 2\n", 2, "key_ambiguous"),
        ("? [a]\n: 1\n", 1, "key_ambiguous"),
        ("a: on\n", 1, "value_ambiguous"),
        ("a:\n  - no\n", 2, "value_ambiguous"),
        ("a: TRUE\n", 1, "value_ambiguous"),
        ("a: 1\nat: 12:00\n", 2, "value_ambiguous"),
        ("a: 0644\n", 1, "value_ambiguous"),
        ("a: 2025-03-01\n", 1, "value_ambiguous"),
        ("a: 1_000\n", 1, "value_ambiguous"),
        ("a: .inf\n", 1, "value_ambiguous"),
        ("a: 1\na: 2\n", 2, "key_twice"),
        ("a: &x [1]\nb: *x\n", 2, "yaml_alias"),
        ("a: &x {b: 1}\nc: {<<: *x}\n", 2, "yaml_alias"),
        ("a: 1\nb: {<<: {c: 1}}\n", 2, "key_ambiguous"),
        ("a: !!python/name:os.system\n", 1, "yaml_tag"),
        ("a: [1\nb: 2\n", 2, "yaml_syntax"),
        ("", 1, "empty"),
    ],
)
def test_whatever_reads_in_two_ways_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    with pytest.raises(FaultyFile) as caught:
        read(write(tmp_path, text))
    assert (caught.value.findings[0].line, caught.value.findings[0].code) == (line, code)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile) as caught:
        read(write(tmp_path, "on: 1\nb: off\nc: 12:00\n"))
    assert [f.line for f in caught.value.findings] == [1, 2, 3]


def test_plain_values_are_read_as_written(tmp_path: Path) -> None:
    text = 'a: true\nb: [1, -2, 0.95]\nc: {d: "on", e: 组, f: }\n'
    content = read(write(tmp_path, text)).content
    assert content == {"a": True, "b": [1, -2, 0.95], "c": {"d": "on", "e": "组", "f": None}}


def test_a_bomb_of_aliases_is_refused_and_not_unfolded(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    with pytest.raises(FaultyFile) as caught:
        read(write(tmp_path, "\n".join(rows)))
    assert {f.code for f in caught.value.findings} == {"yaml_alias"}


def test_a_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile, match="too_deep"):
        read(write(tmp_path, "[" * 100_000))


def test_a_missing_file_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile, match="unreadable"):
        read(tmp_path / "absent.yaml")
    (tmp_path / "gbk.yaml").write_bytes("zh: 组".encode("gbk"))
    with pytest.raises(FaultyFile, match="not_utf8"):
        read(tmp_path / "gbk.yaml")


def test_a_place_that_is_not_there_has_the_line_of_what_should_hold_it(tmp_path: Path) -> None:
    source = read(write(tmp_path, "a:\n  b:\n    - c: 1\n    - d: 2\n"))
    assert source.line(("a", "b", 1, "d")) == 4
    assert source.line(("a", "b", 1, "missing", 7)) == 4
    assert source.line(("nothing",)) == 1
