"""Places lay their own over a playbook; where it moved below them, the conflict is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.playbook import Playbook
from domain.refusal import Refused
from engine.plans import Plans
from engine.playbooks import (
    FaultyFile,
    Layer,
    Published,
    merged,
    open_overlay,
    open_text,
)
from engine.playbooks.source import parse
from engine.store import Store, open_store
from tests.clock import FakeClock
from tests.playbooks.laying import LOCAL
from tests.playbooks.spoiling import EVERYTHING

BASE = EVERYTHING.read_text("utf-8")
#: the same overlay as another revision of it
AGAIN = LOCAL.replace("place:", 'revision: "2"\nplace:')
STREET, HERE, THERE = "990102001", "990102001001", "990102002001"


def content(text: str) -> dict[str, Any]:
    return dict(parse(Path("some.yaml"), text).content)


def layer(text: str) -> Layer:
    return open_overlay(content(text))


def base(text: str = BASE) -> Published:
    opened = open_text(text)
    assert isinstance(opened, Published)
    return opened


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    store: Store = open_store(f"sqlite:///{tmp_path / 'log.db'}", clock=FakeClock())
    found = Plans(store)
    found.publish_written(base())
    return found


def due(plan: Playbook, line: str) -> Any:
    task = plan.task(line)
    assert task is not None
    return task.due


def test_a_place_runs_the_plan_with_what_it_changed(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    plan = plans.latest("everything", HERE)
    gate, water = plan.task("sec.01"), plan.task("sup.90")
    assert gate is not None
    assert water is not None
    assert (gate.places, water.places) == (3, 2)
    assert plan.group("supply").lead_role == "volunteer"  # type: ignore[union-attr]
    assert due(plan, "sup.03").every.days == 1
    assert plan.task("sup.05") is None
    assert plan.overlays == ((STREET, "1"),)


def test_other_places_run_the_base(plans: Plans) -> None:
    before = plans.latest("everything")
    plans.overlay(layer(LOCAL))
    assert plans.latest("everything", THERE) == plans.latest("everything") == before
    assert [plan.id for plan in plans.all()] == ["everything"]


def test_what_a_place_runs_is_pinned_by_its_own_digest(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    plan = plans.latest("everything", HERE)
    assert plan.digest != plans.latest("everything").digest
    assert plans.pinned(plan.digest) == plan
    assert plans.latest("everything", HERE).digest == plan.digest


def test_the_narrower_place_has_the_last_word(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    own = LOCAL[: LOCAL.index("groups:")].replace("people_per_shift: 3", "people_per_shift: 4")
    plans.overlay(layer(own.replace(f'"{STREET}"', f'"{HERE}"')))
    plan = plans.latest("everything", HERE)
    assert plan.parameters["people_per_shift"] == 4
    assert plan.task("sup.90") is not None
    assert [place for place, _ in plan.overlays] == [STREET, HERE]


MOVED = BASE.replace('revision: "1"', 'revision: "2"', 1)


def test_a_base_that_moved_elsewhere_is_taken_over(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    plans.publish_written(base(MOVED.replace("minus: PT6H", "minus: PT8H")))
    found = plans.laid("everything", HERE)
    assert found.conflicts == ()
    assert due(found.plan, "sec.02").minus.total_seconds() == 8 * 3600
    assert found.plan.task("sup.90") is not None


def test_a_base_that_moved_just_there_is_a_conflict_and_the_place_stands(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    moved = MOVED.replace("every: P2D", "every: P3D").replace(
        'en: "People per shift", value: 2', 'en: "People per shift", value: 5'
    )
    plans.publish_written(base(moved))
    found = plans.laid("everything", HERE)
    told = {
        conflict.path: (conflict.old, conflict.new, conflict.local) for conflict in found.conflicts
    }
    assert told == {
        "parameters.people_per_shift.value": (2, 5, 3),
        "groups.supply.tasks.sup.03.due": (
            {"kind": "interval", "every": "P2D"},
            {"kind": "interval", "every": "P3D"},
            {"kind": "interval", "every": "P1D"},
        ),
    }
    assert found.plan.parameters["people_per_shift"] == 3


def test_a_base_that_came_to_say_the_same_is_no_conflict() -> None:
    moved = MOVED.replace("every: P2D", "every: P1D")
    found = merged(content(BASE), content(moved), content(LOCAL))
    assert (found.conflicts, found.lost) == ((), ())


def test_a_line_that_is_gone_from_the_base_is_lost_and_said_so() -> None:
    start, end = MOVED.index("      - id: sup.03"), MOVED.index("      - id: sup.04")
    found = merged(content(BASE), content(MOVED[:start] + MOVED[end:]), content(LOCAL))
    assert found.lost == ("groups.supply.tasks.sup.03.due",)
    assert [conflict.new for conflict in found.conflicts] == [None]


def test_an_overlay_that_no_longer_fits_is_left_out_and_the_click_still_has_a_plan(
    plans: Plans,
) -> None:
    pre = LOCAL.replace("set: {due: {kind: interval, every: P1D}}", "set: {pre: [com.01]}")
    plans.overlay(layer(pre.replace("    set: {lead: volunteer}\n", "")))
    renamed = MOVED.replace("id: com.01", "id: com.10").replace("pre: [com.01]", "pre: [com.10]")
    plans.publish_written(base(renamed))
    found = plans.laid("everything", HERE)
    assert found.left_out == (STREET,)
    assert found.plan == plans.latest("everything")
    assert found.plan.revision == "2"


def test_an_overlay_with_which_the_plan_is_faulty_is_never_published(plans: Plans) -> None:
    with pytest.raises(FaultyFile, match="role_unknown"):
        plans.overlay(layer(LOCAL.replace("lead: volunteer", "lead: volunter")))
    assert plans.local("everything", STREET) is None


def test_what_is_shipped_stands_behind_what_was_published_since(plans: Plans) -> None:
    shipped, newer = base(), base(MOVED)
    plans.publish_written(newer)
    plans.stock([shipped], [layer(LOCAL)])
    assert plans.latest("everything").revision == "2"
    assert plans.latest("everything", HERE).overlays == ((STREET, "1"),)
    plans.overlay(layer(AGAIN.replace("people_per_shift: 3", "people_per_shift: 6")))
    plans.stock([shipped], [layer(LOCAL)])
    assert plans.latest("everything", HERE).parameters["people_per_shift"] == 6


HEAD = LOCAL[: LOCAL.index("groups:")]
LOCKING = "groups: {security: {tasks: {sec.02: {set: {authority: true, nature: service}}}}}\n"


def test_no_place_publishes_a_lock_on_a_rescue_nor_takes_one_off(plans: Plans) -> None:
    head = HEAD
    with pytest.raises(FaultyFile, match="rescue_renatured"):
        plans.overlay(layer(head + LOCKING))
    with pytest.raises(FaultyFile, match="rescue_renatured"):
        plans.overlay(layer(head + LOCKING.replace("authority: true, ", "")))
    loosened = "groups: {security: {tasks: {sec.03: {set: {authority: false}}}}}\n"
    with pytest.raises(FaultyFile, match="lock_taken_off"):
        plans.overlay(layer(head + loosened))


def test_a_lock_on_a_rescue_from_before_this_rule_is_left_out(plans: Plans) -> None:
    old = layer(LOCAL[: LOCAL.index("groups:")] + LOCKING)
    plans.stock([], [old])
    found = plans.laid("everything", HERE)
    assert found.left_out == (STREET,)
    assert found.plan == plans.latest("everything")


ADDED = """\
groups:
  security:
    add:
      - {id: sec.90, zh: 敲门叫醒, en: Knock, basis: inference, nature: rescue,
         due: {kind: offset, plus: PT5M}}
"""


def test_a_narrower_place_cannot_lock_a_rescue_that_a_wider_one_added(plans: Plans) -> None:
    head = HEAD
    plans.overlay(layer(head + ADDED))
    locking = "groups: {security: {tasks: {sec.90: {set: {authority: true, nature: service}}}}}\n"
    plans.stock([], [layer(head.replace(f'"{STREET}"', f'"{HERE}"') + locking)])
    assert plans.laid("everything", HERE).left_out == (HERE,)
    assert plans.latest("everything", HERE).task("sec.90") is not None


def test_a_value_of_a_place_that_does_not_fit_is_told_by_its_parameter(plans: Plans) -> None:
    unfit = HEAD.replace("people_per_shift: 3", "report_every: P9999999D")
    with pytest.raises(FaultyFile) as faulty:
        plans.tried(layer(unfit))
    (finding, *_) = faulty.value.findings
    assert (finding.code, finding.params["parameter"]) == ("duration_too_long", "report_every")


def test_one_revision_of_an_overlay_never_has_two_contents(plans: Plans) -> None:
    plans.overlay(layer(LOCAL))
    other = LOCAL.replace("people_per_shift: 3", "people_per_shift: 6")
    with pytest.raises(Refused, match="revision_taken"):
        plans.overlay(layer(other))
    plans.overlay(layer(LOCAL))
    assert plans.latest("everything", HERE).parameters["people_per_shift"] == 3
    plans.overlay(layer(other.replace("place:", 'revision: "2"\nplace:')))
    assert plans.latest("everything", HERE).overlays == ((STREET, "2"),)


def test_a_base_from_before_the_bounds_still_runs_without_what_is_laid_over_it(
    plans: Plans,
) -> None:
    old = base(MOVED)
    content = {**old.edition.content, "muster": {"within": "P9999999D"}}
    written = msgspec.structs.replace(old.edition, content=content, digest="0" * 64)
    plans.publish_written(Published(old.plan, written))
    plans.stock([], [layer(LOCAL)])
    found = plans.laid("everything", HERE)
    assert (found.plan, found.left_out) == (old.plan, (STREET,))
