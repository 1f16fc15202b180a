"""A case is reported once, and closes with the activation that it is of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.refusal import NotFound, Refused, StaleVersion
from engine.workflow import Answer
from tests.examples import CODE, OTHER_CODE
from tests.given import NOON
from tests.town import EAST, WEST, Town, at_once, caller


def report(town: Town, ref: str, grid: str | None = EAST, *, code: str = CODE, **by: Any) -> Answer:
    return town.workflow.cases.report(
        code,
        grid=town.grid(grid) if grid else None,
        ref=ref,
        reported_at=NOON - timedelta(hours=1),
        caller=caller(**by),
    )


def test_a_case_is_a_fact_whose_reference_is_in_the_directory(town: Town) -> None:
    answer = report(town, " 病例-001 ")
    assert (answer.status, answer.body["ref"]) == (201, "病例-001")
    (fact,) = (r.fact for r in town.facts("case_reported"))
    assert fact.case == answer.body["id"]  # type: ignore[attr-defined]
    assert fact.reported_at == NOON - timedelta(hours=1)  # type: ignore[attr-defined]
    text = town.store.directory.text(fact.ref)  # type: ignore[attr-defined]
    assert text is not None
    assert (text.text, text.kind) == ("病例-001", "case_ref")


@pytest.mark.parametrize("ref", ["张三 13800138000", "病例－１５４００００１２３４"])
def test_a_reference_with_a_mobile_number_in_it_is_refused(town: Town, ref: str) -> None:
    with pytest.raises(Refused, match="phone_refused"):
        report(town, ref)
    assert report(town, "350102-2026-0417").status == 201


def test_the_same_reference_is_the_same_case_and_told_with_its_own_grid(town: Town) -> None:
    first = report(town, "病例-001")
    again = report(town, "病例-001", WEST)
    assert (again.status, again.changed, again.body) == (200, False, first.body)
    assert len(town.facts("case_reported")) == 1


def test_reported_from_four_threads_it_is_one_case(town: Town) -> None:
    answers = at_once(4, lambda _: report(town, "病例-001"))
    assert sorted(a.status for a in answers) == [200, 200, 200, 201]
    assert len({a.body["id"] for a in answers}) == 1


def test_the_same_reference_elsewhere_or_later_is_another_case(town: Town) -> None:
    first = report(town, "病例-001")
    elsewhere = report(town, "病例-001", None, code=OTHER_CODE)
    assert elsewhere.body["id"] != first.body["id"]
    id = town.click(EAST, case_ref="病例-001").body["id"]
    town.workflow.activations.stand_down(CODE, id, None, caller())
    assert report(town, "病例-001").body["id"] != first.body["id"]


def test_a_case_may_be_in_no_grid_yet(town: Town) -> None:
    assert report(town, "病例-001", None).body["grid"] is None


def test_what_is_no_case_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="field_missing"):
        report(town, "  ")
    with pytest.raises(NotFound, match="grid_not_found"):
        town.workflow.cases.report(
            CODE, grid="g-nowhere", ref="病例-001", reported_at=None, caller=caller()
        )
    with pytest.raises(StaleVersion):
        report(town, "病例-001", expected=1)
    with pytest.raises(Refused, match="occurred_in_future") as refused:
        town.workflow.cases.report(
            CODE, grid=None, ref="病例-001", reported_at=NOON + timedelta(hours=1), caller=caller()
        )
    assert refused.value.field == "reported_at"
    assert town.facts("case_reported") == []
