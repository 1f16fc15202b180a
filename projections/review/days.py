"""One day of an activation in numbers, from the same fold as the review; nobody is named.

What counts for a day is what was recorded in it, so that the days of an activation add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from projections.board import TaskOnBoard
from projections.review.documents import Cited, GroupLife, Review, TaskLife
from projections.review.figures import CANCELLED, OPEN, outcome, people, positions, tasks_of
from projections.review.happenings import situations
from projections.review.presenting import Plans, in_order
from projections.review.wording import Wording


class Day(msgspec.Struct, frozen=True):
    """From one local midnight to the next."""

    since: datetime
    until: datetime

    def holds(self, fact: Cited | None) -> bool:
        """Whether a fact was recorded in it."""
        return fact is not None and self.has(fact.recorded_at)

    def has(self, at: datetime | None) -> bool:
        """Whether a moment lies in it."""
        return at is not None and self.since <= at < self.until


Pair = tuple[TaskLife, TaskOnBoard]


def present_day(review: Review, day: Day, plans: Plans) -> dict[str, Any]:
    """The day's numbers, folded up to its end: people, tasks, occurrences, each group's line."""
    wording = Wording(plans(digest) for digest in review.digests)
    lives = in_order(review, wording)
    asked = people(review)
    mustered = len(asked & review.presences.keys())
    return {
        "activation": review.activation,
        "state": review.state,
        "drill": review.is_drill,
        "mode": review.mode,
        "title": wording.plan.title if wording.plan else None,
        "level": review.level,
        "level_name": wording.level(review.level),
        "members": {"asked": len(asked), "mustered": mustered, "absent": len(asked) - mustered},
        "vacant": sum(_is_red(review, life) for life in lives),
        "tasks": _tasks(review, lives, day),
        "tomorrow": _due_after(review, lives, day),
        "occurrences": _occurrences(review, day, wording),
        "reports": _reports(review, lives, day, wording),
        "groups": _groups(review, lives, day, wording),
    }


def _tasks(review: Review, lives: list[GroupLife], day: Day) -> dict[str, Any]:
    pairs = [pair for life in lives for pair in tasks_of(review, life)]
    due = [p for p in pairs if _is_due(p, day)]
    climbs = [c for task, _ in pairs for c in task.climbs if day.holds(c.cited)]
    return {
        "due": len(due),
        "due_done": sum(task.state == "completed" for _, task in due),
        "completed": _marked(pairs, "completed", day),
        "overdue": _marked(pairs, "overdue", day),
        "open": sum(outcome(*p) == OPEN for p in pairs),
        "uncovered": _marked(pairs, "uncovered", day),
        "escalations": len(climbs),
        "nobody_told": sum(c.told == 0 for c in climbs),
        "positions": sorted(_cites(pairs, day)),
    }


def _cites(pairs: list[Pair], day: Day) -> Iterator[int]:
    for task, _ in pairs:
        for kind in ("completed", "overdue", "uncovered"):
            if day.holds(task.marks.get(kind)):
                yield task.marks[kind].position


def _is_due(pair: Pair, day: Day) -> bool:
    """Whether it was to be done that day; what is locked or called off is not."""
    is_off = pair[1].state == "locked" or outcome(*pair) == CANCELLED
    return day.has(pair[1].due_at) and not is_off


def _marked(pairs: list[Pair], kind: str, day: Day) -> int:
    return sum(day.holds(task.marks.get(kind)) for task, _ in pairs)


def _due_after(review: Review, lives: list[GroupLife], day: Day) -> int:
    """Tasks known by now that fall due on the day after."""
    after = Day(day.until, day.until + timedelta(days=1))
    return sum(_is_due(pair, after) for life in lives for pair in tasks_of(review, life))


def _groups(
    review: Review, lives: list[GroupLife], day: Day, wording: Wording
) -> list[dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = {}
    for life in lives:
        line = lines.setdefault(life.group, _blank(life.group, wording))
        pairs = list(tasks_of(review, life))
        line["at_work"] += 1
        line["vacant"] += _is_red(review, life)
        line["due"] += sum(_is_due(pair, day) for pair in pairs)
        for kind in ("completed", "overdue", "uncovered"):
            line[kind] += _marked(pairs, kind, day)
    return list(lines.values())


def _blank(group: str, wording: Wording) -> dict[str, Any]:
    fields = ("at_work", "vacant", "due", "completed", "overdue", "uncovered")
    return {"group": group, "name": wording.group(group), **dict.fromkeys(fields, 0)}


def _is_red(review: Review, life: GroupLife) -> bool:
    group = review.at_work(life.stream)
    return group is not None and group.is_red


def _occurrences(review: Review, day: Day, wording: Wording) -> list[dict[str, Any]]:
    """By event, in the plan's order: new, closed, open at the end of the day."""
    new, closed, still = Counter[str](), Counter[str](), Counter[str]()
    cites: dict[str, list[int]] = {}
    for life in situations(review, wording):
        facts = [f for f in (life.logged, life.closed) if day.holds(f)]
        cites.setdefault(life.event, []).extend(positions(*facts))
        new[life.event] += day.holds(life.logged)
        closed[life.event] += day.holds(life.done)
        still[life.event] += life.closed is None
    order: Callable[[str], int] = [*wording.events, *cites].index
    return [
        {
            "event": event,
            "name": wording.event(event),
            "new": new[event],
            "closed": closed[event],
            "open": still[event],
            "positions": sorted(cites[event]),
        }
        for event in sorted(cites, key=order)
    ]


def _reports(
    review: Review, lives: list[GroupLife], day: Day, wording: Wording
) -> list[dict[str, Any]]:
    """How many reports were handed in on each form."""
    forms = wording.plan.forms if wording.plan else {}
    handed = Counter(
        task.form
        for life in lives
        for task, on_board in tasks_of(review, life)
        if task.form and not on_board.report_owed
        if day.holds(task.marks.get("reported") or task.marks.get("completed"))
    )
    return [
        {"form": form, "name": forms.get(form, {"zh": form, "en": form}), "count": count}
        for form, count in sorted(handed.items())
    ]
