"""A calendar of a board: slots as events, deadlines as to-dos, in the plan's words.

Whoever has the link reads it, so it names nobody: no member, no resident, no words that somebody
wrote. What a plan did not foresee is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar

from api.catalogue import catalogue, words
from api.house import House
from api.numbering import where
from api.reading.freshness import fresh
from api.reading.task_changes import Changed
from api.reading.telling_apart import answered
from domain.playbook import Playbook
from domain.refusal import NotFound
from engine.calendars import Calendar
from projections.board import COMMUNITY
from projections.presenting import present_board
from projections.rows import MemoryRows

#: what is longer over is left out
PAST = timedelta(days=30)
REFRESH = timedelta(minutes=15)
#: a deadline told as an event takes up the time before it
BEFORE = timedelta(minutes=15)
TODO_STATES = {"completed": "COMPLETED", "cancelled": "CANCELLED"}
AT_WORK = ("accepted", "started")


class Asked(NamedTuple):
    """In which words, and whether deadlines are events too, for what shows no to-dos."""

    language: str = "zh"
    as_events: bool = False


class Line(NamedTuple):
    """A task with all that its entry tells."""

    task: dict[str, Any]
    plan: Playbook | None
    playbook: str
    group: str
    grid: str | None
    drill: bool
    where: str | None


def feed(served: House, calendar: Calendar, asked: Asked) -> bytes:
    """The calendar as it stands, ready to be sent: the same bytes until something changes."""
    fresh(served, "board")
    stands, docs = served.views.snapshot("board", calendar.community)
    rows = MemoryRows(docs)
    community = rows.get(COMMUNITY)
    if community is None:
        raise NotFound("community", calendar.community)
    shown = present_board(rows, served.workflow.plans.known, calendar.community)
    changes = served.task_changes.of(calendar.community, stands)
    made, since = _begun(calendar, shown, community.name, asked), served.clock() - PAST
    for line in _lines(served, calendar, shown, asked.language):
        if line.task["due_at"] >= since:
            changed = changes.get(line.task["id"]) or Changed(0, line.task["opened_at"])
            made.add_component(_entry(line, changed, asked))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _say(code: str, language: str, **told: object) -> str:
    return words(catalogue("calendars")[code], told)[language]


def _begun(
    calendar: Calendar, shown: dict[str, Any], community: str, asked: Asked
) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("prodid", "-//Pingzhan//calendar//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT15M")
    code = "member" if calendar.member else "group" if calendar.group else "name"
    names = (g["name"] for a in shown["activations"] for g in a["groups"] if _is_of(calendar, g))
    group = next((name[asked.language] for name in names), calendar.group)
    name = _say(code, asked.language, community=community, group=group)
    made.add("name", name)
    made.add("x-wr-calname", name)
    return made


def _is_of(calendar: Calendar, group: dict[str, Any]) -> bool:
    return calendar.group in (None, group["group"])


def _lines(
    served: House, calendar: Calendar, shown: dict[str, Any], language: str
) -> Iterator[Line]:
    """Every task with a time that belongs in the calendar, in the order of the board."""
    known = answered(served, calendar.community, shown, None)
    grids = {g["id"]: g["name"] for g in shown["grids"]}
    for group, t, about in _tasks(shown):
        if t["due_at"] is None or not _is_of(calendar, group):
            continue
        if calendar.member and calendar.member not in (*t["assignees"], *t["taken"]):
            continue
        plan = served.workflow.plans.known(about["digest"])
        place = where(known.get(t["occurrence"] or ""), t["building"], plan, language)
        named = group["name"][language], grids.get(group["grid"])
        yield Line(t, plan, about["title"][language], *named, about["drill"], place)


def _tasks(shown: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any, dict[str, Any]]]:
    """Each task with its group and its activation, those that come after an end too."""
    for activation in shown["activations"]:
        for group in activation["groups"]:
            yield from ((group, t, activation) for t in group["tasks"])
    for ended in shown["aftermath"]:
        for t in ended["tasks"]:
            group = {"group": t["group"], "name": t["group_name"], "grid": t["grid"]}
            yield group, t, {**ended, "digest": t["digest"]}


def _entry(line: Line, changed: Changed, asked: Asked) -> icalendar.Event | icalendar.Todo:
    t = line.task
    zone = ZoneInfo(line.plan.timezone if line.plan is not None else "Asia/Shanghai")
    is_slot = t["starts_at"] is not None
    made: icalendar.Event | icalendar.Todo
    if is_slot or asked.as_events:
        made = icalendar.Event()
        made.add("dtstart", (t["starts_at"] or t["due_at"] - BEFORE).astimezone(zone))
        made.add("dtend", t["due_at"].astimezone(zone))
        made.add("status", "CANCELLED" if t["state"] == "cancelled" else "CONFIRMED")
        made.add("transp", "OPAQUE" if is_slot else "TRANSPARENT")
    else:
        made = icalendar.Todo()
        made.add("due", t["due_at"].astimezone(zone))
        _progress(made, t)
    made.add("uid", f"{t['id']}@pingzhan")
    made.add("dtstamp", changed.at)
    made.add("last-modified", changed.at)
    made.add("sequence", changed.times)
    made.add("created", _utc(t["opened_at"]))
    _words(made, line, asked.language)
    return made


def _progress(made: icalendar.Todo, t: dict[str, Any]) -> None:
    usual = "IN-PROCESS" if t["state"] in AT_WORK else "NEEDS-ACTION"
    made.add("status", TODO_STATES.get(t["state"], usual))
    if t["state"] == "completed" and t["completed_at"] is not None:
        made.add("completed", _utc(t["completed_at"]))
        made.add("percent-complete", 100)


def _words(made: icalendar.Event | icalendar.Todo, line: Line, language: str) -> None:
    t, title = line.task, line.task["title"]
    drill = _say("drill", language) if line.drill else ""
    told = _say("added", language) if isinstance(title, str) else title[language]
    made.add("summary", f"{drill}{told}")
    if line.grid:
        made.add("location", line.grid)
    about = [_say("of", language, playbook=line.playbook, group=line.group)]
    if line.where:
        about.append(_say("where", language, where=line.where))
    if t["places"]:
        about.append(_say("places", language, places=t["places"], taken=len(t["taken"])))
    about += [_say(state, language) for state in ("overdue",) if t["overdue"]]
    about += [_say("locked", language)] if t["state"] == "locked" else []
    made.add("description", "\n".join(about))


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
