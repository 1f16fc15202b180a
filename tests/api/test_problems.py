"""Whatever is wrong with a request, it is told as a problem: code, place, both languages."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.api.places import CODES, click, codes, order, peaceful
from tests.api.serving import ADMIN, Live

UNREAL = "\ud800"


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


def held(refused: httpx2.Response, status: int, code: str, field: str | None = None) -> None:
    """Assert that an answer is a problem, and which."""
    said = refused.json()
    assert (refused.status_code, said["code"]) == (status, code), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert said["status"] == status
    assert set(said) >= {"type", "title", "detail", "message"}
    assert said["message"]["zh"] != said["message"]["en"]
    assert "{" not in said["message"]["zh"] + said["message"]["en"]
    assert said.get("field") == field


BODIES: list[tuple[str, Any, str]] = [
    ("communities/{code}/cases", {}, "ref"),
    ("communities/{code}/cases", {"ref": ""}, "ref"),
    ("communities/{code}/cases", {"ref": 7}, "ref"),
    ("communities/{code}/cases", {"ref": None}, "ref"),
    ("communities/{code}/cases", {"ref": ["a"]}, "ref"),
    ("communities/{code}/cases", {"ref": "零\x00"}, "ref"),
    ("communities/{code}/cases", {"ref": "长" * 201}, "ref"),
    ("communities/{code}/cases", {"ref": "a", "refs": "b"}, "refs"),
    ("communities/{code}/cases", {"ref": "a", "grid": "网格"}, "grid"),
    ("communities/{code}/cases", {"ref": "a", "grid": "x" * 81}, "grid"),
    ("communities/{code}/cases", {"ref": "a", "reported_at": "2025-11-22T08:00:00"}, "reported_at"),
    ("communities/{code}/cases", {"ref": "a", "reported_at": "2025-11-22"}, "reported_at"),
    ("communities/{code}/cases", {"ref": "a", "reported_at": 1763769600}, "reported_at"),
    ("communities/{code}/cases", {"ref": "a", "reported_at": "1763769600"}, "reported_at"),
    ("communities/{code}/cases", {"ref": "a", "reported_at": "昨天"}, "reported_at"),
    (
        "communities/{code}/cases",
        {"ref": "a", "reported_at": "2025-13-45T99:00:00Z"},
        "reported_at",
    ),
    (
        "communities/{code}/cases",
        {"ref": "a", "reported_at": "0001-01-01T00:00:00+14:00"},
        "reported_at",
    ),
    (
        "communities/{code}/cases",
        {"ref": "a", "reported_at": "9999-12-31T23:59:59-14:00"},
        "reported_at",
    ),
    ("communities/{code}/activations", {}, "playbook"),
    ("communities/{code}/activations", {"playbook": "p"}, "scope"),
    ("communities/{code}/activations", {"playbook": "p", "scope": "all"}, "scope"),
    ("communities/{code}/activations", {**order(), "scope": {"grids": "x"}}, "scope.grids"),
    ("communities/{code}/activations", {**order(), "scope": {"grids": [1]}}, "scope.grids.0"),
    (
        "communities/{code}/activations",
        {**order(), "scope": {"grids": ["g"] * 1001}},
        "scope.grids",
    ),
    ("communities/{code}/activations", {**order(), "scope": {"community": 1}}, "scope.community"),
    ("communities/{code}/activations", {**order(), "drill": "yes"}, "drill"),
    ("communities/{code}/activations", {**order(), "reason": "由" * 2001}, "reason"),
    ("communities/{code}/activations", {**order(), "forecasts": {"f": "now"}}, "forecasts.f"),
    ("communities/{code}/members", {"name": {}}, "name"),
    ("communities/{code}/members", {"name": "a", "roles": [{}]}, "roles.0.role"),
    (
        "communities/{code}/members",
        {"name": "a", "seats": [{"playbook": "p", "group": "g", "position": "boss"}]},
        "seats.0.position",
    ),
    ("tokens", {"role": "emperor", "name": "a"}, "role"),
    ("tokens", {"role": "secretary", "name": "a", "place": "福州"}, "place"),
    ("tokens", {"role": "secretary", "name": "a", "expires_at": "soon"}, "expires_at"),
    ("tokens", [], "body"),
    ("tokens", "text", "body"),
    ("tokens", 5, "body"),
    ("tokens", None, "body"),
]


@pytest.mark.parametrize(("path", "body", "field"), BODIES)
def test_a_body_that_is_not_right_names_its_field(
    live: Live, code: str, path: str, body: Any, field: str
) -> None:
    refused = live.admin.post(path.format(code=code), json=body)
    held(refused, 422, "invalid_request", field)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"",
        b'{"ref": "a"',
        b"\xff\xfe",
        b'{"ref": NaN}',
        b"[" * 100_000,
        b'{"ref": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"a\\u0000b": 1, "ref": "x"}',
    ],
    ids=["cut", "empty", "open", "bytes", "nan", "deep", "half", "half name", "nul name"],
)
def test_a_body_that_is_no_json_is_told_so(live: Live, code: str, content: bytes) -> None:
    refused = live.admin.post(
        f"communities/{code}/cases",
        content=content,
        headers={"Content-Type": "application/json"},
    )
    assert refused.status_code == 422
    held(refused, 422, refused.json()["code"], refused.json().get("field"))
    assert refused.json()["code"] in ("body_unreadable", "invalid_request")


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"],
)
def test_a_body_of_another_kind_is_told_so(live: Live, code: str, kind: str) -> None:
    refused = live.admin.post(
        f"communities/{code}/cases", content=b'{"ref": "a"}', headers={"Content-Type": kind}
    )
    assert refused.status_code in (415, 422)
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("told", [False, True], ids=["chunked", "with its length"])
def test_a_body_too_large_is_refused_before_it_is_read(
    live: Live, code: str, keyed: bool, told: bool
) -> None:
    size = 2 * 1024 * 1024
    piece = b" " * 65536
    content: Any = b" " * size if told else (piece for _ in range(size // len(piece)))
    headers = {"Content-Type": "application/json"}
    if keyed:
        headers["Idempotency-Key"] = f"{code}-{told}"
    refused = live.admin.post(f"communities/{code}/cases", content=content, headers=headers)
    held(refused, 413, "file_too_large", "body")


def test_an_upload_too_large_is_refused(live: Live, code: str) -> None:
    files = {"file": ("t.csv", b"," * (26 * 1024 * 1024))}
    refused = live.admin.post(f"communities/{code}/roster/imports", files=files)
    held(refused, 413, "file_too_large", "body")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"files": {"table": ("t.csv", b"a")}}, "file"),
        ({"data": {"file": "text"}}, "file"),
        ({"json": {"file": "text"}}, "file"),
        ({}, "file"),
    ],
)
def test_an_upload_without_its_file_is_told_so(
    live: Live, code: str, asked: Any, field: str
) -> None:
    refused = live.admin.post(f"communities/{code}/roster/imports", **asked)
    held(refused, 422, "invalid_request", field)


@pytest.mark.parametrize(
    ("rows", "said", "cell"),
    [
        ("", "columns_missing", None),
        ("name,code\na,1\n", "columns_missing", None),
        (f"{CODES}\n省,市,区,35010,街,350102001,社区,350102001001\n", "code_invalid", "D2"),
        (f"{CODES}\n省,市,区,350102,街,350102001,社区,350103001001\n", "code_misplaced", "H2"),
        (f"{CODES}\n省,市,区,350102,街,350102001,,350102001001\n", "name_missing", "G2"),
    ],
)
def test_official_codes_in_doubt_name_the_cell(
    live: Live, rows: str, said: str, cell: str | None
) -> None:
    refused = live.admin.post("organisation/imports", files={"file": ("c.csv", rows.encode())})
    held(refused, 422, said, "file")
    assert refused.json().get("cell") == cell


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
