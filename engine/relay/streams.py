"""The broker's side: streams of one epoch, and the guard whose last id is the relay's position.

With one stream for all, that stream is its own guard. With one a community, a stream of one entry
beside them is: it is written by the same script as they are, so it never tells another story.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import redis

_packer = msgspec.msgpack.Encoder()

#: of any key the last id that a stream ever had, and the last event in it
_LAST = """
local function last(key)
  if redis.call('EXISTS', key) == 0 then return '0-0', '' end
  local info, id, event = redis.call('XINFO', 'STREAM', key), '0-0', ''
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then id = info[i + 1] end
    if info[i] == 'last-entry' and info[i + 1] then
      local fields = info[i + 1][2]
      for j = 1, #fields, 2 do if fields[j] == 'event' then event = fields[j + 1] end end
    end
  end
  return id, event
end
"""
_LOOK = _LAST + "local id, event = last(KEYS[1]) return {id, event}"

#: appends only where the guard stands as expected: nobody appended meanwhile, nothing was lost.
#: The batch comes as one packed value, which costs a quarter of a value for each field.
#: A community's stream may be further than the guard, when the guard was deleted: it then refuses
#: what it has
_APPEND = (
    _LAST
    + """
local found = last(KEYS[1])
if found ~= ARGV[1] then return {found, 0} end
local entries = cmsgpack.unpack(ARGV[4])
local newest = entries[#entries]
for i = 1, #entries do
  local e = entries[i]
  local added = redis.pcall(
    'XADD', KEYS[e[2]], e[1], 'type', e[3], 'community', e[4], 'event', e[5])
  if type(added) == 'table' and added.err and not string.find(added.err, 'equal or smaller') then
    return added
  end
end
if #KEYS > 1 then
  redis.call('XADD', KEYS[1], 'MAXLEN', '1', newest[1], 'event', newest[5])
end
if ARGV[2] ~= '' then
  for i = (#KEYS > 1) and 2 or 1, #KEYS do
    redis.call('XTRIM', KEYS[i], ARGV[2], '~', ARGV[3])
  end
end
return {newest[1], #entries}
"""
)


class Entry(msgspec.Struct, frozen=True):
    """An event on its way; ``event`` is the CloudEvent as JSON."""

    position: int
    community: str
    type: str
    event: bytes


class Stand(msgspec.Struct, frozen=True):
    """Where a guard stands: its last id, and the event that it was given last, if it is there."""

    last: str
    event: bytes

    @property
    def position(self) -> int:
        """The position of the last event that was relayed, 0 for none."""
        return int(self.last.partition("-")[0])

    @property
    def is_closed(self) -> bool:
        """Whether the stream ended with word of another one."""
        return not self.last.endswith("-0")


class Streams:
    """The streams of one epoch under one name. Every call may raise ``redis.RedisError``."""

    def __init__(
        self, client: redis.Redis, name: str, epoch: int = 1, *, per_community: bool = False
    ) -> None:
        self.client = client
        self.name = name if epoch == 1 else f"{name}.{epoch}"
        self.per_community = per_community
        self.guard = f"{self.name}:position" if per_community else self.name
        self._look = client.register_script(_LOOK)
        self._append = client.register_script(_APPEND)

    def stand(self, key: str | None = None) -> Stand:
        """Where the guard stands, or any stream."""
        last, event = self._look(keys=[key or self.guard])
        return Stand(last.decode(), event)

    def key(self, community: str) -> str:
        """The stream that holds a community's events."""
        return f"{self.name}:{community}" if self.per_community else self.name

    def append(self, expected: str, entries: Sequence[Entry], trim: tuple[str, int] | None) -> str:
        """Append, and trim, if the guard stands as expected; where it stands then."""
        keys: dict[str, int] = {self.guard: 1}
        told: list[tuple[str, int, str, str, str]] = []
        for e in entries:
            place = keys.setdefault(self.key(e.community), len(keys) + 1)
            # as text: Redis knows no other strings of MessagePack
            told.append((f"{e.position}-0", place, e.type, e.community, e.event.decode()))
        packed = _packer.encode(told)
        last, _ = self._append(keys=list(keys), args=[expected, *(trim or ("", 0)), packed])
        return str(last.decode())

    def all_keys(self) -> list[str]:
        """Every stream of this epoch, the guard first."""
        if not self.per_community:
            return [self.guard]
        pattern = f"{_literal(self.name)}:*"
        found = self.client.scan_iter(match=pattern, count=1000, _type="stream")
        return [self.guard, *sorted({key.decode() for key in found} - {self.guard})]


def _literal(name: str) -> str:
    return "".join(f"\\{c}" if c in "*?[]\\^" else c for c in name)
