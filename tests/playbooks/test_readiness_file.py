"""The readiness checks that are shipped, held against a real-sized roster."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.catalogue import catalogue
from domain.readiness import assess
from domain.roster import Roster
from engine.playbooks import SHIPPED, FaultyFile, load, readiness_checks
from tests.tables import person, roster

PLAN = SHIPPED / "eight_groups_epidemic.yaml"


def test_the_shipped_checks_weigh_a_hundred_and_measure_only_what_the_roster_tells() -> None:
    checks = readiness_checks()
    assert sum(check.weight for check in checks.checks) == 100
    assert [check.id for check in checks.checks if check.measured] == [
        "roles",
        "leads",
        "phones",
        "conflicts",
    ]
    assert [need.role for need in checks.roles if need.by_property] == ["property_security"]
    assert len(checks.roles) == 6


def test_an_empty_roster_is_not_ready_and_knows_the_next_step() -> None:
    found = assess(Roster(), load(PLAN), readiness_checks())
    assert (found.score, found.band.name["zh"]) == (0, "需补强")
    assert [step.kind for step in found.next] == ["import_table"]


def test_the_six_roles_alone_make_a_community_partly_ready() -> None:
    checks = readiness_checks()
    people = [person(f"m{n}", f"{need.role}@A") for n, need in enumerate(checks.roles)]
    found = assess(roster(*people, grids=["A"]), load(PLAN), checks)
    by_id = {checked.id: checked for checked in found.checks}
    assert by_id["roles"].score == 25
    assert len(by_id["leads"].missing) == 8
    assert by_id["drill"].score is None


def test_a_faulty_file_of_checks_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "readiness.yaml"
    text = (SHIPPED / "readiness.yaml").read_text("utf-8")
    file.write_text(text.replace("weight: 25", "weight: 26"), "utf-8")
    with pytest.raises(FaultyFile, match="weights_uneven"):
        readiness_checks(file)


def test_everything_that_readiness_can_say_has_words_in_both_languages() -> None:
    people = [
        person("torn", "volunteer@A", seats=["coordination.lead@A", "supply.lead@A"]),
        person("mute", "police_officer@A", seats=["security.deputy@A"], reachable=False),
        person("quiet", "medical_worker@B", reachable=False),
    ]
    for member in people:
        member.seats = [s._replace(playbook="eight_groups_epidemic") for s in member.seats]
    plan, checks = load(PLAN), readiness_checks()
    found = [assess(roster(*people), plan, checks), assess(Roster(), plan, checks)]
    listed = [m for f in found for c in f.checks for m in (*c.missing, *c.advice)]
    texts = catalogue("readiness")
    assert {missing.kind for missing in listed} == set(texts["missing"])
    assert {step.kind for f in found for step in f.next} == set(texts["steps"])
    assert all(
        entry["zh"] and entry["en"] for k in ("missing", "steps") for entry in texts[k].values()
    )
