"""The click and what follows it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.answers import answers
from api.answers.boards import CallSheet
from api.answers.clicks import (
    Activated,
    ActivationEnded,
    ActivationLine,
    Mustered,
    Pending,
    Preview,
    TaskMade,
)
from api.answers.shared import Page
from api.auth.permissions import READ, START, WRITE
from api.doors import HouseDep, Language, Terms, Who, answered
from api.models import ActivationBody, NewTaskBody, PostBody, ReasonBody
from api.reading import call_sheets, clicks, effects, readiness
from api.words import AfterId, Limit
from domain.refusal import Refused
from engine.workflow.activations import Asked
from engine.workflow.posts import Post

router = APIRouter(prefix="/communities/{code}/activations", tags=["activations"])


@router.post("/preview", summary="What a click would do", responses=answers(Preview))
def preview(
    code: str, body: ActivationBody, served: HouseDep, who: Who, terms: Terms, language: Language
) -> dict[str, Any]:
    """Decide the click in full and write nothing: who, what, vacancies, who is asked twice."""
    who.require(START, code)
    answer = served.workflow.activations.preview(code, _asked(body), terms)
    named = clicks.preview(served, code, body.playbook, answer.body, language)
    lacking = readiness.warnings(served, code, language)
    return {**named, "warnings": lacking, "position": answer.position}


@router.post(
    "",
    summary="One click",
    status_code=201,
    responses=answers(Activated, 201, 200) | answers(Pending, 202),
)
def activate(
    code: str, body: ActivationBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Start a playbook on grids: 201, or 200 with what runs when all of them run it already.

    202 where two persons have to agree: somebody else asking for the same starts it.
    """
    who.require(START, code)
    answer = served.workflow.activations.activate(code, _asked(body), terms)
    return answered(answer, response)


@router.get("", summary="Activations", responses=answers(Page[ActivationLine]))
def activations(
    code: str,
    served: HouseDep,
    who: Who,
    language: Language,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Every activation of the community, the latest first."""
    who.require(READ, code)
    items = clicks.listed(served, code, language)
    if after:
        ids = [i["id"] for i in items]
        items = items[ids.index(after) + 1 :] if after in ids else []
    return {"items": items[:limit], "next": items[limit - 1]["id"] if len(items) > limit else None}


@router.post(
    "/{id}/stand-down",
    summary="Stand down",
    responses=answers(ActivationEnded) | answers(Pending, 202),
)
def stand_down(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    terms: Terms,
    language: Language,
    response: Response,
    body: ReasonBody | None = None,
) -> dict[str, Any]:
    """End an activation: what is open closes with the reason, and peacetime returns.

    `open` tells what should not have been left open; it never holds anything up.
    """
    who.require(WRITE, code)
    reason = body.reason if body else None
    answer = served.workflow.activations.stand_down(code, id, reason, terms)
    return effects.left(served, code, id, answered(answer, response), language)


@router.post(
    "/{id}/undo",
    summary="Undo within five minutes",
    responses=answers(ActivationEnded) | answers(Pending, 202),
)
def undo(
    code: str,
    id: str,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
    body: ReasonBody | None = None,
) -> dict[str, Any]:
    """Take a click back, as a new record; nothing is deleted."""
    who.require(WRITE, code)
    reason = body.reason if body else None
    return answered(served.workflow.activations.undo(code, id, reason, terms), response)


@router.post("/{id}/tasks", summary="Add a task", status_code=201, responses=answers(TaskMade, 201))
def add_task(
    code: str,
    id: str,
    body: NewTaskBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Open a task that no plan foresaw."""
    who.require(WRITE, code)
    answer = served.workflow.activations.add_task(
        code,
        id,
        group=body.group,
        grid=body.grid,
        title=body.title,
        due_at=body.due_at,
        assignees=tuple(dict.fromkeys(body.assignees)),
        caller=terms,
    )
    return answered(answer, response)


@router.post("/{id}/posts", summary="Give somebody a post", responses=answers(Mustered))
def appoint(
    code: str,
    id: str,
    body: PostBody,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
) -> dict[str, Any]:
    """Name a person of the roster to a group at work. Repeated: no change.

    They are told, and the tasks that nobody answers for are theirs. A lead whom somebody is to
    follow hands over instead.
    """
    who.require(WRITE, code)
    post = Post(body.group, body.grid, body.member, body.position)
    return answered(served.workflow.posts.appoint(code, id, post, body.reason, terms), response)


@router.get("/{id}/call-sheet", summary="Whom to tell what", responses=answers(CallSheet))
def call_sheet(
    code: str, id: str, served: HouseDep, who: Who, language: Language
) -> dict[str, Any]:
    """One text per group, ready for a chat, and everybody's phone, ready to print."""
    who.require(READ, code)
    shown = call_sheets.call_sheet(served, code, id, language, phones=who.sees_phones(code))
    people = {m["member"] for group in shown["groups"] for m in group["members"]}
    served.register.accesses.read(who.actor, "call_sheet", code, len(people))
    return shown


def _asked(body: ActivationBody) -> Asked:
    if (body.scope.grids is None) == (body.scope.community is None):
        raise Refused("scope_empty", field="scope")
    return Asked(
        playbook=body.playbook,
        grids=tuple(dict.fromkeys(body.scope.grids)) if body.scope.grids else None,
        reason=body.reason,
        case_ref=body.case_ref,
        authority=body.authority,
        level=body.level,
        planned_end=body.planned_end,
        forecasts=dict(body.forecasts),
        drill=body.drill,
        pace=body.pace,
        muster_point=body.muster_point,
    )
