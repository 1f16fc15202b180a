"""Over HTTP: a request is logged, dispatched, handled, called back, and stands in the ledger."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest

from tests.api.places import board, click, fresh_code, grids, peaceful
from tests.api.refusing import held
from tests.api.serving import Live

SAID = {"channel": "hotline", "building": 3, "summary": "三楼停水", "category": "repair"}
DAY = "2099-01-01T00:00:00Z"


class Scene:
    """A community at war, its activation and its first compound."""

    def __init__(self, live: Live, seed: int, **more: Any) -> None:
        self.live, self.admin = live, live.admin
        self.code = peaceful(live.admin, seed=seed)
        self.activation = click(live.admin, self.code, **more)["id"]
        self.grid = grids(live.admin, self.code)[0]
        self.at = f"communities/{self.code}/activations/{self.activation}/occurrences"

    def log(self, event: str, **said: Any) -> dict[str, Any]:
        done = self.admin.post(self.at, json={"event": event, "grid": self.grid, **said})
        assert done.status_code == 201, done.text
        return dict(done.json())

    def one(self, id: str, **asked: Any) -> dict[str, Any]:
        shown = self.admin.get(f"{self.at}/{id}", params=asked)
        assert shown.status_code == 200, shown.text
        return dict(shown.json())

    def task(self, id: str, key: str) -> dict[str, Any]:
        (found,) = [t for t in self.one(id)["tasks"] if t["key"] == key]
        return dict(found)

    def done(self, task: str, **said: Any) -> dict[str, Any]:
        answer = self.admin.post(f"tasks/{task}/complete", json=said)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def get(self, path: str, token: str | None = None, **asked: Any) -> Any:
        client = self.live.client(token) if token else self.admin
        answer = client.get(f"communities/{self.code}/{path}", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def token(self, role: str) -> str:
        said = {"role": role, "place": self.code, "name": "看"}
        return str(self.admin.post("tokens", json=said).json()["token"])


@pytest.fixture
def scene(live: Live) -> Scene:
    return Scene(live, 6)


def through(scene: Scene) -> tuple[str, int]:
    """A request through all that the playbook asks for it, and where the log stands then."""
    id = scene.log("request_logged", report=SAID, about="三号楼王家")["id"]
    scene.done(scene.task(id, "coo.13")["id"], report={"handling_group": "supply"})
    handle = scene.task(id, "coo.14")
    assert (handle["group"], handle["state"]) == ("supply", "open")
    scene.done(handle["id"], report={"outcome": "resolved", "summary": "水管已修好"})
    last = scene.done(scene.task(id, "coo.08")["id"], report={"call_back": "satisfied"})
    return id, int(last["position"])


def test_a_request_is_logged_dispatched_handled_and_called_back(scene: Scene) -> None:
    id, position = through(scene)
    shown = scene.one(id, at_least=position)
    assert (shown["state"], shown["cause"], shown["to_come"]) == ("closed", "done", [])
    assert [p["phase"] for p in shown["phases"]] == ["dispatched", "handled", "called_back"]
    assert {t["state"] for t in shown["tasks"]} == {"completed"}
    assert (shown["about"], shown["building"]) == ("三号楼王家", None)
    assert {f["id"]: f["text"] for f in shown["fields"]}["category"] == "维修"
    assert [o["id"] for o in scene.get(f"activations/{scene.activation}/occurrences")["items"]] == [
        id
    ]


def test_what_happened_is_told_as_of_any_moment(scene: Scene) -> None:
    logged = scene.log("request_logged", report=SAID)
    id, before = logged["id"], logged["position"]
    scene.done(logged["tasks"][0])
    then = scene.one(id, as_of_position=before)
    assert [t["state"] for t in then["tasks"]] == ["open", "open"]
    assert "completed" in {t["state"] for t in scene.one(id)["tasks"]}
    held(
        scene.admin.get(f"{scene.at}/{id}", params={"as_of_position": before - 20}),
        404,
        "occurrence_not_found",
    )


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
    text = scene.admin.get(f"{base}.csv", params={"lang": "en"}).content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[4][:3] == ["No.", "Time", "Subject"]
    assert len(table) == 5 + 4
    exported = [line for line in scene.live.lines() if line["event"] == "ledger_exported"]
    assert {line["kind"] for line in exported if line["community"] == scene.code} == {"xlsx", "csv"}


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
    board_text = client.get(f"communities/{scene.code}/board").text
    history = client.get(f"communities/{scene.code}/history", params={"limit": 1000}).text
    shown = client.get(f"{scene.at}/{id}").text
    task = client.get(f"tasks/{scene.task(id, 'coo.14')['id']}").text
    for said in (board_text, history, shown, task, str(reports)):
        assert "水管已修好" not in said
        assert "三楼停水" not in said
    assert "王家" not in shown + history
    secretary = scene.live.client(scene.token("secretary"))
    assert (
        "水管已修好"
        in secretary.get(f"communities/{scene.code}/history", params={"limit": 1000}).text
    )


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


def test_a_report_that_is_not_right_is_refused_by_its_field(scene: Scene) -> None:
    id = scene.log("request_logged")["id"]
    verb = f"tasks/{scene.task(id, 'coo.13')['id']}/complete"

    def said(report: Any) -> Any:
        return scene.admin.post(verb, json={"report": report})

    held(said({"colour": "red"}), 422, "report_invalid", "report.colour")
    held(said({"handling_group": "nowhere"}), 422, "report_invalid", "report.handling_group")
    held(said({"building": "three"}), 422, "report_invalid", "report.building")
    held(said({"summary": "身份证110101199003071234"}), 422, "id_number_refused", "report.summary")
    held(said("她的证件是11010119900307123X"), 422, "id_number_refused", "report.summary")
    held(said(7), 422, "invalid_request", "report")
    about = {"event": "request_logged", "grid": scene.grid, "about": "110101199003071234"}
    held(scene.admin.post(scene.at, json=about), 422, "id_number_refused", "about")
    assert scene.task(id, "coo.13")["state"] == "open"


def test_what_cannot_be_logged_is_refused(scene: Scene) -> None:
    def said(**more: Any) -> Any:
        return scene.admin.post(
            scene.at, json={"event": "request_logged", "grid": scene.grid, **more}
        )

    held(said(event="meteor"), 422, "event_unknown", "event")
    held(said(event="stand_down"), 422, "event_of_system", "event")
    held(said(grid="elsewhere"), 422, "grid_out_of_scope", "grid")
    held(said(grid=None), 422, "field_missing", "grid")
    held(said(occurred_at=DAY), 422, "occurred_in_future", "occurred_at")
    held(scene.admin.get(f"{scene.at}/none"), 404, "occurrence_not_found")
    held(scene.admin.post(f"{scene.at}/none/close"), 404, "occurrence_not_found")
    elsewhere = scene.at.replace(scene.code, fresh_code())
    held(scene.admin.get(elsewhere), 404, "community_not_found")
    form = f"communities/{scene.code}/ledgers/f_none.csv"
    held(scene.admin.get(form), 404, "form_not_found")


def test_logging_with_one_key_is_logging_once(scene: Scene) -> None:
    said = {"event": "request_logged", "grid": scene.grid}
    key = {"Idempotency-Key": f"{scene.code}-1"}
    first, again = (scene.admin.post(scene.at, json=said, headers=key).json() for _ in range(2))
    assert first == again
    assert len(scene.get(f"activations/{scene.activation}/occurrences")["items"]) == 1


def test_an_occurrence_is_closed_by_decision(scene: Scene) -> None:
    logged = scene.log("request_logged")
    closed = scene.admin.post(
        f"{scene.at}/{logged['id']}/close", json={"reason": "重复登记"}
    ).json()
    assert (closed["state"], closed["closed"]) == ("closed", 2)
    shown = scene.one(logged["id"])
    assert (shown["cause"], shown["reason"]) == ("decision", "重复登记")
    assert {t["state"] for t in shown["tasks"]} == {"cancelled"}
    every = f"activations/{scene.activation}/occurrences"
    assert scene.get(every, state="open")["items"] == []
    assert len(scene.get(every, state="closed", event="request_logged")["items"]) == 1


def test_drills_are_counted_apart(live: Live) -> None:
    drill = Scene(live, 7, drill=True)
    drill.log("request_logged", report=SAID)
    assert drill.get("reports")["items"] == []
    assert len(drill.get("reports", drill=True)["items"]) == 1
    base = f"communities/{drill.code}/ledgers/f_request.csv"
    assert "三楼停水" not in drill.admin.get(base).text
    assert "【演练】" in drill.admin.get(base, params={"drill": True}).text


def test_the_board_shows_what_an_occurrence_opened(scene: Scene) -> None:
    logged = scene.log("request_logged")
    shown = board(scene.admin, scene.code, at_least=logged["position"])
    on_board = {t["id"] for a in shown["activations"] for g in a["groups"] for t in g["tasks"]}
    assert set(logged["tasks"]) <= on_board
