"""Reports on forms: what is said is read field by field, refused by its path, or missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.field_values import Known
from domain.identity_numbers import holds_id_number
from domain.playbook import Field, Form
from domain.refusal import Refused
from domain.reports import read
from tests.examples import words

KNOWN = Known({"wang"}, {"supply"}, {"g-east"})
CHOICES = (("a", words("甲")), ("b", words("乙")))
TYPES = [
    "text",
    "note",
    "integer",
    "number",
    "boolean",
    "choice",
    "choices",
    "date",
    "time",
    "datetime",
    "member",
    "group",
    "grid",
    "building",
    "phone",
]


def field(id: str, type: str = "text", **more: Any) -> Field:
    return Field(id, words(id), type, **more)


EVERYTHING = Form(
    "f_all",
    words("全部"),
    fields=(
        *(field(f"x_{type}", type, choices=CHOICES) for type in TYPES),
        field("x_rows", "rows", fields=(field("who", "member", required=True), field("what"))),
    ),
)


def values(form: Form = EVERYTHING, **said: Any) -> dict[str, Any]:
    return read(form, said, KNOWN).values


@pytest.mark.parametrize(
    ("type", "said", "kept"),
    [
        ("text", "  三楼停水 ", "三楼停水"),
        ("integer", 3, 3),
        ("number", 2.5, 2.5),
        ("boolean", False, False),
        ("choice", "a", "a"),
        ("choices", ["b", "a", "b"], ["b", "a"]),
        ("date", "2026-03-02", "2026-03-02"),
        ("time", "08:30", "08:30"),
        ("datetime", "2026-03-02T08:30:00+08:00", "2026-03-02T00:30:00Z"),
        ("member", "wang", "wang"),
        ("group", "supply", "supply"),
        ("grid", "g-east", "g-east"),
        ("building", 3, 3),
        ("phone", "+86 154-0000-0001", "15400000001"),
        ("rows", [{"who": "wang", "what": ""}], [{"who": "wang"}]),
    ],
)
def test_a_value_is_kept_as_its_type_says(type: str, said: Any, kept: Any) -> None:
    assert values(**{f"x_{type}": said}) == {f"x_{type}": kept}


@pytest.mark.parametrize(
    ("type", "said", "fault"),
    [
        ("text", 3, "text_expected"),
        ("text", "x" * 501, "too_long"),
        ("text", "\x00", "text_expected"),
        ("integer", True, "integer_expected"),
        ("integer", 10**13, "out_of_range"),
        ("number", "3", "number_expected"),
        ("number", float("nan"), "number_expected"),
        ("boolean", 1, "boolean_expected"),
        ("choice", "c", "choice_unknown"),
        ("choices", ["a", "c"], "choice_unknown"),
        ("choices", "a", "list_expected"),
        ("date", "2026-02-30", "date_expected"),
        ("time", "25:00", "time_expected"),
        ("datetime", "2026-03-02T08:30:00", "datetime_expected"),
        ("member", "nobody", "member_unknown"),
        ("group", "nowhere", "group_unknown"),
        ("grid", "g-none", "grid_unknown"),
        ("building", 0, "building_expected"),
        ("phone", "call me", "phone_expected"),
        ("rows", {"who": "wang"}, "list_expected"),
    ],
)
def test_what_is_ill_typed_is_refused_by_its_field(type: str, said: Any, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        values(**{f"x_{type}": said})
    told = refused.value
    assert (told.code, told.field, told.params["fault"]) == (
        "report_invalid",
        f"report.x_{type}",
        fault,
    )
    assert told.params["label"]  # what the form calls it


def test_a_field_of_a_row_is_refused_by_its_place() -> None:
    with pytest.raises(Refused) as refused:
        values(x_rows=[{"who": "wang"}, {"who": "nobody"}])
    assert refused.value.field == "report.x_rows.1.who"


def test_a_field_that_the_form_has_not_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        values(colour="red")
    assert refused.value.field == "report.colour"


def test_what_is_required_and_missing_is_told_and_not_refused() -> None:
    form = Form("f", words("f"), fields=(field("a", required=True), field("b", required=True)))
    report = read(form, {"a": "  "}, KNOWN)
    assert [m.path for m in report.missing] == ["report.a", "report.b"]
    assert not report.is_whole


def test_a_row_tells_what_it_lacks() -> None:
    report = read(EVERYTHING, {"x_rows": [{"what": "水"}]}, KNOWN)
    assert [m.path for m in report.missing] == ["report.x_rows.0.who"]
    assert report.missing[0].label  # what the form calls it


def test_plain_words_are_a_whole_report_wherever_they_fit() -> None:
    required = field("n", "integer", required=True)
    for fields, where in (
        ((required, field("t"), field("m", "note")), "m"),
        ((required, field("t")), "t"),
        ((required,), "note"),
    ):
        report = read(Form("f", words("f"), fields=fields), "已办结", KNOWN)
        assert (report.values, report.is_whole) == ({where: "已办结"}, True)


@pytest.mark.parametrize(
    "said",
    [
        "999999199003071234",
        "证号99999919900307008X",
        "999999 19900307 1234",
        "９９９９９９１９９００３０７１２３４",
        "9999 9919 9003 0712 34",
        "999.999.19900307.1234",
        "999,999,199003071234",
        "999999－19900307—1234",
        "999999–19900307‑1234",
        "999999\n19900307\r\n1234",
        "99999919\u200b90030\ufeff71234",
        "9 9 9 9 9 9 1 9 9 0 0 3 0 7 0 0 8 x",
        "999999199003071234B",
        "A999999199003071234号",
        "3号楼 15400000001 999999199003071234",
        "999999_1990/03/07_008X。",
        # the check digit is wrong: mistyped, and as much of somebody
        "350102199003071230",
        "证号35010219900309008X，住3号楼",
        "350102 19900307 1230",
        "350102-1990-03-07-1230",
        "3501 0219 9003 0712 30",
        "35010219900307 123 0",
        "９３５８２６１９９００３０７１２００",
        "35010220260307008x",  # no paper's number ends in an x
        "830101199003071230",
    ],
)
def test_an_identity_number_is_refused_wherever_it_stands(said: str) -> None:
    for form_said, path in (
        (said, "report.x_note"),
        ({"x_text": said}, "report.x_text"),
        ({"x_rows": [{"who": "wang", "what": said}]}, "report.x_rows.0.what"),
    ):
        with pytest.raises(Refused) as refused:
            read(EVERYTHING, form_said, KNOWN)
        assert (refused.value.code, refused.value.field) == ("id_number_refused", path)


@pytest.mark.parametrize(
    "said",
    [
        "15400000001",
        "电话15400000001，3号楼",
        "15400000001、15400000002、15400000003",
        "0591-1234567 15400000001",
        "1234567890123456789",
        "2026-03-02",
        "999999199003071235",  # the check digit is wrong
        "999999199013071238",  # no thirteenth month
        "350102202611220001",  # a document's number: a place, a day, a serial
        "榕疫指〔2026〕12号 2026-03-02 08:30",
        "9999991990030712349",
        # as long, and with a day in them, but of no birth
        "350102202001010017",  # a paper's day is later than a birth is likely to be
        "350102-20260417-0012",
        "350102199003070001",  # a serial begins at 001
        "201902199003071230",  # no such province
        "350002199003071230",  # nor such a place
        "121101194003070015",  # a unified social credit code of digits alone
        "13500019850、7061234",  # a phone and a number behind it
        "135000 1985 0706 1234",
        "350102\n19900307\n1230",  # numbers in a list
        "350102001001 350102",  # a community's code and a county's
        "350102001001350102",
    ],
)
def test_other_numbers_are_none(said: str) -> None:
    assert not holds_id_number(said)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def attempted(said: dict[str, Any]) -> tuple[dict[str, Any], Refused | None]:
    try:
        return values(**said), None
    except Refused as refused:
        return {}, refused


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.dictionaries(st.sampled_from([f.id for f in EVERYTHING.fields]), ANYTHING, max_size=4))
def test_whatever_is_said_is_read_or_refused_and_reads_the_same_again(said: dict[str, Any]) -> None:
    kept, refused = attempted(said)
    if refused is None:
        assert values(**kept) == kept
    else:
        assert refused.code in ("report_invalid", "id_number_refused")
        assert str(refused.field).startswith("report.")
