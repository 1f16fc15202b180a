"""Tasks and muster: what members do."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Response

from api.answers import answers
from api.answers.boards import OneTask
from api.answers.clicks import Mustered, TaskActed
from api.auth import own
from api.auth.permissions import READ
from api.doors import HouseDep, Language, Terms, Who, answered, etag
from api.models import DeclineBody, MusterBody, TaskBody
from api.reading import boards
from domain.refusal import NotFound
from domain.tasks import VERBS

router = APIRouter(tags=["tasks"])
#: another verb is a route that is not there
Verb = Annotated[str, Path(json_schema_extra={"enum": list(VERBS)})]


@router.get("/tasks/{id}", summary="One task", responses=answers(OneTask))
def task(
    id: str, served: HouseDep, who: Who, language: Language, response: Response
) -> dict[str, Any]:
    """A task as the board shows it; ``ETag`` is its group's version."""
    code = served.workflow.tasks.community_of(id)
    if not own.reads_task(served, who, id):
        who.require(READ, code)
    seen = {"phones": who.sees_phones(code), "handles": own.handles(served, who, id)}
    found = boards.task(served, code, id, language, **seen)
    if found is None:
        raise NotFound("task", id)
    etag(response, served.workflow.tasks.version(id))
    return found


@router.post("/tasks/{id}/{verb}", summary="Act on a task", responses=answers(TaskActed))
def act(
    id: str,
    verb: Verb,
    served: HouseDep,
    who: Who,
    terms: Terms,
    response: Response,
    body: TaskBody | None = None,
) -> dict[str, Any]:
    """Accept, start, complete, reassign, reopen, cancel or note a task. Repeated: no change.

    Whoever has it may `offer` it to a colleague of the group (`to`), alone or for one of theirs
    (`swap`), and `withdraw` that; the colleague answers by `take-over` or `turn-down`. Whoever
    accepts a shift may say whom it `relieves`: of who has taken it up only a lead may say so.
    """
    said = body or TaskBody()
    tasks = served.workflow.tasks
    words = own.acts(served, who, id, verb, said.said())
    terms = msgspec.structs.replace(terms, occurred_at=said.occurred_at)
    return answered(tasks.act(id, verb, words, terms), response)


@router.post(
    "/activations/{id}/muster", summary="A member is at the post", responses=answers(Mustered)
)
def muster(
    id: str, body: MusterBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Record that a person is there, for all their posts in the activation."""
    own.speaks_for(served, who, id, body.member)
    terms = msgspec.structs.replace(terms, occurred_at=body.occurred_at)
    return answered(served.workflow.posts.muster(id, body.member, terms), response)


@router.post(
    "/activations/{id}/muster/withdraw",
    summary="A member is not at the post after all",
    responses=answers(Mustered),
)
def withdraw_muster(
    id: str, body: MusterBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Take back that a person is there, recorded by mistake. Repeated: no change.

    Refused where they lead a group by now because they were there.
    """
    own.speaks_for(served, who, id, body.member)
    terms = msgspec.structs.replace(terms, occurred_at=body.occurred_at)
    return answered(served.workflow.posts.withdraw_muster(id, body.member, terms), response)


@router.post(
    "/activations/{id}/decline", summary="A member gives posts up", responses=answers(Mustered)
)
def decline(
    id: str, body: DeclineBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """End a person's posts in the activation: people are asked, never ordered. Repeated: no change.

    Their open tasks go to whoever answers for the group; `posts` are those that they gave up.
    """
    own.speaks_for(served, who, id, body.member)
    terms = msgspec.structs.replace(terms, occurred_at=body.occurred_at)
    return answered(served.workflow.posts.decline(id, body.member, body.reason, terms), response)


@router.post(
    "/activations/{id}/rejoin", summary="A member can come after all", responses=answers(Mustered)
)
def rejoin(
    id: str, body: MusterBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Give a person the posts again that they gave up themselves. Repeated: no change.

    Tasks that went to somebody else stay there; a lead who was replaced comes back as a deputy.
    """
    own.speaks_for(served, who, id, body.member)
    terms = msgspec.structs.replace(terms, occurred_at=body.occurred_at)
    return answered(served.workflow.posts.rejoin(id, body.member, terms), response)
