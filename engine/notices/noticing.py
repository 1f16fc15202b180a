"""The process manager: follows the log from its own checkpoint, and queues who is to be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from threading import Event, Lock
from time import monotonic
from uuid import UUID

import structlog

from domain import notice as decide
from domain.community import Community
from domain.facts import group
from domain.facts.notice import NoticeQueued
from domain.group import Group
from domain.ids import community_stream, notice_stream
from domain.notice import Notice, notice_id
from domain.record import Recorded
from engine.notices.acts import ACTS, acted
from engine.notices.addresses import Addresses
from engine.notices.checkpoint import Checkpoint
from engine.notices.reasons import TOPICS, Reason, reasons, streams_asked
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk

#: facts read at once; those of one save are never parted while they are fewer
BATCH = 4000
#: the longest pause after work
REST = 0.25
logger = structlog.get_logger()
_READ = (*TOPICS, *ACTS, group.GroupStoodUp.TOPIC)


class Noticing:
    """Queues notices. Done twice, everybody is still told once: a notice's id is derived."""

    def __init__(self, desk: Desk, addresses: Addresses, *, create: bool = True) -> None:
        self._desk, self._addresses = desk, addresses
        self._checkpoint = Checkpoint(desk.store, "notices")
        self._turn = Lock()
        if create:
            # where nobody began before, begin here: what is past is told to nobody
            self._checkpoint.begin(desk.store.head())

    def catch_up(self) -> int:
        """Work off the log to its head; how many facts that took."""
        with self._turn:
            store, seen = self._desk.store, 0
            position = self._checkpoint.begin(store.head())
            head = store.head()
            while batch := whole(store.read(position, BATCH, until=head, topics=_READ), BATCH):
                self._work_off(batch)
                position = batch[-1].position
                self._checkpoint.move(position)
                seen += len(batch)
            self._checkpoint.move(head)
            return seen

    def reached(self) -> int | None:
        """Up to where the log is worked off."""
        return self._checkpoint.position

    def run(
        self, stopping: Event, leads: Callable[[], bool], wait: Callable[[int, float], int]
    ) -> None:
        """Follow the log until told to stop, while this process leads; rests as it works."""
        position = 0
        while not stopping.is_set():
            began = monotonic()
            try:
                if leads():
                    head = self._desk.store.head()
                    self.catch_up()
                    position = head
            except Exception:
                logger.exception("noticing_failed")
                stopping.wait(1.0)
            stopping.wait(min(monotonic() - began, REST))
            if not stopping.is_set():
                wait(position, 1.0)

    def _work_off(self, batch: Sequence[Recorded]) -> None:
        scene = _Scene(self._desk, self._addresses, batch)
        told = [r for r in reasons(batch, scene) if scene.is_told(r)]
        if told:
            self._desk.again(lambda: self._queue(told, scene))
        acted(self._desk, batch)

    def _queue(self, told: list[Reason], scene: _Scene) -> None:
        by = self._desk.decider(Caller("system", cause="notices"))
        ids = [notice_id(r.activation, r.member, r.kind, r.about) for r in told]
        known = self._desk.store.get_many(Notice, map(notice_stream, ids))
        queued = []
        for id, r in zip(ids, told, strict=True):
            notice = known.get(notice_stream(id)) or Notice(notice_stream(id), r.community)
            one = r.tasks[0] if r.tasks else None
            several = tuple(r.tasks) if len(r.tasks) > 1 else ()
            held = self._desk.drills_only or scene.is_drill(r)
            place = (id, r.member, r.activation, r.kind, r.source, one, r.group, r.grid)
            notice.decide(decide.queue(notice, NoticeQueued(*place, held, several)), by)
            if notice.is_pending:
                queued.append(notice)
        if queued:
            self._desk.save(Caller("system", cause="notices"), {}, *queued)


def whole(batch: list[Recorded], limit: int) -> list[Recorded]:
    """A batch without the save at its end that it may hold only a part of."""
    if len(batch) < limit:
        return batch
    last = batch[-1]
    kept = [r for r in batch if (r.recorded_at, r.cause) != (last.recorded_at, last.cause)]
    return kept or batch


class _Scene:
    """The communities and groups that a batch speaks of, each looked up once."""

    def __init__(self, desk: Desk, addresses: Addresses, batch: Sequence[Recorded]) -> None:
        self._desk, self._addresses = desk, addresses
        groups, opened = streams_asked(batch)
        self._groups = {s.hex: g for s, g in desk.store.get_many(Group, groups).items()}
        self._began = {r.stream: _start(r) for r in batch if isinstance(r.fact, group.GroupStoodUp)}
        self._look_up({s for s in opened if s.hex not in self._began})
        self._communities: dict[str, Community] = {}

    def _look_up(self, streams: Collection[UUID]) -> None:
        asked = list(streams)
        topics = (group.GroupStoodUp.TOPIC,)
        for i in range(0, len(asked), 500):
            some = asked[i : i + 500]
            for r in self._desk.store.read(0, len(some), topics=topics, streams=some):
                self._began.setdefault(r.stream, _start(r))

    def group(self, stream: str) -> Group | None:
        """A group as it stands."""
        return self._groups.get(stream)

    def began(self, stream: str) -> tuple[datetime, str | None] | None:
        """When a group stood up, and because of what."""
        return self._began.get(stream)

    def chats(self, community: str) -> Collection[str]:
        """Groups that have a chat of their own."""
        return self._addresses.chats(community)

    def is_told(self, r: Reason) -> bool:
        """Whether they are on the roster still, and not erased; a chat always is."""
        roster = self._community(r.community).roster
        return not r.member or (r.member in roster.members and r.member not in roster.erased)

    def is_drill(self, r: Reason) -> bool:
        """Whether it is of a drill, so that nothing leaves the house."""
        activation = self._community(r.community).activations.get(r.activation)
        return activation is not None and activation.drill

    def _community(self, code: str) -> Community:
        found = self._communities.get(code)
        if found is None:
            store = self._desk.store
            stream = community_stream(code)
            found = store.get(Community, stream, code) or Community(stream, code)
            self._communities[code] = found
        return found


def _start(r: Recorded) -> tuple[datetime, str | None]:
    return r.occurred_at, r.cause
