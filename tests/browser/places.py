"""What stands before somebody opens the page: communities, tables and links, made over HTTP."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import FilePayload

from tests.api.places import HEADER, click, fresh_code, import_table, register
from tests.api.serving import Live

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMPOUNDS = ("苕溪苑", "荻浦里")
ROLES = ("网格员", "医务人员", "医务人员", "民警", "物业", "民警", "物业", "志愿者", "楼栋长")
GROUPS = (
    "综合协调组",
    "医疗保障组",
    "核酸检测组",
    "人员管控组",
    "群众保供组",
    "安全保卫组",
    "环卫消杀组",
    "后勤保障组",
    "人员管控组",
)
LATIN = ("Alder Court", "Birch Lane")


def row(number: int, compound: str, name: str, said: int, phone: str | None = None) -> list[str]:
    """A row of the long table: one person in one group of a compound."""
    position = "组长" if said < 8 else "成员"
    reached = phone if phone is not None else f"1540077{number:04d}"
    where = [str(number), compound, "1号楼", name, ROLES[said], "", reached]
    return [*where, GROUPS[said], position, "是", ""]


def table(compounds: Sequence[str] = COMPOUNDS, names: str = "员{}") -> list[list[str]]:
    """A whole table: every compound has a lead in each of the eight groups, and a member."""
    places = [(compound, said) for compound in compounds for said in range(9)]
    return [
        row(number, compound, names.format(number), said)
        for number, (compound, said) in enumerate(places, start=1)
    ]


def workbook(rows: Sequence[Sequence[str]], *, merged: bool = False) -> bytes:
    """The table under a title and a header as a secretary keeps it; its compounds merged, if so."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总表"
    sheet.append(["第一社区“六大员”“八大组”汇总表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    for line in [HEADER, *rows]:
        sheet.append(list(line))
    if merged:
        first = {str(line[1]): at for at, line in reversed(list(enumerate(rows, start=3)))}
        last = {str(line[1]): at for at, line in enumerate(rows, start=3)}
        for compound, at in first.items():
            sheet.merge_cells(start_row=at, start_column=2, end_row=last[compound], end_column=2)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def faulty() -> bytes:
    """The table with compounds merged, a phone of nine digits in G4, an unknown group in H5."""
    rows = table()
    rows[1][6] = "154000012"
    rows[2][7] = "机动组"
    return workbook(rows, merged=True)


def picked(name: str, content: bytes) -> FilePayload:
    """A file as somebody chooses it from her phone."""
    return {"name": name, "mimeType": XLSX, "buffer": content}


def empty_community(site: Live) -> str:
    """The code of a new community without a roster."""
    code = fresh_code()
    register(site.admin, code)
    return code


def at_peace(site: Live, rows: Sequence[Sequence[str]] | None = None) -> str:
    """The code of a new community with its table in."""
    code = empty_community(site)
    done = import_table(site.admin, code, workbook(rows or table()), "表.xlsx")
    assert done.status_code == 200, done.text
    return code


def at_war(site: Live, **more: Any) -> tuple[str, str]:
    """The code of a new community whose whole table was activated, and the activation."""
    code = at_peace(site)
    return code, str(click(site.admin, code, reason="苕溪苑报告病例", **more)["id"])


def events(site: Live, code: str, topic: str) -> list[dict[str, Any]]:
    """What the log has of one topic in a community."""
    asked = {"community": code, "type": topic, "limit": "1000"}
    return list(site.admin.get("events", params=asked).json())


def link(site: Live, place: str, role: str = "secretary", name: str = "值班书记") -> dict[str, str]:
    """A token for a sign-in link, and its id."""
    made = site.admin.post("tokens", json={"role": role, "place": place, "name": name})
    assert made.status_code == 201, made.text
    return dict(made.json())
