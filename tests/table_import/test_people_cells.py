"""One cell, many people: however they are set apart, and whatever stands beside them."""

from __future__ import annotations

import pytest

from engine.tables.lexicon import lexicon
from engine.tables.named import People
from engine.tables.people import read_people
from tests.table_import.workbooks import VOCABULARY

A, B = "15400000001", "15400000002"


def people(text: str, *, grouped: bool = False) -> People:
    """What a cell says."""
    return read_people(text, lexicon(VOCABULARY), grouped=grouped)


def named(text: str) -> list[tuple[str, list[str]]]:
    """Names, each with its phones."""
    return [(n.name, [p.digits for p in n.phones]) for n in people(text).named]


@pytest.mark.parametrize(
    "text",
    [
        f"林示远{A}\n陈拟安{B}",
        f"林示远{A}、陈拟安{B}",
        f"林示远 {A}，陈拟安 {B}",
        f"林示远{A};陈拟安{B}",
        f"林示远{A}；陈拟安：{B}",
        f"林示远{A}/陈拟安{B}",
        f"林示远{A}陈拟安{B}",
        f"林示远（{A}） 陈拟安（{B}）",
        f"1.林示远 电话：{A}\n2.陈拟安 手机{B}",
        f"①林示远{A}；②陈拟安{B}",
        f"林示远、陈拟安 {A}、{B}",
        f"{A}林示远\n{B}陈拟安",
        "林示远１５４００００００01　陈拟安+86 154 0000 0002",
        "林 示远154-0000-0001、陈拟安 154 0000 0002",
    ],
)
def test_two_people_are_read_however_they_are_set_apart(text: str) -> None:
    assert named(text) == [("林示远", [A]), ("陈拟安", [B])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三 李四", ["张三", "李四"]),
        ("蔡 模梯", ["蔡模梯"]),
        ("王 伟", ["王伟"]),
        ("王 小 明", ["王小明"]),
        ("欧阳 模梯", ["欧阳模梯"]),
        ("欧阳模梯 张三", ["欧阳模梯", "张三"]),
        ("John Smith", ["John Smith"]),
        ("John Smith、李四", ["John Smith", "李四"]),
        ("阿依古丽·买买提 李四", ["阿依古丽·买买提", "李四"]),
        ("許擬保、ＡＮＮ", ["許擬保", "ＡＮＮ"]),
        ("「无」、「张三、李四」", ["无", "张三、李四"]),
        ("「甲」」乙」", ["甲」乙"]),
    ],
)
def test_names_are_kept_as_written(text: str, names: list[str]) -> None:
    assert [n.name for n in people(text).named] == names


@pytest.mark.parametrize("text", ["待定", "无", "/", "——", "×", "暂缺", "（待定）", "空缺"])
def test_words_for_nobody_name_nobody(text: str) -> None:
    found = people(text)
    assert found.named == []
    assert not found.is_incomplete


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周拟等3人", ["周拟"]),
        ("周拟、孙假等", ["周拟", "孙假"]),
        ("周拟等三十余人", ["周拟"]),
        ("另附名单", []),
        ("详见附件", []),
        ("共12人", []),
        ("鹭溪派出所", []),
        ("由社区统一调配安排人手", []),
    ],
)
def test_a_list_that_is_not_whole_says_so(text: str, names: list[str]) -> None:
    found = people(text)
    assert found.is_incomplete
    assert [n.name for n in found.named] == names


def test_more_people_stated_than_named_is_a_list_that_is_not_whole() -> None:
    assert people("成员（3人）：甲某、乙某", grouped=True).is_incomplete
    assert not people("成员（2人）：甲某、乙某", grouped=True).is_incomplete


def test_brackets_hold_a_role_a_job_a_building_or_a_namesakes_mark() -> None:
    first, second, third = people("许拟保（物业经理）、吴例栋（3号楼）、王示例（同名2）").named
    assert first.remarks == ["物业经理"]
    assert second.building == "3号楼"
    assert (third.name, third.mark) == ("王示例", 2)


def test_names_and_phones_that_do_not_match_in_number_are_told() -> None:
    found = people(f"张三、李四、王五 {A}、{B}")
    assert [n.is_mismatched for n in found.named] == [True, True, True]
    assert [n.phones for n in found.named] == [[], [], []]


def test_no_phone_is_said_beside_a_name() -> None:
    first, second = people("张三 暂缺\n李四（电话待补）").named
    assert (first.phone_word, second.phone_word) == ("暂缺", "电话待补")


@pytest.mark.parametrize(
    "text",
    [
        "组长：甲某\n副组长：乙某\n成员：丙某、丁某",
        "组长:甲某 副组长:乙某 成员:丙某,丁某",
        "組長：甲某；副組長：乙某；成員：丙某、丁某",
        "组长甲某，副组长乙某，成员丙某、丁某",
        "组长\n甲某\n副组长\n乙某\n成员\n丙某、丁某",
        "甲某（组长）、乙某（副组长）、丙某（成员）、丁某（组员）",
        "负责人：甲某 B岗：乙某 组员（2人）：丙某、丁某",
    ],
)
def test_labels_say_the_position_of_those_who_follow(text: str) -> None:
    found = [(n.name, n.position) for n in people(text, grouped=True).named]
    assert found == [("甲某", "lead"), ("乙某", "deputy"), ("丙某", "member"), ("丁某", "member")]


def test_labels_are_words_of_groups_cells_alone() -> None:
    assert [n.name for n in people("组长：甲某").named] == ["组长：甲某"]
