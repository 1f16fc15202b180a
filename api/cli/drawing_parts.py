"""What a drawn plan says besides its lines: their forms, ladders and consequences."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from domain.playbook import Playbook, Task


def drawn_marks(task: Task, plan: Playbook, language: str, words: dict[str, str]) -> Iterator[str]:
    """Its form and ladder, what it waits for, what its completion begins and its report raises."""
    if task.form is not None:
        yield f"{words['form']}{plan.forms.get(task.form, {}).get(language, task.form)}"
    if task.ladder is not None:
        yield f"{words['ladder']}{task.ladder}"
    if task.condition is not None:
        yield f"{words['condition']}{_event(task.condition, plan, language)}"
    if task.begins is not None:
        yield f"{words['begins']}{plan.phases.get(task.begins, {}).get(language, task.begins)}"
    for raised in task.raises:
        yield f"{words['raises']}{_event(raised.event, plan, language)}"


def drawn_papers(plan: Playbook, language: str, words: dict[str, str]) -> Iterator[Text]:
    """Forms with their fields, and ladders with their rungs."""
    if plan.muster_within is not None:
        yield Text(f"{words['muster']}{plan.muster_within}")
    for form in plan.papers.values():
        fields = ", ".join(field.name[language] for field in form.fields)
        yield Text(f"{words['form']}{form.name[language]} ({form.id}): {fields}")
    for id, rungs in plan.ladders.items():
        climbed = " → ".join(f"{after} {plan.targets[to].name[language]}" for after, to in rungs)
        yield Text(f"{words['rung']}{id}: {climbed}")


def _event(id: str, plan: Playbook, language: str) -> str:
    return plan.events[id].name[language] if id in plan.events else id
