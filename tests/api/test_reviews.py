"""The review and the bulletin over HTTP: from the log, in words, as a document."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.oxml.ns import qn

from api.answers.bulletins import Bulletin
from api.answers.reviews import Review
from tests.api.places import board, click, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live

CHINA = ZoneInfo("Asia/Shanghai")


class Fought:
    """A community that fought: who came, what was done, what was handed on, how it ended."""

    def __init__(self, live: Live, **more: Any) -> None:
        self.live, self.code = live, peaceful(live.admin, seed=7)
        said = {"reason": "小区报告病例", "case_ref": "病例乙", **more}
        self.id = click(live.admin, self.code, **said)["id"]
        self.board = board(live.admin, self.code)
        self.post(f"activations/{self.id}/muster", member=next(iter(self.board["names"])))
        self.done, self.moved = [t for t in tasks(self.board) if t["state"] == "open"][:2]
        self.post(
            f"tasks/{self.done['id']}/complete", report="好", **{"for": self.giver(self.done)}
        )
        self.taker = next(m for m in self.board["names"] if m != self.giver(self.moved))
        self.at = self.post(f"tasks/{self.moved['id']}/reassign", to=self.taker, reason="换班")

    def giver(self, task: dict[str, Any]) -> str:
        return str(task["assignees"][0])

    def post(self, path: str, **said: Any) -> int:
        answer = self.live.admin.post(path, json=said)
        assert answer.status_code in (200, 201), answer.text
        return int(answer.json()["position"])

    def end(self) -> int:
        path = f"communities/{self.code}/activations/{self.id}/stand-down"
        return self.post(path, reason="风险解除")

    def get(self, what: str, language: str = "zh", **asked: Any) -> Any:
        path = f"communities/{self.code}/activations/{self.id}/{what}"
        return self.live.admin.get(path, params=asked, headers={"Accept-Language": language})

    def review(self, language: str = "zh", **asked: Any) -> dict[str, Any]:
        answer = self.get("review", language, **asked)
        assert answer.status_code == 200, answer.text
        Review.model_validate(answer.json())
        return dict(answer.json())


@pytest.fixture
def fought(live: Live) -> Fought:
    """A community at war."""
    return Fought(live)


def test_a_review_holds_every_task_of_the_board_once_and_counts_as_it_does(
    fought: Fought,
) -> None:
    shown = fought.review()
    told = {t["id"]: t["state"] for group in shown["groups"] for t in group["tasks"]}
    assert told == {t["id"]: t["state"] for t in tasks(board(fought.live.admin, fought.code))}
    assert shown["figures"]["tasks"] == len(told)
    assert (shown["final"], shown["state"], shown["score"]) == (False, "running", None)


def test_a_review_is_final_when_the_activation_has_ended(fought: Fought) -> None:
    ended = fought.end()
    shown = fought.review()
    assert (shown["final"], shown["state"]) == (True, "stood_down")
    assert shown["position"] >= ended
    assert shown["head"]["ended_because"] == "风险解除"
    assert shown["head"]["reason"] == "小区报告病例"
    assert shown["head"]["case_ref"] == "病例乙"
    left = board(fought.live.admin, fought.code)["aftermath"]
    assert shown["figures"]["open"] == sum(len(ended["tasks"]) for ended in left) > 0
    assert f"解除后仍在办{shown['figures']['open']}项" in shown["summary"]
    assert "stood down" in fought.review("en")["summary"]


def test_who_did_it_and_what_was_handed_on_why_are_named(fought: Fought) -> None:
    shown, names = fought.review(), fought.board["names"]
    done = next(t for g in shown["groups"] for t in g["tasks"] if t["id"] == fought.done["id"])
    giver = fought.giver(fought.done)
    assert (done["completed_by"], shown["names"][giver]) == (giver, names[giver])
    moved = shown["reassignments"][-1]
    assert moved["to"] == [fought.taker]
    assert (moved["reason"], shown["names"][fought.taker]) == ("换班", names[fought.taker])
    entries = fought.live.admin.get(
        f"communities/{fought.code}/history", params={"after": moved["positions"][0] - 1}
    ).json()["items"]
    assert entries[0]["type"] == "task_assigned.v1"


def test_nobody_stands_in_a_review_but_where_they_took_up_or_handed_on(fought: Fought) -> None:
    shown = fought.review()
    acted = {fought.giver(fought.done), fought.giver(fought.moved), fought.taker}
    assert {m for m in shown["names"] if m in fought.board["names"]} == acted


def test_a_review_as_of_a_position_tells_what_was_known_then(fought: Fought) -> None:
    then = fought.review(as_of_position=fought.at - 1)
    assert then["reassignments"] == []
    now = fought.review()
    fought.end()
    assert fought.review(as_of_position=now["position"]) == now
    held(fought.get("review", as_of_position=1), 404, "activation_not_found")


def test_whoever_was_erased_stays_in_the_review_without_a_name(fought: Fought) -> None:
    fought.post(f"members/{fought.taker}/erase")
    shown = fought.review()
    assert shown["names"][fought.taker] == "已清除"
    assert fought.review("en")["names"][fought.taker] == "erased"


def test_a_drill_is_marked_and_scored_with_its_formula(live: Live) -> None:
    drill = Fought(live, drill=True)
    shown = drill.review()
    assert shown["drill"] is True
    assert shown["summary"].startswith("【演练】")
    assert 0 <= shown["score"]["score"] <= 100
    assert "非官方" in shown["score"]["formula"]
    assert [p["weight"] for p in shown["score"]["parts"]] == [40, 20, 40]


def test_the_document_opens_and_holds_what_the_review_tells(fought: Fought) -> None:
    assert "（草稿）" in Document(io.BytesIO(fought.get("review.docx").content)).paragraphs[0].text
    who = fought.giver(fought.done)
    fought.post(f"activations/{fought.id}/decline", member=who, reason="夜里发烧")
    fought.end()
    assert "夜里发烧" in str(fought.review()["reassignments"])
    answer = fought.get("review.docx")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    paper = Document(io.BytesIO(answer.content))
    text = "\n".join(p.text for p in paper.paragraphs)
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    shown = fought.review()
    assert shown["summary"] in text
    for table, words in (("概况", text), ("换班", " ".join(cells)), (fought.moved["title"], cells)):
        assert table in words
    assert not any("发烧" in cell for cell in cells), "paper goes from hand to hand"
    assert any(f"#{shown['head']['positions'][0]}" in cell for cell in cells)
    assert {"经验／问题", "改进措施", "责任人", "时限"} <= set(cells)
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = paper.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "SimSun"
    assert "PAGE" in section.footer._element.xml


def test_the_document_is_in_the_language_asked_for(fought: Fought) -> None:
    for asked in ({"lang": "en"}, {"language": "en"}):
        paper = Document(io.BytesIO(fought.get("review.docx", **asked).content))
        assert paper.paragraphs[0].text == "After-action review (draft)"


def test_a_drill_is_marked_on_every_page_of_its_document(live: Live) -> None:
    paper = Document(io.BytesIO(Fought(live, drill=True).get("review.docx").content))
    assert paper.paragraphs[0].text.startswith("【演练】")
    assert paper.sections[0].header.paragraphs[0].text.startswith("【演练】")


def test_a_bulletin_tells_the_day_in_numbers_without_a_name(fought: Fought) -> None:
    answer = fought.get("bulletin")
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    Bulletin.model_validate(shown)
    assert shown["day"] == 1
    assert shown["members"] == {"asked": 16, "mustered": 1, "absent": 15}
    assert shown["tasks"]["completed"] == 1
    assert sum(line["completed"] for line in shown["groups"]) == 1
    assert "应到16人，实到1人，缺岗15人" in shown["text"]["zh"]
    assert "16 asked, 1 at their posts" in shown["text"]["en"]
    for name in fought.board["names"].values():
        assert name not in answer.text


def test_a_bulletin_is_of_a_day_on_which_it_ran(fought: Fought) -> None:
    today = datetime.now(UTC).astimezone(CHINA).date()
    assert fought.get("bulletin", date=str(today)).status_code == 200
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        held(fought.get("bulletin", date=str(day)), 409, "day_outside", "date")
    assert fought.get("bulletin", date="2026-02-31").status_code == 422
    assert fought.get("bulletin", date="20260301").status_code == 422


def test_the_bulletin_of_a_drill_says_so_and_that_of_the_real_one_ignores_it(live: Live) -> None:
    drill = Fought(live, drill=True)
    assert drill.get("bulletin").json()["text"]["zh"].startswith("【演练】")
    real = click(live.admin, drill.code)["id"]
    path = f"communities/{drill.code}/activations/{real}/bulletin"
    shown = live.admin.get(path).json()
    assert shown["drill"] is False
    assert shown["tasks"]["completed"] == 0
    assert shown["members"]["mustered"] == 0
