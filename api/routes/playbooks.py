"""The plans on the shelf."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter

from api.answers import answers
from api.answers.log import Plan, PlanLine
from api.answers.shared import Page
from api.auth.permissions import READ
from api.doors import HouseDep, Language, Who
from api.words import AfterId, Limit
from domain.playbook import Playbook

router = APIRouter(prefix="/playbooks", tags=["playbooks"])


@router.get("", summary="Plans", responses=answers(Page[PlanLine]))
def playbooks(
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """The latest edition of every plan, in short, by id."""
    who.require(READ, who.place)
    plans = sorted((p for p in served.workflow.plans.all() if p.id > after), key=lambda p: p.id)
    shown = plans[:limit]
    return {
        "items": [_short(p, language) for p in shown],
        "next": shown[-1].id if len(plans) > limit else None,
    }


@router.get("/{id}", summary="One plan", responses=answers(Plan))
def playbook(id: str, served: HouseDep, who: Who, language: Language) -> dict[str, Any]:
    """A plan in full: groups, tasks, deadlines, locks, forms, each with its basis."""
    who.require(READ, who.place)
    plan = served.workflow.plans.latest(id)
    full: dict[str, Any] = msgspec.to_builtins(plan)
    return {**full, **_short(plan, language)}


def _short(plan: Playbook, language: str) -> dict[str, Any]:
    return {
        "id": plan.id,
        "revision": plan.revision,
        "digest": plan.digest,
        "title": plan.title[language],
        "mode": plan.mode,
        "levels": list(plan.levels),
        "groups": [
            {
                "id": g.id,
                "name": g.name[language],
                "mission": g.mission[language],
                "lead_role": g.lead_role,
                "deputy_role": g.deputy_role,
                "per": g.per,
                "staffing": msgspec.to_builtins(g.staffing),
                "tasks": [{**msgspec.to_builtins(t), "title": t.title[language]} for t in g.tasks],
            }
            for g in plan.groups
        ],
    }
