"""Who and where, for the day at war: found in the roster and in the groups, never by chance."""

from __future__ import annotations

from api.demo.rosters import PLAYBOOK
from domain.group import Group
from domain.ids import task_id
from engine.workflow import Caller, Workflow
from engine.workflow.activations import Asked


def compounds(workflow: Workflow, code: str, caller: Caller) -> tuple[tuple[str, ...], str]:
    """Three compounds side by side, one of whose groups lacks its lead, and the one next door."""
    grids = [
        g.id for g in workflow.desk.community(code).roster.grids.values() if g.kind == "compound"
    ]
    trios = [tuple(grids[n : n + 3]) for n in range(0, len(grids) - 3, 3)]
    red = [t for t in trios if _vacant(workflow, code, caller, t)]
    trio = min(red or trios, key=lambda t: _vacant(workflow, code, caller, t))
    return trio, grids[grids.index(trio[-1]) + 1]


def _vacant(workflow: Workflow, code: str, caller: Caller, grids: tuple[str, ...]) -> int:
    shown = workflow.activations.preview(code, Asked(PLAYBOOK, grids=grids), caller)
    vacant: int = shown.body["summary"]["vacant"]
    return vacant


def asked(grids: tuple[str, ...], reason: str, case_ref: str) -> Asked:
    """The click on these grids."""
    return Asked(PLAYBOOK, grids=grids, reason=reason, case_ref=case_ref)


def medics(groups: list[Group]) -> tuple[str, str]:
    """Who leads the first medical group, and the first other medic in charge of a group."""
    leads = [g.holder("lead") for g in groups if g.group in ("medical", "testing")]
    first, *others = [m for m in leads if m]
    return first, next(m for m in others if m != first)


def last(groups: list[Group], group: str) -> str:
    """The last of the first group's ordinary members, who has no task there."""
    first = next(g for g in groups if g.group == group and _ordinary(g))
    return _ordinary(first)[-1]


def _ordinary(group: Group) -> list[str]:
    return [m for m, post in group.posts.items() if post.position == "member"]


def line(groups: list[Group], grid: str | None, key: str) -> str:
    """The task of a line of the plan in a grid."""
    group = next(g for g in groups if g.grid == grid and key in g.tasks)
    return task_id(group.id, key)
