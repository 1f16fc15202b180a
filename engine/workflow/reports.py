"""Reports as they are kept: read on their form, and stored whole in the directory.

A report on a form is JSON behind a mark, ``{"form": …, "values": {…}, "edition": …}``; words on a
task without a form stay words, whatever they look like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from domain.field_values import Known
from domain.ids import new_id
from domain.playbook import Field, Form, Playbook
from domain.refusal import Refused
from domain.reports import Missing, Report, guard, read, words_field
from engine.store import Text, Writes
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk

Said = str | Mapping[str, Any]
KIND = "report"
#: begins whatever is kept on a form; no typed text begins so, for it is stripped of white space
MARK = "\x1e"


class Kept(msgspec.Struct, omit_defaults=True):
    """A report on a form, as the directory holds it; or ``words`` of one that stand alone.

    ``edition`` is the digest of the plan whose form it is.
    """

    form: str
    values: dict[str, Any] = {}
    edition: str = ""
    words: str | None = None


class Handed(msgspec.Struct):
    """A report that was handed in: its text's id, its values, and what it leaves owed first."""

    text: str | None = None
    values: dict[str, Any] | None = None
    lacking: Missing | None = None


def encoded(kept: Kept) -> str:
    """The text of a report on a form."""
    return MARK + msgspec.json.encode(kept).decode()


def decoded(text: str) -> Kept | None:
    """The report that a text holds; ``None`` for mere words, or where erasure has cut it."""
    if not text.startswith(MARK):
        return None
    try:
        return msgspec.json.decode(text.removeprefix(MARK), type=Kept)
    except msgspec.MsgspecError:
        return None


def spoken(text: str) -> str:
    """The words of a text, whether they are taken from a report or not."""
    kept = decoded(text)
    return text if kept is None or kept.words is None else kept.words


def values_of(desk: Desk, text: str | None) -> dict[str, Any]:
    """The values of a kept report; empty when there are none any more."""
    found = desk.store.directory.texts([text]).get(text) if text else None
    kept = decoded(found) if found else None
    return kept.values if kept else {}


def whole_values(
    desk: Desk, code: str, text: str | None, plan: Playbook, form: str
) -> dict[str, Any] | None:
    """The values of a kept report that leaves nothing owed on a form of the plan, if it does."""
    found = desk.store.directory.texts([text]).get(text) if text else None
    kept, paper = decoded(found) if found else None, plan.papers.get(form)
    if kept is None or paper is None or kept.form != form or not kept.values:
        return None
    try:
        report = _read(desk, code, paper, kept.values, plan)
    except Refused:  # the form asks for something else by now
        return None
    return report.values if report.is_whole else None


def hand_in(
    desk: Desk,
    writes: Writes,
    caller: Caller,
    code: str,
    said: Said | None,
    plan: Playbook,
    form: str | None,
    about: str | None = None,
) -> Handed:
    """Read what was said on a form of the plan, and keep it for the save. Refused as ``read`` does.

    Where the plan has no such form, only words can be said.
    """
    if said is None or (isinstance(said, str) and not said.strip()):
        return Handed()
    paper = plan.papers.get(form or "")
    if paper is None:
        if not isinstance(said, str):
            raise Refused("report_invalid", field="report", fault="words_expected")
        guard(said, "report")
        return Handed(desk.text(writes, caller, code, KIND, said, about))
    report = _read(desk, code, paper, said, plan)
    said = encoded(Kept(paper.id, report.values, plan.digest))
    text = Text(new_id(), code, KIND, said, author=caller.actor, about=about or "")
    writes.texts.append(text)
    return Handed(text.id, report.values, next(iter(report.missing), None))


def _read(desk: Desk, code: str, paper: Form, said: Said, plan: Playbook) -> Report:
    groups = {group.id for group in plan.groups}
    if isinstance(said, str) or not _names_roster(paper.fields):
        return read(paper, said, Known(groups=groups))
    roster = desk.community(code).roster
    return read(paper, said, Known(roster.members, groups, roster.grids))


def _names_roster(fields: Iterable[Field]) -> bool:
    """Whether a form asks for people or grids; only then is the community read."""
    return any(f.type in ("member", "grid") or _names_roster(f.fields) for f in fields)


def said_in(values: Mapping[str, Any], form: Form | None) -> str | None:
    """The plain words of a report, where it has any."""
    field = words_field(form) if form else None
    found = values.get(field.id if field else "note")
    return found if isinstance(found, str) else None
