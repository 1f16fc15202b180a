"""Reading the log by position, as every fold does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.record import Recorded
from engine.store.codec import Codec, encode
from engine.store.moments import micros, moment
from engine.store.recorder import LogRecorder

#: digits of a community's official code; a shorter code names a place above communities
CODE_DIGITS = 12


class Selection(msgspec.Struct):
    """Which facts are wanted: after a position, up to one, of a place, of topics, of streams."""

    after: int = 0
    limit: int = 1000
    until: int | None = None
    community: str | None = None
    #: the beginning of community codes: everything in a street, county, city or province
    place: str | None = None
    topics: Collection[str] = ()
    streams: Collection[UUID] = ()
    #: an activation's id, for facts that name it
    activation: str | None = None
    #: from the end backwards; the limit then keeps the last ones
    newest_first: bool = False


class LogReader:
    """The log by position and by time."""

    def __init__(self, recorder: LogRecorder, codec: Codec) -> None:
        self._recorder, self._codec = recorder, codec

    def read(self, wanted: Selection) -> list[Recorded]:
        """Facts in order of position, or against it."""
        where, parameters = self._conditions(wanted)
        stream = (
            "originator_id"
            if self._recorder.dialect == "sqlite"
            else "encode(uuid_send(originator_id), 'hex')"
        )
        rows = self._recorder.select(
            f"SELECT position, {stream}, originator_version, topic, community, recorded_at, state "
            f"FROM {self._recorder.events_table_name} WHERE {' AND '.join(where)} "
            f"ORDER BY position {'DESC' if wanted.newest_first else 'ASC'} LIMIT ?",
            (*parameters, wanted.limit),
        )
        return self._recorded(rows)

    def _conditions(self, wanted: Selection) -> tuple[list[str], list[Any]]:
        where, parameters = ["position > ?"], [wanted.after]

        def also(condition: str, *values: Any) -> None:
            where.append(condition)
            parameters.extend(values)

        if wanted.until is not None:
            also("position <= ?", wanted.until)
        if wanted.community is not None:
            also("community = ?", wanted.community)
        if wanted.place and len(wanted.place) == CODE_DIGITS:
            also("community = ?", wanted.place)
        elif wanted.place:
            # not by the index on communities: it would sort a whole county for every page
            also("substr(community, 1, ?) = ?", len(wanted.place), wanted.place)
        if wanted.topics:
            topics = self._codec.spellings(wanted.topics)
            also(f"topic IN ({', '.join('?' * len(topics))})", *topics)
        if wanted.streams:
            keys = [self._recorder.key(stream) for stream in wanted.streams]
            also(f"originator_id IN ({', '.join('?' * len(keys))})", *keys)
        if wanted.activation is not None:
            # as it stands in the fact's JSON, where no text can hold a bare quote
            named = b'"activation":%b' % encode(wanted.activation)
            within = (
                "instr(state, ?)" if self._recorder.dialect == "sqlite" else "position(? IN state)"
            )
            also(f"{within} > 0", named)
        return where, parameters

    def _recorded(self, rows: list[tuple[Any, ...]]) -> list[Recorded]:
        whole, upcasters = self._codec.whole_decoders, self._codec.upcasters
        found, then, at = [], None, moment(0)
        for position, stream, version, topic, community, recorded_at, state in rows:
            if recorded_at != then:
                then, at = recorded_at, moment(recorded_at)
            w = whole[topic](state)
            today = w.fact.TOPIC if topic in upcasters else topic
            found.append(
                Recorded(
                    position,
                    stream,
                    version,
                    today,
                    community,
                    w.actor,
                    at,
                    w.occurred_at,
                    w.fact,
                    w.cause,
                )
            )
        return found

    def head(self) -> int:
        """The last position, 0 when there is none."""
        return self._one("SELECT max(last_position) FROM commits") or 0

    def stands_at(self, streams: Collection[UUID]) -> int:
        """The end of the save in which any of some streams last changed, 0 when none is there."""
        keys = [self._recorder.key(stream) for stream in streams]
        last = self._one(
            f"SELECT max(position) FROM {self._recorder.events_table_name} "
            f"WHERE originator_id IN ({', '.join('?' * len(keys))})",
            *keys,
        )
        whole = "SELECT min(last_position) FROM commits WHERE last_position >= ?"
        return (self._one(whole, last) or last) if last else 0

    def save_ends(self, first: int, last: int) -> list[int]:
        """The last position of every save that holds one of these positions, in order."""
        rows = self._recorder.select(
            "SELECT last_position FROM commits WHERE last_position >= ? AND first_position <= ? "
            "ORDER BY last_position",
            (first, last),
        )
        return [row[0] for row in rows]

    def position_at(self, at: datetime) -> int:
        """The last position recorded by then, 0 when there was none yet."""
        found = self._one(
            "SELECT last_position FROM commits WHERE recorded_at <= ? "
            "ORDER BY recorded_at DESC, last_position DESC LIMIT 1",
            micros(at),
        )
        return found or 0

    def recorded_at(self, position: int) -> datetime | None:
        """When a position was recorded, ``None`` where there is none."""
        found = self._one(
            "SELECT recorded_at FROM commits WHERE last_position >= ? AND first_position <= ? "
            "ORDER BY last_position LIMIT 1",
            position,
            position,
        )
        return None if found is None else moment(found)

    def _one(self, statement: str, *parameters: Any) -> int | None:
        rows = self._recorder.select(statement, parameters)
        return rows[0][0] if rows else None
