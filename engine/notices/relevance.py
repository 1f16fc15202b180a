"""Whether there is still anything to tell: what is over is told to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from domain.community import Community
from domain.exchange import standing
from domain.group import CLOSED, Group
from domain.ids import community_stream
from domain.notice import TELLING, Notice
from engine.workflow.desk import Desk


class Relevance:
    """The communities and groups that some notices are about, each looked up once."""

    def __init__(self, desk: Desk, notices: Sequence[Notice]) -> None:
        codes = {community_stream(n.community): n.community for n in notices}
        found = desk.store.get_many(Community, codes)
        self._communities = {codes[stream]: community for stream, community in found.items()}
        streams = {UUID(hex=task.partition(".")[0]) for n in notices for task in n.tasks}
        self._groups = {s.hex: g for s, g in desk.store.get_many(Group, streams).items()}

    def lapsed(self, notice: Notice) -> str | None:
        """Why there is nothing to tell: ``left``, ``ended``, ``answered`` or ``closed``."""
        community = self._communities.get(notice.community)
        if community is None or self._is_gone(community, notice.member):
            return "left"
        if notice.kind in TELLING:
            return None
        activation = community.activations.get(notice.activation)
        if activation is None:
            return "ended"
        if not activation.is_running and not any(map(self._remains, notice.tasks)):
            return "ended"
        if notice.kind == "exchange_asked" and not any(
            self._is_asked(task, notice.member) for task in notice.tasks
        ):
            return "answered"
        posts = notice.kind in ("muster", "assigned")
        closed = notice.tasks and not posts and all(map(self._is_closed, notice.tasks))
        return "closed" if closed else None

    def _is_gone(self, community: Community, member: str) -> bool:
        roster = community.roster
        return bool(member) and (member not in roster.members or member in roster.erased)

    def _remains(self, task: str) -> bool:
        """Whether people work on at a task though its activation ended."""
        stream, _, key = task.partition(".")
        group = self._groups.get(stream)
        return group is not None and key in group.remaining

    def _is_asked(self, task: str, member: str) -> bool:
        """Whether somebody still asks a person to take a task over."""
        stream, _, key = task.partition(".")
        group = self._groups.get(stream)
        offers = standing(group, key) if group and key in group.tasks else []
        return any(offer.colleague == member for offer in offers)

    def _is_closed(self, task: str) -> bool:
        stream, _, key = task.partition(".")
        group = self._groups.get(stream)
        found = group.tasks.get(key) if group else None
        return found is None or found.state in CLOSED
