"""What can be wrong with a playbook whose form is right."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.playbooks.binding import references
from engine.playbooks.dues_file import AtLevel, Interval
from engine.playbooks.event_checks import check_events
from engine.playbooks.faults import Faults
from engine.playbooks.finding import Finding
from engine.playbooks.form_checks import check_form_list
from engine.playbooks.form_resolution import forms_of
from engine.playbooks.guard_checks import check_guards_kept
from engine.playbooks.ladder_checks import check_ladder_list, ladders_of, targets_of
from engine.playbooks.library import Library
from engine.playbooks.order_checks import check_order
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.plan_walk import tasks_of
from engine.playbooks.report_checks import check_reports
from engine.playbooks.shared_files import VocabularyFile
from engine.playbooks.slot_checks import check_slots
from engine.playbooks.source import Place, Source


def check_plan(plan: PlanFile, source: Source, library: Library) -> list[Finding]:
    """Every fault of the plan's references, ids, order and deadlines."""
    faults = Faults(source)
    vocabulary = library.vocabulary(plan.vocabulary)
    if vocabulary is None:
        faults.note(("vocabulary",), "vocabulary_unknown", value=plan.vocabulary)
    else:
        _check_names(plan, vocabulary, faults)
    if not _is_zone(plan.timezone):
        faults.note(("timezone",), "timezone_unknown", value=plan.timezone)
    _check_ids(plan, faults)
    _check_titles(plan, faults)
    _check_sources(plan, faults, {s.id for s in library.sources.sources})
    _check_references(plan, faults, library)
    check_order(plan, faults)
    check_slots(plan, faults)
    check_form_list(plan.forms, faults, library)
    check_guards_kept(plan, faults, library)
    forms = forms_of(plan, library)
    check_events(plan, faults, forms)
    check_reports(plan, faults, forms)
    _check_used(plan, references(source.content), faults)
    return faults.found


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check_names(plan: PlanFile, vocabulary: VocabularyFile, faults: Faults) -> None:
    roles = {role.id for role in vocabulary.roles}
    groups = {group.id for group in vocabulary.groups}
    groups |= {group.id for group in plan.groups if group.zh and group.en}
    faults.unknown(("mode",), "mode_unknown", plan.mode, {m.id for m in vocabulary.modes})
    for n, target in enumerate(plan.targets):
        faults.unknown(("targets", n, "role"), "role_unknown", target.role, roles)
        tiers = {tier.id for tier in vocabulary.tiers}
        faults.unknown(("targets", n, "tier"), "target_unknown", target.tier, tiers)
    for g, group in enumerate(plan.groups):
        place: Place = ("groups", g)
        if (group.zh is None) != (group.en is None):
            faults.note(place, "name_incomplete", value=group.id)
        faults.unknown((*place, "id"), "group_unknown", group.id, groups)
        faults.unknown((*place, "lead"), "role_unknown", group.lead, roles)
        faults.unknown((*place, "deputy"), "role_unknown", group.deputy, roles)
        for s, staffing in enumerate(group.staffing):
            at = (*place, "staffing", s, "role")
            faults.unknown(at, "role_unknown", staffing.role, roles)


def _check_ids(plan: PlanFile, faults: Faults) -> None:
    faults.twice((("groups", n, "id"), group.id) for n, group in enumerate(plan.groups))
    faults.twice(((*place, "id"), task.id) for place, task in tasks_of(plan))
    faults.twice((("levels", n, "id"), level.id) for n, level in enumerate(plan.levels))
    faults.twice((("triggers", n, "id"), t.id) for n, t in enumerate(plan.triggers))
    faults.twice((("parameters", n, "id"), p.id) for n, p in enumerate(plan.parameters))


def _check_titles(plan: PlanFile, faults: Faults) -> None:
    for place, task in tasks_of(plan):
        for language in ("zh", "en"):
            if any(sign in getattr(task, language) for sign in "\n\t"):
                faults.note((*place, language), "title_broken", value=task.id)


def _check_sources(plan: PlanFile, faults: Faults, known: set[str]) -> None:
    faults.sources((), plan.src, known)
    if plan.starting is not None:
        faults.sources(("starting",), plan.starting.src, known)
    for n, trigger in enumerate(plan.triggers):
        faults.sources(("triggers", n), trigger.src, known)
    for n, parameter in enumerate(plan.parameters):
        faults.sources(("parameters", n), parameter.src, known)
    for n, group in enumerate(plan.groups):
        faults.sources(("groups", n), group.src, known)
    for place, task in tasks_of(plan):
        faults.sources(place, task.src, known)


def _check_references(plan: PlanFile, faults: Faults, library: Library) -> None:
    forms = forms_of(plan, library)
    ladders, targets = ladders_of(plan, library), targets_of(plan, library)
    check_ladder_list(plan.ladders, plan.targets, targets, faults)
    levels = {level.id for level in plan.levels}
    for place, task in tasks_of(plan):
        faults.unknown((*place, "form"), "form_unknown", task.form, forms)
        faults.unknown((*place, "ladder"), "ladder_unknown", task.ladder, ladders)
        due = (*place, "due")
        if isinstance(task.due, AtLevel):
            faults.unknown((*due, "level"), "level_unknown", task.due.level, levels)
        if isinstance(task.due, Interval):
            for level in task.due.per_level:
                at = (*due, "per_level", level)
                faults.unknown(at, "level_unknown", level, levels)


def _check_used(plan: PlanFile, named: Collection[str], faults: Faults) -> None:
    """A parameter stands for something; one of a plan with sources may also only be told."""
    for n, parameter in enumerate(plan.parameters):
        if parameter.id not in named and not (parameter.src or plan.src):
            faults.note(("parameters", n, "id"), "parameter_unused", value=parameter.id)
