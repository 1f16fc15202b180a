"""What no place may change in a playbook: who is saved, and what is locked."""

from __future__ import annotations

from engine.playbooks.faults import Faults
from engine.playbooks.guard_checks import NEVER_LOCKED, is_never_locked
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.plan_walk import tasks_of
from engine.playbooks.shared_files import GuardsFile
from engine.playbooks.source import Place


def check_local(before: PlanFile, after: PlanFile, faults: Faults, guards: GuardsFile) -> None:
    """Judge the lines of a plan by what they were before a place laid its own over it.

    No line that saves people gets a lock or another nature, whatever it is called now; no lock is
    taken off.
    """
    lines = {task.id: (place, task) for place, task in tasks_of(after)}
    for _, task in tasks_of(before):
        if task.id in lines:
            _check_line(task, *lines[task.id], faults, guards)
        elif task.nature in NEVER_LOCKED:
            faults.note((), "rescue_taken_out", value=task.id, nature=task.nature)


def _check_line(was: Task, place: Place, now: Task, faults: Faults, guards: GuardsFile) -> None:
    if was.nature in NEVER_LOCKED and now.nature != was.nature:
        faults.note((*place, "nature"), "rescue_renatured", value=was.id, nature=was.nature)
    if now.authority and not was.authority and is_never_locked(was, guards):
        faults.note((*place, "authority"), "rescue_locked_here", value=was.id)
    if was.authority and not now.authority:
        faults.note((*place, "authority"), "lock_taken_off", value=was.id)
