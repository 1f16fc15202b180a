"""A review in words: its summary, the lines of its time line, spans of time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.catalogue import catalogue, words
from api.names import Named
from api.reading.clicks import grid_name
from api.times import stamp
from domain.roster import Roster
from projections.review.score import MUSTER, TASKS, VACANCIES


def say(code: str, language: str, **params: object) -> str:
    """An entry of the review's catalogue, filled in; ``a.b`` for one further down."""
    entry: Any = catalogue("review")
    for step in code.split("."):
        entry = entry[step]
    return words(entry, params)[language]


def summary(shown: dict[str, Any], at: datetime | None, language: str) -> str:
    """The whole in one paragraph."""
    head, figures = shown["head"], shown["figures"]
    code = {"stood_down": "ended", "undone": "undone"}.get(shown["state"], "running")
    last = head["ended_at"] or at
    return say(
        "summary",
        language,
        **{k: v for k, v in figures.items() if k not in ("rate", "positions")},
        drill=say("drill", language) if shown["drill"] else "",
        community=head["community_name"],
        playbook=head["title"],
        started=stamp(head["started_at"], language),
        ended=say(code, language, at=stamp(last, language)) if last else "",
        spent=span(head["seconds"], language),
        rate=_rate(figures, language),
        going=say("after" if shown["final"] else "in_hand", language),
    )


def _rate(figures: dict[str, Any], language: str) -> str:
    """The share in time, and of how many: all in time says little of one."""
    if figures["rate"] is None:
        return say("no_rate", language)
    due = figures["on_time"] + figures["late"] + figures["missed"]
    return say("rate", language, due=due, percent=percent(figures["rate"], language))


def spoken(line: dict[str, Any], named: Named, roster: Roster) -> str:
    """A moment in a sentence; what was only needed to say it is taken out of the line."""
    a = named.language
    level, previous = (said and said[a] for said in (line.pop("level"), line.pop("previous")))
    steps = say("from_to", a, before=previous, after=level) if previous and level else level
    said = {
        "ref": named.text(line.pop("ref")),
        "grid": grid_name(roster, line.pop("grid")),
        "level": steps,
        "reason": named.text(line.pop("reason")),
        "authority": named.text(line.pop("authority")),
    }
    told: dict[str, object] = {
        field: say(f"said.{field}", a, said=value) if value else "" for field, value in said.items()
    }
    for field in ("planned_end", "forecast_at"):
        at = line.pop(field)
        told[field] = stamp(at, a) if at else ""
    forecast = line.pop("forecast")
    told |= {"forecast": forecast[a] if forecast else ""}
    told |= {"by": named.name(line["by"]), "count": line["count"], "absent": line.pop("absent")}
    return say(f"moments.{line['kind']}", a, **told)


def span(seconds: int | None, language: str) -> str:
    """A span as people say it: 1小时20分."""
    if seconds is None:
        return say("spans.none", language)
    minutes, hours = seconds // 60, seconds // 3600
    if not minutes:
        return say("spans.moments", language)
    if not hours:
        return say("spans.minutes", language, minutes=minutes)
    if hours < 48:
        return say("spans.hours", language, hours=hours, minutes=minutes % 60)
    return say("spans.days", language, days=hours // 24, hours=hours % 24)


def percent(share: float | None, language: str) -> str:
    """A share in hundredths."""
    if share is None:
        return say("spans.none", language)
    return say("percent", language, value=round(100 * share, 1))


def cause(code: str, language: str) -> str:
    """Why something changed, in a word; the bare code where there is none."""
    found = catalogue("review")["causes"].get(code)
    return str(found[language]) if found else code


def part(id: str, language: str) -> str:
    """What a part of a drill's score is called."""
    return say(f"score.{id}", language)


def formula(score: dict[str, Any], language: str) -> str:
    """How a drill's score is made."""
    within: int = score["within_seconds"]
    return say(
        "score.formula",
        language,
        muster=MUSTER,
        vacancies=VACANCIES,
        tasks=TASKS,
        within=span(within, language),
        twice=span(2 * within, language),
    )
