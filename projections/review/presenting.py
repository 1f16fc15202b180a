"""A review as plain values: ids where the directory has the words, both languages of the plan's.

Groups stand in playbook order, grids in roster order, tasks as the plan lists them: nobody is
ranked, and persons stand only where they took something up or handed it on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.playbook import Playbook
from projections.board.ground import ground_of
from projections.review.documents import GroupLife, Review
from projections.review.figures import people, positions, seconds, tally, tasks_of
from projections.review.happenings import notice_lines, occurrence_lines, situations
from projections.review.lines import muster_line, task_line, transfer_line, vacancy_line
from projections.review.score import score
from projections.review.timeline import timeline
from projections.review.wording import Wording

Plans = Callable[[str], Playbook | None]


def present_review(review: Review, plans: Plans) -> dict[str, Any]:
    """The whole review; texts (``reason``, ``authority``, a hand-made ``title``) by id."""
    wording = Wording(plans(digest) for digest in review.digests)
    lives = in_order(review, wording)
    return {
        "activation": review.activation,
        "state": review.state,
        "final": review.is_final,
        "drill": review.is_drill,
        "head": _head(review, wording),
        "figures": _figures(review, lives, wording),
        "timeline": timeline(review, wording),
        "groups": [_group(review, life, wording) for life in lives],
        "rates": _rates(review, lives, wording),
        "vacancies": [vacancy_line(review, life, v) for life in lives for v in life.vacancies],
        "reassignments": [transfer_line(review, m, wording) for m in review.transfers],
        "occurrences": occurrence_lines(review, wording),
        "notices": notice_lines(review),
        "never_opened": _never_opened(lives, wording),
        "score": score(review, wording),
    }


def in_order(review: Review, wording: Wording) -> list[GroupLife]:
    """Groups in playbook order, and grids in roster order within."""
    grids = {grid: n for n, grid in enumerate(ground_of(review.rows).grids)}
    lives = review.groups.values()
    return sorted(lives, key=lambda g: (wording.group_place(g.group), grids.get(g.grid or "", -1)))


def _head(review: Review, wording: Wording) -> dict[str, Any]:
    click, ended = review.click, review.ended
    started_at = click.at if click else None
    last = ended.at if ended else review.at
    spent = seconds(started_at, last, 1.0) if started_at and last else 0
    return {
        "playbook": click.playbook if click else "",
        "title": wording.plan.title if wording.plan else None,
        "revision": wording.plan.revision if wording.plan else "",
        "mode": click.mode if click else "",
        "level": review.level,
        "level_name": wording.level(review.level),
        "pace": review.pace,
        "grids": list(click.grids) if click else [],
        "case": click.case if click else None,
        "reason": click.reason if click else None,
        "by": review.clicked.by if review.clicked else None,
        "started_at": started_at,
        "planned_end": review.planned_end,
        "ended_at": ended.at if ended else None,
        "ended_by": ended.by if ended else None,
        "ended_because": review.ended_because,
        "seconds": spent,
        "authorities": [
            {"text": text, "at": fact.at, "position": fact.position}
            for text, fact in review.authorities
        ],
        "positions": positions(review.clicked, ended),
    }


def _figures(review: Review, lives: list[GroupLife], wording: Wording) -> dict[str, Any]:
    counted = tally(review, lives)
    asked = people(review)
    found = situations(review, wording)
    climbed = [c for life in lives for task in life.tasks.values() for c in task.climbs]
    firsts = [life.first for life in lives if life.first]
    return {
        **counted.shown(),
        "groups": len(lives),
        "members": len(asked),
        "mustered": len(asked & review.presences.keys()),
        "groups_attended": len(firsts),
        "red_ever": sum(bool(life.vacancies) for life in lives),
        "escalations": len(climbed),
        "nobody_told": sum(c.told == 0 for c in climbed),
        "overdue": sum("overdue" in t.marks for life in lives for t in life.tasks.values()),
        "uncovered": sum("uncovered" in t.marks for life in lives for t in life.tasks.values()),
        "reassigned": len(review.transfers),
        "occurrences": len(found),
        "occurrences_closed": sum(o.done is not None for o in found),
        "not_reached": sum("lost" in n.marks for n in review.notices.values()),
    }


def _group(review: Review, life: GroupLife, wording: Wording) -> dict[str, Any]:
    # a sort keeps the order of opening among the occurrences of one line
    tasks = sorted(tasks_of(review, life), key=lambda t: wording.line_place(t[0].key))
    return {
        "group": life.group,
        "name": wording.group(life.group),
        "grid": life.grid,
        "muster": muster_line(review, life),
        "on_time": tally(review, [life]).shown(),
        "tasks": [task_line(review, task, on_board, wording) for task, on_board in tasks],
    }


def _rates(review: Review, lives: list[GroupLife], wording: Wording) -> list[dict[str, Any]]:
    """On time by group over all grids, in playbook order."""
    by_group: dict[str, list[GroupLife]] = {}
    for life in lives:
        by_group.setdefault(life.group, []).append(life)
    return [
        {
            "group": group,
            "name": wording.group(group),
            "at_work": len(found),
            **tally(review, found).shown(),
        }
        for group, found in by_group.items()
    ]


def _never_opened(lives: list[GroupLife], wording: Wording) -> list[dict[str, Any]]:
    """Lines of the plan of which no task was opened: nothing that they answer to came about."""
    opened = {task.key for life in lives for task in life.tasks.values()}
    return [
        {"key": key, "title": line.title, "group": group, "due": line.due.kind}
        for key, (_, line, group) in wording.lines.items()
        if key not in opened
    ]
