"""Every piece of YAML in docs/playbooks.md is right: pieces of a playbook add up to one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from api import models as api_models
from api import turning as turning_models
from api.catalogue import catalogue
from engine.playbooks import Layer, lint, load, open_file
from engine.playbooks.dues_file import Due
from engine.playbooks.plan_file import Group, PlanFile, Task

GUIDE = Path(__file__).parents[2] / "docs" / "playbooks.md"
TEXT = GUIDE.read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml (\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def example(kind: str) -> str:
    (found,) = [text for each, text in EXAMPLES if each == kind]
    return str(found)


def added(plan: dict[str, Any], kind: str, text: str) -> None:
    """A piece joins what stands: lists grow, everything else is set."""
    told = yaml.safe_load(text)
    if kind == "tasks":
        plan["groups"][0]["tasks"] += told
        return
    for key, value in told.items():
        plan[key] = (
            [*plan.get(key, []), *value]
            if key != "two_persons" and isinstance(value, list)
            else value
        )


def grown() -> dict[str, Any]:
    """The guide's playbook with all of its pieces."""
    plan: dict[str, Any] = yaml.safe_load(example("playbook"))
    for kind, text in EXAMPLES:
        if kind in ("part", "tasks"):
            added(plan, kind, text)
    return plan


def written(folder: Path, plan: dict[str, Any]) -> Path:
    file = folder / f"{plan['id']}.yaml"
    file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def test_every_yaml_of_the_guide_says_what_it_is() -> None:
    assert re.findall(r"^```yaml$", TEXT, re.MULTILINE) == []
    kinds = [kind for kind, _ in EXAMPLES]
    assert set(kinds) == {"playbook", "part", "tasks", "vocabulary", "ladders", "overlay"}
    assert kinds.count("tasks") >= 6


def test_the_playbook_of_the_guide_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "power_cut.yaml"
    file.write_text(example("playbook"), "utf-8")
    assert lint(file) == []
    assert len(load(file).groups) == 2


def test_all_pieces_of_the_guide_make_one_playbook_without_fault(tmp_path: Path) -> None:
    file = written(tmp_path, grown())
    assert lint(file) == []
    plan = load(file)
    kinds = {task.due.kind for group in plan.groups for task in group.tasks}
    assert kinds == {"offset", "level", "event", "daily", "interval", "day", "before", "phase"}


@pytest.mark.parametrize(("kind", "folder"), [("vocabulary", "vocabularies"), ("ladders", "")])
def test_the_shared_files_of_the_guide_have_no_fault(
    kind: str, folder: str, tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    file = tmp_path / folder / ("ladders.yaml" if kind == "ladders" else "harbour.yaml")
    file.write_text(example(kind), "utf-8")
    assert lint(file) == []


def test_the_overlay_of_the_guide_fits_its_playbook(tmp_path: Path) -> None:
    (tmp_path / "power_cut.yaml").write_text(example("playbook"), "utf-8")
    (tmp_path / "overlays").mkdir()
    file = tmp_path / "overlays" / "gudong.yaml"
    file.write_text(example("overlay"), "utf-8")
    assert lint(file) == []
    assert isinstance(open_file(file), Layer)


@pytest.mark.parametrize("model", [PlanFile, Group, Task])
def test_every_key_of_the_language_is_in_the_guide(model: type[Any]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if not re.search(rf"`[^`]*\b{key}\b[^`]*`", TEXT)} == set()


def test_every_kind_of_deadline_is_in_the_guide() -> None:
    models = get_args(get_args(Due)[0])
    kinds = [get_args(model.model_fields["kind"].annotation)[0] for model in models]
    assert len(kinds) == 8
    assert [kind for kind in kinds if f"kind: {kind}" not in TEXT] == []


BODIES = re.findall(r"^```json (\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("name", "text"), BODIES)
def test_every_body_of_the_guide_is_one_that_the_api_takes(name: str, text: str) -> None:
    models = (api_models, turning_models)
    (model,) = [getattr(m, name) for m in models if hasattr(m, name)][:1]
    assert model.model_validate_json(text).model_dump(exclude_unset=True)


def test_the_guide_shows_a_body_for_every_act_on_an_activation() -> None:
    assert {name for name, _ in BODIES} == {
        "ActivationBody",
        "LevelBody",
        "AuthorityBody",
        "OccurrenceBody",
        "ReasonBody",
        "TaskBody",
        "AmendBody",
        "MusterBody",
    }


def test_the_skeleton_speaks_of_the_guide() -> None:
    assert catalogue("skeleton")["schema"] == "pingzhan.playbook/v1"
