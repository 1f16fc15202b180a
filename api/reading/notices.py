"""Notices with names: a community's with their delivery, and a person's inbox with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, get_args

from api.auth.permissions import Principal
from api.house import House
from api.reading.freshness import fresh
from domain.ids import notice_stream
from domain.notice import INBOX, OVER, Notice
from domain.refusal import Refused
from engine.notices.address import masked
from projections.board import GroupAtWork
from projections.delivery import Delivery, NoticeDoc, Standing, of_activation

#: what may be asked for that goes by how people stand
_STANDINGS = ("unreached", "unconfirmed")
#: how a state is told of a person on the board
_ON_BOARD = {"queued": "unsent", "trying": "unsent"}


def listed(
    served: House,
    code: str,
    language: str,
    *,
    after: str,
    limit: int,
    at_least: int | None = None,
    activation: str | None = None,
    member: str | None = None,
    state: str | None = None,
) -> dict[str, Any]:
    """A page of a community's notices, the latest first, and how those concerned stand.

    ``state`` may also be ``unreached`` or ``unconfirmed``: what people at a post have still to be
    told, or have not confirmed; of whoever knows by now nothing is listed there. Of an activation
    that is over it goes by who knows that it is.
    """
    community = served.workflow.desk.community(code)
    asked = community.activations.get(activation or "")
    ended = activation if asked is not None and not asked.is_running else None
    if at_least is not None:
        fresh(served, "board", at_least)
        fresh(served, "delivery", at_least)
    docs = [
        d
        for d in _docs(served, code, member or activation)
        if activation in (None, d.activation) and member in (None, d.member)
    ]
    stand = _standing(served, code, ended)
    open_still = [d for d in docs if ended is None or d.kind == OVER]
    kept = [d for d in (open_still if state in _STANDINGS else docs) if _is_asked(d, state, stand)]
    shown, on = _page(kept, after, limit)
    about = ((who, at) for who, at in stand.items() if activation in (None, who[0]))
    of = {who: stands for who, stands in about if member in (None, who[1])}
    people = {**_counts(of.values()), "inbox_only": _inbox_only(open_still, of)}
    return {"items": _lines(served, shown, language, stand), "next": on, "people": people}


def _standing(
    served: House, code: str, ended: str | None = None
) -> dict[tuple[str, str], Standing]:
    """How everybody at a post stands who was told something, by activation and person.

    Of an activation that ended, who was told that it did, and whether they know that.
    """
    if ended is not None:
        at_end = _delivery(served, code, ended).standing_at_end()
        return {(ended, member): stands for member, stands in at_end.items()}
    docs = served.views.load("board", code).values()
    groups = [doc for doc in docs if isinstance(doc, GroupAtWork) and doc.posts]
    found = {g.activation: _delivery(served, code, g.activation) for g in groups}
    people = {(g.activation, member) for g in groups for member in g.posts}
    told = {(at, member): found[at].standing(member) for at, member in people}
    return {who: stands for who, stands in told.items() if stands is not None}


def _delivery(served: House, code: str, activation: str) -> Delivery:
    found: Delivery | None = served.views.get("delivery", code, of_activation(activation))
    return found or Delivery()


def _is_asked(doc: NoticeDoc, state: str | None, stand: dict[tuple[str, str], Standing]) -> bool:
    who = stand.get((doc.activation, doc.member))
    match state:
        case None:
            return True
        case "unreached":
            return doc.unreached and (not doc.member or who == "unreached")
        case "unconfirmed":
            # a drill's leave the house for nobody, and have still to be heard of
            asked = ("sent", "unconfirmed") if not doc.held else ("queued", "unsent")
            return (doc.state, who) == asked
    return doc.state == state


def _counts(people: Iterable[Standing]) -> dict[str, int]:
    """How many people stand how, everybody once in each activation."""
    return dict.fromkeys(get_args(Standing), 0) | Counter(people)


def _inbox_only(docs: list[NoticeDoc], stand: dict[tuple[str, str], Standing]) -> int:
    """How many of the unconfirmed were told by no way but our own inbox."""
    sent = [d for d in docs if d.state == "sent"]
    rung = {(d.activation, d.member) for d in sent if d.channel != INBOX}
    return len(
        {
            who
            for d in sent
            if stand.get(who := (d.activation, d.member)) == "unconfirmed" and who not in rung
        }
    )


def inbox(
    served: House, code: str, member: str, language: str, *, after: str, limit: int
) -> dict[str, Any]:
    """A page of what a person was told, in words, the latest first."""
    docs = [d for d in _docs(served, code, member) if d.member == member]
    shown, on = _page(docs, after, limit)
    found = served.store.get_many(Notice, (notice_stream(d.notice) for d in shown))
    texts = served.messenger.inside(list(found.values()), language)
    lines = _lines(served, shown, language, _standing(served, code))
    items = [{**x, "title": texts[x["id"]].title, "text": texts[x["id"]].body} for x in lines]
    return {"items": items, "next": on}


def reached(served: House, code: str, activation: str) -> dict[str, dict[str, Any]]:
    """How everybody's latest notice stands, whether nobody reached them, and whether they know."""
    found = _delivery(served, code, activation)
    return {
        m: {
            "notice": _ON_BOARD.get(r.state, r.state),
            "unreached": r.unreached,
            "told": found.standing(m),
        }
        for m, r in found.members.items()
    }


def own_activations(served: House, who: Principal) -> list[str]:
    """Where one's own screen tells of: a link's activation; else what runs, and what ended last.

    Refused to whoever is nobody of the roster.
    """
    if not who.member:
        raise Refused("not_a_member")
    if who.activation:
        return [who.activation]
    community = served.workflow.desk.community(who.place)
    ended = [a for a in community.activations.values() if not a.is_running]
    return [a.id for a in (*community.running, *ended[-1:])]


def unseen(served: House, who: Principal, position: int) -> int:
    """How many notices of what happened by a position somebody has still to look at."""
    found = (_delivery(served, who.place, a) for a in own_activations(served, who))
    return sum(delivery.unseen_by(who.member, position) for delivery in found)


def channels(served: House, member: str, *, phones: bool) -> dict[str, Any]:
    """The ways to a person, in order."""
    found = served.messenger.addresses.of([member]).get(member, [])
    shown = [{"kind": c.kind, "address": c.address if phones else masked(c.address)} for c in found]
    return {"id": member, "channels": shown, "order": [c.kind for c in found]}


def chats(served: House, code: str, *, phones: bool) -> dict[str, Any]:
    """The chats of a community's groups; whoever knows a robot's address may speak as it."""
    found = served.messenger.addresses.chats(code)
    return {"code": code, "groups": {g: u if phones else masked(u) for g, u in found.items()}}


def _docs(served: House, code: str, having: str | None) -> list[NoticeDoc]:
    fresh(served, "delivery")
    docs = served.views.load("delivery", code, having).values()
    found = [d for d in docs if isinstance(d, NoticeDoc)]
    return sorted(found, key=lambda d: (d.queued_at, d.source, d.notice), reverse=True)


def _page(docs: list[NoticeDoc], after: str, limit: int) -> tuple[list[NoticeDoc], str | None]:
    """At most ``limit`` notices after one, and where to go on."""
    ids = [d.notice for d in docs]
    start = ids.index(after) + 1 if after in ids else 0
    shown = docs[start : start + limit]
    more = len(docs) > start + limit
    return shown, shown[-1].notice if more and shown else None


def _lines(
    served: House,
    docs: list[NoticeDoc],
    language: str,
    stand: dict[tuple[str, str], Standing],
) -> list[dict[str, Any]]:
    named = served.names.of((d.member for d in docs if d.member), language=language)
    return [
        {
            "id": d.notice,
            "member": d.member or None,
            "name": named.name(d.member or None),
            "activation": d.activation,
            "kind": d.kind,
            "group": d.group,
            "grid": d.grid,
            "tasks": list(d.tasks),
            "state": d.state,
            "unreached": _is_asked(d, "unreached", stand),
            "told": stand.get((d.activation, d.member)),
            "held": d.held,
            "channel": d.channel,
            "code": d.code,
            "attempts": d.attempts,
            "queued_at": d.queued_at,
            "sent_at": d.sent_at,
            "read_at": d.read_at,
            "acted_at": d.acted_at,
        }
        for d in docs
    ]
