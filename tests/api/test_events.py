"""The log on the wire: CloudEvents by page and by stream, resumed with nothing lost or doubled."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from typing import Any

import httpx2
import pytest

from tests.api.places import board, click, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live
from tests.api.wire import listen

ATTRIBUTES = {
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "datacontenttype",
    "dataschema",
    "sequence",
    "data",
}


@pytest.fixture
def code(live: Live) -> str:
    """A community at war."""
    code = peaceful(live.admin, seed=6)
    click(live.admin, code)
    return code


def every(live: Live, **asked: Any) -> list[dict[str, Any]]:
    """All events of a query, page by page."""
    found: list[dict[str, Any]] = []
    after = asked.pop("after", 0)
    while True:
        page = live.admin.get("events", params={"after": after, **asked}).json()
        if not page:
            return found
        found += page
        after = int(page[-1]["id"])


def test_an_event_has_the_attributes_of_a_cloudevent_and_no_others(live: Live, code: str) -> None:
    events = every(live, community=code, limit=1000)
    for event in events:
        assert set(event) == ATTRIBUTES
        assert event["specversion"] == "1.0"
        assert event["source"] == f"/communities/{code}"
        assert event["type"].startswith("pingzhan.")
        assert event["sequence"] == event["id"].zfill(20)
        assert datetime.fromisoformat(event["time"]).tzinfo is not None
        assert event["datacontenttype"] == "application/json"
        assert event["dataschema"].endswith(event["type"].removeprefix("pingzhan."))
    assert {e["type"] for e in events} >= {
        "pingzhan.community_registered.v1",
        "pingzhan.grid_drawn.v1",
        "pingzhan.member_enrolled.v1",
        "pingzhan.role_granted.v1",
        "pingzhan.seat_assigned.v1",
        "pingzhan.playbook_activated.v1",
        "pingzhan.group_stood_up.v1",
        "pingzhan.member_assigned.v1",
        "pingzhan.task_opened.v1",
    }
    opened = [e for e in events if e["type"] == "pingzhan.task_opened.v1"]
    shown = tasks(board(live.admin, code))
    assert {e["data"]["task"] for e in opened} == {t["id"] for t in shown}
    for event in opened:
        assert set(event["data"]) >= {"task", "activation", "group", "grid"}
        assert event["subject"] == event["data"]["task"].partition(".")[0]


def test_events_are_a_bare_array_after_a_position(live: Live, code: str) -> None:
    events = every(live, community=code, limit=7)
    assert every(live, community=code, limit=1000)[: len(events)] == events
    positions = [int(e["id"]) for e in events]
    assert positions == sorted(set(positions))
    after = positions[5]
    page = live.admin.get("events", params={"after": after, "limit": 3, "community": code}).json()
    assert [int(e["id"]) for e in page] == positions[6:9]
    assert live.admin.get("events", params={"after": positions[-1] + 10**6}).json() == []


def test_events_are_chosen_by_type_with_or_without_its_prefix(live: Live, code: str) -> None:
    for asked in (
        "pingzhan.group_stood_up.v1",
        "group_stood_up.v1",
        "pingzhan.group_stood_up",
        "group_stood_up",
    ):
        events = every(live, community=code, type=asked)
        assert len(events) == 16
        assert {e["type"] for e in events} == {"pingzhan.group_stood_up.v1"}
    two = every(live, community=code, type=["group_stood_up.v1", "playbook_activated.v1"])
    assert len(two) == 17
    assert every(live, community=code, type="group_stood_up.v1,playbook_activated.v1") == two
    misspelt = live.admin.get("events", params={"type": "task_overdo"})
    held(misspelt, 422, "event_type_unknown", "type")
    assert "task_overdue" in misspelt.json()["message"]["zh"]
    of_any = every(live, community=code, type="")
    assert len(of_any) > len(two)
    assert every(live, community=code)[: len(of_any)] == of_any  # the house tells more meanwhile


def test_an_events_schema_says_what_its_data_holds(live: Live, code: str) -> None:
    opened = every(live, community=code, type="task_opened.v1")[0]
    assert opened["dataschema"] == f"{live.url}/api/v1/events/schemas/task_opened.v1"
    # whoever asks under another name is told the same address
    asked: dict[str, Any] = {"community": code, "type": "task_opened.v1", "limit": 1}
    elsewhere = live.admin.get("events", params=asked, headers={"Host": "evil.example"})
    assert elsewhere.json()[0]["dataschema"] == opened["dataschema"]
    schema = live.admin.get(opened["dataschema"]).json()
    assert set(opened["data"]) <= set(schema["properties"])
    assert set(schema["required"]) <= set(opened["data"])
    unknown = live.admin.get("events/schemas/no_such.v1")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "event_schema_not_found")


def test_a_stream_resumes_with_nothing_lost_or_doubled_while_work_goes_on(
    live: Live, code: str
) -> None:
    shown = [t for t in tasks(board(live.admin, code)) if t["state"] == "open"][:24]
    start = board(live.admin, code)["position"]
    # what the house does of itself meanwhile is none of it
    wanted: dict[str, Any] = {"community": code, "type": "task_accepted.v1,task_completed.v1"}
    last: list[int] = []

    def work() -> None:
        with live.client(live.admin.headers["authorization"].split()[1]) as client:
            for task in shown:
                client.post(f"tasks/{task['id']}/accept")
                done = client.post(f"tasks/{task['id']}/complete", json={"report": "办"})
                last.append(done.json()["position"])

    worker = threading.Thread(target=work)
    worker.start()
    heard: list[dict[str, Any]] = []
    position = start
    while len(heard) < 2 * len(shown):
        # broken off after every seven, and resumed from the last one held
        some = list(listen(live, position, 10**15, most=7, **wanted))
        heard += some
        position = int(some[-1]["id"])
        if len(heard) + 7 > 2 * len(shown):
            worker.join()
            heard += listen(live, position, last[-1], **wanted)
            break
    assert heard == every(live, **wanted, after=start, limit=1000)
    assert len(heard) == 2 * len(shown)


def test_a_stream_without_a_position_tells_what_comes_from_now_on(live: Live, code: str) -> None:
    shown = board(live.admin, code)
    task = next(t for t in tasks(shown) if t["state"] == "open")
    with live.admin.stream("GET", "events/stream", params={"community": code}) as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith("retry:")
        done = live.admin.post(f"tasks/{task['id']}/complete", json={"report": "办"}).json()
        events = (json.loads(line[6:]) for line in lines if line.startswith("data: "))
        event = next(events)
        while int(event["id"]) < done["position"]:  # what the house told people meanwhile
            assert int(event["id"]) > shown["position"]
            event = next(events)
    assert int(event["id"]) == done["position"]
    assert event["type"] == "pingzhan.task_completed.v1"
    assert event["data"]["task"] == task["id"]


def test_events_are_bounded_in_time_by_page_and_by_stream(live: Live, code: str) -> None:
    events = every(live, community=code, limit=1000)
    middle, last = events[len(events) // 2]["time"], events[-1]
    at, end = datetime.fromisoformat(middle), int(last["id"])
    later = [e for e in events if datetime.fromisoformat(e["time"]) >= at]
    # what the house tells people meanwhile comes behind them
    assert every(live, community=code, since=middle, limit=1000)[: len(later)] == later
    assert every(live, community=code, until=middle, limit=1000) == events[: -len(later)]
    assert every(live, community=code, since="2999-01-01T00:00:00Z") == []
    assert every(live, community=code, until="1999-01-01T00:00:00Z") == []
    asked = {"community": code, "since": middle}
    assert list(listen(live, 0, end, **asked)) == later
    # whoever was here before goes on from there, whatever the address said at first
    assert list(listen(live, int(later[-2]["id"]), end, **asked)) == later[-1:]


@pytest.mark.parametrize("id", ["x", "²", "-1", "9" * 40])
def test_a_malformed_last_event_id_is_refused_lest_events_be_left_out(
    live: Live, code: str, id: str
) -> None:
    headers = [(b"Last-Event-ID", id.encode("latin-1"))]
    told = live.admin.get("events/stream", params={"community": code}, headers=headers)
    assert (told.status_code, told.json()["code"]) == (422, "last_event_id_invalid")


def test_an_empty_last_event_id_is_as_none(live: Live, code: str) -> None:
    headers, asked = [(b"Last-Event-ID", b"")], {"community": code}
    with live.admin.stream("GET", "events/stream", params=asked, headers=headers) as answer:
        assert answer.status_code == 200
        assert next(answer.iter_lines()).startswith("retry:")


@pytest.mark.parametrize(
    "asked",
    [
        {"after": -1},
        {"after": "x"},
        {"after": 10**30},
        {"limit": 0},
        {"limit": 1001},
        {"community": "abc"},
        {"since": "2026-03-01"},
        {"until": "x"},
        {"type": "天"},
    ],
    ids=str,
)
def test_events_asked_for_wrongly_are_refused(live: Live, asked: dict) -> None:
    refused = live.admin.get("events", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    assert refused.json()["field"].removesuffix(".0") == next(iter(asked))


def test_streams_end_when_the_reader_goes(live: Live, code: str) -> None:
    for _ in range(30):
        with live.admin.stream("GET", "events/stream", params={"community": code}) as answer:
            next(answer.iter_lines())
    with httpx2.Client(trust_env=False) as client:
        assert client.get(f"{live.url}/healthz").json() == {"status": "ok"}


def test_events_are_chosen_by_place_and_by_activation(live: Live, code: str) -> None:
    activation = board(live.admin, code)["activations"][0]["id"]
    mine = every(live, activation=activation, type="playbook_activated.v1,group_stood_up.v1")
    assert {e["data"]["activation"] for e in mine} == {activation}
    assert len(mine) == 17
    other = peaceful(live.admin, seed=7, street="990102002")
    drawn = every(live, place="990102002", type="grid_drawn.v1", limit=1000)
    assert {e["source"] for e in drawn} >= {f"/communities/{other}"}
    assert all(e["source"].startswith("/communities/990102002") for e in drawn)
    both = every(live, place="9901", community=other, type="grid_drawn.v1")
    assert {e["source"] for e in both} == {f"/communities/{other}"}
    position = board(live.admin, code)["position"]
    after = int(mine[3]["id"])
    heard = list(listen(live, after, int(mine[-1]["id"]), activation=activation))
    assert [e for e in heard if e in mine] == mine[4:]
    assert {e["data"]["activation"] for e in heard} == {activation}
    assert position >= int(mine[-1]["id"])


def test_filters_that_choose_nothing_together_are_refused(live: Live, code: str) -> None:
    activation = board(live.admin, code)["activations"][0]["id"]
    for asked in (
        {"community": code, "place": "990103"},
        {"place": "11", "activation": activation},
    ):
        for path in ("events", "events/stream"):
            refused = live.admin.get(path, params=asked)
            assert (refused.status_code, refused.json()["code"]) == (422, "filters_apart")
    unknown = live.admin.get("events/stream", params={"activation": "x"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "activation_not_found")


def test_a_batch_and_one_event_have_the_content_types_of_cloudevents(live: Live, code: str) -> None:
    accept = {"Accept": "application/cloudevents-batch+json"}
    batch = live.admin.get("events", params={"community": code, "limit": 3}, headers=accept)
    assert batch.headers["content-type"] == "application/cloudevents-batch+json"
    plain = live.admin.get("events", params={"community": code, "limit": 3})
    assert plain.headers["content-type"] == "application/json"
    assert batch.json() == plain.json()
    one = live.admin.get(f"events/{plain.json()[2]['id']}")
    assert one.headers["content-type"] == "application/cloudevents+json"
    assert one.json() == plain.json()[2]
    none = live.admin.get(f"events/{10**12}")
    assert (none.status_code, none.json()["code"]) == (404, "event_not_found")


def test_what_a_fact_says_of_its_cause_is_not_lost_behind_what_caused_it(
    live: Live, code: str
) -> None:
    task = next(t for t in tasks(board(live.admin, code)) if t["state"] == "open")
    done = live.admin.post(f"tasks/{task['id']}/cancel", json={"reason": "撤"}).json()
    event = live.admin.get(f"events/{done['position']}").json()
    assert event["data"]["cause"] == "decision"
    assert event["data"]["causation"].startswith("request:")


def test_every_answer_says_of_which_log_it_is(live: Live, code: str) -> None:
    log = live.admin.get("events", params={"community": code}).headers["pingzhan-log"]
    assert len(log) == 32
    with live.admin.stream("GET", "events/stream", params={"community": code}) as stream:
        assert stream.headers["pingzhan-log"] == log
