"""What is said with a verb on a task, read and kept as the decision takes it."""

from __future__ import annotations

from typing import Any

import msgspec

from domain import answering, tasks
from domain.aggregate import Decider
from domain.group import Group
from domain.ids import occurrence_stream
from domain.occurrence import Occurrence
from domain.refusal import Refused
from domain.reports import guard
from engine.store import Writes
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk
from engine.workflow.preconditions import unmet
from engine.workflow.reports import Handed, hand_in, whole_values
from engine.workflow.reports import Said as Told

WORKING = frozenset({"accept", "start", "complete", "take-over"})
REASONED = frozenset({"reassign", "reopen", "cancel", "offer"})


class Said(msgspec.Struct, frozen=True):
    """What is said with a verb: for whom, to whom, free texts, and a report in words or fields.

    ``seen`` is the state in which whoever says it saw the task, ``mine`` that they saw it as
    theirs, ``swap`` the task wanted for it, ``relieves`` whose place on a shift they take,
    ``decides`` that whoever says it may say who has it, and ``added`` that it is not their own
    word but somebody else's for them.
    """

    member: str | None = None
    to: str | None = None
    report: Told | None = None
    reason: str | None = None
    seen: str | None = None
    swap: str | None = None
    mine: bool = False
    relieves: str | None = None
    decides: bool = False
    added: bool = False


class Saying:
    """A verb on a task of a group, with what was said; its texts go with the save.

    Refused when it names strangers, and open work for whoever is on the roster no more.
    """

    def __init__(
        self,
        desk: Desk,
        group: Group,
        key: str,
        verb: str,
        said: Said,
        caller: Caller,
        writes: Writes,
    ) -> None:
        self._desk, self._group, self._key, self._verb = desk, group, key, verb
        self._said, self._caller, self._writes = said, caller, writes
        self._plan = desk.plans.pinned(group.pinned)
        self._task = group.tasks[key]
        self._line = self._plan.task(self._task.key)
        self._told = False
        self._check()

    def _check(self) -> None:
        here = {*self._group.posts, *self._task.assignees}
        for field, member in (("for", self._said.member), ("to", self._said.to)):
            if member is None or member in here:
                continue
            code = self._group.community
            if field == "to" or self._verb in ("accept", "start"):
                known = member in self._desk.community(code).roster.members
            else:
                known = code in self._desk.store.refs(f"member:{member}")
            if not known:
                raise Refused("member_unknown", field=field, member=member)

    def handed(self) -> Handed:
        """The report, read on the line's form; one that was owed has to be whole.

        What was told of the occurrence already is kept once: it is the report of this task too.
        """
        if self._verb != "complete":
            return Handed()
        handed = self._hand_in()
        lacking = handed.lacking
        if self._task.state == "completed" and self._task.report_owed and lacking:
            raise Refused("report_incomplete", field=lacking.path, label=lacking.label)
        told = None if self._task.is_closed else self._told_whole()
        self._told = told is not None and (handed.text is None or handed.values == told)
        if not self._told or handed.text is None:
            return handed
        self._writes.texts.pop()
        return Handed(values=handed.values)

    def _hand_in(self) -> Handed:
        return hand_in(
            self._desk,
            self._writes,
            self._caller,
            self._group.community,
            self._said.report,
            self._plan,
            self._line.form if self._line else None,
            self._said.member,
        )

    def _told_whole(self) -> dict[str, Any] | None:
        """What was told of the occurrence, where that is all that the line's form asks for."""
        line, code = self._line, self._group.community
        if line is None or line.form is None or self._task.occurrence is None:
            return None
        stream = occurrence_stream(self._task.occurrence)
        found = self._desk.store.get(Occurrence, stream, code)
        event = self._plan.events.get(found.event) if found is not None else None
        if found is None or event is None or not answering.stands_for(self._plan, event, line):
            return None
        return whole_values(self._desk, code, found.report, self._plan, line.form)

    def act(self, handed: Handed, by: Decider) -> tasks.Act:
        """The act, with those of the texts for which the verb has a place."""
        said, verb, line = self._said, self._verb, self._line
        return tasks.Act(
            at=by.at,
            now=self._desk.clock(),
            member=said.member,
            to=said.to,
            report=handed.text,
            reason=self._text("reason", said.reason) if verb in REASONED else None,
            note=self._note() if verb == "note" else None,
            unmet=self._unmet() if verb in WORKING else (),
            needs_report=bool(line and line.form) and not self._told,
            gone=self._gone() if verb == "reopen" else (),
            form=line.form if line else None,
            lacking=handed.lacking is not None,
            seen=said.seen,
            swap=said.swap,
            mine=said.mine,
            relieves=said.relieves,
            decides=said.decides,
            added=said.added,
        )

    def _text(self, kind: str, words: str | None) -> str | None:
        code, about = self._group.community, self._said.member
        return self._desk.text(self._writes, self._caller, code, kind, words, about)

    def _unmet(self) -> tuple[str, ...]:
        if self._line is None:
            return ()
        return unmet(self._desk, self._group, self._plan, self._line, self._task)

    def _note(self) -> str | None:
        """The text's id: that of the task's last note when it says the same."""
        report = self._said.report if isinstance(self._said.report, str) else None
        guard(report, "report")
        words, last = report or self._said.reason, self._task.noted
        if words and last and self._desk.store.directory.texts([last]).get(last) == words.strip():
            return last
        return self._text("note", words)

    def _gone(self) -> tuple[str, ...]:
        loose = [m for m in self._task.assignees if m not in self._group.posts]
        if not loose:
            return ()
        present = self._desk.community(self._group.community).roster.members
        return tuple(m for m in loose if m not in present)
