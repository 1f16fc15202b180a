"""The rows of a review's tables, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from api.papers.wording import Wording
from api.reading.review_words import cause, percent, span
from api.times import short

Row = Sequence[str]
Shown = dict[str, Any]
#: with these everything is cancelled, for a reason that stands in the head
OF_ALL = ("stand_down", "undone", "superseded")


def timeline(shown: Shown, say: Wording) -> Iterator[Row]:
    """Moments: when, what, entries."""
    for line in shown["timeline"]:
        yield short(line["at"], say.language), line["text"], say.cites(line["positions"])


def muster(shown: Shown, say: Wording) -> Iterator[Row]:
    """Groups: how long until the first, the lead, everybody; who was absent, in number."""
    a = say.language
    for group in shown["groups"]:
        found = group["muster"]
        spans = [span(found[f"{who}_seconds"], a) for who in ("first", "lead", "everybody")]
        absent = "—" if found["absent"] is None else str(found["absent"])
        cites = say.cites(found["positions"])
        yield _grid(group), group["name"], str(found["asked"]), *spans, absent, cites


def tasks(shown: Shown, group: str, say: Wording) -> Iterator[Row]:
    """A group's tasks in every grid; a series is one line."""
    for at_work in shown["groups"]:
        if at_work["group"] == group:
            for found in _by_series(at_work["tasks"]):
                alone = found[0] if len(found) == 1 else None
                told = _one(alone, shown, say) if alone else _several(found, say)
                cites = [p for task in found for p in task["positions"]]
                yield _grid(at_work), *told, say.cites(cites)


def _by_series(tasks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for task in tasks:
        found.setdefault(task["series"] or task["id"], []).append(task)
    return list(found.values())


def _one(task: dict[str, Any], shown: Shown, say: Wording) -> Row:
    a, names = say.language, shown["names"]
    due, done = (short(at, a) if at else "—" for at in (task["due_at"], task["completed_at"]))
    who = names.get(task["completed_by"]) or "" if task["completed_by"] else ""
    return _title(task, say), due, done, _result(task, say), who


def _title(task: dict[str, Any], say: Wording) -> str:
    """What a task asks for, and what tells it apart."""
    title, where = str(task["title"]), task["where"]
    if where is None:
        return title
    return f"{title}（{where}）" if say.language == "zh" else f"{title} ({where})"


def _result(task: dict[str, Any], say: Wording) -> str:
    a = say.language
    told = say(
        f"outcomes.{task['outcome']}",
        span=span(task["late_seconds"], a),
        cause=cause(task["cancelled"] or "", a),
    )
    because = task["cancelled_because"]
    if because and task["cancelled"] not in OF_ALL:
        told += f"：{because}" if a == "zh" else f": {because}"
    told += say("owed") if task["report_owed"] else ""
    told += say("unmet") if task["unmet"] else ""
    return told + (say("uncovered", count=task["uncovered"]) if task["uncovered"] else "")


def _several(found: list[dict[str, Any]], say: Wording) -> Row:
    outcomes = ("on_time", "late", "missed", "cancelled", "open")
    counts = {o: sum(t["outcome"] == o for t in found) for o in outcomes}
    title = say("series", title=_title(found[0], say), count=len(found))
    missing = sum(t["uncovered"] for t in found)
    result = say("results", **counts) + (say("uncovered", count=missing) if missing else "")
    return title, "—", "—", result, "—"


def rates(shown: Shown, say: Wording) -> Iterator[Row]:
    """Groups in playbook order, with how their tasks came out."""
    fields = ("tasks", "on_time", "late", "missed", "cancelled", "open", "owed")
    for rate in shown["rates"]:
        counts = [str(rate[field]) for field in fields]
        yield rate["name"], *counts, percent(rate["rate"], say.language)


def vacancies(shown: Shown, say: Wording) -> Iterator[Row]:
    """Groups without a lead: since when, until when, why."""
    a = say.language
    for v in shown["vacancies"]:
        until = short(v["until"], a) if v["until"] else say("still")
        spent, cites = span(v["seconds"], a), say.cites(v["positions"])
        yield _grid(v), v["name"], short(v["since"], a), until, spent, v["cause_name"], cites


def escalations(shown: Shown, say: Wording) -> Iterator[Row]:
    """Tasks whose ladder was climbed, step by step; of a series, how many steps."""
    for group in shown["groups"]:
        for found in _by_series(group["tasks"]):
            climbs = [climb for task in found for climb in task["escalations"]]
            if not climbs:
                continue
            cites = say.cites([c["position"] for c in climbs])
            due = found[0]["due_at"]
            told = _climbs(climbs, say) if len(found) == 1 else say("climbs", count=len(climbs))
            when = short(due, say.language) if due and len(found) == 1 else "—"
            yield _grid(group), _title(found[0], say), when, told, cites


def _climbs(climbs: list[dict[str, Any]], say: Wording) -> str:
    return say("comma").join(
        say(
            "climb" if c["told"] else "climb_nobody",
            step=c["step"],
            role=c["role_name"],
            at=short(c["at"], say.language),
        )
        for c in climbs
    )


def reassignments(shown: Shown, say: Wording) -> Iterator[Row]:
    """What went from whom to whom and why.

    Paper goes from hand to hand: why somebody gave up what they had is not on it.
    """
    for moved in shown["reassignments"]:
        what = moved["title"] if moved["kind"] == "task" else say.word("posts", moved["post"])
        why = moved["cause_name"]
        if moved["reason"] and not moved["is_personal"]:
            why += f"（{moved['reason']}）" if say.language == "zh" else f" ({moved['reason']})"
        who = [_people(moved[side], shown, say) for side in ("from", "to")]
        at, cites = short(moved["at"], say.language), say.cites(moved["positions"])
        yield at, moved["name"] or "", str(what), *who, why, cites


def _people(members: list[str], shown: Shown, say: Wording) -> str:
    named = [str(shown["names"].get(m) or m) for m in members]
    return say("comma").join(named) if named else say("nobody")


def occurrences(shown: Shown, say: Wording) -> Iterator[Row]:
    """Events: how many, and how long they took."""
    for o in shown["occurrences"]:
        counts = [str(o[field]) for field in ("logged", "closed", "open", "within_a_day")]
        spans = [span(o[f"{which}_seconds"], say.language) for which in ("median", "longest")]
        yield o["name"], *counts, *spans, say.cites(o["positions"])


def notices(shown: Shown, say: Wording) -> Iterator[Row]:
    """Notices by kind; entries are cited of those that reached nobody."""
    fields = ("queued", "held", "delivered", "read", "acted", "not_reached")
    for n in shown["notices"]:
        counts = [str(n[field]) for field in fields]
        yield say.word("notices", n["kind"]), *counts, say.cites(n["positions"])


def score(shown: Shown, say: Wording) -> Iterator[Row]:
    """The parts of a drill's score."""
    for p in shown["score"]["parts"]:
        got = "—" if p["got"] is None else f"{p['got']:g}"
        counts = (str(p["weight"]), got, str(p["good"]), str(p["of"]))
        yield p["name"], *counts, say.cites(p["positions"])


def _grid(row: dict[str, Any]) -> str:
    return row["grid_name"] or "—"
