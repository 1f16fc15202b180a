"""A scenario in which people say something personal wherever they can."""

from __future__ import annotations

from tests.api.places import (
    EPIDEMIC,
    as_csv,
    board,
    click,
    fresh_code,
    import_table,
    register,
    rows,
    tasks,
)
from tests.api.serving import Live

SEED = 9
#: everything that people write in the scenario, each word once and nowhere else in the project
TEXTS = {
    "case": "鼗鼖病例",
    "reason": "鼗鼖启动缘由",
    "authority": "鼗鼖〔2025〕号",
    "report": "鼗鼖报告",
    "note": "鼗鼖便笺",
    "handover": "鼗鼖换班",
    "title": "鼗鼖送药",
    "remark": "鼗鼖备注",
    "cancel": "鼗鼖取消",
    "end": "鼗鼖解除",
    "undo": "鼗鼖撤销",
    "area": "鼗鼖全街",
    "token": "鼗鼖书记",
    "wrong": "鼗鼖错字",
    "enrolled": "鼗鼖新人",
    "renamed": "鼗鼖改名",
    "channel": "zyzzyva-7771@example.org",
    "request": "鼗鼖诉求",
    "about": "鼗鼖住户",
    "closed": "鼗鼖了结",
}
PHONES = ("15477770001", "15477770002")
DOUBTFUL = "1547777000"


def words() -> list[str]:
    """All that must not be found."""
    people = [cell for row in rows(seed=SEED)[1:] for cell in (row[3], row[6], row[5])]
    return sorted({*people, *TEXTS.values(), *PHONES, DOUBTFUL})


def whole_scenario(live: Live) -> str:
    """Everything that people do, once, with something to say each time; the community."""
    admin, code = live.admin, fresh_code()
    register(admin, code)
    table = rows(seed=SEED)
    for row in table[1:]:
        row[10] = TEXTS["remark"]
    table[2][6] = DOUBTFUL
    assert import_table(admin, code, as_csv(table)).json()["issues"]
    assert import_table(admin, code, as_csv(table), params={"dry_run": True}).status_code == 200
    person(live, code)
    undone = click(admin, code, reason=TEXTS["reason"])
    path = f"communities/{code}/activations"
    admin.post(f"{path}/{undone['id']}/undo", json={"reason": TEXTS["undo"]})
    said = {"reason": TEXTS["reason"], "case_ref": TEXTS["case"]}
    activation = click(admin, code, **said)["id"]
    work(live, code, activation)
    happen(live, code, activation)
    admin.post(f"{path}/{activation}/stand-down", json={"reason": TEXTS["end"]})
    asked = {"playbook": EPIDEMIC, "reason": TEXTS["area"], "authority": TEXTS["authority"]}
    admin.post(f"organisation/{code}/activations", json=asked)
    mistakes(live, code)
    return code


def person(live: Live, code: str) -> None:
    said = {"name": TEXTS["enrolled"], "phone": PHONES[0], "note": TEXTS["remark"]}
    headers = {"Idempotency-Key": TEXTS["enrolled"].encode().hex()}
    member = live.admin.post(f"communities/{code}/members", json=said, headers=headers).json()["id"]
    live.admin.patch(f"members/{member}", json={"name": TEXTS["renamed"], "phone": PHONES[1]})
    live.admin.post(f"members/{member}/erase")


def work(live: Live, code: str, activation: str) -> None:
    admin = live.admin
    path = f"communities/{code}/activations/{activation}"
    shown = board(admin, code)
    open_tasks = [t for t in tasks(shown) if t["state"] == "open"]
    one, two, three, four = (f"tasks/{t['id']}" for t in open_tasks[:4])
    people = list(shown["names"])
    assert admin.post(f"{path}/authority", json={"authority": TEXTS["authority"]}).is_success
    assert admin.post(f"activations/{activation}/muster", json={"member": people[0]}).is_success
    for way, said in (
        (f"{one}/accept", {"for": people[0]}),
        (f"{one}/complete", {"for": people[0], "report": TEXTS["report"]}),
        (f"{two}/note", {"report": TEXTS["note"]}),
        (f"{two}/reassign", {"to": people[3], "reason": TEXTS["handover"]}),
        (f"{three}/cancel", {"reason": TEXTS["cancel"]}),
        (f"{three}/reopen", {"reason": TEXTS["handover"]}),
        (f"{four}/complete", {"report": TEXTS["report"]}),
        (
            f"{path}/tasks",
            {
                "group": "supply",
                "grid": open_tasks[0]["grid"],
                "title": TEXTS["title"],
                "due_at": "2099-01-01T00:00:00Z",
            },
        ),
    ):
        assert admin.post(way, json=said).is_success, way
    ways = {"channels": [{"kind": "email", "address": TEXTS["channel"]}]}
    assert admin.put(f"members/{people[6]}/channels", json=ways).is_success
    assert admin.delete(f"members/{people[5]}").is_success


def happen(live: Live, code: str, activation: str) -> None:
    """A request with its report, taken out in a ledger, and closed."""
    admin, path = live.admin, f"communities/{code}/activations/{activation}/occurrences"
    said = {
        "event": "request_logged",
        "grid": admin.get(f"communities/{code}/roster").json()["grids"][0]["id"],
        "report": {"summary": TEXTS["request"]},
        "about": TEXTS["about"],
    }
    logged = admin.post(path, json=said, headers={"Idempotency-Key": "request"}).json()
    done = {"report": {"summary": TEXTS["request"], "handling_group": "supply"}}
    assert admin.post(f"tasks/{logged['tasks'][0]}/complete", json=done).is_success
    assert admin.get(f"communities/{code}/ledgers/f_request.xlsx").is_success
    assert admin.get(f"communities/{code}/reports", params={"form": "f_request"}).is_success
    assert admin.post(f"{path}/{logged['id']}/close", json={"reason": TEXTS["closed"]}).is_success
    wrong = {"event": "request_logged", "report": {TEXTS["wrong"]: PHONES[0]}}
    assert admin.post(path, json={**said, **wrong}).status_code == 422


def mistakes(live: Live, code: str) -> None:
    """Requests that are refused, with words of people where they do not belong."""
    token = {"role": "secretary", "place": code, "name": TEXTS["token"]}
    secretary = live.client(live.admin.post("tokens", json=token).json()["token"])
    name = TEXTS["wrong"]
    for client in (live.admin, secretary, live.client("pz_wrong")):
        for asked in (
            {"url": f"communities/{code}/cases", "json": {"ref": {"who": name}}},
            {"url": f"communities/{code}/cases", "json": {name: PHONES[0]}},
            {"url": f"communities/{code}/cases?who={name}", "content": name.encode()},
            {"url": f"members/{name}/erase"},
            {"url": f"tasks/{PHONES[0]}/{name}"},
            {"url": f"{name}/{PHONES[0]}"},
            {"url": f"communities/{code}/roster/imports", "files": {"file": (name, b"x")}},
            {"url": "organisation/imports", "files": {"file": (name, name.encode())}},
        ):
            assert client.post(**asked).status_code >= 400
        client.get("history", params={"member": name})
        client.get(f"communities/{code}/assignments", params={"case": name})
        client.get(f"communities/{name}")
