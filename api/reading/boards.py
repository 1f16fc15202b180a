"""The board with names: as it stands, or stood at any moment, by one and the same fold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import asdict

from api.house import House
from api.names import Named
from api.numbering import Numbered
from api.reading.freshness import fresh
from api.reading.notices import reached
from api.reading.telling_apart import (
    answered,
    apart,
    happenings,
    tasks_of,
    tell_apart,
    texts_of,
)
from domain.community import UNDO_WITHIN
from domain.ids import task_place
from domain.refusal import NotFound, Refused
from projections.asof import board_at
from projections.board import COMMUNITY, Activation, Community, GroupAtWork
from projections.board.ground import running
from projections.presenting import present_board, present_ended_task, present_task
from projections.rows import MemoryRows, Rows

#: of whoever was told of nothing, and of everybody in the past
_UNTOLD = {"notice": None, "unreached": False, "told": None}
#: what was said with the click
_SAID = ("reason", "authority", "muster_point")


def board(
    served: House,
    code: str,
    language: str,
    *,
    phones: bool,
    as_of: datetime | None = None,
    as_of_position: int | None = None,
    at_least: int | None = None,
) -> dict[str, Any]:
    """The board of the contract, with the names that the directory knew at its position."""
    position = moment(served, as_of, as_of_position)
    if position is None:
        stands, rows = _now(served, code, at_least)
    else:
        stands, rows = position, past(served, code, position)
    if rows.get(COMMUNITY) is None:
        raise NotFound("community", code)
    at = as_of or served.store.recorded_at(stands)
    return _seen(served, code, rows, stands, position, at, language, phones=phones)


def own_board(
    served: House,
    code: str,
    language: str,
    only: Callable[[GroupAtWork], bool],
    at_least: int | None = None,
) -> tuple[dict[str, Any], list[GroupAtWork]]:
    """The board of the groups that ``only`` is true of, with phones, and these as they are kept.

    What was told of occurrences is there field by field. What is kept says more than any board
    shows, such as what colleagues say to each other.
    """
    stands, rows = _now(served, code, at_least)
    if rows.get(COMMUNITY) is None:
        raise NotFound("community", code)
    rows = _among(rows, only)
    at = served.store.recorded_at(stands)
    shown = _seen(served, code, rows, stands, None, at, language, phones=True, full=True)
    groups = (rows.get(stream) for a in running(rows, rows.get(COMMUNITY)) for stream in a.groups)
    return shown, list(groups)


def _now(served: House, code: str, at_least: int | None) -> tuple[int, MemoryRows]:
    fresh(served, "board", at_least)
    stands, docs = served.views.snapshot("board", code)
    return stands, MemoryRows(docs)


def _seen(
    served: House,
    code: str,
    rows: MemoryRows,
    stands: int,
    position: int | None,
    at: datetime | None,
    language: str,
    *,
    phones: bool,
    full: bool = False,
) -> dict[str, Any]:
    """A board as it stands, or stood at a position, in words."""
    shown = present_board(rows, served.workflow.plans.known, community=code, position=stands, at=at)
    known = answered(served, code, shown, position)
    told = texts_of(tasks_of(shown), known, full=full)
    named = _named(served, code, shown, known, told, language, phones, position)
    tell_apart(shown, served.workflow.plans.known, known, named, full=full)
    for activation in shown["activations"]:
        _told(activation, reached(served, code, activation["id"]) if position is None else {})
    stuck = _stuck(served, code) if position is None else None
    now = {"now": served.clock(), "virtual": served.clock.is_virtual}
    return {**_joined(shown, named), **now, "stuck": stuck, **_behind(served, position, stands)}


def _behind(served: House, asked: int | None, stands: int) -> dict[str, Any]:
    """How far what is shown is behind the log; a moment of the past is behind nothing."""
    head = served.store.head()
    lag = served.looking.lag(stands if asked is None else head, head)
    return {"head": head, "behind": lag.behind, "behind_s": lag.behind_s}


def _among(rows: MemoryRows, only: Callable[[GroupAtWork], bool]) -> MemoryRows:
    """The rows of a board with some of its groups; totals stay those of the whole."""
    found: dict[str, Any] = dict(rows.items())
    kept = {key for key, doc in found.items() if isinstance(doc, GroupAtWork) and only(doc)}
    for key, doc in found.items():
        if isinstance(doc, Activation):
            groups = [stream for stream in doc.groups if stream in kept]
            found[key] = msgspec.structs.replace(doc, groups=groups)
        elif isinstance(doc, Community):
            after = [stream for stream in doc.aftermath if stream in kept]
            found[key] = msgspec.structs.replace(doc, aftermath=after)
    return MemoryRows(found)


def _stuck(served: House, code: str) -> dict[str, Any] | None:
    """Where the board of a community stopped, if it did."""
    marks = (mark for mark in served.views.stuck(code) if mark.view == "board")
    return next(map(asdict, marks), None)


def _told(activation: dict[str, Any], told: dict[str, dict[str, Any]]) -> None:
    """Say of everybody how their latest notice stands, and whether they know."""
    for group in activation["groups"]:
        for member in group["members"]:
            member |= told.get(member["member"], _UNTOLD)


def past(served: House, code: str, position: int) -> MemoryRows:
    """The rows of a community's board as they were after a position."""

    def read(community: str, after: int, until: int) -> list[Any]:
        return served.store.read(after, 2**31, until=until, community=community)

    return board_at(read, code, position, served.follower.keyframes)


def moment(served: House, as_of: datetime | None, position: int | None) -> int | None:
    """The position asked for, by time or itself; ``None`` for now."""
    if as_of is not None and position is not None:
        raise Refused("time_ambiguous", field="as_of")
    if as_of is not None:
        return served.store.position_at(as_of)
    if position is not None and position > served.store.head():
        raise Refused("position_ahead", field="as_of_position", position=position)
    return position


def task(
    served: House, code: str, id: str, language: str, *, phones: bool, handles: bool = False
) -> dict[str, Any] | None:
    """One task as the board shows it; as its stream ended when it is on no board any more.

    Whoever ``handles`` it reads what was told of the occurrence that it answers.
    """
    fresh(served, "board")
    rows: Rows = MemoryRows(served.views.load("board", code))
    plans = served.workflow.plans.known
    found = present_task(rows, plans, id)
    if found is None:
        facts = served.store.read(0, 2**31, streams=[task_place(id)[0]])
        found = present_ended_task(facts, plans, id)
    if found is None:
        return None
    texts = [t for t in (found["title"], found["report"]) if isinstance(t, str)]
    people = [*_people(found), *([found["completed_by"]] if found["completed_by"] else [])]
    by = [found["completed_by"]]
    named = served.names.of(people, texts, actors=by, language=language, phones=phones)
    of = [found["activation"]] if found["occurrence"] else []
    known = happenings(served, code, of) if of else {}
    told = [*texts_of([found], known, full=True), *(one.about for one in known.values())]
    theirs = served.names.of(texts=told, language=language, phones=phones or handles)
    found.update(apart(found, known, plans(found.pop("digest")), theirs, full=True))
    shown = _task(found, named)
    shown["group_name"] = found["group_name"][language]
    shown["names"] = {m: named.name(m) for m in people}
    shown["fields"] = named.fields(found["report"])
    return shown


def _named(
    served: House,
    code: str,
    shown: dict[str, Any],
    known: dict[str, Numbered],
    told: list[str],
    language: str,
    phones: bool,
    as_of: int | None,
) -> Named:
    texts: list[str | None] = [*told, *(one.about for one in known.values() if phones)]
    actors: list[str | None] = []
    for activation in shown["activations"]:
        texts += [activation[word] for word in _SAID]
    for t in tasks_of(shown):
        texts.append(t["report"])
        actors.append(t["completed_by"])
        if isinstance(t["title"], str):
            texts.append(t["title"])
    return served.names.of(
        texts=texts, actors=actors, community=code, as_of=as_of, language=language, phones=phones
    )


def _joined(shown: dict[str, Any], named: Named) -> dict[str, Any]:
    grids = {g["id"]: g["name"] for g in shown["grids"]}
    people: dict[str, str | None] = {}
    for activation in shown["activations"]:
        activation["title"] = activation["title"][named.language]
        activation |= {word: named.text(activation[word]) for word in _SAID}
        activation["undo_until"] = activation["started_at"] + UNDO_WITHIN
        for group in activation["groups"]:
            group["name"] = group["name"][named.language]
            group["grid_name"] = grids.get(group["grid"])
            for member in group["members"]:
                member["name"] = people.setdefault(member["member"], named.name(member["member"]))
                member["phone"] = named.phone(member["member"])
            for member in group["declined"]:
                people.setdefault(member, named.name(member))
            group["tasks"] = [_task(t, named) for t in group["tasks"]]
    for ended in shown["aftermath"]:
        ended["title"] = ended["title"][named.language]
        ended["tasks"] = [_task(t, named) for t in ended["tasks"]]
        for t in ended["tasks"]:
            t["group_name"] = t["group_name"][named.language]
            t["grid_name"] = grids.get(t["grid"])
    for t in tasks_of(shown):
        for m in _people(t):
            people.setdefault(m, named.name(m))
    shown["names"] = people
    return shown


def _people(task: dict[str, Any]) -> list[str]:
    """Who is named by a task: its people, who took its places, whom its ladder reached."""
    told = (member for rung in task["escalations"] for member in rung["to"])
    asked = (member for a in task["askings"] for member in (a["member"], a["colleague"]))
    return [*task["assignees"], *task["taken"], *told, *asked]


def _task(task: dict[str, Any], named: Named) -> dict[str, Any]:
    title = task["title"]
    return {
        **task,
        "title": named.text(title) if isinstance(title, str) else title[named.language],
        "report": named.text(task["report"]),
        "completed_by_name": named.name(task["completed_by"]),
        "locked": task["state"] == "locked",
    }
