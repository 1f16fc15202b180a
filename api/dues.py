"""When the lines of a plan are due, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

from api.catalogue import Words, catalogue, words
from domain.playbook import Due, Playbook, Task

#: what a time rests on so that it may be told as somebody's rule
OFFICIAL = frozenset({"seed", "source"})
_UNITS = (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))
LANGUAGES = ("zh", "en")


def is_official(task: Task) -> bool:
    """Whether the line's time is stated by a source; an adapted or inferred one is ours alone."""
    return task.basis in OFFICIAL


def due_words(due: Due, plan: Playbook) -> Words:
    """When a line is due, in both languages."""
    said = _said(due.kind, {k: _particulars(due, plan, k) for k in LANGUAGES})
    for level, every in due.per_level.items():
        names = _name(plan.level_words[level].name if level in plan.level_words else None, level)
        tighter = {k: {"level": names[k], "every": span(every)[k]} for k in LANGUAGES}
        more = _said("at_level", tighter)
        said = {"zh": f"{said['zh']}；{more['zh']}", "en": f"{said['en']}; {more['en']}"}
    return said


def each_words(task: Task, plan: Playbook) -> Words | None:
    """What the line is one for each of, if it is."""
    if not task.each:
        return None
    if task.each == "building":
        return words(catalogue("dues")["each_building"], {})
    event = plan.events.get(task.each)
    names = _name(event.name if event else None, task.each)
    return _said("each_event", {k: {"event": names[k]} for k in LANGUAGES})


def span(of: timedelta) -> Words:
    """How long: ``1天12小时``; in the two largest units that it has."""
    left, parts = int(of.total_seconds()), list[tuple[str, int]]()
    for unit, seconds in _UNITS:
        count, left = divmod(left, seconds)
        if count:
            parts.append((unit, count))
    texts = [words(catalogue("dues")[unit], {"n": n}) for unit, n in parts[:2]]
    return {"zh": "".join(t["zh"] for t in texts), "en": " ".join(t["en"] for t in texts)}


def _particulars(due: Due, plan: Playbook, language: str) -> dict[str, object]:
    told: dict[str, object] = {"times": "、".join(_windows(due)), "day": due.day}
    if language == "en":
        told["times"] = ", ".join(_windows(due))
    for key in ("plus", "minus", "every"):
        if (value := getattr(due, key)) is not None:
            told[key] = span(value)[language]
    told["at"] = f"{due.at[0]:%H:%M}" if due.at else ""
    level, event = plan.level_words.get(due.level or ""), plan.events.get(due.event or "")
    told["level"] = _name(level.name if level else None, due.level)[language]
    told["event"] = _name(event.name if event else None, due.event)[language]
    told["phase"] = phase_words(due.phase, plan)[language]
    told["target"] = _name(plan.forecasts.get(due.target or "") or _own(due.target), due.target)[
        language
    ]
    return told


def phase_words(phase: str | None, plan: Playbook) -> Words:
    """What a phase of the plan's occurrences is called, in both languages."""
    return _name(plan.phases.get(phase or "") or _own(phase), phase)


def _own(id: str | None) -> Words | None:
    """What the house itself calls a phase or a forecast."""
    entry = catalogue("dues").get(id) if id in ("start", "planned_end") else None
    return words(entry, {}) if entry else None


def _windows(due: Due) -> list[str]:
    if due.until:
        return [f"{_clock(a)}–{_clock(b)}" for a, b in zip(due.at, due.until, strict=True)]
    return [_clock(at) for at in due.at]


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _name(name: Words | None, id: str | None) -> Words:
    return dict(name) if name else {"zh": id or "", "en": id or ""}


def _said(code: str, params: Mapping[str, Mapping[str, object]]) -> Words:
    return {k: words(catalogue("dues")[code], params[k])[k] for k in LANGUAGES}
