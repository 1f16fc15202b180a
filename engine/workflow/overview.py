"""What a click did or would do, counted as the board counts it."""

from __future__ import annotations

from typing import Any

from domain.click import Activated
from domain.community import Community
from domain.group import Group
from domain.staffing import twice


def summary(groups: list[Group]) -> dict[str, int]:
    """Groups, people asked, tasks and red posts."""
    return {
        "groups": len(groups),
        "members": len({m for g in groups for m in g.posts}),
        "tasks": sum(len(g.tasks) for g in groups),
        "vacant": sum(g.is_red for g in groups),
    }


def preview_of(community: Community, activated: Activated) -> dict[str, Any]:
    """What a click would do: who is asked twice, who cannot be reached, what is vacant."""
    roster = community.roster
    people = {m: None for g in activated.groups for m in g.posts}
    staffed = activated.staffed
    return {
        "summary": summary(activated.groups),
        "already": list(activated.already),
        "grids": list(activated.grids),
        "drills_ended": [d.id for d in activated.drills],
        "vacancies": [
            {
                "group": line.group,
                "grid": line.grid,
                "position": v.position,
                "role": v.role,
                "missing": v.missing,
                "red": v.red,
            }
            for line in (staffed.groups if staffed else [])
            for v in line.vacancies
        ],
        "twice": [
            {
                "member": member,
                "posts": [{"group": g, "grid": grid, "position": p} for g, grid, p in posts],
            }
            for member, posts in (twice(staffed) if staffed else {}).items()
        ],
        "unreachable": [{"member": m} for m in people if not _reachable(roster.members, m)],
        "locked": sum(t.locked for g in activated.groups for t in g.tasks.values()),
    }


def _reachable(members: Any, member: str) -> bool:
    found = members.get(member)
    return bool(found and found.reachable)
