"""A campaign over HTTP: an area, community by community, stopped, resumed and never doubled."""

from __future__ import annotations

import time

from tests.api.places import EPIDEMIC, fresh_code, peaceful, register
from tests.api.serving import Live


def test_an_area_is_activated_in_a_campaign(live: Live) -> None:
    street = f"98{fresh_code()[5:]}"[:9]
    codes = [peaceful(live.admin, seed=4, street=street) for _ in range(3)]
    empty = fresh_code(street)
    register(live.admin, empty)
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
    elsewhere = live.admin.get(f"organisation/35/activations/{done.json()['id']}")
    assert elsewhere.status_code == 404


def finished(live: Live, path: str) -> dict:
    for _ in range(200):
        shown = live.admin.get(path).json()
        if shown["state"] == "finished":
            return dict(shown)
        time.sleep(0.05)
    raise AssertionError(shown)


def test_no_campaign_over_an_area_without_communities(live: Live) -> None:
    refused = live.admin.post("organisation/970000/activations", json={"playbook": EPIDEMIC})
    assert (refused.status_code, refused.json()["code"]) == (404, "area_empty")
    for part in ("9", "99010", "9901020", "0", "x"):
        refused = live.admin.post(f"organisation/{part}/activations", json={"playbook": EPIDEMIC})
        assert (refused.status_code, refused.json()["code"]) == (422, "place_unknown"), part
