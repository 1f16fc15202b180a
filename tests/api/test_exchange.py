"""Swaps and take-overs over HTTP, by members with personal links, where others or time interfere.

The server's clock is moved by the tests, so that a shift begins when they say.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from api.app import create_app
from api.house import House
from api.settings import Settings
from tests.api.places import as_csv, board, click, fresh_code, import_table, register, rows
from tests.api.refusing import held
from tests.api.serving import ADMIN
from tests.api.test_streams import until
from tests.clock import FakeClock


class Gatehouse:
    """A server over a clock of ours, for whoever comes by a token."""

    def __init__(self, house: House, clock: FakeClock, port: int) -> None:
        self.house, self.clock, self.port = house, clock, port
        self.admin = self.client(ADMIN)

    def client(self, token: str) -> httpx2.Client:
        return httpx2.Client(
            base_url=f"http://127.0.0.1:{self.port}/api/v1/",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            trust_env=False,
        )

    def wait_until(self, at: datetime) -> None:
        """It is a minute later than that, and what was due by then was done."""
        self.clock.now = at + timedelta(minutes=1)
        while self.house.deadlines.fire():
            pass


@pytest.fixture(scope="module")
def gatehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gatehouse]:
    with gatehouse_in(tmp_path_factory.mktemp("exchange")) as made:
        yield made


@contextlib.contextmanager
def gatehouse_in(folder: Path) -> Iterator[Gatehouse]:
    clock = FakeClock()
    settings = Settings(store=f"sqlite:///{folder / 'log.sqlite'}", admin_token=ADMIN)
    house = House(settings, clock)
    server = uvicorn.Server(uvicorn.Config(create_app(house), port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    made = Gatehouse(house, clock, server.servers[0].sockets[0].getsockname()[1])
    yield made
    made.admin.close()
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


class Shifts:
    """Two people on the shift that has begun, and two on the next one, each with their screen."""

    def __init__(self, gatehouse: Gatehouse, closing: contextlib.ExitStack) -> None:
        self.gatehouse, self.admin, self.code = gatehouse, gatehouse.admin, fresh_code()
        register(self.admin, self.code)
        table = rows(("槿园",), seed=6)
        lead = next(row for row in table if "安全保卫组" in row)
        for n in range(1, 5):
            guard = [*lead[:3], f"粟{n}", "志愿者", "", f"1540066000{n}", lead[7], "成员", "是", ""]
            table.append(guard)
        assert import_table(self.admin, self.code, as_csv(table)).status_code == 200
        self.activation = click(self.admin, self.code, authority="榕防指〔2026〕1号")["id"]
        self.gatehouse.house.deadlines.fire()
        self.gatehouse.wait_until(datetime.fromisoformat(self.slots()[0]["starts_at"]))
        now, then = self.slots()
        self.now, self.then = now["id"], then["id"]
        self.begins = datetime.fromisoformat(then["starts_at"])
        self.ends = datetime.fromisoformat(now["due_at"])
        (one, two), (three, four) = now["assignees"], then["assignees"]
        self.names = [one, two, three, four]
        self.one, self.two, self.three, self.four = (
            closing.enter_context(self.linked(member)) for member in self.names
        )

    def linked(self, member: str) -> httpx2.Client:
        """Somebody's browser, let in by their link."""
        where = f"activations/{self.activation}/links"
        made = self.admin.post(where, json={"member": member})
        assert made.status_code == 201, made.text
        return self.gatehouse.client(made.json()["token"])

    def groups(self) -> list[dict[str, Any]]:
        """The groups as the board shows them."""
        return list(board(self.admin, self.code)["activations"][0]["groups"])

    def slots(self) -> list[dict[str, Any]]:
        """The shifts that are open, the first that begins first."""
        tasks = next(g["tasks"] for g in self.groups() if g["group"] == "security")
        found = [t for t in tasks if t["places"] and t["state"] not in ("completed", "cancelled")]
        return sorted(found, key=lambda t: str(t["starts_at"]))

    def who(self, task: str) -> set[str]:
        """Who has a shift."""
        return set(next(t["assignees"] for t in self.slots() if t["id"] == task))

    def heard(self, client: httpx2.Client) -> list[tuple[str, str, str, str | None]]:
        """What somebody was answered: by whom, about which shift, and for which."""
        (seen,) = client.get("me/post").json()["activations"]
        return [
            (told["answer"], told["colleague"], told["id"], (told["swap"] or {}).get("id"))
            for told in seen["answers"]
        ]

    def asks(self, asker: httpx2.Client, task: str, to: str, **more: str) -> None:
        """Somebody asks a colleague, and may."""
        asked = asker.post(f"tasks/{task}/offer", json={"to": to, **more})
        assert asked.status_code == 200, asked.text


@pytest.fixture
def shifts(gatehouse: Gatehouse) -> Iterator[Shifts]:
    with contextlib.ExitStack() as closing:
        yield Shifts(gatehouse, closing)


def test_two_members_swap_and_each_has_the_other_shift(shifts: Shifts) -> None:
    one, two, three, four = shifts.names
    shifts.asks(shifts.one, shifts.now, three, swap=shifts.then)
    (seen,) = shifts.three.get("me/post").json()["activations"]
    assert [(a["role"], a["member"], a["swap"]["id"]) for a in seen["askings"]] == [
        ("asked", one, shifts.then)
    ]
    done = shifts.three.post(f"tasks/{shifts.now}/take-over", json={})
    assert (done.status_code, set(done.json()["assignees"])) == (200, {two, three})
    assert (shifts.who(shifts.now), shifts.who(shifts.then)) == ({two, three}, {one, four})
    # whoever asked is told, and nobody else; no board has it
    heard = (*("agreed", three), shifts.now, shifts.then)
    assert [shifts.heard(c) for c in (shifts.one, shifts.two, shifts.three)] == [[heard], [], []]
    assert not [t for t in shifts.slots() if "answers" in t]
    asked = {"task": shifts.then, "limit": 1000}
    told = shifts.admin.get(f"communities/{shifts.code}/history", params=asked).json()["items"]
    kinds = [(entry["type"].partition(".")[0], entry["actor"]) for entry in told]
    assert ("task_assigned", three) in kinds
    # each has the other's by their own word: nobody recorded anything for anybody
    assert not [e["text"]["zh"] for e in told if e["actor"] == three and "代记" in e["text"]["zh"]]
    # the one save of both, by whoever agreed
    at = done.json()["position"]
    facts = shifts.admin.get("events", params={"community": shifts.code, "limit": 1000}).json()
    given = [f for f in facts if f["type"] == "pingzhan.task_assigned.v1"][-2:]
    assert [f["data"]["cause"] for f in given] == ["swapped", "swapped"]
    assert {f["data"]["task"] for f in given} == {shifts.now, shifts.then}
    assert all(int(f["id"]) <= at for f in given)


def test_an_answer_that_is_recorded_for_the_colleague_is_told_so(shifts: Shifts) -> None:
    one, _, three, _ = shifts.names
    shifts.asks(shifts.one, shifts.now, three, swap=shifts.then)
    said = {"for": three}
    done = shifts.admin.post(f"tasks/{shifts.now}/take-over", json=said)
    assert done.status_code == 200, done.text
    path, asked = f"communities/{shifts.code}/history", {"limit": 1000}
    told = shifts.admin.get(path, params=asked).json()["items"]
    begun = max(e["position"] for e in told if e["type"] == "exchange_asked.v1")
    ours = [e for e in told if e["actor"] == "admin" and e["position"] > begun]
    assert {e["type"].partition(".")[0] for e in ours} == {
        "exchange_closed",
        "task_assigned",
        "task_accepted",
    }
    assert all("由管理员代记" in e["text"]["zh"] for e in ours), ours
    assert all("recorded by the administrator" in e["text"]["en"] for e in ours)
    (asking,) = (e for e in told if e["position"] == begun)
    assert (asking["actor"], "代记" in asking["text"]["zh"]) == (one, False)


def test_shifts_are_foreseen_for_a_week_and_come_so_while_nothing_changes(shifts: Shifts) -> None:
    four = (shifts.one, shifts.two, shifts.three, shifts.four)
    told = [client.get("me/shifts").json() for client in four]
    assert {rota["until"] for rota in told} == {told[0]["until"]}
    seen = [{shift["starts_at"] for shift in rota["shifts"]} for rota in told]
    assert all(moments and max(moments) < told[0]["until"] for moments in seen)
    # what is open already is not told twice, and the next one comes to whom it was foreseen for
    ends = board_time(next(t for t in shifts.slots() if t["id"] == shifts.then)["due_at"])
    assert min(board_time(at) for moments in seen for at in moments) == ends
    first = {
        member
        for member, moments in zip(shifts.names, seen, strict=True)
        if ends in map(board_time, moments)
    }
    shifts.gatehouse.wait_until(ends)
    opened = next(t for t in shifts.slots() if board_time(t["starts_at"]) == ends)
    assert first == set(opened["assignees"]) & set(shifts.names)
    left = f"activations/{shifts.activation}/decline"
    assert shifts.one.post(left, json={"member": shifts.names[0]}).status_code == 200
    assert shifts.one.get("me/shifts").json()["shifts"] == []
    held(shifts.admin.get("me/shifts"), 403, "not_a_member")


def board_time(said: str) -> datetime:
    return datetime.fromisoformat(said)


def test_a_third_person_answers_nothing(shifts: Shifts) -> None:
    before = shifts.who(shifts.now)
    shifts.asks(shifts.one, shifts.now, shifts.names[2], reason="家里老人发烧")
    four = shifts.four
    # why is written to whoever is asked: they read it, and nobody else of the group, nor a board
    (asked,) = shifts.three.get("me/post").json()["activations"][0]["askings"]
    assert asked["reason"] == "家里老人发烧"
    people = next(g for g in shifts.groups() if g["group"] == "security")["members"]
    with shifts.linked(next(m["member"] for m in people if m["position"] == "lead")) as lead:
        told = [client.get("me/post").text for client in (shifts.one, shifts.two, four, lead)]
    assert "leading" in told[-1]
    told.append(shifts.admin.get(f"communities/{shifts.code}/board").text)
    assert not [seen for seen in told if "发烧" in seen]
    assert all("reason" not in a for t in shifts.slots() for a in t["askings"])
    held(four.post(f"tasks/{shifts.now}/take-over", json={}), 409, "exchange_over")
    said = {"for": shifts.names[2]}
    held(four.post(f"tasks/{shifts.now}/take-over", json=said), 403, "forbidden")
    held(four.post(f"tasks/{shifts.now}/turn-down", json=said), 403, "forbidden")
    # of what was not asked of them they can turn nothing down, nor withdraw another's
    assert four.post(f"tasks/{shifts.now}/turn-down", json={}).status_code == 200
    held(four.post(f"tasks/{shifts.now}/withdraw", json={"for": shifts.names[0]}), 403, "forbidden")
    stranger = {"Authorization": "Bearer pl_nobody"}
    refused = four.post(f"tasks/{shifts.now}/take-over", json={}, headers=stranger)
    held(refused, 401, "token_invalid")
    assert shifts.who(shifts.now) == before
    assert shifts.heard(shifts.one) == []
    assert shifts.three.post(f"tasks/{shifts.now}/turn-down", json={}).status_code == 200
    assert shifts.heard(shifts.one) == [("declined", shifts.names[2], shifts.now, None)]
    # asked anew, what was answered before is no answer any more
    shifts.asks(shifts.one, shifts.now, shifts.names[2])
    assert shifts.heard(shifts.one) == []
    assert shifts.three.post(f"tasks/{shifts.now}/take-over", json={}).status_code == 200


def test_a_swap_for_a_shift_that_has_begun_meanwhile_is_refused(shifts: Shifts) -> None:
    before = shifts.who(shifts.now), shifts.who(shifts.then)
    backwards = {"to": shifts.names[0], "swap": shifts.now}
    offered = shifts.three.post(f"tasks/{shifts.then}/offer", json=backwards)
    held(offered, 409, "swap_impossible", "swap")
    shifts.asks(shifts.one, shifts.now, shifts.names[2], swap=shifts.then)
    shifts.gatehouse.clock.now = shifts.begins
    # the one ends as the other begins: neither can be had for the other any more
    assert shifts.ends == shifts.begins
    held(shifts.three.post(f"tasks/{shifts.now}/take-over", json={}), 409, "shift_over")
    assert (shifts.who(shifts.now), shifts.who(shifts.then)) == before
    over = shifts.one.post(f"tasks/{shifts.now}/offer", json={"to": shifts.names[3]})
    held(over, 409, "shift_over")


def test_what_was_given_up_meanwhile_changes_no_hands(shifts: Shifts) -> None:
    one, _, three, four = shifts.names
    declining = f"activations/{shifts.activation}/decline"
    # whoever is asked has left: they may answer no more, and whoever asked still has it
    shifts.asks(shifts.one, shifts.now, three)
    assert shifts.three.post(declining, json={"member": three, "reason": "发烧"}).status_code == 200
    held(shifts.three.post(f"tasks/{shifts.now}/take-over", json={}), 403, "forbidden")
    assert one in shifts.who(shifts.now)
    (seen,) = shifts.one.get("me/post").json()["activations"]
    assert seen["askings"] == []
    # whoever asks has left: there is nothing left to be taken over from them
    shifts.asks(shifts.one, shifts.now, four)
    assert shifts.one.post(declining, json={"member": one, "reason": "家里有事"}).status_code == 200
    held(shifts.four.post(f"tasks/{shifts.now}/take-over", json={}), 409, "exchange_over")
    assert not {one, four} & shifts.who(shifts.now)


def at_once(*posts: tuple[httpx2.Client, str]) -> list[httpx2.Response]:
    """Several people press at the same moment."""
    ready = threading.Barrier(len(posts))

    def press(post: tuple[httpx2.Client, str]) -> httpx2.Response:
        client, path = post
        client.get("session")  # the line is open
        ready.wait(10)
        return client.post(path, json={})

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(press, posts))


def test_of_two_who_accept_at_once_only_the_one_who_is_asked_has_it(shifts: Shifts) -> None:
    one, two, three, four = shifts.names
    shifts.asks(shifts.one, shifts.now, three)
    shifts.asks(shifts.one, shifts.now, four)  # which withdraws what was asked of the other
    path = f"tasks/{shifts.now}/take-over"
    first, second = at_once((shifts.three, path), (shifts.four, path))
    held(first, 409, "exchange_over")
    assert second.status_code == 200
    assert shifts.who(shifts.now) == {two, four}
    assert one not in shifts.who(shifts.now)


def test_two_who_ask_each_other_and_accept_at_once_swap_only_once(shifts: Shifts) -> None:
    one, two, three, four = shifts.names
    shifts.asks(shifts.one, shifts.now, three, swap=shifts.then)
    shifts.asks(shifts.three, shifts.then, one)
    answers = at_once(
        (shifts.three, f"tasks/{shifts.now}/take-over"),
        (shifts.one, f"tasks/{shifts.then}/take-over"),
    )
    codes = sorted(answer.status_code for answer in answers)
    assert 200 in codes, [answer.text for answer in answers]
    both = (shifts.who(shifts.now), shifts.who(shifts.then))
    swapped, given = ({two, three}, {one, four}), ({one, two}, {one, four})
    assert both in (swapped, given)
    # whoever came second was told that there is nothing left, or has it already
    assert codes in ([200, 200], [200, 409])


def test_an_answer_that_is_sent_again_is_the_same_answer(shifts: Shifts) -> None:
    one, two, three, _ = shifts.names
    shifts.asks(shifts.one, shifts.now, three)
    key, path = {"Idempotency-Key": secrets.token_hex(8)}, f"tasks/{shifts.now}/take-over"
    first = shifts.three.post(path, json={}, headers=key)
    assert first.status_code == 200
    # it was handed on since: sent again, the first answer is told and nothing is taken back
    shifts.asks(shifts.three, shifts.now, one)
    assert shifts.one.post(path, json={}).status_code == 200
    again = shifts.three.post(path, json={}, headers=key)
    assert (again.status_code, again.json()) == (200, first.json())
    assert shifts.who(shifts.now) == {one, two}
    held(
        shifts.three.post(path, json={"reason": "另一回"}, headers=key),
        422,
        "idempotency_key_reused",
        "Idempotency-Key",
    )
