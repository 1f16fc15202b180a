"""After the click everyone must be told: a text per group for a chat, a sheet to call from."""

from __future__ import annotations

from typing import Any

from api.catalogue import catalogue, words
from api.house import House
from api.reading.boards import board
from api.times import moment
from domain.refusal import NotFound


def call_sheet(
    served: House, code: str, activation: str, language: str, *, phones: bool
) -> dict[str, Any]:
    """Group by group: a text ready to copy, and everybody with phone and position."""
    shown = board(served, code, language, phones=phones)
    found = next((a for a in shown["activations"] if a["id"] == activation), None)
    if found is None:
        raise NotFound("activation", activation)
    name = served.workflow.desk.community(code).name
    return {
        "title": _say("title", language, community=name, playbook=found["title"]),
        "community": code,
        "activation": activation,
        "drill": found["drill"],
        "groups": [
            {
                "group": g["group"],
                "name": g["name"],
                "grid": g["grid"],
                "grid_name": g["grid_name"],
                "vacant": g["vacant"],
                "members": g["members"],
                "text": _text(name, found, g, shown, language),
            }
            for g in found["groups"]
        ],
    }


def _text(
    community: str,
    activation: dict[str, Any],
    group: dict[str, Any],
    shown: dict[str, Any],
    language: str,
) -> str:
    names, now = shown["names"], shown["now"]
    lines = [
        _say(
            "drill" if activation["drill"] else "heading",
            language,
            community=community,
            grid=group["grid_name"] or community,
            group=group["name"],
            playbook=activation["title"],
            at=moment(activation["started_at"], now, language),
        )
    ]
    for position in ("lead", "deputy", "member"):
        people = [m["name"] for m in group["members"] if m["position"] == position]
        if people or position == "lead":
            who = _say("comma", language).join(people) or _say("nobody", language)
            lines.append(_say(position, language, who=who))
    tasks = [t for t in group["tasks"] if t["state"] not in ("completed", "cancelled")]
    if tasks:
        lines.append(_say("tasks", language))
    for number, task in enumerate(tasks, start=1):
        who = _say("comma", language).join(str(names.get(m)) for m in task["assignees"])
        due = _say("waiting", language)
        if task["due_at"]:
            due = moment(task["due_at"], now, language)
        code = "locked" if task["state"] == "locked" else "task"
        said = {"number": number, "title": task["title"], "due": due}
        lines.append(_say(code, language, who=who or _say("nobody", language), **said))
    lines.append(_say("closing", language))
    return "\n".join(lines)


def _say(code: str, language: str, **params: object) -> str:
    return words(catalogue("call_sheet")[code], params)[language]
