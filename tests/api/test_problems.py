"""Whatever is wrong with a request, it is told as a problem: code, place, both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import CODES, click, order, peaceful
from tests.api.refusing import held
from tests.api.serving import Live


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
    held(refused, 413, "body_too_large", "body")


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
