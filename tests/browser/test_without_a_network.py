"""A member's screen without a network: what is pressed waits, what was refused is kept."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import httpx2
from playwright.sync_api import expect

from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.part import Part
from tests.browser.visits import Visit


def test_what_is_pressed_without_a_network_is_kept_and_sent_in_order(
    visit: Visit, site: Live
) -> None:
    part = Part(visit, site)
    expect(visit.see("me-next")).to_have_text("接单")
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    visit.context.set_offline(True)
    expect(visit.see("me-away")).to_be_visible()
    visit.press("me-here")
    visit.press("me-next")
    expect(visit.see("me-next")).to_have_text("开始")
    expect(visit.see("me-unsent").locator("li")).to_have_count(2)
    visit.picture("me-unsent")
    assert faults(visit) == []
    assert (part.is_there(), part.state()) == (False, "open")
    presses = pressed_on(visit)
    assert [press["deed"].get("verb", press["deed"]["kind"]) for press in presses] == [
        "muster",
        "accept",
    ]
    # the page itself opens without a network, wherever it is begun, and nothing is lost
    visit.page.reload()
    expect(visit.see("me-unsent").locator("li")).to_have_count(2)
    visit.page.close()
    visit.page = visit.context.new_page()
    visit.go("/")
    expect(visit.see("me-next")).to_have_text("开始")
    expect(visit.see("me-away")).to_be_visible()
    back = datetime.now(UTC)
    visit.context.set_offline(False)
    expect(visit.see("me-unsent")).to_have_count(0)
    expect(visit.see("me-away")).to_have_count(0)
    # that it went out is said until somebody has read it
    expect(visit.see("me-sent")).to_contain_text(re.compile(r"2条已发出，今天\d\d:\d\d"))
    visit.picture("me-sent")
    assert faults(visit) == []
    visit.press("sent-seen")
    expect(visit.see("me-sent")).to_have_count(0)
    assert (part.is_there(), part.state()) == (True, "accepted")
    # each is told as of the moment at which it was pressed, and recorded when it arrived
    asked = {"member": part.member, "order": "desc", "limit": "10"}
    told = site.admin.get(f"communities/{part.code}/history", params=asked).json()["items"]
    for press, kind in zip(presses, ("member_mustered", "task_accepted"), strict=True):
        entry = next(e for e in told if e["type"].startswith(kind))
        occurred, recorded = (datetime.fromisoformat(entry[w]) for w in ("occurred_at", "at"))
        assert entry["actor"] == part.member
        assert occurred == datetime.fromisoformat(press["at"])
        assert occurred < back <= recorded <= datetime.now(UTC)
    writes_a_report_for_what_is_no_longer_theirs(part)
    # what is not sent is not thrown away without a word
    visit.context.set_offline(True)
    visit.press("me-cannot")
    visit.press("cannot-confirm")
    expect(visit.see("declined-post")).to_be_visible()
    visit.press("signout")
    expect(visit.see("leave-sheet")).to_be_visible()
    visit.press("leave-stay")
    expect(visit.see("leave-sheet")).to_have_count(0)
    site.admin.delete(f"links/{part.link['id']}")
    visit.context.set_offline(False)
    expect(visit.see("link-lost")).to_contain_text("来不了")
    visit.picture("me-lost")
    assert faults(visit) == []
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('pingzhan.me'))"
    assert visit.page.evaluate(kept) == []


def pressed_on(visit: Visit) -> list[dict[str, Any]]:
    """What the device keeps of what was pressed on it, in its order."""
    kept = "Object.entries(localStorage).find(([name]) => name.startsWith('pingzhan.me.unsent'))[1]"
    return list(json.loads(visit.page.evaluate(kept))["value"])


def writes_a_report_for_what_is_no_longer_theirs(part: Part) -> None:
    """Somebody else has the task meanwhile: that is told, what was typed is kept and sent anew."""
    visit, admin = part.visit, part.admin
    with visit.page.expect_response(lambda answer: answer.url.endswith("/start")) as started:
        visit.press("me-next")
    started.value.finished()
    expect(visit.see("me-next")).to_have_text("完成")
    visit.context.set_offline(True)
    visit.press("me-next")
    words = visit.see("report-form").locator("textarea:visible")
    words.fill("三号楼已清点")
    visit.press("task-say")
    expect(visit.see("me-unsent").locator("li")).to_have_count(1)
    admin.post(f"tasks/{part.task}/reassign", json={"to": part.leader["member"]})
    visit.context.set_offline(False)
    expect(visit.see("me-refused")).to_contain_text("已转给别人")
    expect(visit.see("refused-report")).to_contain_text("三号楼已清点")
    expect(visit.see("refused-nowhere")).to_be_visible()
    visit.picture("me-refused")
    assert faults(visit) == []
    assert part.state() == "started"
    visit.press("refused-copy")
    assert "三号楼已清点" in visit.page.evaluate("navigator.clipboard.readText()")
    visit.press("refused-away")
    expect(visit.see("refused-away-confirm")).to_be_visible()
    # it comes back to them: the same words go to it, and only then are they put away
    visit.page.reload()
    admin.post(f"tasks/{part.task}/reassign", json={"to": part.member})
    visit.press("refused-again")
    expect(words).to_have_value("三号楼已清点")
    visit.press("task-say")
    expect(visit.see("me-refused")).to_have_count(0)
    told = [f["text"] for f in admin.get(f"tasks/{part.task}").json()["fields"]]
    assert (part.state(), told) == ("completed", ["三号楼已清点"])


def test_what_opens_without_a_network_is_all_there_and_asked_for_anew(site: Live) -> None:
    worker = httpx2.get(f"{site.url}/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert "javascript" in worker.headers["content-type"]
    listed = re.search(r"const FILES = (\[.*\])", worker.text)
    assert listed is not None
    files = json.loads(listed[1])
    assert any("MePage" in name for name in files)
    assert all(httpx2.get(f"{site.url}/{name}").status_code == 200 for name in files)
    entry = next(name for name in files if re.search(r"/index-[^/]+\.js$", name))
    assert entry.removeprefix("./") in httpx2.get(f"{site.url}/").text
