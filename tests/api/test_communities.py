"""The list of communities: found by words, each with how ready it is now."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import as_csv, fresh_code, import_table, peaceful, register, rows
from tests.api.serving import Live
from tests.api.test_paging import whole


@pytest.fixture
def street(live: Live) -> str:
    """A street of five communities that no other test names."""
    street = f"97{fresh_code()[5:]}0000"[:9]
    register(live.admin, *(fresh_code(street) for _ in range(5)))
    return street


def found(live: Live, q: str, **asked: Any) -> list[str]:
    """The codes that are found by some words."""
    return [c["code"] for c in whole(live, "communities", asked.pop("size", 100), q=q, **asked)]


def test_communities_are_found_by_the_words_of_their_name_street_and_code(
    live: Live, street: str
) -> None:
    five = found(live, street)
    assert len(five) == 5
    number = five[2][9:]
    assert found(live, f"测试街道 第{number}社区 {street}") == [five[2]]
    assert found(live, f"{street} 没有的社区") == []


def test_what_is_found_is_the_same_in_pages_of_any_size(live: Live, street: str) -> None:
    assert (
        found(live, street, size=2) == found(live, street, size=100) == sorted(found(live, street))
    )


def test_readiness_in_the_list_is_that_of_the_table_as_it_stands(live: Live) -> None:
    code = peaceful(live.admin, seed=8)

    def line() -> dict[str, Any]:
        (one,) = live.admin.get("communities", params={"q": code}).json()["items"]
        alone = live.admin.get(f"communities/{code}").json()
        assert one["readiness"] == alone["readiness"]
        whole = live.admin.get(f"communities/{code}/readiness").json()
        assert one["readiness"] == {k: whole[k] for k in ("score", "band")}
        return dict(one)

    before = line()
    done = import_table(live.admin, code, as_csv(rows(("槿园", "榧园", "桤园"), seed=8)))
    assert done.status_code == 200, done.text
    after = line()
    assert (after["grids"], before["grids"]) == (3, 2)
    assert after["members"] == 24
    alone = live.admin.get(f"communities/{code}").json()
    assert alone["members"] == 24
    assert [(one["name"], one["kind"]) for one in alone["modes"]] == [
        (name, "compound") for name in ("槿园", "榧园", "桤园")
    ]
