"""The seven local systems: whole, in both languages, with their basis, and nowhere in the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import yaml

from domain.playbook import Field, Playbook, Task
from engine.playbooks import SHIPPED, lint, load
from engine.playbooks.plan_file import Nature
from engine.playbooks.source import read

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "the_seven.yaml").read_text("utf-8")
)
SEVEN = sorted(EXPECTED)
CODE = ("domain", "engine", "projections", "api")
#: words that the language itself has: kinds of tasks, modes, and what any API says
LANGUAGE = {*get_args(Nature), "peacetime", "recovery", "stand_down", "warning", "security"}


def file_of(id: str) -> Path:
    return SHIPPED / f"{id}.yaml"


@pytest.fixture(scope="module", params=SEVEN)
def plan(request: pytest.FixtureRequest) -> Playbook:
    return load(file_of(request.param))


def tasks_of(plan: Playbook) -> list[Task]:
    return [task for group in plan.groups for task in group.tasks]


@pytest.mark.parametrize("id", SEVEN)
def test_it_has_no_fault_and_draws_no_warning(id: str) -> None:
    assert lint(file_of(id)) == []


def test_they_are_all_the_playbooks_that_are_shipped() -> None:
    said = {file.stem: read(file).content["schema"] for file in SHIPPED.glob("*.yaml")}
    assert {id for id, kind in said.items() if kind == "pingzhan.playbook/v1"} == set(SEVEN)


def test_it_holds_what_was_counted(plan: Playbook) -> None:
    tasks = tasks_of(plan)
    basis = Counter(task.basis for task in tasks)
    assert EXPECTED[plan.id] == {
        "groups": len(plan.groups),
        "lines": len(tasks),
        "recurring": sum(task.due.kind in ("daily", "interval") for task in tasks),
        "events": len(plan.events),
        "locked": sum(task.authority for task in tasks),
        "levels": len(plan.levels),
        "mode": plan.mode,
        "basis": {kind: basis[kind] for kind in ("seed", "source", "adapted", "inference")},
    }


def texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Everything in the plan that is said to people, with where it stands."""
    if isinstance(value, dict) and {"zh", "en"} & value.keys():
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from texts(inner, f"{path}.{n}")


def test_everything_is_said_in_both_languages(plan: Playbook) -> None:
    said = list(texts(msgspec.to_builtins(plan)))
    assert len(said) > 60
    for path, text in said:
        assert all(text[language].strip() for language in ("zh", "en")), path
        assert not re.search(r"[\u4e00-\u9fff]", text["en"]), (path, text["en"])
        assert path.endswith("unit") or re.search(r"[\u4e00-\u9fff0-9]", text["zh"]), path


def test_phases_parameters_and_triggers_have_names(plan: Playbook) -> None:
    phases = {phase for event in plan.events.values() for phase in event.phases}
    assert phases <= plan.phases.keys()
    assert plan.parameters.keys() <= plan.parameter_words.keys()


def test_every_line_says_on_what_it_rests(plan: Playbook) -> None:
    for task in tasks_of(plan):
        assert task.src or task.basis == "inference", task.id
        assert {tag.partition("-")[0] for tag in task.src} <= plan.sources.keys(), task.id
    assert plan.note.keys() == {"zh", "en"}


def test_only_restrictions_wait_for_an_authority(plan: Playbook) -> None:
    for task in tasks_of(plan):
        assert task.nature == "control" or not task.authority, task.id


def test_every_line_reports_on_a_form_that_has_a_ledger(plan: Playbook) -> None:
    for task in tasks_of(plan):
        assert task.ladder in plan.ladders, task.id
        assert plan.papers[task.form or ""].ledger, task.form


def fields_of(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from fields_of(field.fields)


def test_forms_ask_for_little_and_have_one_place_for_words(plan: Playbook) -> None:
    for form in plan.papers.values():
        assert 2 <= len(form.fields) <= 10, form.id
        assert [field.type for field in form.fields].count("note") == 1, form.id
        types = {field.type for field in fields_of(form.fields)}
        assert "phone" not in types, form.id
        assert form.pii in ("none", "staff") or form.keep is not None, form.id


def test_a_group_has_a_lead_a_deputy_and_people(plan: Playbook) -> None:
    for group in plan.groups:
        assert {group.lead_role, group.deputy_role} <= plan.roles.keys(), group.id
        assert group.staffing, group.id


def words_of(id: str) -> tuple[set[str], set[str]]:
    """The ids that a system brings, and the names of its own."""
    plan = read(file_of(id)).content
    own = read(SHIPPED / "vocabularies" / f"{plan['vocabulary']}.yaml").content
    ids = {group["id"] for group in plan["groups"]} | {event["id"] for event in plan["events"]}
    lines = [task for group in plan["groups"] for task in group["tasks"]]
    names = {plan["title"]["zh"]} | {task["zh"] for task in lines}
    return ids - LANGUAGE, names | {group["zh"] for group in own["groups"]}


def code() -> Iterator[tuple[Path, str]]:
    for folder in CODE:
        for file in sorted((SHIPPED.parent / folder).rglob("*.py")):
            if "demo" not in file.parts:
                yield file, file.read_text("utf-8")


@pytest.mark.parametrize("id", SEVEN)
def test_no_word_of_it_stands_in_the_code(id: str) -> None:
    ids, names = words_of(id)
    lines = {task.id for task in tasks_of(load(file_of(id)))}
    quoted = re.compile(f"[\"']({'|'.join(map(re.escape, sorted(ids | lines)))})[\"']")
    for file, text in code():
        assert id not in text, file
        assert (found := quoted.search(text)) is None, (file, found)
        assert not [name for name in names if name in text], file
