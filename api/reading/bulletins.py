"""The daily bulletin 工作日报: a local day of an activation in numbers, and as a text to send."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from api.catalogue import catalogue, words
from api.house import House
from api.reading.reviews import folded
from api.times import ZONE
from domain.refusal import NotFound, Refused
from projections.review import Day, Review, present_day

LANGUAGES = ("zh", "en")
_INSTANT = timedelta(microseconds=1)


def bulletin(
    served: House, code: str, id: str, language: str, *, asked: date | None
) -> dict[str, Any]:
    """The bulletin of a local day, by default of the last one; as the log stood at its end."""
    community = served.workflow.desk.community(code)
    head = served.store.head()
    found = folded(served, code, id, head)
    first, last = _days(found, served.clock())
    on = last if asked is None else asked
    if not first <= on <= last:
        raise Refused("day_outside", field="date", first=first, last=last)
    day = Day(_midnight(on), _midnight(on + timedelta(days=1)))
    position = head
    if on < last or found.is_final:
        position = min(head, served.store.position_at(day.until - _INSTANT))
        found = folded(served, code, id, position)
    shown = present_day(found, day, served.workflow.plans.known)
    shown |= {
        "community": code,
        "date": on,
        "day": (on - first).days + 1,
        "position": position,
        "at": served.store.recorded_at(position) or found.at,
    }
    shown["text"] = {a: _text(shown, community.name, a) for a in LANGUAGES}
    return _in_one(shown, language)


def _days(found: Review, now: datetime) -> tuple[date, date]:
    """The first and the last local day of an activation, as far as it has come."""
    if found.clicked is None:
        raise NotFound("activation", found.activation)
    last = found.ended.recorded_at if found.ended else now
    first = found.clicked.recorded_at.astimezone(ZONE).date()
    return first, max(first, last.astimezone(ZONE).date())


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=ZONE)


def _in_one(shown: dict[str, Any], language: str) -> dict[str, Any]:
    """The plan's words in one language."""
    title, level = shown["title"], shown["level_name"]
    shown["title"] = title[language] if title else ""
    shown["level_name"] = level[language] if level else None
    for row in (*shown["occurrences"], *shown["reports"], *shown["groups"]):
        row["name"] = row["name"][language]
    return shown


def _text(shown: dict[str, Any], community: str, a: str) -> str:
    tasks, level, title = shown["tasks"], shown["level_name"], shown["title"]
    drill = _say("drill", a) if shown["drill"] else ""
    mode = catalogue("history")["words"]["mode"].get(shown["mode"], {a: shown["mode"]})[a]
    lines = [
        _say(
            "heading",
            a,
            drill=drill,
            community=community,
            date=_date(shown["date"], a),
            day=shown["day"],
        ),
        _say(
            "plan",
            a,
            playbook=title[a] if title else "",
            mode=mode,
            level=_say("level", a, level=level[a]) if level else "",
        ),
        _say("members", a, **shown["members"], vacant=shown["vacant"]),
        _say("tasks", a, **tasks),
        *(_say("occurrence", a, **{**o, "name": o["name"][a]}) for o in shown["occurrences"]),
    ]
    lines += [_say(code, a, **tasks) for code, field in _IF_ANY if tasks[field]]
    if shown["reports"]:
        handed = (_say("report", a, **{**r, "name": r["name"][a]}) for r in shown["reports"])
        lines.append(_say("reports", a, reports=_say("comma", a).join(handed)))
    lines.append(_say("groups", a))
    lines += [_group(line, a) for line in shown["groups"]]
    lines += [_say("tomorrow", a, tomorrow=shown["tomorrow"]), _say("by_hand", a)]
    return "\n".join(lines)


#: lines that are left out when there is nothing in them
_IF_ANY = (("slots", "uncovered"), ("escalations", "escalations"))


def _group(line: dict[str, Any], a: str) -> str:
    vacant = _say("vacant", a, vacant=line["vacant"]) if line["vacant"] else ""
    return _say("group", a, **{**line, "name": line["name"][a], "vacant": vacant})


def _date(on: date, a: str) -> str:
    return _say("date", a, year=on.year, month=on.month, day=on.day, short=f"{on:%b}")


def _say(code: str, language: str, **params: object) -> str:
    return words(catalogue("bulletin")[code], params)[language]
