"""A campaign over HTTP: an area, community by community, stopped, resumed and never doubled."""

from __future__ import annotations

import time
from typing import Any

from tests.api.places import (
    EPIDEMIC,
    as_csv,
    click,
    fresh_code,
    import_table,
    peaceful,
    register,
    rows,
)
from tests.api.serving import Live


def test_an_area_is_activated_in_a_campaign(live: Live) -> None:
    street = f"98{fresh_code()[5:]}"[:9]
    codes = [peaceful(live.admin, seed=4, street=street) for _ in range(3)]
    empty = fresh_code(street)
    register(live.admin, empty)
    foreseen: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        asked: dict[str, str | int] = {"after": after, "limit": 3}
        before = live.admin.post(
            f"organisation/{street}/activations/preview", params=asked, json={"playbook": EPIDEMIC}
        ).json()
        foreseen += before["items"]
        after = before["next"]
    assert [one["community"] for one in foreseen] == [*codes, empty]
    assert [one["refused"] for one in foreseen] == [None] * 3 + ["community_without_compounds"]
    assert all(one["summary"]["members"] for one in foreseen[:3])
    assert not any(one["already"] for one in foreseen)
    done = live.admin.post(
        f"organisation/{street}/activations", json={"playbook": EPIDEMIC, "reason": "全街道"}
    )
    assert done.status_code == 202
    path = f"organisation/{street}/activations/{done.json()['id']}"
    shown = finished(live, path)
    assert (shown["total"], shown["activated"], shown["waiting"]) == (4, 3, 0)
    assert [f["community"] for f in shown["failed"]] == [empty]
    assert shown["failed"][0]["failed"] == "community_without_compounds"
    assert all(live.admin.get(f"communities/{c}").json()["mode"] == "wartime" for c in codes)
    for verb in ("stop", "resume"):
        turned = live.admin.post(f"{path}/{verb}")
        assert turned.status_code == 200
    again = finished(live, path)
    assert again["activated"] == 3
    listed = [live.admin.get(f"communities/{c}/activations").json()["items"] for c in codes]
    assert [len(items) for items in listed] == [1, 1, 1]
    for part in ("", "/progress"):
        elsewhere = live.admin.get(f"organisation/35/activations/{done.json()['id']}{part}")
        assert elsewhere.status_code == 404
    told = live.admin.get(f"{path}/progress").json()
    assert "outcomes" not in told
    assert (told["reason"], told["by_name"], told["failed"]) == ("全街道", "管理员", 1)
    (failure,) = told["failures"]
    assert (failure["code"], failure["count"]) == ("community_without_compounds", 1)
    assert failure["some"][0]["code"] == empty
    assert failure["message"]["zh"]
    ran = live.admin.post(
        f"organisation/{street}/activations/preview", json={"playbook": EPIDEMIC}
    ).json()
    assert [one["already"] for one in ran["items"]] == [True, True, True, False]


def test_campaigns_are_listed_the_latest_first_and_counted_as_they_go_on(live: Live) -> None:
    street = f"96{fresh_code()[5:]}"[:9]
    peaceful(live.admin, seed=4, street=street)
    empty = fresh_code(street)
    register(live.admin, empty)
    made = []
    for reason in ("先", "后"):
        said = {"playbook": EPIDEMIC, "reason": reason, "drill": True}
        id = live.admin.post(f"organisation/{street}/activations", json=said).json()["id"]
        made.append(id)
        finished(live, f"organisation/{street}/activations/{id}")
    path = f"organisation/{street[:2]}/activations"
    shown = live.admin.get(path).json()["items"]
    assert [(c["id"], c["reason"]) for c in shown] == [(made[1], "后"), (made[0], "先")]
    assert [(c["activated"], c["already"], c["failed"]) for c in shown] == [(1, 1, 1), (1, 0, 1)]
    assert (shown[0]["state"], shown[0]["drill"], shown[0]["waiting"]) == ("finished", True, 0)
    (first,) = live.admin.get(path, params={"limit": 1}).json()["items"]
    rest = live.admin.get(path, params={"after": first["id"]}).json()
    assert [c["id"] for c in rest["items"]] == [made[0]]
    # what failed is tried again, and counted as it then is
    import_table(live.admin, empty, as_csv(rows(seed=5)))
    again = f"organisation/{street}/activations/{made[1]}"
    assert live.admin.post(f"{again}/resume").status_code == 200
    finished(live, again)
    told = live.admin.get(f"{again}/progress").json()
    assert (told["activated"], told["failed"], told["failures"]) == (2, 0, [])


def test_what_it_activated_ends_with_it_community_by_community(live: Live) -> None:
    street = f"95{fresh_code()[5:]}"[:9]
    codes = [peaceful(live.admin, seed=4, street=street) for _ in range(2)]
    (before,) = [peaceful(live.admin, seed=4, street=street)]
    own = click(live.admin, before)["id"]
    asked = {"playbook": EPIDEMIC, "reason": "全街道"}
    id = live.admin.post(f"organisation/{street}/activations", json=asked).json()["id"]
    path = f"organisation/{street}/activations/{id}"
    finished(live, path)
    for said in ({"reason": 7}, {"undo": "soon"}, {"undo": True, "till": "morning"}):
        assert live.admin.post(f"{path}/end", json=said).status_code == 422, said
    key = {"Idempotency-Key": fresh_code()}
    first = live.admin.post(f"{path}/end", json={"reason": "疫情已排除"}, headers=key)
    assert (first.status_code, first.json()["state"]) == (200, "ending")
    shown = finished(live, path, "ended")
    assert live.admin.post(f"{path}/end", json={"reason": "疫情已排除"}, headers=key).json() == {
        **first.json()
    }
    assert (shown["ended"], shown["kept"]) == (2, [])
    modes = {c: live.admin.get(f"communities/{c}").json()["mode"] for c in (*codes, before)}
    assert modes == {**dict.fromkeys(codes, "peacetime"), before: "wartime"}
    told = live.admin.get(f"{path}/progress").json()
    assert (told["ending"], told["ended"], told["kept"], told["keeping"]) == (True, 2, 0, [])
    history = live.admin.get(f"communities/{codes[0]}/history", params={"order": "desc"}).json()
    down = next(e for e in history["items"] if e["type"].startswith("playbook_stood_down"))
    assert "疫情已排除" in down["text"]["zh"]
    (still,) = live.admin.get(f"communities/{before}/activations").json()["items"]
    assert (still["id"], still["state"], still["ended_by"]) == (own, "running", None)
    (over,) = live.admin.get(f"communities/{codes[0]}/activations").json()["items"]
    assert (over["state"], over["ended_by_name"]) == ("stood_down", "管理员")
    assert (told["undo"], told["undone"], told["ended_because"]) == (False, 0, "疫情已排除")


def test_what_is_taken_back_is_told_as_that_and_by_whom(live: Live) -> None:
    street = f"94{fresh_code()[5:]}"[:9]
    code = peaceful(live.admin, seed=4, street=street)
    asked = {"playbook": EPIDEMIC, "reason": "季度演练", "drill": True}
    id = live.admin.post(f"organisation/{street}/activations", json=asked).json()["id"]
    path = f"organisation/{street}/activations/{id}"
    finished(live, path)
    assert live.admin.get(f"{path}/progress").json()["ended_by"] is None
    live.admin.post(f"{path}/end", json={"reason": "选错了地方", "undo": True})
    shown = finished(live, path, "ended")
    assert [(one["ended"], one["undone"]) for one in shown["outcomes"]] == [(True, True)]
    (line,) = live.admin.get(f"organisation/{street}/activations").json()["items"]
    told = ("state", "undo", "ended", "undone", "ended_by_name", "ended_because")
    assert [line[name] for name in told] == ["ended", True, 1, 1, "管理员", "选错了地方"]
    assert line["ended_at"] is not None
    (over,) = live.admin.get(f"communities/{code}/activations").json()["items"]
    assert (over["state"], over["ended_by_name"]) == ("undone", "管理员")


def finished(live: Live, path: str, state: str = "finished") -> dict:
    for _ in range(200):
        shown = live.admin.get(path).json()
        if shown["state"] == state:
            return dict(shown)
        time.sleep(0.05)
    raise AssertionError(shown)


def test_no_campaign_over_an_area_without_communities(live: Live) -> None:
    refused = live.admin.post("organisation/970000/activations", json={"playbook": EPIDEMIC})
    assert (refused.status_code, refused.json()["code"]) == (404, "area_empty")
    for part in ("9", "99010", "9901020", "0", "x"):
        refused = live.admin.post(f"organisation/{part}/activations", json={"playbook": EPIDEMIC})
        assert (refused.status_code, refused.json()["code"]) == (422, "place_unknown"), part
