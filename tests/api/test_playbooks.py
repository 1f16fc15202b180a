"""Plans over HTTP: told whole, published as YAML, and with parameters of a place's own."""

from __future__ import annotations

from typing import Any

import httpx2
import yaml

from tests.api.places import EPIDEMIC, peaceful
from tests.api.serving import Live
from tests.playbooks.spoiling import EVERYTHING

YAML = {"content-type": "application/yaml"}


def post(client: httpx2.Client, text: str) -> httpx2.Response:
    return client.post("playbooks", content=text.encode(), headers=YAML)


def named(id: str, revision: str = "1") -> str:
    """The playbook that says everything, under another id."""
    text = EVERYTHING.read_text("utf-8").replace("id: everything", f"id: {id}", 1)
    return text.replace('revision: "1"', f'revision: "{revision}"', 1)


def lines(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {task["id"]: task for group in plan["groups"] for task in group["tasks"]}


def test_a_group_is_called_everywhere_as_the_plan_that_runs_calls_it(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    own = EVERYTHING.read_text("utf-8").replace("id: everything", "id: own_names", 1)
    group = yaml.safe_load(own)["groups"][0]["id"]
    named_so = {"zh": "本村自己的组", "en": "A group of our own"}
    plan = yaml.safe_load(own)
    plan["groups"][0] |= named_so
    assert post(admin, yaml.safe_dump(plan, allow_unicode=True)).status_code == 201
    code = peaceful(admin, seed=9)
    order = {"playbook": "own_names", "scope": {"community": True}, "reason": "试"}
    id = admin.post(f"communities/{code}/activations", json=order).json()["id"]
    shown = admin.get(f"communities/{code}/board").json()["activations"][0]["groups"]
    mine = [g for g in shown if g["group"] == group]
    assert {g["name"] for g in mine} == {"本村自己的组"}
    task = admin.get(f"tasks/{mine[0]['tasks'][0]['id']}").json()
    assert task["group_name"] == "本村自己的组"
    told = admin.get(f"communities/{code}/history", params={"limit": 1000, "group": group}).json()
    stood = [e["text"]["zh"] for e in told["items"] if e["type"] == "group_stood_up.v1"]
    assert stood
    assert all("本村自己的组" in text for text in stood)
    sheet = admin.get(f"communities/{code}/activations/{id}/call-sheet").json()
    assert "本村自己的组" in {g["name"] for g in sheet["groups"]}


def test_a_playbook_is_published_read_and_clicked(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    done = post(admin, named("published"))
    assert done.status_code == 201, done.text
    made = done.json()
    plan = admin.get("playbooks/published").json()
    assert (plan["revision"], plan["digest"]) == ("1", made["digest"])
    code = peaceful(admin, seed=4)
    order = {"playbook": "published", "scope": {"community": True}, "reason": "试"}
    clicked = admin.post(f"communities/{code}/activations", json=order)
    assert clicked.status_code == 201, clicked.text


def test_a_faulty_playbook_is_refused_with_every_line_and_its_remedy(sqlite_server: Live) -> None:
    faulty = named("faulty").replace("ladder: life", "ladder: death").replace("II: PT", "VI: PT")
    done = post(sqlite_server.admin, faulty)
    assert done.status_code == 422
    problem = done.json()
    assert problem["code"] == "playbook_faulty"
    assert [f["code"] for f in problem["faults"]] == ["level_unknown", "ladder_unknown"]
    told = {f["line"]: f["message"]["en"] for f in problem["faults"]}
    line = faulty.splitlines().index("        ladder: death") + 1
    assert "death" in told[line]
    assert "routine" in told[line]
    assert sqlite_server.admin.get("playbooks/faulty").status_code == 404


def test_a_revision_has_one_content_only(sqlite_server: Live) -> None:
    admin, text = sqlite_server.admin, named("once")
    assert post(admin, text).status_code == 201
    assert post(admin, text).status_code == 201
    other = post(admin, text.replace('zh: "走访"', 'zh: "上门走访"'))
    assert (other.status_code, other.json()["code"]) == (409, "revision_taken")
    assert post(admin, text.replace('revision: "1"', 'revision: "2"')).status_code == 201


def test_a_plan_is_told_whole(sqlite_server: Live) -> None:
    post(sqlite_server.admin, named("whole"))
    plan = sqlite_server.admin.get("playbooks/whole").json()
    told = lines(plan)
    assert told["com.01"]["due_words"] == {
        "zh": "启动后30分钟内",
        "en": "within 30 min of the click",
    }
    assert told["sec.01"]["due_words"]["zh"] == "每天08:00–20:00、20:00–08:00"
    assert told["com.03"]["due_words"]["en"] == "every 4 h; every 2 h at Level III"
    assert told["sup.01"]["due_words"]["zh"] == "“已分办”之后4小时内"
    assert told["sec.02"]["due_words"]["en"] == "6 h before Landfall"
    assert told["sec.04"]["due_words"]["zh"] == "预计解除时间前12小时"
    assert told["com.05"]["due_words"]["zh"] == "第2天12:00前"
    assert told["sup.03"]["each_words"]["zh"] == "每次“需走访的户”"
    assert plan["papers"]["f_asked"]["ledger"]["en"] == "Request ledger"
    assert plan["events"]["request_logged"]["phases"] == ["dispatched", "handled"]
    assert plan["parameters"]["people_per_shift"] == 2
    assert {"guards", "roles", "ladders", "targets", "sources", "level_words"} <= set(plan)


def test_an_adapted_or_inferred_time_is_never_told_as_official(sqlite_server: Live) -> None:
    plans = sqlite_server.admin.get("playbooks").json()["items"]
    told = [line for plan in plans for line in lines(plan).values()]
    assert {line["basis"] for line in told} >= {"adapted", "inference", "source"}
    for line in told:
        assert line["official"] is (line["basis"] in ("seed", "source")), line["id"]


def test_a_community_has_parameters_of_its_own(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    post(admin, named("local"))
    here, there = peaceful(admin, seed=5), peaceful(admin, seed=6)
    path = f"communities/{here}/parameters/local"
    before = admin.get(path).json()
    assert (before["own"], before["parameters"]["people_per_shift"]) == ([], 2)
    done = admin.put(path, json={"people_per_shift": 3, "report_every": "PT1H"})
    assert done.status_code == 200, done.text
    assert done.json()["own"] == ["people_per_shift", "report_every"]
    plan = admin.get("playbooks/local", params={"place": here}).json()
    assert lines(plan)["sec.01"]["places"] == 3
    assert lines(plan)["com.03"]["due"]["every"] == "PT3600S"
    assert plan["overlays"] == [{"place": here, "revision": "1"}]
    elsewhere = admin.get("playbooks/local", params={"place": there}).json()
    assert lines(elsewhere)["sec.01"]["places"] == 2
    order = {"playbook": "local", "scope": {"community": True}, "reason": "试"}
    for code, digest in ((here, plan["digest"]), (there, elsewhere["digest"])):
        assert admin.post(f"communities/{code}/activations", json=order).status_code == 201
        asked = {"community": code, "type": "pingzhan.playbook_activated.v1"}
        (event,) = admin.get("events", params=asked).json()
        assert event["data"]["digest"] == digest
    asked = {"community": here, "type": "pingzhan.parameters_set.v1"}
    assert admin.put(path, json={"people_per_shift": 3}).json()["own"] == done.json()["own"]
    (event,) = admin.get("events", params=asked).json()
    assert event["data"]["names"] == ["people_per_shift", "report_every"]
    told = admin.get(f"communities/{here}/history", params={"limit": 1000}).json()["items"]
    (line,) = [e for e in told if e["type"] == "parameters_set.v1"]
    assert before["words"]["people_per_shift"]["zh"] in line["text"]["zh"]
    back = admin.put(path, json={"people_per_shift": None, "report_every": None}).json()
    assert len(admin.get("events", params=asked).json()) == 2
    assert (back["own"], back["parameters"]["people_per_shift"]) == ([], 2)


def test_a_value_that_does_not_fit_or_is_of_no_parameter_is_refused(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=7)
    path = f"communities/{code}/parameters/{EPIDEMIC}"
    unknown = admin.put(path, json={"courage": 3})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "parameter_unknown")
    post(admin, named("unfit"))
    unfit = admin.put(f"communities/{code}/parameters/unfit", json={"report_every": "often"})
    assert (unfit.status_code, unfit.json()["code"]) == (422, "playbook_faulty")
    assert "PT30M" in unfit.json()["faults"][0]["message"]["en"]
    assert admin.get(f"communities/{code}/parameters/unfit").json()["own"] == []
