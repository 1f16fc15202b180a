"""A plan drawn as text: its groups, their lines along time, what occurs, and what is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import log

from rich.console import Group as Rows
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.catalogue import catalogue
from api.cli.drawing_parts import drawn_marks, drawn_papers
from api.dues import due_words, each_words
from domain.playbook import Group, Playbook, Task

#: cells of the time line, from the click to its last deadline
WIDTH = 24
KINDS = ("offset", "day", "level", "before", "daily", "interval", "event", "phase")
BASIS = {"seed": "●", "source": "○", "adapted": "△", "inference": "◇"}
_LEAST = timedelta(minutes=5)


def drawn(plan: Playbook, language: str) -> RenderableType:
    """The whole plan."""
    said = catalogue("drawing")
    words = {key: entry[language] for key, entry in said.items()}
    head = Text(f"{plan.title[language]}  {plan.id} · {plan.revision}", style="bold")
    note = Text(plan.note.get(language, ""), style="dim")
    parts: list[RenderableType] = [head, note, Text(words["legend"], style="dim")]
    parts += [_group(group, plan, language, words) for group in plan.groups]
    if plan.events:
        parts.append(_events(plan, language, words))
    parts += list(_lists(plan, language, words))
    return Rows(*parts)


def _group(group: Group, plan: Playbook, language: str, words: dict[str, str]) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False, expand=False)
    for style in ("cyan", "bold", "", "dim", "dim"):
        table.add_column(style=style, no_wrap=style == "cyan")
    longest = _longest(plan)
    for task in sorted(group.tasks, key=_order):
        table.add_row(*_line(task, plan, language, longest, words))
    condition = plan.events.get(group.condition or "")
    under = [group.mission[language], _people(group, plan, language, words)]
    if condition is not None:
        under.append(f"{words['condition']}{condition.name[language]}")
    body = Rows(*(Text(text, style="dim") for text in under), table)
    return Panel(body, title=f"{group.name[language]}  {group.id}", title_align="left")


def _people(group: Group, plan: Playbook, language: str, words: dict[str, str]) -> str:
    def name(role: str | None) -> str:
        return plan.roles.get(role or "", {}).get(language, role or "–")

    told = [
        f"{words['lead']}{name(group.lead_role)}",
        f"{words['deputy']}{name(group.deputy_role)}",
    ]
    told += [f"{name(need.role)} ≥{need.min}" for need in group.staffing]
    return "  ".join(told)


def _line(
    task: Task, plan: Playbook, language: str, longest: timedelta, words: dict[str, str]
) -> tuple[str, str, str, str, str]:
    """Time line, id, title, when, and what holds it back or rests on."""
    marks = [BASIS[task.basis]]
    if task.authority:
        marks.append(words["locked"])
    if task.pre:
        marks.append(f"← {', '.join(task.pre)}")
    if task.places:
        marks.append(f"{words['places']}{task.places}")
    marks += drawn_marks(task, plan, language, words)
    when = due_words(task.due, plan)[language]
    if (each := each_words(task, plan)) is not None:
        when = f"{each[language]}：{when}" if language == "zh" else f"{each[language]}: {when}"
    return _bar(task, longest), task.id, task.title[language], when, "  ".join(marks)


def _bar(task: Task, longest: timedelta) -> str:
    """Where a deadline lies between the click and the last, further out ever more tightly."""
    plus = task.due.plus
    if task.due.kind != "offset" or plus is None:
        return {"daily": "↻ ", "interval": "↻ "}.get(task.due.kind, "⚑ ").ljust(WIDTH + 1)
    share = log(1 + plus / _LEAST) / log(1 + longest / _LEAST)
    at = min(WIDTH - 1, round(share * (WIDTH - 1)))
    return "├" + "─" * at + "●" + " " * (WIDTH - 1 - at)


def _longest(plan: Playbook) -> timedelta:
    lines = (task.due for group in plan.groups for task in group.tasks)
    spans = [due.plus for due in lines if due.kind == "offset" and due.plus is not None]
    return max(spans, default=_LEAST)


def _order(task: Task) -> tuple[int, timedelta]:
    return KINDS.index(task.due.kind), task.due.plus or timedelta()


def _events(plan: Playbook, language: str, words: dict[str, str]) -> RenderableType:
    tree = Tree(Text(words["events"], style="bold"))
    for event in plan.events.values():
        node = tree.add(f"{event.name[language]}  {event.id}")
        for phase in ("start", *event.phases):
            lines = [task.id for task in _answering(plan, event.id, phase)]
            if lines or phase != "start":
                name = plan.phases.get(phase, {}).get(language, words.get(phase, phase))
                node.add(f"{name} → {', '.join(lines) or '–'}")
    return tree


def _answering(plan: Playbook, event: str, phase: str) -> Iterator[Task]:
    for task in (task for group in plan.groups for task in group.tasks):
        at_start = phase == "start" and (task.due.event == event or task.each == event)
        if at_start or (phase != "start" and task.due.phase == phase):
            yield task


def _lists(plan: Playbook, language: str, words: dict[str, str]) -> Iterator[RenderableType]:
    """What starts it, levels, forms, ladders, and the values that a community may change."""
    for trigger in plan.triggers.values():
        yield Text(f"{words['trigger']}{trigger[language]}")
    yield from drawn_papers(plan, language, words)
    if plan.level_words:
        names = [level.name[language] for level in plan.level_words.values()]
        yield Text(f"{words['levels']}{' < '.join(names)}")
    for id, value in plan.parameters.items():
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        name = plan.parameter_words.get(id, {}).get(language, id)
        yield Text(f"{words['parameter']}{name} ({id}) = {shown}")
