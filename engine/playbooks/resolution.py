"""From a playbook's file and what it refers to, to the plan that activations run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from domain import playbook as plain
from engine.playbooks import dues_file, events_file
from engine.playbooks import plan_file as written
from engine.playbooks.content import sealed
from engine.playbooks.form_resolution import form_of, forms_of
from engine.playbooks.ladder_checks import ladders_of, targets_of
from engine.playbooks.library import Library
from engine.playbooks.shared_files import Ladder, VocabularyFile
from engine.playbooks.words import Named, Tag, Words

Rungs = dict[str, tuple[tuple[timedelta, str], ...]]


def resolve(plan: written.PlanFile, library: Library) -> plain.Playbook:
    """The plan as values, with every name that it needs and its digest; the file has no faults."""
    vocabulary = library.vocabulary(plan.vocabulary)
    assert vocabulary is not None
    tasks = [task for group in plan.groups for task in group.tasks]
    papers = forms_of(plan, library)
    climbed = {task.ladder for task in tasks}
    used = {task.form for task in tasks} | {event.form for event in plan.events}
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
            ladders=_ladders(climbed, ladders_of(plan, library)),
            targets=_targets(climbed, plan, library),
            forms=_names(papers.values(), used),
            timezone=plan.timezone,
            status=plan.status.kind,
            note=plan.status.note.words(),
            guards=_names(library.guards.guards),
            parameters={p.id: p.value for p in plan.parameters},
            parameter_words=_names(plan.parameters),
            phases=_phases(plan.events),
            triggers=_names(plan.triggers),
            papers={id: form_of(form) for id, form in papers.items() if id in used},
            events={event.id: _event(event) for event in plan.events},
            level_words={level.id: _level(level) for level in plan.levels},
            muster_within=plan.muster.within if plan.muster else None,
            two_persons=plan.two_persons,
            forecasts=_names(plan.forecasts),
            sources=_sources(plan, library),
        )
    )


def _names(items: Iterable[Named], wanted: set[str | None] | None = None) -> dict[str, plain.Words]:
    return {i.id: i.words() for i in items if wanted is None or i.id in wanted}


def _phases(events: Iterable[events_file.Event]) -> dict[str, plain.Words]:
    """What phases are called, as far as the plan says so."""
    return {
        phase.id: {"zh": phase.zh, "en": phase.en}
        for event in events
        for phase in event.phases
        if phase.zh is not None and phase.en is not None
    }


def _group(group: written.Group, vocabulary: VocabularyFile) -> plain.Group:
    return plain.Group(
        id=group.id,
        name=_name(group, vocabulary),
        mission=group.mission.words(),
        lead_role=group.lead,
        deputy_role=group.deputy,
        staffing=tuple(plain.Staffing(s.role, s.min) for s in group.staffing),
        tasks=tuple(_task(task) for task in group.tasks),
        per=group.per,
        condition=group.condition,
    )


def _name(group: written.Group, vocabulary: VocabularyFile) -> plain.Words:
    """What a group is called: as the plan says, else as the vocabulary does."""
    if group.zh is not None and group.en is not None:
        return {"zh": group.zh, "en": group.en}
    name: Words = next(g for g in vocabulary.groups if g.id == group.id)
    return name.words()


def _task(task: written.Task) -> plain.Task:
    is_slot = isinstance(task.due, dues_file.Daily) and bool(task.due.ends)
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
        each=task.each or "",
        places=(task.places or 0) if is_slot else 0,
        rota=task.rota or "turn",
        begins=task.begins,
        group_from=task.group_from,
        condition=task.condition,
        raises=tuple(plain.Raise(r.event, r.field, r.values, r.each) for r in task.raises),
        nature=task.nature,
    )


def _due(due: dues_file.Due) -> plain.Due:
    match due:
        case dues_file.OnDay():
            return plain.Due("day", day=due.day, at=(due.at,))
        case dues_file.Daily():
            return plain.Due("daily", at=due.begins, until=due.ends)
    return msgspec.convert(dict(due), plain.Due, strict=True)


def _event(event: events_file.Event) -> plain.Event:
    return plain.Event(
        id=event.id,
        name=event.words(),
        form=event.form,
        phases=tuple(phase.id for phase in event.phases),
        system=event.system,
        forecast=event.forecast,
        given=dict(event.given),
    )


def _level(level: events_file.Level) -> plain.Level:
    duty = level.duty.words() if level.duty else {}
    return plain.Level(level.id, level.words(), level.colour or "", duty)


def _ladders(used: set[str | None], ladders: dict[str, Ladder]) -> Rungs:
    return {
        id: tuple((rung.after, rung.to) for rung in ladder.rungs)
        for id, ladder in ladders.items()
        if id in used
    }


def _targets(
    used: set[str | None], plan: written.PlanFile, library: Library
) -> dict[str, plain.Target]:
    """Whom the rungs of the plan's ladders reach."""
    climbed = [ladder for id, ladder in ladders_of(plan, library).items() if id in used]
    reached = {rung.to for ladder in climbed for rung in ladder.rungs}
    return {
        id: plain.Target(id, target.words(), target.position, target.role, target.tier)
        for id, target in targets_of(plan, library).items()
        if id in reached
    }


def tags_of(plan: written.PlanFile) -> set[Tag]:
    """Every source that the plan names, without the articles."""
    tags = [*plan.src, *(plan.starting.src if plan.starting else ())]
    for told in (plan.triggers, plan.parameters, plan.events, plan.forms, plan.groups):
        tags += [tag for part in told for tag in part.src]
    tags += [tag for group in plan.groups for task in group.tasks for tag in task.src]
    return {tag.partition("-")[0] for tag in tags}


def _sources(plan: written.PlanFile, library: Library) -> dict[str, plain.Words]:
    named = tags_of(plan)
    return {s.id: s.words() for s in library.sources.sources if s.id in named}
