"""History: what happened, with names joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from api.catalogue import catalogue
from api.drills import Drills
from api.house import House
from api.names import ERASED
from api.reading.plan_words import PlanWords
from domain.community import Activation, Community
from domain.exchange import AGREED
from domain.facts.group import (
    ExchangeClosed,
    MemberAssigned,
    MemberReleased,
    TaskAccepted,
    TaskAssigned,
    TaskOpened,
)
from domain.facts.notice import ToldWithdrawn
from domain.ids import task_place
from domain.playbook import Words
from domain.record import Recorded
from domain.roster import Roster
from projections.history import Entry, concerns, entry, of_course, prose

PAGE = 1000
#: an exchange that was agreed to, and what comes of it, are so many facts of one save at most
_SAVE = 6
#: topics of what comes of it
_EXCHANGED = frozenset({TaskAssigned.TOPIC, TaskAccepted.TOPIC})
#: grids of an activation that are named
FEW = 3
#: topics whose reasons are about a person
_OF_PEOPLE = frozenset(
    {MemberAssigned.TOPIC, MemberReleased.TOPIC, TaskAssigned.TOPIC, ToldWithdrawn.TOPIC}
)
_INSTANT = timedelta(microseconds=1)


def history(
    served: House,
    code: str,
    *,
    member: str | None,
    task: str | None,
    group: str | None,
    start: datetime | None,
    end: datetime | None,
    after: int,
    limit: int,
    phones: bool,
    notices: bool = False,
    newest_first: bool = False,
) -> dict[str, Any]:
    """Entries after a position, oldest first, each told in both languages.

    With ``newest_first`` they run backwards, and ``after`` is the position that they go on below,
    0 for the end. Residents' matters are told only to whom ``phones`` are. The course of
    ``notices`` is left out unless asked for: that somebody was not reached is always told.
    """
    community = served.workflow.desk.community(code)
    first = 0 if start is None else served.store.position_at(start - _INSTANT)
    last = served.store.head() if end is None else served.store.position_at(end)
    if newest_first:
        last = min(last, after - 1) if after else last
    else:
        first = max(first, after)
    found: list[Entry] = []
    for recorded in _walk(served, code, first, last, newest_first):
        line = entry(recorded)
        if (notices or not of_course(recorded.fact)) and concerns(
            line, member=member, task=task, group=group
        ):
            found.append(line)
            if len(found) > limit:
                break
    more, found = len(found) > limit, found[:limit]
    return {
        "items": told(served, community, found, phones=phones),
        "next": found[-1].position if more else None,
    }


def told(
    served: House, community: Community, found: list[Entry], *, phones: bool
) -> list[dict[str, Any]]:
    """Entries of a community's log, each with its sentence in both languages."""
    found = _of_exchanges(served, community.community, found)
    names = _names(served, found, community, phones)
    called = PlanWords(served.workflow.plans, community, names)
    return [_told(line, called.of(line), served.drills) for line in found]


def _of_exchanges(served: House, code: str, found: list[Entry]) -> list[Entry]:
    """Entries in which what an exchange brought about is the act of whoever agreed to it.

    Of a swap each has the other's shift at the colleague's word: nobody recorded it for the asker.
    """
    others = [e for e in found if e.type in _EXCHANGED and e.doer not in (None, e.actor)]
    if not others:
        return found
    since, last = min(e.position for e in others) - _SAVE, max(e.position for e in others)
    topics = (ExchangeClosed.TOPIC,)
    ended = served.store.read(max(since, 0), PAGE * 100, until=last, community=code, topics=topics)
    agreed = {r.position: r for r in ended if _any(r).cause == AGREED}
    return [_as_agreed(e, agreed) if e.type in _EXCHANGED else e for e in found]


def _as_agreed(line: Entry, agreed: Mapping[int, Recorded]) -> Entry:
    """An entry that came of an agreement of the same save is the act of whoever agreed."""
    before = (agreed.get(line.position - n) for n in range(1, _SAVE))
    for r in before:
        if r and (r.recorded_at, r.actor) == (line.at, line.actor):
            return msgspec.structs.replace(line, doer=_any(r).colleague)
    return line


def _any(r: Recorded) -> Any:
    return r.fact


def _walk(
    served: House, code: str, first: int, last: int, newest_first: bool
) -> Iterator[Recorded]:
    """A community's facts after a position and up to one, page by page, in either direction."""
    read = partial(served.store.read, limit=PAGE, community=code, newest_first=newest_first)
    while facts := read(first, until=last):
        yield from facts
        if newest_first:
            last = facts[-1].position - 1
        else:
            first = facts[-1].position


def _told(line: Entry, names: Mapping[str, Any], drills: Drills) -> dict[str, Any]:
    text = prose(line, catalogue("history"), names)
    drill = line.mentions.activation is not None and drills.is_drill(line.mentions.activation)
    if drill:
        mark = catalogue("history")["words"]["own"]["drill"]
        text = {a: said if said.startswith(mark[a]) else mark[a] + said for a, said in text.items()}
    return {
        "position": line.position,
        "at": line.at,
        "occurred_at": line.occurred_at,
        "actor": line.actor,
        "type": line.type,
        "data": line.data,
        "drill": drill,
        "text": text,
    }


def _names(
    served: House, found: list[Entry], community: Community, phones: bool
) -> dict[str, dict[str, Any]]:
    roster = community.roster
    members = {m for e in found for m in e.mentions.members}
    people = served.store.directory.people(members=list(members)) if members else {}
    return {
        "member": {m: people[m].name if m in people else ERASED for m in members},
        "text": _texts(served, found, phones),
        "grid": {g.id: g.name for g in roster.grids.values()},
        "activation": {a.id: _where(a, roster) for a in community.activations.values()},
        "actor": _actors(served, {e.actor for e in found}),
        "task": _added(served, found, phones),
    }


def _where(running: Activation, roster: Roster) -> Words:
    """Where something runs: the first of its grids by name, and how many there are."""
    named = [roster.grids[g].name for g in running.grids[:FEW] if g in roster.grids]
    own, count = catalogue("history")["words"]["own"], len(running.grids)
    more = own["and_more"] if count > FEW else {"zh": "", "en": ""}
    return {a: own["comma"][a].join(named) + more[a].format(n=count) for a in more}


def _texts(served: House, found: list[Entry], phones: bool) -> dict[str, dict[str, str]]:
    """Texts in both languages: mere words are the same in both, reports are not.

    Whom an occurrence is about, and why somebody gave up what they had, which may tell of their
    health, is told only to whom ``phones`` are.
    """
    told = _read(served, {t for e in found for t in e.mentions.texts}, phones)
    if not phones:
        hidden = {a: served.names.reader(a, phones=phones).withheld for a in ("zh", "en")}
        told.update({about: hidden for e in found if (about := e.data.get("about")) in told})
        of_people = (e.data.get("reason") for e in found if e.type in _OF_PEOPLE)
        told.update({reason: hidden for reason in of_people if reason in told})
    return told


def _read(served: House, ids: Iterable[str], phones: bool) -> dict[str, dict[str, str]]:
    texts = served.store.directory.texts(ids)
    readers = {a: served.names.reader(a, phones=phones) for a in ("zh", "en")}
    return {id: {a: readers[a].text(raw) for a in readers} for id, raw in texts.items()}


def _actors(served: House, actors: set[str]) -> dict[str, Any]:
    told = {a: served.names.actors(actors, a) for a in ("zh", "en")}
    return {id: {a: told[a][id] for a in told} for id in told["zh"]}


def _added(served: House, found: list[Entry], phones: bool) -> dict[str, dict[str, str]]:
    """Titles of the tasks that no plan foresaw; they were told when the task was opened."""
    tasks = {t for e in found if (t := e.mentions.task) and ".x." in t}
    streams = {task_place(t)[0] for t in tasks}
    if not streams:
        return {}
    opened = served.store.read(0, PAGE * 100, streams=streams, topics=("task_opened.v1",))
    titles = {r.fact.task: r.fact.title for r in opened if isinstance(r.fact, TaskOpened)}
    texts = _read(served, (t for t in titles.values() if t), phones)
    return {t: texts[title] for t, title in titles.items() if title in texts}
