"""Every doubt and refusal has its words, in both languages, and fills them in."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest
import yaml

from domain.table import Issue
from engine.tables.draft import SEVERITY
from tests.table_import.workbooks import ROOT, SAMPLES, Rows, read

CODES = {
    "phone_missing",
    "phone_invalid",
    "phone_shared",
    "role_unknown",
    "group_unknown",
    "grid_unknown",
    "name_missing",
    "person_unlisted",
    "possible_duplicate",
    "double_lead",
    "role_vacant",
    "group_without_lead",
    "names_phones_mismatch",
    "list_incomplete",
    "id_number_refused",
}
CATALOGUE = yaml.safe_load((ROOT / "api" / "catalogue" / "table.yaml").read_text("utf-8"))
HEAD = ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"]
FAULTY = [
    [None, "甲某", "志愿者", "15400000001", None, None],
    ["鹭溪花园", "乙某", "巡逻队", "15400000001", None, None],
    ["鹭溪花园", "丙某", "志愿者", "暂缺", None, None],
    ["鹭溪花园", "丁某", "志愿者", None, None, None],
    ["望江新村", "丁某", "志愿者", None, None, None],
    ["望江新村", None, "志愿者", "15400000002", None, None],
    ["望江新村", "戊某、己某", "志愿者", "15400000002", None, None],
    ["望江新村", "15400000011\n卯某15400000012\n辰某、巳某15400000013", "志愿者", None, None, None],
    ["望江新村", "庚某", "志愿者", "15400000002、15400000003", None, None],
    ["望江新村", "辛某", "志愿者", "l5400000004", None, None],
    ["望江新村", "辛某", "志愿者", "15400000005、0591-8755123", None, None],
    ["望江新村", "寅某 999999199003071234", "志愿者", "15400000006", None, None],
]
ASIDE: Rows = [["序号", "姓名", "单位及职务"], [1, "壬某", "某单位"]]
WIDE: Rows = [
    ["小区名称", "志愿者", "后勤保障组"],
    ["鹭溪花圆", "周拟等3人", None],
    ["鹭溪山庄", None, "癸某、子某"],
    ["水榭华庭", None, "组长：癸某、子某"],
    ["听泉名邸", None, "组长：癸某 总指挥：子某"],
]


def issues() -> Iterator[Issue]:
    """Issues of every kind, from tables with every fault."""
    for sample in ("roster_long_dirty.csv", "roster_wide_example.csv"):
        yield from read((SAMPLES / sample).read_bytes()).issues
    faulty = read({"花名册": [HEAD, *FAULTY], "汇总": WIDE, "人员明细": ASIDE})
    yield from faulty.issues


ISSUES = list(issues())


def fields(text: str) -> set[str]:
    """What a text wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def entries() -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """Every entry of an issue, cases among them."""
    for code, entry in CATALOGUE["issues"].items():
        yield code, {k: v for k, v in entry.items() if k != "cases"}
        for case, closer in entry.get("cases", {}).items():
            yield f"{code}.{case}", closer


def test_the_codes_are_those_of_the_contract_and_all_arise() -> None:
    assert set(SEVERITY) == CODES == set(CATALOGUE["issues"])
    assert {issue.code for issue in ISSUES} == CODES


@pytest.mark.parametrize(
    ("code", "entry"), list(entries()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_entry_says_what_is_wrong_and_what_to_do_in_both_languages(
    code: str, entry: dict[str, dict[str, str]]
) -> None:
    assert set(entry) == {"message", "suggestion"}
    for text in entry.values():
        assert set(text) == {"zh", "en"}
        assert re.search(r"[一-鿿]", text["zh"])
        assert not re.search(r"[!！]", text["zh"] + text["en"])


def test_every_case_that_arises_has_its_words() -> None:
    told = {(i.code, case) for i in ISSUES if (case := i.params.get("case"))}
    known = {(c, k) for c, entry in CATALOGUE["issues"].items() for k in entry.get("cases", {})}
    assert told == known


@pytest.mark.parametrize("issue", ISSUES, ids=lambda i: f"{i.code}-{i.sheet}{i.cell}")
def test_every_issue_fills_its_words_in(issue: Issue) -> None:
    entry = CATALOGUE["issues"][issue.code]
    entry = entry.get("cases", {}).get(issue.params.get("case"), entry)
    given = {"value", "cell", "sheet", *issue.params}
    given |= {"suggestion"}  # empty where nothing better is known
    for text in (*entry["message"].values(), *entry["suggestion"].values()):
        assert fields(text) <= given
    assert re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]*", issue.cell)
    assert issue.severity in ("error", "warning", "notice")
    assert issue.params["row"] == issue.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_refusals_of_files_have_a_status_and_both_languages() -> None:
    raised: set[str] = set()
    for file in (ROOT / "engine" / "tables").glob("*.py"):
        raised |= set(re.findall(r'Refused\(\s*"(\w+)"', file.read_text("utf-8")))
    assert raised == set(CATALOGUE["refusals"])
    for entry in CATALOGUE["refusals"].values():
        assert set(entry) == {"status", "zh", "en"}
        assert 400 <= entry["status"] < 500
