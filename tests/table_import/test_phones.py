"""Numbers as they come out of spreadsheets and chats."""

from __future__ import annotations

import pytest

from engine.tables import phone_of
from engine.tables.phones import phones_in


@pytest.mark.parametrize(
    "text",
    [
        "15400000016",
        "154 0000 0016",
        "154-0000-0016",
        "154　0000　0016",
        "１５４００００００１６",
        "+86 154 0000 0016",
        "+8615400000016",
        "86-154-0000-0016",
        "008615400000016",
        "15400000016.0",
        "1.5400000016E+10",
        "1.5400000016e10",
        "1.54000000160000E+10",
        "1540 000 0016",
        "  15400000016 ",
    ],
)
def test_a_phone_is_one_however_it_is_written(text: str) -> None:
    assert phone_of(text) == "15400000016"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1540000014", None),
        ("154000000123", None),
        ("25400000001", None),
        ("0591-87551234", None),
        ("0591-87551234转803", None),
        ("(0591)87551234", None),
        ("l5400000020", "15400000020"),
        ("154OOOOOO2O", "15400000020"),
        ("1.54E+10", None),
        ("1.540000001E+10", "15400000010"),
    ],
)
def test_what_is_no_phone_is_told_and_never_guessed(text: str, suggestion: str | None) -> None:
    (found,) = phones_in(text)
    assert found == ("", text, suggestion)
    assert phone_of(text) == ""


def test_several_numbers_are_told_apart() -> None:
    found = phones_in("0591-0000009/15400000009 15400000010")
    assert [(p.digits, p.written) for p in found] == [
        ("", "0591-0000009"),
        ("15400000009", "15400000009"),
        ("15400000010", "15400000010"),
    ]


@pytest.mark.parametrize("text", ["", "5号楼2梯", "12栋/860户", "1-3号楼", "Bill"])
def test_short_numbers_are_no_phones(text: str) -> None:
    assert list(phones_in(text)) == []


def test_letters_of_a_name_beside_a_phone_are_no_digits() -> None:
    (found,) = phones_in("Bill15400000001Oscar")
    assert found.digits == "15400000001"
