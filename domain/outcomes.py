"""What a report brings about: occurrences that it raises, and decisions that become tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from domain.playbook import Event, Field, Form, Playbook, Raise, Task

Values = Mapping[str, Any]
#: of a row, its words stand where these are looked for, in this order
_WORDS = ("text", "note")
_END_OF_DAY = time(23, 59)


class Raised(msgspec.Struct, frozen=True):
    """An occurrence that a report, or a row of it, raises; ``values`` are those of its own form."""

    event: Event
    values: dict[str, Any]
    of_row: bool = False


class Decided(msgspec.Struct, frozen=True):
    """A row of decisions: what is to be done, by which group and whom, until when.

    ``path`` is the row's in its report; what a row does not say is ``None``.
    """

    path: str
    what: str
    group: str | None = None
    grid: str | None = None
    until: datetime | None = None
    member: str | None = None


def raised(plan: Playbook, line: Task, values: Values | None, *, late: bool) -> Iterator[Raised]:
    """The occurrences that completing a line raises, with its report if there is one.

    ``late`` for a report handed in after the completion, which raised what needs no report.
    """
    for wanted in line.raises:
        event = plan.events.get(wanted.event)
        if event is None or (late and wanted.field is None):
            continue
        for told in _told(wanted, values or {}):
            yield Raised(event, _of_form(plan, event, told), wanted.each)


def _told(wanted: Raise, values: Values) -> Sequence[Values]:
    """Once for each occurrence to raise: the values that speak of it."""
    if wanted.field is None:
        return [values]
    value = values.get(wanted.field)
    if wanted.each:
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if not wanted.values:
        return [values] if value not in (None, False, "", []) else []
    said = value if isinstance(value, list) else [value]
    return [values] if any(one in wanted.values for one in said) else []


def _of_form(plan: Playbook, event: Event, told: Values) -> dict[str, Any]:
    form = plan.papers.get(event.form or "")
    return {f.id: told[f.id] for f in form.fields if f.id in told} if form else {}


def decided(form: Form, values: Values, timezone: str) -> Iterator[Decided]:
    """The decisions of a report, row by row; a row without words decides nothing."""
    for field in form.fields:
        if not field.decisions:
            continue
        for n, row in enumerate(values.get(field.id) or ()):
            what = next((w for kind in _WORDS if (w := _first(field, row, kind))), None)
            if what is not None:
                yield Decided(
                    path=f"report.{field.id}.{n}",
                    what=str(what),
                    group=_first(field, row, "group"),
                    grid=_first(field, row, "grid"),
                    until=_until(field, row, timezone),
                    member=_first(field, row, "member"),
                )


def _first(field: Field, row: Values, kind: str) -> Any:
    return next((row[f.id] for f in field.fields if f.type == kind and f.id in row), None)


def _until(field: Field, row: Values, timezone: str) -> datetime | None:
    """A moment as told; of a day, its end where the community is."""
    moment, day = _first(field, row, "datetime"), _first(field, row, "date")
    if moment is not None:
        return datetime.fromisoformat(moment)
    if day is None:
        return None
    end = datetime.combine(date.fromisoformat(day), _END_OF_DAY, tzinfo=ZoneInfo(timezone))
    return end.astimezone(ZoneInfo("UTC"))


def moment_in(form: Form | None, values: Values) -> datetime | None:
    """The first moment that a report tells, such as the forecast landfall."""
    for field in form.fields if form else ():
        if field.type == "datetime" and field.id in values:
            return datetime.fromisoformat(values[field.id])
    return None
