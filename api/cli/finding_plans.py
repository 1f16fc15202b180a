"""Which plan an argument of the command line means: a file, a shipped id, or one in a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import typer

from api.cli.terminal import opened, out
from api.findings import told
from domain.playbook import Playbook
from domain.refusal import NotFound
from engine.playbooks import SHIPPED, Edition, FaultyFile, Finding, load, read

T = TypeVar("T")


def plan_of(said: str, store: str) -> Playbook:
    """The plan of a file, of a shipped id, or of ``ID`` or ``ID@REVISION`` in the store."""
    file = Path(said)
    if file.exists() or not store:
        return load(file if file.exists() else SHIPPED / f"{said}.yaml")
    with opened(store, exclusive=False) as house:
        id, _, revision = said.partition("@")
        if not revision:
            return house.workflow.plans.latest(id)
        return house.workflow.plans.pinned(_edition(house.workflow.plans, id, revision).of)


def content_of(said: str, store: str) -> dict[str, Any]:
    """What a plan's file says, found in the same way."""
    file = Path(said)
    if file.exists() or not store:
        return dict(read(file if file.exists() else SHIPPED / f"{said}.yaml").content)
    with opened(store, exclusive=False) as house:
        id, _, revision = said.partition("@")
        plans = house.workflow.plans
        return dict(_edition(plans, id, revision or plans.latest(id).revision).content)


def _edition(plans: Any, id: str, revision: str) -> Edition:
    found: Edition | None = plans.edition(id, revision)
    if found is None:
        raise NotFound("playbook", f"{id}@{revision}")
    return found


def files_of(said: list[Path]) -> list[Path]:
    """Files, and every one that lies in a folder."""
    return [f for each in said for f in (sorted(each.rglob("*.yaml")) if each.is_dir() else [each])]


def told_or(find: Callable[[], T]) -> T:
    """What is found; the faults of its file end the command."""
    try:
        return find()
    except FaultyFile as faulty:
        tell(faulty.findings)
        raise typer.Exit(1) from None


def tell(found: Iterable[Finding]) -> None:
    """Print findings, each on one line however narrow the terminal."""
    for finding in found:
        said = told(finding)
        text = f"{finding.file}:{finding.line}: {said['zh']} / {said['en']}  [{finding.code}]"
        out.print(text, markup=False, soft_wrap=True)
