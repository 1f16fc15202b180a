"""What a supervisor takes out as tables: the history, who was assigned to what, the communities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from api.catalogue import catalogue
from api.house import House
from api.papers.sheet import Sheet, made
from api.reading import assignments as intervals
from api.reading import communities
from api.reading.histories import told
from api.reading.openings import openings, titles
from api.reading.plan_words import PlanWords
from api.times import ZONE
from domain.community import Community
from domain.record import Recorded
from domain.refusal import Refused
from projections.history import entry, of_course
from projections.history.prose import line_of

PAGE = 1000
#: rows that a spreadsheet program still opens at once
MOST = 100_000
_INSTANT = timedelta(microseconds=1)


def history(
    served: House,
    code: str,
    language: str,
    by: str,
    *,
    start: datetime | None,
    end: datetime | None,
    notices: bool,
    phones: bool,
) -> tuple[Sheet, int]:
    """Every entry between two times with its position, and of how many people they tell; the
    course of notices where asked for.
    """
    community = served.workflow.desk.community(code)
    rows: list[list[Any]] = []
    people: set[str] = set()
    for facts in _pages(served, code, start, end):
        found = [entry(r) for r in facts if notices or not of_course(r.fact)]
        people.update(member for line in found for member in line.mentions.members)
        named = served.names.actors({line.actor for line in found}, language)
        for line in told(served, community, found, phones=phones):
            by_name = named.get(line["actor"], line["actor"])
            rows.append(_entry(line, by_name, language))
        if len(rows) > MOST:
            raise Refused("export_too_long", field="from", most=MOST)
    above = _above(served, language, by, len(rows), start, end)
    title = _title("history", community.name, language)
    return made(title, above, _head("history", language), rows), len(people)


def _entry(line: Mapping[str, Any], by: str, language: str) -> list[Any]:
    return [
        line["position"],
        _at(line["at"]),
        _at(line["occurred_at"]) if line["occurred_at"] != line["at"] else "",
        by,
        line["text"][language],
        _mark(line["drill"], language),
    ]


def _pages(
    served: House, code: str, start: datetime | None, end: datetime | None
) -> Iterator[list[Recorded]]:
    store = served.store
    after = 0 if start is None else store.position_at(start - _INSTANT)
    until = store.head() if end is None else store.position_at(end)
    while facts := store.read(after, PAGE, until=until, community=code):
        yield facts
        after = facts[-1].position


def assignments(
    served: House,
    code: str,
    language: str,
    by: str,
    *,
    as_of: int | None,
    then: datetime | None = None,
    phones: bool,
    **wanted: str | None,
) -> tuple[Sheet, int]:
    """Who was assigned to what, when and by whom, a shift with its hours, and the entries of
    beginning and end; and how many people that is. A position that was asked for as a moment is
    told as that moment, ``then``.
    """
    community = served.workflow.desk.community(code)
    opened = openings(served, code, as_of)
    called = _Called(served, community, language, titles(served, opened, language, phones=phones))
    rows: list[list[Any]] = []
    people: set[str] = set()
    after: str | None = "0"
    while after is not None:
        page = intervals.assignments(
            served,
            code,
            language,
            as_of=as_of,
            at_least=as_of,
            after=after,
            limit=PAGE,
            phones=phones,
            **wanted,
        )
        people.update(line["member"] for line in page["items"])
        rows += [_assignment(line, called, opened.hours, language) for line in page["items"]]
        if len(rows) > MOST:
            raise Refused("export_too_long", field="member", most=MOST)
        after = page["next"]
    above = _above(served, language, by, len(rows), upto=as_of)
    above = [*_asked(served, community, (as_of, then), wanted.get("activation"), language), *above]
    title = _title("assignments", community.name, language)
    head = _head("assignments", language)
    if as_of is not None:
        head = [_still_then(column, language) for column in head]
    return made(title, above, head, rows), len(people)


def _asked(
    served: House,
    community: Community,
    as_of: tuple[int | None, datetime | None],
    activation: str | None,
    language: str,
) -> list[str]:
    """As of which moment a table is, and of which activation alone, where it is not of all."""
    words = catalogue("exports")["above"]
    lines = []
    position, then = as_of
    if position and (last := served.store.read(position - 1, 1, until=position)):
        said = {"at": _at(then or last[0].recorded_at), "position": position}
        lines.append(words["as_of"][language].format(**said))
    if found := community.activations.get(activation or ""):
        plan = served.workflow.plans.known(found.digest)
        title = plan.title[language] if plan else found.playbook
        said = {"title": title, "at": _at(found.at)}
        lines.append(words["only"][language].format(**said))
    return lines


def _still_then(column: str, language: str) -> str:
    """The head of a column, in a table as of a moment: what is empty lasted then."""
    still = catalogue("exports")["still"]
    return column.replace(still["now"][language], still["then"][language])


def _assignment(
    line: Mapping[str, Any],
    called: _Called,
    hours: Mapping[str, tuple[datetime, datetime | None]],
    language: str,
) -> list[Any]:
    positions = catalogue("exports")["positions"]
    begins, ends = hours.get(line["task"], (None, None))
    return [
        line["name"],
        called.grid(line["grid"]),
        called.group(line["activation"], line["group"]),
        called.task(line["activation"], line["task"]),
        _at(begins) if begins else "",
        _at(ends) if ends else "",
        positions[line["role"]][language] if line["role"] in positions else line["role"],
        _at(line["from"]),
        _at(line["to"]) if line["to"] else "",
        line["by_name"],
        line["reason"],
        line["from_position"],
        line["to_position"],
        _mark(line["drill"], language),
        line["activation"],
    ]


class _Called:
    """What grids, groups and tasks of a community are called in a language."""

    def __init__(
        self, served: House, community: Community, language: str, titles: Mapping[str, str]
    ) -> None:
        self._words = PlanWords(served.workflow.plans, community, {})
        self._titles = titles
        self._grids, self._language = community.roster.grids, language

    def grid(self, id: str | None) -> str:
        """A grid by name."""
        found = self._grids.get(id) if id else None
        return found.name if found else ""

    def group(self, activation: str, id: str) -> str:
        """A group as the plan of its activation calls it."""
        return self._named(activation, "group", id) or id

    def task(self, activation: str, id: str | None) -> str:
        """A task by its own title or the plan's; one whose title was destroyed by its key."""
        if id is None:
            return ""
        if id in self._titles:
            return self._titles[id]
        key = line_of(id.partition(".")[2])
        return self._named(activation, "task", key) or key

    def _named(self, activation: str, kind: str, id: str) -> str | None:
        found = self._words.running(activation).get(kind, {}).get(id)
        return found[self._language] if found else None


def district(served: House, place: str, language: str, by: str) -> Sheet:
    """The communities of a place in figures, those at war first."""
    modes = catalogue("exports")["modes"]
    rows: list[list[Any]] = []
    after: str | None = ""
    while after is not None:
        items, after = communities.listed(served, place, after, PAGE, language)
        rows += [_community(item, modes, language) for item in items]
    order = [modes[mode][language] for mode in modes]
    rows.sort(key=lambda row: (order.index(row[5]), row[0]))
    above = _above(served, language, by, len(rows))
    return made(_title("district", place, language), above, _head("district", language), rows)


def _community(item: Mapping[str, Any], modes: Mapping[str, Any], language: str) -> list[Any]:
    drilled = _figures(item["drilled"]) if item["drilled"] else [""] * 6
    return [
        item["code"],
        item["name"],
        item["street"],
        item["county"],
        item["city"],
        modes[item["mode"]][language],
        item["readiness"]["score"],
        item["grids"],
        item["members"],
        *_figures(item),
        item["position"],
        item["drills"] or "",
        *drilled,
    ]


def _figures(counted: Mapping[str, Any]) -> list[int]:
    still = ("waiting", "locked", "open", "accepted", "started")
    return [
        counted["asked"],
        counted["mustered"],
        counted["vacant"],
        counted["overdue"],
        sum(counted["tasks"].get(state, 0) for state in still),
        counted["tasks"].get("completed", 0),
    ]


def _title(kind: str, name: str, language: str) -> str:
    return str(catalogue("exports")["titles"][kind][language]).format(name=name)


def _head(kind: str, language: str) -> list[str]:
    return [column[language] for column in catalogue("exports")["columns"][kind]]


def _above(
    served: House,
    language: str,
    by: str,
    count: int,
    start: datetime | None = None,
    end: datetime | None = None,
    upto: int | None = None,
) -> list[str]:
    """When and by whom it was taken out, and on what it rests: up to a position, or all."""
    words = {id: text[language] for id, text in catalogue("exports")["above"].items()}
    lines = []
    if start or end:
        begun = _at(start) if start else words["begun"]
        lines.append(words["period"].format(start=begun, end=_at(end) if end else words["now"]))
    head = upto or (served.store.head() if end is None else served.store.position_at(end))
    said = {"by": by, "at": _at(served.clock()), "count": count, "head": head}
    return [*lines, words["exported"].format(**said), words["confidential"]]


def _at(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


def _mark(drill: bool, language: str) -> str:
    return str(catalogue("exports")["drill"][language]) if drill else ""
