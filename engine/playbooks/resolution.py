"""From a playbook's file and what it refers to, to the plan that activations run."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from domain import playbook as plain
from engine.playbooks import plan_file as written
from engine.playbooks.content import sealed
from engine.playbooks.files import Library
from engine.playbooks.shared_files import VocabularyFile
from engine.playbooks.words import Named, Words


def resolve(plan: written.PlanFile, library: Library) -> plain.Playbook:
    """The plan as values, with every name that it needs and its digest; the file has no faults."""
    vocabulary = library.vocabulary(plan.vocabulary)
    assert vocabulary is not None
    tasks = [task for group in plan.groups for task in group.tasks]
    used_ladders = {task.ladder for task in tasks}
    return sealed(
        plain.Playbook(
            id=plan.id,
            revision=plan.revision,
            digest="",
            title=plan.title.words(),
            mode=plan.mode,
            groups=tuple(_group(group, vocabulary) for group in plan.groups),
            levels=tuple(level.id for level in plan.levels),
            roles=_names(vocabulary.roles),
            ladders={
                ladder.id: tuple((rung.after, rung.to) for rung in ladder.rungs)
                for ladder in library.ladders.ladders
                if ladder.id in used_ladders
            },
            forms=_names(library.forms.forms, {task.form for task in tasks}),
            timezone=plan.timezone,
            status=plan.status.kind,
            note=plan.status.note.words(),
            guards=_names(library.guards.guards),
            parameters={p.id: p.value for p in plan.parameters},
        )
    )


def _names(items: Iterable[Named], wanted: set[str | None] | None = None) -> dict[str, plain.Words]:
    return {i.id: {"zh": i.zh, "en": i.en} for i in items if wanted is None or i.id in wanted}


def _group(group: written.Group, vocabulary: VocabularyFile) -> plain.Group:
    name: Words = next(g for g in vocabulary.groups if g.id == group.id)
    return plain.Group(
        id=group.id,
        name=name.words(),
        mission=group.mission.words(),
        lead_role=group.lead,
        deputy_role=group.deputy,
        staffing=tuple(plain.Staffing(s.role, s.min) for s in group.staffing),
        tasks=tuple(_task(task) for task in group.tasks),
        per=group.per,
    )


def _task(task: written.Task) -> plain.Task:
    return plain.Task(
        id=task.id,
        title={"zh": task.zh, "en": task.en},
        due=_due(task.due),
        pre=task.pre,
        form=task.form,
        ladder=task.ladder,
        authority=task.authority,
        basis=task.basis,
        src=task.src,
    )


def _due(due: written.Due) -> plain.Due:
    match due:
        case written.OnDay():
            return plain.Due("day", day=due.day, at=(due.at,))
        case written.Daily():
            return plain.Due("daily", at=due.at, until=due.until)
    return msgspec.convert(dict(due), plain.Due, strict=True)
