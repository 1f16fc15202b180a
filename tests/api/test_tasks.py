"""What members do, over HTTP: every verb once and again, muster, notes, and refusals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.places import board, click, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community at war."""
    code = peaceful(live.admin, seed=5)
    click(live.admin, code, case_ref="病例甲")
    return code


@pytest.fixture
def task(live: Live, code: str) -> dict[str, Any]:
    """An open task with an assignee."""
    return next(t for t in tasks(board(live.admin, code)) if t["state"] == "open")


def told(live: Live, code: str, **about: str) -> int:
    """How much the history tells of somebody or something: others may add to it meanwhile."""
    return len(live.admin.get(f"communities/{code}/history", params=about).json()["items"])


def state(live: Live, task: dict[str, Any]) -> str:
    return str(live.admin.get(f"tasks/{task['id']}").json()["state"])


@pytest.mark.parametrize(
    ("before", "verb", "after"),
    [
        ((), "accept", "accepted"),
        ((), "start", "started"),
        (("accept",), "start", "started"),
        ((), "complete", "completed"),
        (("accept", "start"), "complete", "completed"),
        (("complete",), "reopen", "open"),
        (("cancel",), "reopen", "open"),
        ((), "cancel", "cancelled"),
    ],
)
def test_a_verb_moves_a_task_and_repeated_changes_nothing(
    live: Live, code: str, task: dict[str, Any], before: tuple[str, ...], verb: str, after: str
) -> None:
    for earlier in before:
        live.admin.post(f"tasks/{task['id']}/{earlier}", json={})
    done = live.admin.post(f"tasks/{task['id']}/{verb}", json={"for": task["assignees"][0]})
    assert done.status_code == 200
    assert done.json()["state"] == after
    assert state(live, task) == after
    before_again = told(live, code, task=task["id"])
    again = live.admin.post(f"tasks/{task['id']}/{verb}", json={"for": task["assignees"][0]})
    assert again.status_code == 200
    assert told(live, code, task=task["id"]) == before_again


def test_a_missing_report_completes_the_task_and_stays_owed(live: Live, task: Any) -> None:
    path = f"tasks/{task['id']}"
    live.admin.post(f"{path}/complete")
    shown = live.admin.get(path).json()
    assert (shown["state"], shown["report_owed"], shown["report"]) == ("completed", True, None)
    live.admin.post(f"{path}/complete", json={"report": "补交"})
    shown = live.admin.get(path).json()
    assert (shown["state"], shown["report_owed"], shown["report"]) == ("completed", False, "补交")


def test_an_owed_report_that_lacks_something_is_refused_by_the_name_that_its_form_has_for_it(
    live: Live, code: str
) -> None:
    muster = next(t for t in tasks(board(live.admin, code)) if t["form"] == "f_muster")
    path = f"tasks/{muster['id']}/complete"
    assert live.admin.post(path).status_code == 200
    refused = live.admin.post(path, json={"report": {"expected": 3}})
    held(refused, 422, "report_incomplete", "report.present")
    said = refused.json()["message"]
    assert ("“实到”" in said["zh"], "“Present”" in said["en"]) == (True, True)


def test_an_unmet_precondition_is_recorded_and_never_refused(live: Live, code: str) -> None:
    later = next(t for t in tasks(board(live.admin, code)) if t["pre"] and t["state"] == "open")
    done = live.admin.post(f"tasks/{later['id']}/start")
    assert done.status_code == 200
    assert live.admin.get(f"tasks/{later['id']}").json()["unmet"]


def test_a_note_stands_in_the_history_of_its_task(live: Live, code: str, task: Any) -> None:
    live.admin.post(f"tasks/{task['id']}/note", json={"report": "三号楼无人应门"})
    told = live.admin.get(f"communities/{code}/history", params={"task": task["id"]}).json()
    noted = [e for e in told["items"] if e["type"] == "task_noted.v1"]
    assert "三号楼无人应门" in noted[0]["text"]["zh"]
    assert noted[0]["text"]["en"] != noted[0]["text"]["zh"]
    assert all(e["data"].get("task") == task["id"] for e in told["items"])


def test_a_person_musters_for_all_their_posts_once(live: Live, code: str) -> None:
    shown = board(live.admin, code)
    activation = shown["activations"][0]
    person = activation["groups"][0]["members"][0]
    assert person["mustered_at"] is None
    path = f"activations/{activation['id']}/muster"
    done = live.admin.post(path, json={"member": person["member"]})
    assert done.status_code == 200
    assert done.json()["posts"][0]["group"] == activation["groups"][0]["group"]
    shown = board(live.admin, code, at_least=done.json()["position"])
    assert shown["activations"][0]["groups"][0]["members"][0]["mustered_at"]
    once = told(live, code, member=person["member"])
    assert live.admin.post(path, json={"member": person["member"]}).is_success
    assert told(live, code, member=person["member"]) == once
    nobody = live.admin.post(path, json={"member": "0123456789abcdef"})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "post_not_found")
    nowhere = live.admin.post("activations/none/muster", json={"member": person["member"]})
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "activation_not_found")


def test_a_person_gives_up_their_posts_once_and_others_have_their_tasks(
    live: Live, code: str, task: Any
) -> None:
    activation, member = board(live.admin, code)["activations"][0]["id"], task["assignees"][0]
    said = {"member": member, "reason": "需要照顾家人"}
    done = live.admin.post(f"activations/{activation}/decline", json=said)
    assert done.status_code == 200
    assert done.json()["posts"]
    shown = board(live.admin, code, at_least=done.json()["position"])["activations"][0]
    assert all(member != m["member"] for g in shown["groups"] for m in g["members"])
    assert all(member not in t["assignees"] for g in shown["groups"] for t in g["tasks"])
    once = told(live, code, member=member)
    again = live.admin.post(f"activations/{activation}/decline", json=said)
    assert (again.json()["posts"], told(live, code, member=member)) == ([], once)
    nobody = {"member": "0123456789abcdef"}
    refused = live.admin.post(f"activations/{activation}/decline", json=nobody)
    assert (refused.status_code, refused.json()["code"]) == (404, "post_not_found")


def test_what_was_telephoned_is_logged_afterwards(live: Live, code: str, task: Any) -> None:
    then = datetime.fromisoformat(board(live.admin, code)["activations"][0]["started_at"])
    said = {"report": "电话报", "occurred_at": then.isoformat()}
    live.admin.post(f"tasks/{task['id']}/complete", json=said)
    told = live.admin.get(f"communities/{code}/history", params={"task": task["id"]}).json()
    done = next(e for e in told["items"] if e["type"] == "task_completed.v1")
    assert datetime.fromisoformat(done["occurred_at"]) == then
    assert datetime.fromisoformat(done["at"]) > then
    future = {"occurred_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    refused = live.admin.post(f"tasks/{task['id']}/reopen", json=future)
    assert (refused.status_code, refused.json()["code"]) == (422, "occurred_in_future")
    long_ago = {"occurred_at": "1971-01-01T00:00:00Z"}
    refused = live.admin.post(f"tasks/{task['id']}/reopen", json=long_ago)
    assert (refused.status_code, refused.json()["code"]) == (422, "occurred_before_start")
    assert refused.json()["field"] == "occurred_at"


@pytest.mark.parametrize(
    ("verb", "said", "status", "code_"),
    [
        ("dance", {}, 404, "verb_not_found"),
        ("reassign", {}, 422, "field_missing"),
        ("reassign", {"to": "0123456789abcdef"}, 422, "member_unknown"),
        ("complete", {"for": "0123456789abcdef"}, 422, "member_unknown"),
        ("note", {}, 422, "field_missing"),
        ("complete", {"report": 5}, 422, "invalid_request"),
        ("complete", {"report": "零\u0000"}, 422, "invalid_request"),
        ("complete", {"reports": "x"}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_done_with_a_task_is_refused(
    live: Live, task: Any, verb: str, said: dict, status: int, code_: str
) -> None:
    refused = live.admin.post(f"tasks/{task['id']}/{verb}", json=said)
    assert (refused.status_code, refused.json()["code"]) == (status, code_)
    assert state(live, task) == "open"


def test_a_task_is_not_found_under_a_malformed_id(live: Live, task: Any) -> None:
    stream = task["id"].partition(".")[0]
    for id in ("x", "x.y", stream, f"{stream}.", f"{stream}.none", f".{stream}", "%E2%80%AE.a"):
        for call in (live.admin.get(f"tasks/{id}"), live.admin.post(f"tasks/{id}/accept")):
            assert (call.status_code, call.json()["code"]) == (404, "task_not_found"), id
