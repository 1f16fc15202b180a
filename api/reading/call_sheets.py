"""After the click, and after its end, everyone must be told: a text per group, whom to call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from api.catalogue import catalogue, words
from api.house import House
from api.reading.boards import board
from api.times import dated
from domain.facts.community import ActivationUndone, PlaybookStoodDown
from domain.record import Recorded
from domain.refusal import NotFound

_ENDS = {PlaybookStoodDown.TOPIC: "stood_down", ActivationUndone.TOPIC: "undone"}
CLOSED = ("completed", "cancelled")


def call_sheet(
    served: House, code: str, activation: str, language: str, *, phones: bool
) -> dict[str, Any]:
    """Group by group: a text ready to copy, and everybody with phone and position.

    Of an activation that ended, the text says so, and what its group still has to do; the people
    are those who had a post until then.
    """
    shown = board(served, code, language, phones=phones)
    found, ended = _among(shown["activations"], "id", activation), None
    after = _among(shown["aftermath"], "activation", activation)
    if found is None:
        ended = _end(served, code, activation)
        before = served.store.position_at(ended.recorded_at - timedelta(microseconds=1))
        then = board(served, code, language, phones=phones, as_of_position=before)
        found = _among(then["activations"], "id", activation)
    if found is None:
        raise NotFound("activation", activation)
    name = served.workflow.desk.community(code).name

    def text(group: dict[str, Any]) -> str:
        if ended is None:
            return _call(name, found, group, shown, language)
        left = [t for t in after["tasks"] if _is_of(t, group)] if after else []
        return _farewell(name, found, group, left, ended, shown, language)

    return {
        "title": _say("title", language, community=name, playbook=found["title"]),
        "community": code,
        "activation": activation,
        "drill": found["drill"],
        "ended": ended and _ENDS[ended.topic],
        "groups": [
            {
                "group": g["group"],
                "name": g["name"],
                "grid": g["grid"],
                "grid_name": g["grid_name"],
                "vacant": g["vacant"],
                "members": g["members"],
                "text": text(g),
            }
            for g in found["groups"]
        ],
    }


def _among(activations: list[dict[str, Any]], key: str, id: str) -> dict[str, Any] | None:
    return next((a for a in activations if a[key] == id), None)


def _end(served: House, code: str, activation: str) -> Recorded:
    """The fact that ended an activation, or refused when none did."""
    facts = served.store.read(0, 2**31, community=code, topics=tuple(_ENDS))
    found = next((r for r in facts if getattr(r.fact, "activation", None) == activation), None)
    if found is None:
        raise NotFound("activation", activation)
    return found


def _is_of(task: dict[str, Any], group: dict[str, Any]) -> bool:
    return bool(task["group"] == group["group"] and task["grid"] == group["grid"])


def _call(
    community: str,
    activation: dict[str, Any],
    group: dict[str, Any],
    shown: dict[str, Any],
    language: str,
) -> str:
    """What calls a group to its posts: who is in it, and what it has to do by when."""
    code = "drill" if activation["drill"] else "heading"
    at = dated(activation["started_at"], shown["now"], language)
    lines = [_heading(code, community, activation, group, at, language)]
    if activation["muster_point"]:
        lines.append(_say("muster_point", language, where=activation["muster_point"]))
    for position in ("lead", "deputy", "member"):
        people = [m["name"] for m in group["members"] if m["position"] == position]
        if people or position == "lead":
            who = _say("comma", language).join(people) or _say("nobody", language)
            lines.append(_say(position, language, who=who))
    tasks = [t for t in group["tasks"] if t["state"] not in CLOSED]
    lines += _listed("tasks", tasks, shown, language)
    lines.append(_say("closing", language))
    return "\n".join(lines)


def _farewell(
    community: str,
    activation: dict[str, Any],
    group: dict[str, Any],
    left: list[dict[str, Any]],
    ended: Recorded,
    shown: dict[str, Any],
    language: str,
) -> str:
    """What sends a group home: that it is over, and what it still has to do."""
    code = _ENDS[ended.topic] + ("_drill" if activation["drill"] else "")
    at = dated(ended.recorded_at, shown["now"], language)
    tasks = [t for t in left if t["state"] not in CLOSED]
    lines = [_heading(code, community, activation, group, at, language)]
    return "\n".join([*lines, *_listed("after", tasks, shown, language)])


def _heading(
    code: str,
    community: str,
    activation: dict[str, Any],
    group: dict[str, Any],
    at: str,
    language: str,
) -> str:
    place, playbook = group["grid_name"] or community, activation["title"]
    told = {"community": community, "grid": place, "group": group["name"], "playbook": playbook}
    return _say(code, language, at=at, **told)


def _listed(
    code: str, tasks: list[dict[str, Any]], shown: dict[str, Any], language: str
) -> list[str]:
    """Tasks under a heading, each with who has it and by when; nothing where there are none.

    In order of time, whatever order the plan has.
    """
    lines = [_say(code, language)] if tasks else []
    for number, task in enumerate(sorted(tasks, key=_when), start=1):
        names = (str(shown["names"].get(m)) for m in task["assignees"])
        who = _say("comma", language).join(names) or _say("nobody", language)
        due = _say("waiting", language)
        if task["due_at"]:
            due = dated(task["due_at"], shown["now"], language)
        kind = "locked" if task["state"] == "locked" else "task"
        lines.append(_say(kind, language, number=number, title=task["title"], due=due, who=who))
    return lines


def _when(task: dict[str, Any]) -> tuple[bool, str]:
    """By when it is to be done; what waits for a document or a time comes last."""
    due = task["due_at"] if task["state"] != "locked" else None
    return due is None, due.isoformat() if due else ""


def _say(code: str, language: str, **params: object) -> str:
    return words(catalogue("call_sheet")[code], params)[language]
