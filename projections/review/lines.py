"""Lines of a review: a task, a muster, a vacancy, a transfer; ids where the directory has words."""

from __future__ import annotations

from typing import Any

from projections.board import TaskOnBoard
from projections.review.documents import GroupLife, Review, TaskLife, Transfer, Vacancy
from projections.review.figures import outcome, positions, seconds, since_click
from projections.review.wording import Wording


def task_line(
    review: Review, life: TaskLife, task: TaskOnBoard, wording: Wording
) -> dict[str, Any]:
    """Plan against actual for one task; spans in seconds of the activation's own time."""
    taken, came = life.taken_by, outcome(life, task)
    of = review.occurrences.get(life.occurrence or "")
    late = None
    if task.completed_at is not None and task.due_at is not None and came == "late":
        late = seconds(task.due_at, task.completed_at, review.pace)
    return {
        "id": life.id,
        "key": life.key,
        "title": life.title or wording.line(life.key),
        "series": life.series,
        "building": life.building,
        "occurrence": life.occurrence,
        "occurrence_number": of.number if of else None,
        "occurrence_name": wording.event(of.event) if of else None,
        "state": task.state,
        "outcome": came,
        "starts_at": life.starts_at,
        "due_at": task.due_at,
        "accepted_at": task.accepted_at,
        "accepted_by": taken.get("accepted"),
        "started_at": task.started_at,
        "started_by": taken.get("started"),
        "completed_at": task.completed_at,
        "completed_by": taken.get("completed"),
        "late_seconds": late,
        "overdue": "overdue" in life.marks,
        "report_owed": task.report_owed,
        "unmet": list(task.unmet),
        "cancelled": task.cause if task.state == "cancelled" else None,
        "cancelled_because": life.cancelled_because,
        "uncovered": life.missing if "uncovered" in life.marks else 0,
        "escalations": [
            {
                "step": climb.step,
                "role": climb.role,
                "role_name": wording.target(climb.role),
                "told": climb.told,
                "at": climb.cited.at,
                "position": climb.cited.position,
            }
            for climb in life.climbs
        ],
        "positions": sorted(positions(life.opened, *life.marks.values())),
    }


def muster_line(review: Review, life: GroupLife) -> dict[str, Any]:
    """How long it took until the first, the lead, everybody was there; ``absent`` at the close."""
    group = review.at_work(life.stream)
    return {
        "asked": len(group.posts) if group else 0,
        "first_seconds": since_click(review, life, life.first),
        "lead_seconds": since_click(review, life, life.lead),
        "everybody_seconds": since_click(review, life, life.everybody),
        "first_at": life.first.at if life.first else None,
        "closed_at": life.closed.at if life.closed else None,
        "absent": life.absent if life.closed else None,
        "positions": sorted(set(positions(life.first, life.lead, life.everybody, life.closed))),
    }


def vacancy_line(review: Review, life: GroupLife, vacancy: Vacancy) -> dict[str, Any]:
    """Since when a group had no lead, why, and until when."""
    until = vacancy.until
    last = until.at if until else review.at or vacancy.since.at
    return {
        "group": life.group,
        "grid": life.grid,
        "since": vacancy.since.at,
        "cause": vacancy.cause,
        "until": until.at if until else None,
        "ended": vacancy.ended,
        "seconds": seconds(vacancy.since.at, last, review.pace),
        "positions": positions(vacancy.since, until),
    }


def transfer_line(review: Review, moved: Transfer, wording: Wording) -> dict[str, Any]:
    """What went from whom to whom, why, and by whose decision."""
    life = review.groups.get(moved.stream)
    task = life.tasks.get(moved.task) if life and moved.task else None
    return {
        "kind": moved.kind,
        "group": life.group if life else None,
        "grid": life.grid if life else None,
        "task": moved.task,
        "title": (task.title or wording.line(task.key)) if task else None,
        "post": moved.post,
        "from": list(moved.before),
        "to": list(moved.after),
        "cause": moved.cause,
        "reason": moved.reason,
        "by": moved.cited.by,
        "at": moved.cited.at,
        "positions": [moved.cited.position, *moved.also],
    }
