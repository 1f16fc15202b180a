"""Personal links: one person, one activation; and what they open."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.answers import answers
from api.answers.doors import LinkLine, LinkMade
from api.answers.notices import Told
from api.answers.own_screen import OwnRota, OwnScreen
from api.answers.shared import Made, Page
from api.auth.cookies import address_of
from api.auth.permissions import LINKS
from api.door_models import LinkBody
from api.doors import HouseDep, Language, Terms, Who, answered, secret
from api.house import House
from api.notice_models import SeenBody
from api.reading import notices, posts, rota
from api.wire.beginning import began, still
from api.wire.listener import Listener
from api.wire.own import OwnStream
from api.words import AfterId, Limit, Position
from domain.refusal import NotFound
from engine.accounts import Link

router = APIRouter(tags=["links"])
#: a lead looks all day long, at the same people
A_SHIFT = timedelta(hours=8)


@router.post(
    "/activations/{id}/links",
    summary="Make a personal link",
    status_code=201,
    responses=answers(LinkMade, 201),
)
def create(id: str, request: Request, body: LinkBody, served: HouseDep, who: Who) -> dict[str, Any]:
    """A link for somebody with a post in the activation; its secret is told here once.

    An `Idempotency-Key` does not apply: the secret is kept nowhere, so it cannot be told again.
    """
    code = served.workflow.activations.community_of(id)
    who.require(LINKS, code)
    if not served.store.refs(f"post:{id}:{body.member}"):
        raise NotFound("post", body.member)
    made, secret = served.register.links.create(code, id, body.member, who.actor, body.expires_at)
    page = address_of(request, served.settings.public_url)
    told = {"token": secret, "url": f"{page}/#/me?link={secret}", "position": served.store.head()}
    return {**_shown(served, [made])[0], **told}


@router.get("/activations/{id}/links", summary="Personal links", responses=answers(Page[LinkLine]))
def links(
    id: str, served: HouseDep, who: Who, after: AfterId = "", limit: Limit = 100
) -> dict[str, Any]:
    """The links of an activation that still open something, without their secrets, by id."""
    code = served.workflow.activations.community_of(id)
    who.require(LINKS, code)
    found = served.register.links.all(id, after, limit + 1)
    items = _shown(served, found[:limit])
    served.register.accesses.read(who.actor, "links", code, len(items))
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


@router.delete("/links/{id}", summary="Revoke a personal link", responses=answers(Made))
def revoke(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """End a link and the sessions begun with it. Repeated, it changes nothing."""
    who.require(LINKS, served.register.links.get(id).community)
    served.register.links.revoke(id)
    served.register.sessions.end_all(link=id)
    return {"id": id, "position": served.store.head()}


@router.get("/me/post", summary="My one screen", responses=answers(OwnScreen))
def own(
    served: HouseDep, who: Who, language: Language, at_least: Position = None
) -> dict[str, Any]:
    """Where I must be, who leads me, what I do now and by when.

    For whoever came by a personal link, in its activation; for an account of somebody on the
    roster, in all that runs. That a lead reads their people's phones is recorded, once a shift.
    """
    shown = posts.own_screen(served, who, language, at_least=at_least)
    led = posts.led(shown)
    served.register.accesses.read(who.actor, "own_group", who.place, len(led), quiet=A_SHIFT)
    return {**shown, "unseen": notices.unseen(served, who, shown["position"])}


@router.post("/me/seen", summary="I have seen my screen", responses=answers(Told))
def seen(
    body: SeenBody, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Say that one's own screen was before one's eyes: notices of what it shows count as read.

    Those of what happened after its `position` stay unread. Repeated, it changes nothing.
    """
    places = notices.own_activations(served, who)
    answer = served.messenger.answers.seen(places, who.member, body.position, terms)
    return answered(answer, response)


@router.get("/me/shifts", summary="My shifts to come", responses=answers(OwnRota))
def own_rota(served: HouseDep, who: Who, language: Language) -> dict[str, Any]:
    """My shifts of the next seven days that are not open yet, as they would be given out now.

    Nobody has been asked for them: who comes, goes or swaps changes what follows. Shifts that are
    open stand in `GET /me/post`, and only they may be swapped.
    """
    return rota.own_rota(served, who, language)


@router.get(
    "/me/stream",
    summary="When my screen changes",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A stream: `id` is the position as of which something is new",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def own_stream(
    request: Request,
    served: HouseDep,
    who: Who,
    after: Position = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Server-sent events that say that something of one's own changed, and never what.

    Read `GET /me/post` with `at_least` then. A comment comes at least every 15 seconds. Open it
    anew when one has other posts than before; it ends when the link or session does.
    """
    subjects = await run_in_threadpool(posts.own_subjects, served, who)
    start = await began(served, after, last_event_id)
    shown = secret(request)
    listener = Listener(shown, lambda: still(served, shown))
    return OwnStream(served.broadcast, listener, subjects, start)


def _shown(served: House, links: list[Link]) -> list[dict[str, Any]]:
    named = served.names.of([link.member for link in links])
    return [
        {
            "id": link.id,
            "activation": link.activation,
            "member": link.member,
            "name": named.name(link.member),
            "made_by": link.made_by,
            "created_at": link.created_at,
            "expires_at": link.expires_at,
        }
        for link in links
    ]
