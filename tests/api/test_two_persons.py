"""Two persons have to agree where a setting says so: over HTTP."""

from __future__ import annotations

import pytest

from api.settings import Settings
from domain.refusal import Refused
from tests.api.places import board, click, order, peaceful
from tests.api.refusing import held
from tests.api.serving import serving


def test_the_second_person_carries_out_what_the_first_asked_for(sqlite_url: str) -> None:
    with serving(sqlite_url, PINGZHAN_TWO_PERSONS="activate, stand_down") as live:
        code = peaceful(live.admin, seed=5)
        said = {"role": "secretary", "place": code, "name": "副书记"}
        second = live.client(live.admin.post("tokens", json=said).json()["token"])
        path = f"communities/{code}/activations"
        asked = live.admin.post(path, json=order("小区报告病例"))
        assert (asked.status_code, asked.json()["pending"]) == (202, True)
        assert asked.json()["act"] == "activate"
        assert board(live.admin, code)["activations"] == []
        (waits,) = second.get(f"communities/{code}").json()["pending"]
        assert (waits["act"], waits["asked_by"]) == ("activate", asked.json()["asked_by"])
        held(live.admin.post(path, json=order("再按一次")), 409, "second_person_needed")
        done = second.post(path, json=order("同意"))
        assert done.status_code == 201
        assert second.get(f"communities/{code}").json()["pending"] == []
        ending = f"{path}/{done.json()['id']}/stand-down"
        assert second.post(ending).status_code == 202
        assert live.admin.post(ending).json()["state"] == "stood_down"
        told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
        requests = [e["text"]["zh"] for e in told if e["type"] == "second_person_asked.v1"]
        assert requests[0] == "管理员提出“启动”，须由另一人确认；理由：小区报告病例"
        second.close()


def test_an_amendment_and_an_undo_wait_for_the_second_person(sqlite_url: str) -> None:
    with serving(sqlite_url, PINGZHAN_TWO_PERSONS="amend, stand_down") as live:
        code = peaceful(live.admin, seed=6)
        said = {"role": "secretary", "place": code, "name": "副书记"}
        second = live.client(live.admin.post("tokens", json=said).json()["token"])
        path = f"communities/{code}/activations/{click(live.admin, code)['id']}"
        end = {"planned_end": "2090-01-01T00:00:00Z"}
        tried = live.admin.post(f"{path}/amend", json={**end, "dry_run": True})
        assert (tried.status_code, len(tried.json()["effect"]) > 0) == (200, True)
        asked = live.admin.post(f"{path}/amend", json=end)
        assert (asked.status_code, asked.json()["act"]) == (202, "amend")
        there = {"planned_end": "2090-01-01T08:00:00+08:00"}
        assert second.post(f"{path}/amend", json=there).status_code == 200
        waits = live.admin.post(f"{path}/undo")
        assert (waits.status_code, waits.json()["act"]) == (202, "stand_down")
        held(live.admin.post(f"{path}/undo"), 409, "second_person_needed")
        assert second.post(f"{path}/undo").json()["state"] == "undone"
        told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
        requests = [e["text"]["zh"] for e in told if e["type"] == "second_person_asked.v1"]
        assert "“调整预案执行”" in requests[0]
        second.close()


def test_the_setting_names_acts_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINGZHAN_TWO_PERSONS", "level, recover")
    assert Settings.from_environment().two_persons == ("level", "recover")
    monkeypatch.setenv("PINGZHAN_TWO_PERSONS", "level,dance")
    with pytest.raises(Refused, match="two_persons_unknown") as refused:
        Settings.from_environment()
    assert refused.value.params["value"] == "dance"
    monkeypatch.delenv("PINGZHAN_TWO_PERSONS")
    assert Settings.from_environment().two_persons == ()


def test_a_clock_speed_of_the_environment_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINGZHAN_CLOCK_SPEED", "60")
    assert Settings.from_environment().clock_speed == 60
    assert Settings.from_environment(clock_speed=2.0).clock_speed == 2
    monkeypatch.setenv("PINGZHAN_CLOCK_SPEED", "fast")
    with pytest.raises(Refused, match="clock_speed_invalid"):
        Settings.from_environment()
