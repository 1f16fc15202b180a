"""The history, the assignments and the communities as tables: safe to open, and each line cited."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl

from api.times import ZONE
from tests.api.places import board, click, peaceful, tasks
from tests.api.serving import Live


def table(content: bytes) -> list[dict[str, str]]:
    """The lines of a CSV below its header, by column; it begins as spreadsheets want it."""
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    head = next(n for n, line in enumerate(lines) if len(line) > 1)
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]


def beijing(at: str) -> str:
    """A moment as the tables tell it."""
    return f"{datetime.fromisoformat(at).astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


def taken(live: Live, path: str, **asked: Any) -> bytes:
    done = live.admin.get(path, params=asked)
    assert done.status_code == 200, done.text
    assert "attachment" in done.headers["content-disposition"]
    return done.content


def test_history_and_assignments_are_taken_out_with_their_entries(live: Live) -> None:
    code = peaceful(live.admin, seed=6)
    click(live.admin, code, reason="=HYPERLINK(1)")
    shown = board(live.admin, code)
    task = next(t for t in tasks(shown) if t["assignees"])
    live.admin.post(f"tasks/{task['id']}/accept", json={})
    mustered = {"member": task["assignees"][0]}
    there = live.admin.post(f"activations/{shown['activations'][0]['id']}/muster", json=mustered)
    assert there.status_code == 200, there.text
    rows = table(taken(live, f"communities/{code}/history.csv"))
    events = live.admin.get("events", params={"community": code, "limit": 1000}).json()
    assert {row["记录号"] for row in rows} <= {event["id"] for event in events}
    assert any("HYPERLINK" in row["内容"] for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert {row["谁"] for row in rows} >= {"管理员"}
    name = shown["names"][task["assignees"][0]]
    assert any(row["内容"].startswith(f"{name}（由管理员代记）已到岗") for row in rows)
    held = table(taken(live, f"communities/{code}/assignments.csv"))
    accepted = next(r for r in held if r["任务（空为岗位）"] == task["title"])
    assert accepted["姓名"] in shown["names"].values()
    assert accepted["起于记录号"] in {event["id"] for event in events}
    assert any("HYPERLINK" not in r["原因"] and r["职务"] == "组长" for r in held)
    shift = next(t for t in tasks(shown) if t["starts_at"] and t["assignees"])
    hours = tuple(beijing(shift[end]) for end in ("starts_at", "due_at"))
    assert hours in {
        (r["班次起"], r["班次止"]) for r in held if r["任务（空为岗位）"] == shift["title"]
    }
    assert (accepted["班次起"], accepted["班次止"]) == ("", "")
    book = openpyxl.load_workbook(
        io.BytesIO(taken(live, f"communities/{code}/assignments.xlsx", lang="en"))
    )
    lines = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert "name" in [line[0] for line in lines]
    assert len(lines) >= len(held)
    read = live.admin.get("accesses", params={"place": code}).json()["items"]
    kinds = [a["kind"] for a in read]
    assert {a["people"] for a in read if a["kind"] in ("history", "assignments")} == {16}
    assert kinds.count("assignments") == 2
    assert kinds.count("history") == 1


def test_assignments_of_a_moment_say_so_and_own_tasks_have_titles(live: Live) -> None:
    code = peaceful(live.admin, seed=9)
    started = click(live.admin, code)
    group = board(live.admin, code)["activations"][0]["groups"][0]
    lead = next(m["member"] for m in group["members"] if m["position"] == "lead")
    said = {"group": group["group"], "grid": group["grid"], "title": "搬两箱水到岗亭"}
    path = f"communities/{code}/activations/{started['id']}"
    due = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    added = live.admin.post(f"{path}/tasks", json={**said, "assignees": [lead], "due_at": due})
    assert added.status_code == 201, added.text
    then = board(live.admin, code)["position"]
    there = {"reason": "疫情已排除"}
    assert live.admin.post(f"{path}/stand-down", json=there).is_success
    asked = {"as_of_position": then, "activation": started["id"]}
    past = taken(live, f"communities/{code}/assignments.csv", **asked)
    above = past.decode("utf-8-sig").split("姓名")[0]
    assert f"第 {then} 号及以前的记录；此后的变动不在内" in above
    assert f"依据第 {then} 号及以前的记录" in above
    assert "只含一次启动：" in above
    rows = table(past)
    assert [r["止（空为那时仍在）"] for r in rows] == [""] * len(rows)
    assert "搬两箱水到岗亭" in {r["任务（空为岗位）"] for r in rows}
    assert not any(r["任务（空为岗位）"].startswith("x.") for r in rows)
    now = taken(live, f"communities/{code}/assignments.csv")
    assert "此后的变动不在内" not in now.decode()
    assert any(r["止（空为至今）"] for r in table(now))


def test_the_communities_of_a_place_are_taken_out_those_at_war_first(live: Live) -> None:
    calm, war = peaceful(live.admin, seed=7), peaceful(live.admin, seed=8)
    click(live.admin, war)
    rows = table(taken(live, "communities.csv", place=war[:9]))
    known = {row["代码"]: row for row in rows}
    assert (known[war]["状态"], known[calm]["状态"]) == ("战时", "平时")
    codes = [row["代码"] for row in rows]
    assert codes.index(war) < codes.index(calm)
    assert int(known[war]["应到"]) > 0 == int(known[calm]["应到"] or 0)
