"""Communities of the tests: official codes, and tables with a roster of invented people.

No name, phone or word of a person here occurs in any other text of the project, so that a test may
look for them wherever they must not be.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from typing import Any

import httpx2

EPIDEMIC = "eight_groups_epidemic"
CODES = "province,city,county,county_code,street,street_code,community,community_code"
HEADER = (
    "序号",
    "小区网格",
    "楼栋/单元",
    "姓名",
    "六大员类别",
    "单位及职务",
    "联系电话",
    "战时编组",
    "组内职务",
    "住本小区",
    "备注",
)
GROUPS = (
    "综合协调组",
    "医疗保障组",
    "核酸检测组",
    "人员管控组",
    "群众保供组",
    "安全保卫组",
    "环卫消杀组",
    "后勤保障组",
)
ROLES = ("网格员", "民警", "医务人员", "楼栋长", "物业", "志愿者", "志愿者", "志愿者")
SURNAMES = "邴郗鄢璩蔺鄞訾阚爨妫"
GIVEN = "罄筠翮霈昶"
STREET = "990102001"
_numbers = itertools.count(1)


def codes(*communities: str) -> bytes:
    """A CSV of official codes for communities of one street."""
    rows = [
        f"测试省,测试市,测试区,{code[:6]},测试街道,{code[:9]},第{code[9:]}社区,{code}"
        for code in communities
    ]
    return "\n".join([CODES, *rows, ""]).encode()


def fresh_code(street: str = STREET) -> str:
    """A community's code that no other test of this process uses."""
    return f"{street}{next(_numbers):03d}"


def person(number: int, seed: int = 0) -> tuple[str, str]:
    """An invented name and phone, the same for the same number."""
    n = seed * 100 + number
    name = SURNAMES[n % 10] + GIVEN[n // 10 % 5] + GIVEN[n // 50 % 5] + "〇一二三四五六七八九"[seed]
    return name, f"154{n:08d}"


def rows(compounds: Sequence[str] = ("槿园", "榧园"), seed: int = 0) -> list[list[str]]:
    """A long table: every compound has eight leads, a lead of one group is a member of the next."""
    table = [list(HEADER)]
    for c, compound in enumerate(compounds):
        for g, (group, role) in enumerate(zip(GROUPS, ROLES, strict=True)):
            name, phone = person(c * len(GROUPS) + g, seed)
            number, unit = str(len(table)), f"鷟{c}{g}处"
            lead = [number, compound, f"{g + 1}号楼", name, role, unit, phone, group, "组长"]
            table.append([*lead, "是", ""])
    return table


def as_csv(table: Sequence[Sequence[str]]) -> bytes:
    """A table as a CSV file."""
    sink = io.StringIO()
    csv.writer(sink).writerows(table)
    return sink.getvalue().encode()


def as_xlsx(table: Sequence[Sequence[str]]) -> bytes:
    """A table as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table:
        sheet.append(list(row))
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def register(client: httpx2.Client, *communities: str) -> dict[str, Any]:
    """Import official codes."""
    done = client.post("organisation/imports", files={"file": ("codes.csv", codes(*communities))})
    assert done.status_code == 200, done.text
    return dict(done.json())


def import_table(
    client: httpx2.Client, code: str, content: bytes, name: str = "汇总表.csv", **options: Any
) -> httpx2.Response:
    """Import a table."""
    return client.post(
        f"communities/{code}/roster/imports", files={"file": (name, content)}, **options
    )


def peaceful(client: httpx2.Client, seed: int = 0, street: str = STREET) -> str:
    """The code of a new community with a full roster, in peacetime."""
    code = fresh_code(street)
    register(client, code)
    done = import_table(client, code, as_csv(rows(seed=seed)))
    assert done.status_code == 200, done.text
    return code


def order(reason: str = "", **more: Any) -> dict[str, Any]:
    """A click on the whole community."""
    said = {"reason": reason} if reason else {}
    return {"playbook": EPIDEMIC, "scope": {"community": True}, **said, **more}


def click(client: httpx2.Client, code: str, **more: Any) -> dict[str, Any]:
    """Activate the whole community; what the click answers."""
    done = client.post(f"communities/{code}/activations", json=order(**more))
    assert done.status_code in (200, 201), done.text
    return dict(done.json())


def board(client: httpx2.Client, code: str, **asked: Any) -> dict[str, Any]:
    """The board of a community."""
    shown = client.get(f"communities/{code}/board", params=asked)
    assert shown.status_code == 200, shown.text
    return dict(shown.json())


def tasks(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Every task of a board, in its order, with group and grid."""
    return [
        {**t, "group": g["group"], "grid": g["grid"]}
        for a in shown["activations"]
        for g in a["groups"]
        for t in g["tasks"]
    ]


def grids(client: httpx2.Client, code: str) -> list[str]:
    return [g["id"] for g in client.get(f"communities/{code}/roster").json()["grids"]]


def counted(shown: dict) -> dict[str, int]:
    """The summary that a board bears out."""
    groups = [g for a in shown["activations"] for g in a["groups"]]
    return {
        "groups": len(groups),
        "members": len({m["member"] for g in groups for m in g["members"]}),
        "tasks": sum(len(g["tasks"]) for g in groups),
        "vacant": sum(1 for g in groups if not any(m["position"] == "lead" for m in g["members"])),
    }
