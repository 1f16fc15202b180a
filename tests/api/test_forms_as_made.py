"""Over HTTP: a report is read on the form on which it was made, whatever is published since."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.happening import SAID, Scene
from tests.api.places import board, peaceful, tasks
from tests.api.serving import Live

YAML = {"content-type": "application/yaml"}
TYPED = (
    '{"form":"f_minutes","values":{"decisions":"x"}}',
    '{"form":"f_request","values":{"a":{"b":1}}}',
    '\x1e{"form":"f_request","values":{"summary":[1]}}',
)
PAGES = ("board", "history", "reports", "ledgers", "assignments", "activations", "notices")


def field(id: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": id, "zh": id, "en": id, "type": type, **more}


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = {"id": "f_count", "zh": "清点表", "en": "Count", "pii": "none", "keep": "archive"}
    return {**named, "fields": list(fields), **more}


def plan(id: str, revision: str, *forms: dict[str, Any]) -> dict[str, Any]:
    """A playbook of one task that is reported on the first of its forms."""
    task = {"id": "com.01", "zh": "清点", "en": "Count", "basis": "inference"}
    due = {"kind": "offset", "plus": "PT1H"}
    group = {
        "id": "command",
        "zh": "指挥组",
        "en": "Command",
        "mission": {"zh": "使命", "en": "m"},
        "lead": "community_cadre",
        "deputy": "building_steward",
        "tasks": [{**task, "due": due, "form": forms[0]["id"]}],
        "per": "community",
    }
    return {
        "schema": "pingzhan.playbook/v1",
        "id": id,
        "revision": revision,
        "vocabulary": "community",
        "title": {"zh": id, "en": id},
        "mode": "wartime",
        "status": {"kind": "draft", "note": {"zh": "草", "en": "d"}},
        "groups": [group],
        "forms": list(forms),
    }


def publish(live: Live, *plans: dict[str, Any]) -> None:
    for one in plans:
        content = json.dumps(one, ensure_ascii=False).encode()
        done = live.admin.post("playbooks", content=content, headers=YAML)
        assert done.status_code == 201, done.text


def running(live: Live, playbook: str, seed: int, **more: Any) -> tuple[str, str, str]:
    """A community in which it runs, its activation and its one task."""
    code = peaceful(live.admin, seed=seed)
    said = {"playbook": playbook, "scope": {"community": True}, **more}
    done = live.admin.post(f"communities/{code}/activations", json=said)
    assert done.status_code == 201, done.text
    (task,) = tasks(board(live.admin, code))
    return code, done.json()["id"], task["id"]


def looker(live: Live, code: str) -> Any:
    said = {"role": "supervisor", "place": code[:6], "name": "看"}
    return live.client(live.admin.post("tokens", json=said).json()["token"])


def everything(client: Any, code: str, activation: str, task: str = "") -> str:
    """Whatever is shown of a community, all of which can be read."""
    at = f"communities/{code}"
    paths = [f"{at}/{page}" for page in PAGES]
    ways = ("occurrences", "review", "call-sheet", "bulletin")
    paths += [f"{at}/activations/{activation}/{way}" for way in ways]
    paths += [f"tasks/{task}"] if task else []
    answers = [client.get(path, params={"limit": 1000}) for path in paths]
    missing = [(a.url.path, a.text) for a in answers if a.status_code not in (200, 404)]
    assert missing == []
    return "".join(a.text for a in answers)


def test_a_report_is_read_as_it_was_made_when_its_form_changes(live: Live) -> None:
    rows = field("homes", "rows", fields=[field("room"), field("at", "datetime")])
    choice = field("state", "choice", choices=[{"id": "ok", "zh": "正常", "en": "fine"}])
    before = form(field("count", "integer"), field("seen"), field("where"), choice, field("all"))
    after = form(
        field("count", "datetime"), field("seen", "member"), rows | {"id": "where"}, field("state")
    )
    after["fields"].append(field("all", "choices", choices=choice["choices"]))
    publish(live, plan("counting", "1", before))
    code, id, task = running(live, "counting", 1)
    said = {"count": 34567, "seen": "见到", "where": "三楼", "state": "ok", "all": "都好"}
    done = live.admin.post(f"tasks/{task}/complete", json={"report": said})
    assert done.status_code == 200, done.text
    publish(live, plan("counting", "2", after))
    shown = everything(live.admin, code, id, task)
    assert "count：34567" in shown
    assert "state：正常" in shown
    base = f"communities/{code}/ledgers/f_count"
    assert "34567" in live.admin.get(f"{base}.csv").text
    assert live.admin.get(f"{base}.xlsx").is_success
    at = f"communities/{code}/activations/{id}/amend"
    assert live.admin.post(at, json={"edition": "latest"}).is_success
    assert "count：34567" in everything(live.admin, code, id, task)
    assert "34567" in live.admin.get(f"{base}.csv").text
    assert live.admin.get(f"{base}.xlsx").is_success


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_never_taken_for_a_report(live: Live, typed: str) -> None:
    publish(live, plan("typing", "1", form(field("said", "note"))))
    code, id, task = running(live, "typing", 2, reason=typed if typed.isprintable() else "x")
    more = {"group": "command", "title": typed, "due_at": "2030-01-01T00:00:00Z"}
    for path, said in (
        (f"tasks/{task}/note", {"reason": typed}),
        (f"tasks/{task}/complete", {"report": typed}),
        (f"communities/{code}/activations/{id}/tasks", more),
        (f"communities/{code}/activations/{id}/stand-down", {"reason": typed}),
    ):
        assert live.admin.post(path, json=said).status_code in (200, 201, 422)
        everything(live.admin, code, id, task)
    told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    if typed.isprintable():
        assert sum(typed in entry["text"]["zh"] for entry in told) >= 4


def test_a_form_of_another_playbook_opens_nobodys_report(live: Live) -> None:
    scene = Scene(live, 3)
    scene.log("request_logged", report={**SAID, "summary": "昙花阿婆透析"})
    client = looker(live, scene.code)
    own = form(field("summary", "note"), id="f_request")
    publish(live, plan("zzz", "1", own))
    assert "昙花" not in everything(client, scene.code, scene.activation)
    assert "昙花" in everything(live.admin, scene.code, scene.activation)
    (line,) = [x for x in scene.get("ledgers")["items"] if x["form"] == "f_request"]
    assert (line["guarded"], line["pii"], line["keep_days"]) == (True, "resident", 90)
    said = {"playbook": "zzz", "scope": {"community": True}}
    assert live.admin.post(f"communities/{scene.code}/activations", json=said).is_success
    (line,) = [x for x in scene.get("ledgers")["items"] if x["form"] == "f_request"]
    assert line["guarded"]


def test_titles_of_decisions_on_a_guarded_form_are_told_to_those_who_handle_them(
    live: Live,
) -> None:
    rows = field("decisions", "rows", decisions=True, fields=[field("what")])
    publish(live, plan("caring", "1", form(rows, pii="sensitive", keep="30d")))
    code, id, task = running(live, "caring", 4)
    said = {"report": {"decisions": [{"what": "三楼昙花阿婆陪护"}]}}
    assert live.admin.post(f"tasks/{task}/complete", json=said).is_success
    (added,) = [t["id"] for t in tasks(board(live.admin, code)) if t["id"] != task]
    assert live.admin.post(f"tasks/{added}/accept", json={}).is_success
    client = looker(live, code)
    told = everything(client, code, id, added)
    assert "昙花" not in told
    assert client.get(f"tasks/{added}").json()["title"] == "清点表（内容仅限承办人员查看）"
    assert live.admin.get(f"tasks/{added}").json()["title"] == "三楼昙花阿婆陪护"
    (member,) = live.admin.get(f"tasks/{added}").json()["assignees"]
    inbox = live.admin.get(f"members/{member}/inbox")
    assert inbox.is_success
    assert "\\u001e" not in inbox.text
    assert '"form"' not in inbox.text
