"""Activations of a community, and what a click would do, with names joined."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.names import Named
from domain.community import UNDO_WITHIN, Activation, Community
from domain.facts.community import ActivationUndone, PlaybookStoodDown
from domain.playbook import Playbook
from domain.record import Recorded
from domain.roster import Roster


def preview(
    served: House, code: str, playbook: str, body: dict[str, Any], language: str
) -> dict[str, Any]:
    """A preview with the names of groups, grids and people."""
    plan = served.workflow.plans.latest(playbook, code)
    roster = served.workflow.desk.community(code).roster
    people = [t["member"] for t in (*body["twice"], *body["unreachable"])]
    named = served.names.of(people, language=language, phones=True)

    def place(row: dict[str, Any]) -> dict[str, Any]:
        return {
            **row,
            "group_name": group_name(plan, row["group"], language),
            "grid_name": grid_name(roster, row["grid"]),
        }

    return {
        **body,
        "grids": [{"id": g, "name": grid_name(roster, g)} for g in body["grids"]],
        "vacancies": [
            {**place(v), "role_name": role_name(plan, v["role"], language)}
            for v in body["vacancies"]
        ],
        "twice": [
            {
                "member": t["member"],
                "name": named.name(t["member"]),
                "posts": [place(p) for p in t["posts"]],
            }
            for t in body["twice"]
        ],
        "unreachable": [{**u, "name": named.name(u["member"])} for u in body["unreachable"]],
    }


def listed(served: House, code: str, language: str) -> list[dict[str, Any]]:
    """Every activation of a community, the latest first."""
    community = served.workflow.desk.community(code)
    found = list(reversed(community.activations.values()))
    refs = {c.id: c.ref for c in community.cases.values()}
    reasons, ends = _reasons(served, code), _ends(served, code)
    texts = [*refs.values(), *reasons.values(), *(a.authority for a in found)]
    actors = [end.actor for end in ends.values()]
    named = served.names.of(texts=texts, actors=actors, language=language)
    return [
        {
            **_shown(served, community, a, language),
            **_ended(ends.get(a.id), named),
            "case": a.case,
            "case_ref": named.text(refs.get(a.case or "")),
            "reason": named.text(reasons.get(a.id)),
            "authority": named.text(a.authority),
        }
        for a in found
    ]


def _shown(served: House, community: Community, a: Activation, language: str) -> dict[str, Any]:
    plan = served.workflow.plans.pinned(a.digest)
    return {
        "id": a.id,
        "playbook": a.playbook,
        "title": plan.title[language],
        "digest": a.digest,
        "state": a.state,
        "mode": a.mode,
        "level": a.level,
        "drill": a.drill,
        "pace": a.pace,
        "forecasts": dict(a.forecasts),
        "started_at": a.at,
        "undo_until": a.at + UNDO_WITHIN if a.is_running else None,
        "planned_end": a.planned_end,
        "grids": [{"id": g, "name": grid_name(community.roster, g)} for g in a.grids],
    }


def _ended(end: Recorded | None, named: Named) -> dict[str, Any]:
    return {
        "ended_at": end.occurred_at if end else None,
        "ended_by": end.actor if end else None,
        "ended_by_name": named.name(end.actor) if end else None,
    }


def _ends(served: House, code: str) -> dict[str, Recorded]:
    """What ended each activation that is over."""
    topics = (PlaybookStoodDown.TOPIC, ActivationUndone.TOPIC)
    facts = served.store.read(0, 100_000, community=code, topics=topics)
    return {r.fact.activation: r for r in facts}  # type: ignore[attr-defined]


def _reasons(served: House, code: str) -> dict[str, str | None]:
    facts = served.store.read(0, 100_000, community=code, topics=("playbook_activated.v1",))
    return {r.fact.activation: r.fact.reason for r in facts}  # type: ignore[attr-defined]


def group_name(plan: Playbook, group: str, language: str) -> str:
    """A group's name in a language."""
    found = plan.group(group)
    return found.name[language] if found else group


def grid_name(roster: Roster, grid: str | None) -> str | None:
    """A grid's name; ``None`` for the community as a whole."""
    found = roster.grids.get(grid) if grid else None
    return found.name if found else None


def role_name(plan: Playbook, role: str | None, language: str) -> str | None:
    """A role's name in a language."""
    words = plan.roles.get(role) if role else None
    return words[language] if words else role
