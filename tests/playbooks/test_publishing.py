"""Publishing over HTTP and from files refuses what the linter refuses, at the same lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.publishing import publish_text
from domain.refusal import Refused
from engine.plans import Plans
from engine.store import open_store
from tests.clock import FakeClock
from tests.playbooks.laying import LOCAL
from tests.playbooks.spoiling import EVERYTHING

BASE = EVERYTHING.read_text("utf-8")
HEAD = LOCAL[: LOCAL.index("groups:")]


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    found = Plans(open_store(f"sqlite:///{tmp_path / 'log.db'}", clock=FakeClock()))
    publish_text(found, BASE)
    return found


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("rescue_renatured", "sec.02: {set: {nature: service}}"),
        ("rescue_locked_here", "sec.02: {set: {authority: true, nature: service}}"),
        ("lock_taken_off", "sec.03: {set: {authority: false}}"),
        ("condition_on_rescue", "sec.02: {set: {condition: wind_moved}}"),
        ("line_unknown", "sec.77: {set: {ladder: life}}"),
    ],
)
def test_an_overlay_with_a_fault_is_refused_at_its_own_line(
    code: str, change: str, plans: Plans
) -> None:
    text = f"{HEAD}groups:\n  security:\n    tasks:\n      {change}\n"
    with pytest.raises(Refused) as refused:
        publish_text(plans, text)
    faults: Any = refused.value.params["faults"]
    told = [(fault["code"], fault["line"]) for fault in faults]
    assert (code, text.count("\n")) in told
    assert plans.local("everything", "990102001") is None


def test_an_overlay_for_a_revision_that_never_was_is_refused(plans: Plans) -> None:
    with pytest.raises(Refused) as refused:
        publish_text(plans, LOCAL.replace('base_revision: "1"', 'base_revision: "77"'))
    faults: Any = refused.value.params["faults"]
    assert [(fault["code"], fault["line"]) for fault in faults] == [("base_unknown", 4)]


def test_an_overlay_without_fault_is_published(plans: Plans) -> None:
    told = publish_text(plans, LOCAL)
    assert (told["id"], told["place"]) == ("everything", "990102001")
    assert (told["overlay"], told["overlay_revision"]) == ("harbour_street", "1")


@pytest.mark.parametrize(
    ("change", "code", "id"),
    [
        ("report_every: P99999999D", "duration_too_long", "report_every"),
        ("report_every: PT1S", "interval_too_short", "report_every"),
        ("second_day: 367", "out_of_range", "second_day"),
        ("people_per_shift: 0", "out_of_range", "people_per_shift"),
        ("shifts: ['25:00-26:00']", "clock_invalid", "shifts"),
    ],
)
def test_a_value_that_would_stop_the_click_is_refused_by_the_name_of_its_parameter(
    change: str, code: str, id: str, plans: Plans
) -> None:
    with pytest.raises(Refused) as refused:
        publish_text(plans, HEAD.replace("people_per_shift: 3", change))
    faults: Any = refused.value.params["faults"]
    assert code in {fault["code"] for fault in faults}
    assert all(f"“{id}”" in text for text in faults[0]["message"].values())
