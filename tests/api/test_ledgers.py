"""Over HTTP: reports make ledgers, told and taken out for those who may, drills apart."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from api.papers.sheet import Sheet, as_xlsx
from tests.api.happening import DAY, SAID, Scene, through
from tests.api.places import board
from tests.api.serving import Live


@pytest.fixture
def scene(live: Live) -> Scene:
    return Scene(live, 6)


def test_the_reports_make_a_ledger(scene: Scene) -> None:
    _, position = through(scene)
    reports = scene.get("reports", form="f_request", at_least=position)["items"]
    assert reports[0]["subject"] == "居民提出诉求"
    assert len(reports) == 4
    assert all(r["form_name"] == "群众诉求台账" for r in reports)
    (line,) = [x for x in scene.get("ledgers")["items"] if x["form"] == "f_request"]
    assert (line["reports"], line["owed"], line["keep_days"]) == (4, 0, 90)
    first, rest = reports[0], scene.get("reports", form="f_request", after=reports[0]["position"])
    assert [r["position"] for r in rest["items"]] == [r["position"] for r in reports[1:]]
    assert scene.get("reports", form="f_request", to=first["at"])["items"] == [first]
    assert scene.get("reports", task=reports[1]["task"])["items"] == [reports[1]]
    assert scene.get("reports", **{"from": DAY})["items"] == []


def test_the_ledger_is_taken_out_as_a_workbook_and_as_csv(scene: Scene) -> None:
    through(scene)
    base = f"communities/{scene.code}/ledgers/f_request"
    book = openpyxl.load_workbook(io.BytesIO(scene.admin.get(f"{base}.xlsx").content))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    assert str(rows[0][0]).endswith("群众诉求台账")
    assert "共4条" in str(rows[2][0])
    header = rows[4]
    assert header[:6] == ["序号", "时间", "事项", "网格", "组", "填报人"]
    told = dict(zip(header, rows[5], strict=True))
    assert (told["渠道"], told["内容摘要"]) == ("热线", "三楼停水")
    assert (told["情况编号"], told["涉及对象"]) == (1, "三号楼王家")
    assert len(told["情况标识"]) == 16
    text = scene.admin.get(f"{base}.csv", params={"lang": "en"}).content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[4][:3] == ["No.", "Time", "Subject"]
    assert len(table) == 5 + 4
    exported = [line for line in scene.live.lines() if line["event"] == "ledger_exported"]
    assert {line["kind"] for line in exported if line["community"] == scene.code} == {"xlsx", "csv"}


def test_a_corrected_report_is_marked_as_such(scene: Scene) -> None:
    id = scene.log("request_logged", building=1)["id"]
    task = scene.task(id, "coo.13")["id"]
    scene.done(task, report={"category": "repair"})
    scene.admin.post(f"tasks/{task}/reopen", json={"reason": "报错了"})
    scene.done(task, report={**SAID, "handling_group": "supply"})
    told = scene.get("reports", form="f_request", task=task)["items"]
    assert [r["number"] for r in told] == [1, 1]
    assert [r["building"] for r in told] == [1, 1]
    assert [r["corrects"] for r in told] == [None, told[0]["position"]]
    assert {r["grid"] for r in told} == {scene.grid}
    path = f"communities/{scene.code}/ledgers/f_request.csv"
    rows = list(csv.reader(io.StringIO(scene.admin.get(path).content.decode("utf-8-sig"))))
    column = next(row for row in rows if row[0] == "序号").index("更正")
    assert [row[column] for row in rows[-2:]] == ["", "更正第1行"]


def test_a_report_handed_in_for_somebody_says_who_recorded_it(scene: Scene) -> None:
    id = scene.log("request_logged", building=1)["id"]
    member = next(iter(board(scene.admin, scene.code)["names"]))
    said = {"for": member, "report": {**SAID, "handling_group": "supply"}}
    scene.done(scene.task(id, "coo.13")["id"], **said)
    (told,) = scene.get("reports", form="f_request", task=scene.task(id, "coo.13")["id"])["items"]
    assert (told["by"], told["recorded_by"]) == (member, "admin")
    path = f"communities/{scene.code}/ledgers/f_request.csv"
    rows = list(csv.reader(io.StringIO(scene.admin.get(path).content.decode("utf-8-sig"))))
    assert f"{told['by_name']}（由管理员代记）" in rows[-1]


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(scene: Scene) -> None:
    scene.log("request_logged", report={"summary": "=HYPERLINK(1)"})
    base = f"communities/{scene.code}/ledgers/f_request"
    text = scene.admin.get(f"{base}.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    book = openpyxl.load_workbook(io.BytesIO(scene.admin.get(f"{base}.xlsx").content))
    cells = [c for row in book.active.iter_rows() for c in row]  # type: ignore[union-attr]
    assert [c.data_type for c in cells if "HYPERLINK" in str(c.value)] == ["s"]


def test_a_supervisor_sees_that_there_are_reports_and_not_what_they_say(scene: Scene) -> None:
    id, position = through(scene)
    looks_on = scene.token("supervisor")
    reports = scene.get("reports", looks_on, form="f_request", at_least=position)["items"]
    assert len(reports) == 4
    assert all(r["fields"] is None for r in reports)
    client = scene.live.client(looks_on)
    path = f"communities/{scene.code}/history"
    board_text = client.get(f"communities/{scene.code}/board").text
    history = client.get(path, params={"limit": 1000}).text
    assert "仅限承办人员" in history
    shown = client.get(f"{scene.at}/{id}").text
    task = client.get(f"tasks/{scene.task(id, 'coo.14')['id']}").text
    for said in (board_text, history, shown, task, str(reports)):
        assert "水管已修好" not in said
        assert "三楼停水" not in said
    assert "王家" not in shown + history
    secretary = scene.live.client(scene.token("secretary"))
    assert "水管已修好" in secretary.get(path, params={"limit": 1000}).text


def test_a_report_is_shown_with_its_task_field_by_field(scene: Scene) -> None:
    id = scene.log("request_logged", report=SAID)["id"]
    task = scene.task(id, "coo.13")["id"]
    assert (
        scene.done(task, report={"handling_group": "supply", "summary": "转保供"})["report_owed"]
        is False
    )
    shown = scene.admin.get(f"tasks/{task}").json()
    assert [f["id"] for f in shown["fields"]] == ["summary", "handling_group"]
    assert "转保供" in shown["report"]


def test_drills_are_counted_apart(live: Live) -> None:
    drill = Scene(live, 7, drill=True)
    drill.log("request_logged", report=SAID)
    assert drill.get("reports")["items"] == []
    assert len(drill.get("reports", drill=True)["items"]) == 1
    base = f"communities/{drill.code}/ledgers/f_request.csv"
    assert "三楼停水" not in drill.admin.get(base).text
    assert "【演练】" in drill.admin.get(base, params={"drill": True}).text


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_no_workbook_can_hold_is_left_out_of_it(sign: str) -> None:
    told = Sheet(f"台{sign}账", [f"上{sign}面"], [f"列{sign}"], [[f"甲{sign}乙"], [7]])
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(told)))
    rows = [row[0] for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    assert rows == ["台账", "上面", "列", "甲乙", 7]
