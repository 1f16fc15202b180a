"""Notices with names: a community's with their delivery, and a person's inbox with the words."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.freshness import fresh
from domain.ids import notice_stream
from domain.notice import Notice
from engine.notices.address import masked
from projections.delivery import Delivery, NoticeDoc, of_activation

#: how a state is told of a person on the board
_ON_BOARD = {"queued": "unsent", "trying": "unsent"}


def listed(
    served: House,
    code: str,
    language: str,
    *,
    after: str,
    limit: int,
    activation: str | None = None,
    member: str | None = None,
    state: str | None = None,
) -> dict[str, Any]:
    """A page of a community's notices, the latest first; ``state`` may be ``unreached``."""
    served.workflow.desk.community(code)
    heard = _heard(served, code) if state == "unreached" else set()
    docs = [
        d
        for d in _docs(served, code, member or activation)
        if activation in (None, d.activation)
        and member in (None, d.member)
        and (state in (None, d.state) or (state == "unreached" and d.unreached))
        and (d.activation, d.member) not in heard
    ]
    shown, on = _page(docs, after, limit)
    return {"items": _lines(served, shown, language), "next": on}


def _heard(served: House, code: str) -> set[tuple[str, str]]:
    """Who is at a post or at work in an activation, by both: whatever lies unread, they know."""
    docs = served.views.load("delivery", code)
    found = ((key, doc) for key, doc in docs.items() if isinstance(doc, Delivery))
    return {(key.removeprefix(of_activation("")), m) for key, doc in found for m in doc.heard}


def inbox(
    served: House, code: str, member: str, language: str, *, after: str, limit: int
) -> dict[str, Any]:
    """A page of what a person was told, in words, the latest first."""
    docs = [d for d in _docs(served, code, member) if d.member == member]
    shown, on = _page(docs, after, limit)
    found = served.store.get_many(Notice, (notice_stream(d.notice) for d in shown))
    texts = served.messenger.inside(list(found.values()), language)
    lines = _lines(served, shown, language)
    items = [{**x, "title": texts[x["id"]].title, "text": texts[x["id"]].body} for x in lines]
    return {"items": items, "next": on}


def reached(served: House, code: str, activation: str) -> dict[str, tuple[str, bool]]:
    """How everybody stands who was told something, and whether they were not reached."""
    found: Delivery | None = served.views.get("delivery", code, of_activation(activation))
    members = found.members if found else {}
    return {m: (_ON_BOARD.get(r.state, r.state), r.unreached) for m, r in members.items()}


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
    return sorted(found, key=lambda d: (d.source, d.notice), reverse=True)


def _page(docs: list[NoticeDoc], after: str, limit: int) -> tuple[list[NoticeDoc], str | None]:
    """At most ``limit`` notices after one, and where to go on."""
    ids = [d.notice for d in docs]
    start = ids.index(after) + 1 if after in ids else 0
    shown = docs[start : start + limit]
    more = len(docs) > start + limit
    return shown, shown[-1].notice if more and shown else None


def _lines(served: House, docs: list[NoticeDoc], language: str) -> list[dict[str, Any]]:
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
            "unreached": d.unreached,
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
