"""Lines of the board: a group with its people, a task with what the plan says of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from domain.playbook import Playbook, Words
from projections.board import Asking, Crowd, GroupAtWork, TaskOnBoard
from projections.board.posts import mustered_at
from projections.board.tasks import CLOSED

_POSITIONS = {"lead": 0, "deputy": 1}
#: after everything that the plan names
_LAST = 1_000_000


class Written(NamedTuple):
    """What a plan says of a task, and at which place."""

    place: int
    title: Words
    authority: bool = False
    pre: tuple[str, ...] = ()
    form: str | None = None


class Plan:
    """A playbook as the board asks it: the place of a group or task in it, and its words."""

    def __init__(self, playbook: Playbook | None, *before: Playbook | None) -> None:
        """``before`` are earlier editions: what only they know comes last."""
        self.title = playbook.title if playbook else None
        self._groups: dict[str, tuple[int, Words]] = {}
        self._tasks: dict[str, Written] = {}
        for edition in (playbook, *before):
            for group in edition.groups if edition else ():
                self._groups.setdefault(group.id, (len(self._groups), group.name))
                for t in group.tasks:
                    written = Written(len(self._tasks), t.title, t.authority, t.pre, t.form)
                    self._tasks.setdefault(t.id, written)

    def name(self, group: str) -> Words:
        """A group's name; its id where the plan is not at hand."""
        found = self._groups.get(group)
        return found[1] if found else {"zh": group, "en": group}

    def group_place(self, group: str) -> int:
        """Where a group stands in the plan."""
        found = self._groups.get(group)
        return found[0] if found else _LAST

    def task(self, key: str) -> Written:
        """What the plan says of a task; of one that it did not foresee, only its key."""
        found = self._tasks.get(key)
        if found is None:
            found = self._tasks[key] = Written(_LAST, {"zh": key, "en": key})
        return found


def group_line(group: GroupAtWork, plan: Plan, crowd: Crowd) -> dict[str, Any]:
    """A group at work: the lead first, tasks in playbook order and those of no plan last."""
    posts = sorted(group.posts.items(), key=lambda p: _POSITIONS.get(p[1].position, 2))
    # a sort keeps the order of opening among the occurrences of one task
    tasks = sorted(group.tasks.items(), key=lambda t: plan.task(t[1].key).place)
    return {
        "group": group.group,
        "name": plan.name(group.group),
        "grid": group.grid,
        "vacant": group.is_red,
        "muster_by": group.muster_by,
        "absent": group.absent,
        "members": [
            {
                "member": member,
                "position": post.position,
                "basis": post.basis,
                "since": post.since,
                "mustered_at": mustered_at(crowd, member, group.activation),
            }
            for member, post in posts
        ],
        "declined": group.declined,
        "short": group.short,
        "tasks": [task_line(id, task, plan) for id, task in tasks],
    }


def task_line(id: str, task: TaskOnBoard, plan: Plan) -> dict[str, Any]:
    """A task as it stands."""
    _, title, authority, pre, form = plan.task(task.key)
    return {
        "id": id,
        "key": task.key,
        "title": task.title or title,
        "state": task.state,
        "due_at": task.due_at,
        "overdue": task.overdue and task.state not in CLOSED,
        "assignees": task.assignees,
        "cause": task.cause,
        "opened_at": task.opened_at,
        "accepted_at": task.accepted_at,
        "started_at": task.started_at,
        "completed_at": task.completed_at,
        "completed_by": task.completed_by,
        "report": task.report,
        "report_owed": task.report_owed,
        "late": task.late,
        "unmet": task.unmet,
        "authority": authority,
        "pre": pre,
        "form": form,
        "escalations": _escalations(task) if task.escalations else (),
        "notes": task.notes,
        "starts_at": task.starts_at,
        "places": task.places,
        "taken": task.taken,
        "missing": task.missing,
        "occurrence": task.occurrence,
        "building": task.building,
        "askings": [_asking(asking) for asking in task.askings],
    }


def _asking(asking: Asking) -> dict[str, Any]:
    """Who asks whom, and not why: that is for whoever is asked."""
    return {w: getattr(asking, w) for w in ("member", "colleague", "swap", "at")}


def _escalations(task: TaskOnBoard) -> list[dict[str, Any]]:
    """Each rung that was climbed; with ``nobody`` there was nobody to tell."""
    return [
        {"step": e.step, "role": e.role, "to": e.to, "at": e.at, "nobody": not e.to}
        for e in task.escalations
    ]
