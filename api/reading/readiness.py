"""Readiness in words: the score, what is missing where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from api.catalogue import catalogue, words
from api.house import House
from api.names import Named
from api.reading.clicks import group_name, role_name
from domain.checks import Missing, Step
from domain.playbook import Playbook
from domain.readiness import Checked, Readiness, assess
from domain.roster import Roster

#: lines of one kind shown before "and so many more" would help nobody
MOST_NAMES = 8


def assessed(served: House, roster: Roster) -> Readiness:
    """A roster's readiness for the plan of the table's seats."""
    plan = served.workflow.plans.latest(served.vocabulary.playbook)
    return assess(roster, plan, served.readiness_checks)


def shown(served: House, roster: Roster, language: str) -> dict[str, Any]:
    """A readiness as the contract tells it: score, band, checks, next steps."""
    found = assessed(served, roster)
    people = [m for c in found.checks for x in (*c.missing, *c.advice) for m in x.members]
    people += [m for step in found.next for m in step.members]
    speech = _Speech(
        served.workflow.plans.latest(served.vocabulary.playbook),
        roster,
        served.names.of(people, language=language),
    )
    told = {
        "measured": found.measured,
        "weight": found.weight,
        "checks": len(found.checks),
        "known": sum(check.score is not None for check in found.checks),
    }
    scaled = "full" if told["known"] == told["checks"] else "scaled"
    return {
        "score": found.score,
        "band": {"id": found.band.id, "name": found.band.name[language]},
        "measured": found.measured,
        "weight": found.weight,
        "scaled": words(catalogue("readiness")[scaled], dict(told))[language],
        "policy": served.readiness_checks.policy[language],
        "playbook": served.vocabulary.playbook,
        "checks": [_check(c, speech, language) for c in found.checks],
        "next": [speech.step(s) for s in found.next],
    }


def warnings(served: House, code: str, language: str) -> list[dict[str, Any]]:
    """The checks that something is missing for, the heaviest first: a click is warned of them."""
    found = assessed(served, served.workflow.desk.community(code).roster)
    lacking = sorted((c for c in found.checks if c.missing), key=lambda c: -c.weight)
    return [{"check": c.id, "name": c.name[language], "missing": len(c.missing)} for c in lacking]


def _check(check: Checked, speech: _Speech, language: str) -> dict[str, Any]:
    return {
        "id": check.id,
        "name": check.name[language],
        "rule": check.rule[language],
        "weight": check.weight,
        "got": check.score,
        "measured": check.score is not None,
        "basis": check.basis,
        "src": list(check.src),
        "missing": [speech.missing(m) for m in check.missing],
        "advice": [speech.missing(m) for m in check.advice],
        "note": None
        if check.score is not None
        else words(catalogue("readiness")["not_measured"], {})[language],
    }


class _Speech:
    """Turns what is missing into sentences."""

    def __init__(self, plan: Playbook, roster: Roster, named: Named) -> None:
        self._plan, self._roster, self._named = plan, roster, named

    def missing(self, m: Missing) -> dict[str, Any]:
        params = {
            "grid": self._grid(m.grid),
            "role": role_name(self._plan, m.role, self._named.language),
            "group": self._group(m.group),
            "groups": self._list(self._group(g) for g in m.groups),
            "people": self._list(self._named.name(x) or "" for x in m.members),
            "count": len(m.members),
            "present": m.present,
            "least": m.least,
        }
        text = words(catalogue("readiness")["missing"][m.kind], params)[self._named.language]
        return {**msgspec.to_builtins(m), "grid_name": self._grid(m.grid), "text": text}

    def step(self, s: Step) -> dict[str, Any]:
        params = {
            "grids": self._list(self._grid(g) for g in s.grids),
            "role": role_name(self._plan, s.role, self._named.language),
            "group": self._group(s.group),
            "count": len(s.grids) or len(s.members),
            "gain": s.gain,
        }
        text = words(catalogue("readiness")["steps"][s.kind], params)[self._named.language]
        return {**msgspec.to_builtins(s), "text": text}

    def _grid(self, grid: str | None) -> str:
        found = self._roster.grids.get(grid) if grid else None
        if found is not None:
            return found.name
        return words(catalogue("readiness")["community"], {})[self._named.language]

    def _group(self, group: str | None) -> str:
        return group_name(self._plan, group, self._named.language) if group else ""

    def _list(self, names: Iterable[str]) -> str:
        all_names = list(names)
        joined = ("、" if self._named.language == "zh" else ", ").join(all_names[:MOST_NAMES])
        return joined + ("…" if len(all_names) > MOST_NAMES else "")
