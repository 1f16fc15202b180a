"""Questions that cannot be answered, odd words, and half requests: over HTTP."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.api.places import click, codes, peaceful
from tests.api.refusing import held
from tests.api.serving import ADMIN, Live


@pytest.fixture(scope="module")
def places() -> dict[str, str]:
    """The community of each server, made when first asked for."""
    return {}


@pytest.fixture
def code(live: Live, places: dict[str, str]) -> str:
    """A community at war, the same for all tests of the module."""
    if live.url not in places:
        places[live.url] = peaceful(live.admin, seed=1)
        click(live.admin, places[live.url])
    return places[live.url]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("communities/{code}/board?as_of=yesterday", "as_of"),
        ("communities/{code}/board?as_of=2025-11-22T08:00:00", "as_of"),
        ("communities/{code}/board?as_of=0001-01-01T00:00:00%2B14:00", "as_of"),
        ("communities/{code}/board?as_of_position=x", "as_of_position"),
        ("communities/{code}/board?as_of_position=-1", "as_of_position"),
        ("communities/{code}/board?at_least=1e3", "at_least"),
        ("communities/{code}/history?from=2025-11-22", "from"),
        ("communities/{code}/history?after=x", "after"),
        ("communities/{code}/assignments?after=x", "after"),
        ("communities/{code}/assignments?as_of=12", "as_of"),
        ("communities/{code}/history?member=" + "x" * 300, "member"),
    ],
)
def test_a_question_that_is_not_right_names_its_field(
    live: Live, code: str, path: str, field: str
) -> None:
    held(live.admin.get(path.format(code=code)), 422, "invalid_request", field)


def test_an_offset_in_an_address_may_stand_unescaped(live: Live, code: str) -> None:
    asked = httpx2.URL(
        f"{live.url}/api/v1/communities/{code}/board?as_of=2099-01-01T00:00:00+08:00"
    )
    assert live.admin.get(asked).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("communities/{code}/board?as_of_position=900000000", 422, "position_ahead"),
        (
            "communities/{code}/board?as_of=2025-11-22T08:00:00Z&as_of_position=1",
            422,
            "time_ambiguous",
        ),
        ("communities/990102001999/board", 404, "community_not_found"),
        ("communities/1/readiness", 404, "community_not_found"),
        ("communities/none/roster", 404, "community_not_found"),
        ("communities/none/roster.xlsx", 404, "community_not_found"),
        ("communities/none/roster/template.xlsx", 404, "community_not_found"),
        ("communities/none/history", 404, "community_not_found"),
        ("communities/none/assignments", 404, "community_not_found"),
        ("communities/none/activations", 404, "community_not_found"),
        ("communities/%E7%A4%BE%E5%8C%BA", 404, "community_not_found"),
        ("communities/%F0%9F%98%80%FF", 404, "community_not_found"),
        ("communities/{code}/activations/none/call-sheet", 404, "activation_not_found"),
        ("playbooks/none", 404, "playbook_not_found"),
        ("organisation/99/activations/none", 404, "campaign_not_found"),
        ("nothing/here", 404, "route_not_found"),
        ("communities/a%00b", 422, "nul_refused"),
        ("communities?after=%00", 422, "nul_refused"),
        ("playbooks/%00", 422, "nul_refused"),
        ("tasks/a%00.b", 422, "nul_refused"),
    ],
)
def test_what_is_not_there_is_told_so(
    live: Live, code: str, path: str, status: int, said: str
) -> None:
    refused = live.admin.get(path.format(code=code))
    field = {"position_ahead": "as_of_position", "time_ambiguous": "as_of"}.get(said)
    held(refused, status, said, field)


def test_another_method_is_told_which_there_are(live: Live, code: str) -> None:
    for path, allowed in (
        (f"communities/{code}", "GET"),
        (f"communities/{code}/activations", "GET, POST"),
        ("session", "DELETE, GET, POST"),
        ("members/0123", "DELETE, PATCH"),
        ("organisation/130102/activations/0123", "GET"),
        ("organisation/130102/activations/preview", "POST"),
    ):
        refused = live.admin.put(path)
        held(refused, 405, "method_not_allowed")
        assert refused.headers["allow"] == allowed


def test_a_view_waits_for_no_position_that_the_log_has_not(live: Live, code: str) -> None:
    for view in ("board", "roster", "assignments"):
        refused = live.admin.get(f"communities/{code}/{view}", params={"at_least": 9 * 10**8})
        held(refused, 422, "position_ahead", "at_least")


def test_words_of_people_that_are_unusual_are_kept_as_they_are(live: Live, code: str) -> None:
    ref = '<b>\'; DROP TABLE "events" --%s{0}</b> \u202e🏘️ {x}'
    done = live.admin.post(f"communities/{code}/cases", json={"ref": ref})
    assert done.json()["ref"] == ref
    told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    case = [e for e in told if e["type"] == "case_reported.v1"][-1]
    assert ref in case["text"]["zh"]


def test_half_a_request_hurts_nobody(live: Live) -> None:
    place = urlsplit(live.url)
    signed = f"Host: x\r\nAuthorization: Bearer {ADMIN}".encode()
    for said in (
        b"POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
        b"POST /api/v1/organisation/imports HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\n"
        b"Content-Length: 100\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b",
        b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"\x16\x03\x01\x02\x00 no http",
    ):
        with socket.create_connection((place.hostname or "", place.port or 0)) as line:
            line.sendall(said.replace(b"Host: x", signed))
    assert live.admin.get("session").status_code == 200
    assert not [line for line in live.lines() if line["event"] == "request_failed"]


def test_every_answer_carries_what_keeps_a_browser_safe(live: Live, code: str) -> None:
    for answer in (
        live.admin.get(f"communities/{code}"),
        live.admin.get("nothing"),
        live.admin.post("tokens", content=b"x" * 2**21, headers={"Content-Type": "a/b"}),
    ):
        assert len(answer.headers["x-request-id"]) == 16
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_codes_are_imported_from_gbk_too(live: Live) -> None:
    table = codes("990109009001").decode().encode("gb18030")
    done = live.admin.post("organisation/imports", files={"file": ("码.csv", table)})
    assert done.status_code == 200
    assert live.admin.get("communities/990109009001").json()["name"] == "第001社区"
