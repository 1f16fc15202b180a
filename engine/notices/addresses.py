"""Channels of people and chats of groups: personal, so they stand in the directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from domain.facts.community import ContactChanged
from domain.facts.notice import ChatsSet
from domain.refusal import Refused
from engine.notices.address import KINDS, Address, address_of
from engine.store import Text, Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk
from engine.workflow.members import Members
from engine.workflow.rosters import enrolled

CHANNELS, CHATS = "channels", "chats"


class Channel(msgspec.Struct, frozen=True):
    """One way to a person, as it was written."""

    kind: str
    address: str


_decode = msgspec.json.Decoder(list[Channel]).decode
_decode_chats = msgspec.json.Decoder(dict[str, str]).decode


class Addresses:
    """Reads and sets them. ``inward`` allows addresses in the server's own network."""

    def __init__(self, desk: Desk, *, inward: bool = False) -> None:
        self._desk, self.inward = desk, inward
        self._members = Members(desk)

    def of(self, members: Iterable[str]) -> dict[str, list[Channel]]:
        """The channels of people, in the order in which they are tried."""
        ids = {f"{CHANNELS}:{m}": m for m in members}
        return {ids[id]: _decode(text) for id, text in self._texts(ids)}

    def chats(self, community: str) -> dict[str, str]:
        """Addresses of the chats of a community by group; ``""`` is for all together."""
        found = dict(self._texts([f"{CHATS}:{community}"]))
        return _decode_chats(found[f"{CHATS}:{community}"]) if found else {}

    def _texts(self, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
        return self._desk.store.directory.texts(ids).items()

    def read(self, channel: Channel) -> Address | None:
        """Where a channel leads; ``None`` when that is no address, or not allowed any more."""
        return self._known(channel.address, channel.kind)

    def read_chat(self, url: str) -> Address | None:
        """The same of a chat."""
        return self._known(url, None)

    def _known(self, address: str, kind: str | None) -> Address | None:
        try:
            return address_of(address, kind, inward=self.inward)
        except Refused:
            return None

    def set_channels(
        self, member: str, channels: Sequence[Channel], order: Sequence[str], caller: Caller
    ) -> Answer:
        """Set every channel of a person; ``order`` is of kinds, else as they are given."""
        kinds = [c.kind for c in channels]
        for channel in channels:
            if channel.kind not in KINDS:
                raise Refused("channel_kind_unknown", field="kind", value=channel.kind)
            address_of(channel.address, channel.kind, inward=self.inward)
        if len(set(kinds)) < len(kinds) or (order and sorted(order) != sorted(kinds)):
            raise Refused("channel_order_invalid", field="order")
        wanted = sorted(channels, key=lambda c: list(order or kinds).index(c.kind))
        return self._desk.once(caller, lambda: self._set(member, wanted, caller))

    def _set(self, member: str, wanted: Sequence[Channel], caller: Caller) -> Answer:
        code = self._members.community_of(member)
        by, community = self._desk.decider(caller), self._desk.community(code, caller)
        enrolled(community, member)
        if member in community.roster.erased:
            raise Refused("member_erased", field="id")
        writes = Writes()
        if list(wanted) != self.of([member]).get(member, []):
            text = msgspec.json.encode(wanted).decode()
            writes.texts = [Text(f"{CHANNELS}:{member}", code, CHANNELS, text, about=member)]
            reachable = community.roster.members[member].reachable
            community.decide([ContactChanged(member, (CHANNELS,), reachable)], by)
        body = {"id": member, "order": [c.kind for c in wanted]}
        return self._desk.save(caller, body, community, writes=writes)

    def set_chats(self, code: str, chats: Mapping[str, str], caller: Caller) -> Answer:
        """Set every chat of a community, by group."""
        groups = {g.id for plan in self._desk.plans.all() for g in plan.groups}
        for group, url in chats.items():
            if group and group not in groups:
                raise Refused("group_unknown", field="groups", value=group)
            if address_of(url, inward=self.inward).kind == "email":
                raise Refused("channel_address_invalid", field="groups", kind="chat")
        return self._desk.once(caller, lambda: self._set_chats(code, chats, caller))

    def _set_chats(self, code: str, chats: Mapping[str, str], caller: Caller) -> Answer:
        by, community = self._desk.decider(caller), self._desk.community(code, caller)
        writes = Writes()
        if dict(chats) != self.chats(code):
            text = msgspec.json.encode(dict(chats)).decode()
            writes.texts = [Text(f"{CHATS}:{code}", code, CHATS, text)]
            community.decide([ChatsSet(tuple(sorted(chats)))], by)
        body = {"groups": sorted(chats)}
        return self._desk.save(caller, body, community, writes=writes)
