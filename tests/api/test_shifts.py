"""Shifts: seen ahead with who has them, and swapped by colleagues who agree, told to who leads."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from api.reading.shifts import askings, heard_lately
from projections.board import Answer, GroupAtWork, TaskOnBoard
from tests.api.places import as_csv, board, click, fresh_code, import_table, register, rows
from tests.api.serving import Live


class Gate:
    """A community at war whose gate is manned in shifts by a lead and two guards."""

    def __init__(self, live: Live) -> None:
        self.live, self.admin, self.code = live, live.admin, fresh_code()
        register(live.admin, self.code)
        table = rows(("槿园",), seed=5)
        lead = next(row for row in table if "安全保卫组" in row)
        for n in (1, 2, 3):
            table.append([*lead[:3], f"粟{n}", "志愿者", "", f"1540088000{n}", lead[7], "成员"])
            table[-1] += ["是", ""]
        assert import_table(live.admin, self.code, as_csv(table)).status_code == 200
        self.activation = click(live.admin, self.code, authority="榕防指〔2026〕1号")["id"]
        until = time.monotonic() + 20
        while not self.shifts() and time.monotonic() < until:
            time.sleep(0.05)

    def group(self) -> dict[str, Any]:
        """The group as the board shows it."""
        groups = board(self.admin, self.code)["activations"][0]["groups"]
        return next(g for g in groups if g["group"] == "security")

    def shifts(self) -> list[dict[str, Any]]:
        """The shifts of the gate."""
        return [t for t in self.group()["tasks"] if t["places"]]

    def client(self, member: str) -> httpx2.Client:
        """A member who came by their link."""
        where = f"activations/{self.activation}/links"
        return self.live.client(self.admin.post(where, json={"member": member}).json()["token"])

    def seen(self, client: httpx2.Client, at: int | None = None) -> dict[str, Any]:
        """What a member sees of the activation."""
        told = client.get("me/post", params={} if at is None else {"at_least": at}).json()
        return dict(told["activations"][0])

    def inbox(self, member: str) -> set[str]:
        """What a member was told of."""
        return {n["kind"] for n in self.told(member)}

    def told(self, member: str) -> list[dict[str, Any]]:
        """What lies in a member's inbox."""
        return list(self.admin.get(f"members/{member}/inbox").json()["items"])


@pytest.fixture
def gate(live: Live) -> Gate:
    return Gate(live)


def test_a_shift_is_seen_ahead_and_goes_to_a_colleague_who_agrees(gate: Gate) -> None:
    (shift,) = gate.shifts()
    task, (one, other) = f"tasks/{shift['id']}", shift["assignees"]
    people = {m["member"]: m for m in gate.group()["members"]}
    lead = next(m for m, p in people.items() if p["position"] == "lead")
    third = next(m for m in people if m not in (one, other, lead))
    with gate.client(one) as asker, gate.client(third) as asked, gate.client(lead) as leader:
        (seen,) = gate.seen(asker)["shifts"]
        assert (seen["id"], seen["mine"], seen["taken"]) == (shift["id"], True, False)
        assert {p["member"]: p["name"] for p in seen["people"]} == {
            m: people[m]["name"] for m in (one, other)
        }
        # whoever has none sees who has it, and may take a place that nobody has
        assert [s["mine"] for s in gate.seen(asked)["shifts"]] == [False]
        offered = asker.post(f"{task}/offer", json={"to": third})
        assert offered.status_code == 200, offered.text
        twice = asker.post(f"{task}/offer", json={"to": other})
        assert twice.json()["code"] == "exchange_with_nobody"
        swap = asker.post(f"{task}/offer", json={"to": third, "swap": shift["id"]})
        assert swap.json()["code"] == "swap_impossible"
        done = asked.post(f"{task}/take-over", json={})
        assert set(done.json()["assignees"]) == {other, third}
        at = done.json()["position"]
        assert [s["taken"] for s in gate.seen(asked, at)["shifts"]] == [True]
        assert [s["mine"] for s in gate.seen(asker, at)["shifts"]] == [False]
        gone = asker.post(f"{task}/offer", json={"to": third})
        assert gone.json()["code"] == "forbidden"
        assert gate.seen(leader, at)["askings"] == []
    told = {third: "exchange_asked", one: "exchange_agreed", lead: "changed_hands"}
    until = time.monotonic() + 20
    kinds: dict[str, set[str]] = {}
    while any(kind not in kinds.get(m, ()) for m, kind in told.items()):
        assert time.monotonic() < until, kinds
        kinds = {m: gate.inbox(m) for m in told}
    assert "task" not in kinds[third]


def test_a_colleague_stands_in_for_whoever_has_not_taken_a_shift_up(gate: Gate) -> None:
    (shift,) = gate.shifts()
    task, (one, other) = f"tasks/{shift['id']}", shift["assignees"]
    people = {m["member"]: m for m in gate.group()["members"]}
    lead = next(m for m, p in people.items() if p["position"] == "lead")
    third = next(m for m in people if m not in (one, other, lead))
    with gate.client(other) as taker, gate.client(third) as standing, gate.client(lead) as leader:
        assert taker.post(f"{task}/accept", json={}).status_code == 200
        (seen,) = gate.seen(standing)["shifts"]
        assert (seen["mine"], seen["places"], seen["lacking"]) == (False, 2, 1)
        # what was taken up is given to nobody unasked, but by whoever leads
        refused = standing.post(f"{task}/accept", json={"relieves": other})
        assert (refused.status_code, refused.json()["code"]) == (409, "relief_unasked")
        done = standing.post(f"{task}/accept", json={"relieves": one})
        assert set(done.json()["assignees"]) == {other, third}, done.text
        (seen,) = gate.seen(standing, done.json()["position"])["shifts"]
        assert (seen["mine"], seen["taken"], seen["lacking"]) == (True, True, 0)
        # whoever was relieved reads by whom on their own screen
        with gate.client(one) as relieved:
            (word,) = gate.seen(relieved, done.json()["position"])["answers"]
        assert (word["answer"], word["colleague"]) == ("relief", third)
        gone = standing.post(f"{task}/accept", json={"relieves": one})
        assert gone.json()["position"] == done.json()["position"]
        forced = leader.post(f"{task}/accept", json={"for": one, "relieves": other})
        assert set(forced.json()["assignees"]) == {one, third}, forced.text
    told = {one: "exchange_agreed", lead: "changed_hands", other: "exchange_agreed"}
    until = time.monotonic() + 20
    while any(kind not in gate.inbox(m) for m, kind in told.items()):
        assert time.monotonic() < until, {m: gate.inbox(m) for m in told}
        time.sleep(0.05)
    said = gate.admin.get(f"communities/{gate.code}/history", params={"task": shift["id"]}).json()
    names = people[third]["name"], people[one]["name"]
    assert any(f"替{names[1]}" in line["text"]["zh"] for line in said["items"]), names


def test_whoever_is_put_on_a_short_shift_has_its_place_and_is_told(gate: Gate) -> None:
    (shift,) = gate.shifts()
    task, (one, other) = f"tasks/{shift['id']}", shift["assignees"]
    people = {m["member"]: m for m in gate.group()["members"]}
    third = next(m for m in people if m not in (one, other) and people[m]["position"] == "member")
    groups = board(gate.admin, gate.code)["activations"][0]["groups"]
    stranger = next(m["member"] for g in groups for m in g["members"] if m["member"] not in people)
    assert gate.admin.post(f"{task}/reassign", json={"to": one}).json()["assignees"] == [one]
    gate.admin.post(f"{task}/accept", json={"for": one})
    with gate.client(one) as member:
        assert member.post(f"{task}/accept", json={"for": third}).status_code == 403
    added = gate.admin.post(f"{task}/accept", json={"for": stranger})
    assert added.json()["assignees"] == [one, stranger], added.text
    again = gate.admin.post(f"{task}/accept", json={"for": stranger})
    assert again.json()["position"] == added.json()["position"]
    full = gate.admin.post(f"{task}/accept", json={"for": third})
    assert (full.status_code, full.json()["code"]) == (409, "slot_full")
    (seen,) = gate.shifts()
    assert (seen["assignees"], seen["taken"]) == ([one, stranger], [one, stranger])
    until = time.monotonic() + 20
    while not (told := [n for n in gate.told(stranger) if shift["id"] in n["tasks"]]):
        assert time.monotonic() < until, gate.told(stranger)
        time.sleep(0.05)
    # it is not their own word: they are to be told of it
    assert [(n["kind"], n["acted_at"]) for n in told] == [("task", None)]
    said = gate.admin.get(f"communities/{gate.code}/history", params={"task": shift["id"]}).json()
    assert any("补缺加人" in line["text"]["zh"] for line in said["items"]), said


def test_what_is_asked_is_told_from_where_one_stands() -> None:
    at, words = datetime(2026, 3, 2, tzinfo=UTC), {"where": None, "starts_at": None, "due_at": None}
    asked = {"member": "li", "colleague": "zhao", "swap": "t2", "at": at}
    group: dict[str, Any] = {
        "group": "security",
        "name": "安保组",
        "grid": "g1",
        "grid_name": "槿园",
        "tasks": [
            {"id": "t1", "title": "夜班", "askings": [asked], **words},
            {"id": "t2", "title": "早班", "askings": [], **words},
        ],
    }

    def seen(member: str, *, leads: bool = False) -> list[tuple[str, str]]:
        told = askings([group], member, {"li": "李", "zhao": "赵"}, lambda _: leads)
        return [(one["role"], one["swap"]["title"]) for one in told]

    assert seen("zhao") == [("asked", "早班")]
    assert seen("li", leads=True) == [("asking", "早班")]
    assert seen("wang", leads=True) == [("leading", "早班")]
    assert seen("sun") == []


def test_an_answer_is_told_to_whoever_asked_while_it_is_news_and_holds() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)

    def heard(answer: str, who: tuple[str, ...], hours: int = 1, **more: object) -> list[str]:
        said = Answer("li", "zhao", None, answer, at)
        shift = TaskOnBoard("gate", "accepted", at, assignees=who, answers=(said,))
        for field, value in more.items():
            setattr(shift, field, value)
        group = GroupAtWork("a1", "security", "g1", tasks={"t1": shift})
        return list(heard_lately([group], "li", at + timedelta(hours=hours)))

    assert heard("agreed", ("zhao",)) == heard("declined", ("li",)) == ["t1"]
    assert heard("agreed", ("zhao",), state="completed") == ["t1"]
    # it came back, went on to somebody else, was done, or is long known
    assert heard("agreed", ("li",)) == heard("declined", ("wang",)) == []
    assert heard("declined", ("li",), state="completed") == []
    assert heard("agreed", ("zhao",), hours=12) == []
