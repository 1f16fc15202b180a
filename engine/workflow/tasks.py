"""Commands on tasks and posts: the verbs, and muster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import msgspec

from domain import tasks
from domain.aggregate import Decider
from domain.group import Group
from domain.ids import task_place
from domain.posts import muster
from domain.refusal import NotFound, Refused
from engine.store import Conflict, Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk, check
from engine.workflow.leaving import sweep
from engine.workflow.preconditions import unmet

WORKING = frozenset({"accept", "start", "complete"})
REASONED = frozenset({"reassign", "reopen", "cancel"})
#: verbs after which somebody has open work
GIVING = frozenset({"accept", "start", "reassign", "reopen"})


class Said(msgspec.Struct, frozen=True):
    """What is said with a verb: for whom, to whom, and free texts."""

    member: str | None = None
    to: str | None = None
    report: str | None = None
    reason: str | None = None


class Tasks:
    """Commands on tasks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def community_of(self, task: str) -> str:
        """The code of the community whose task it is, or refused."""
        return self._group(task)[0].community

    def version(self, task: str) -> int:
        """The version of a task's group, or refused."""
        return self._group(task)[0].version

    def act(self, task: str, verb: str, said: Said, caller: Caller) -> Answer:
        """Do a verb of the contract on a task. Repeated, it changes nothing."""
        if verb not in tasks.VERBS:
            raise NotFound("verb", verb)
        loose: list[str] = []
        answer = self._desk.once(caller, lambda: self._act(task, verb, said, caller, loose))
        if loose:
            sweep(self._desk, self.community_of(task), loose, caller)
        return answer

    def _act(self, task: str, verb: str, said: Said, caller: Caller, loose: list[str]) -> Answer:
        """``loose`` is told who is given the task without a post that would be lost with them."""
        group, key = self._group(task)
        check(group, caller)
        _after_start(group, caller)
        by, writes = self._desk.decider(caller), Writes()
        self._known(group, key, verb, said)
        act = self._said(group, key, verb, said, caller, by, writes)
        group.decide(tasks.VERBS[verb](group, key, act), by)
        state = tasks.find(group, key)
        if not group.pending:
            writes.texts.clear()
        elif verb in GIVING:
            loose.extend(m for m in state.assignees if m not in group.posts)
        body = {"id": task, "state": state.shown_state, "assignees": list(state.assignees)}
        return self._desk.save(caller, body, group, writes=writes)

    def _said(
        self,
        group: Group,
        key: str,
        verb: str,
        said: Said,
        caller: Caller,
        by: Decider,
        writes: Writes,
    ) -> tasks.Act:
        """The act, with those of the texts for which the verb has a place."""
        plan = self._desk.plans.pinned(group.pinned)
        written = plan.task(group.tasks[key].key)

        def text(kind: str, words: str | None) -> str | None:
            return self._desk.text(writes, caller, group.community, kind, words, said.member)

        return tasks.Act(
            at=by.at,
            member=said.member,
            to=said.to,
            report=text("report", said.report) if verb == "complete" else None,
            reason=text("reason", said.reason) if verb in REASONED else None,
            note=self._note(group, key, said, text) if verb == "note" else None,
            unmet=unmet(self._desk, group, plan, written) if written and verb in WORKING else (),
            needs_report=bool(written and written.form),
            gone=self._gone(group, key) if verb == "reopen" else (),
        )

    def _note(
        self, group: Group, key: str, said: Said, text: Callable[[str, str | None], str | None]
    ) -> str | None:
        """The text's id: that of the task's last note when it says the same."""
        words, last = said.report or said.reason, group.tasks[key].noted
        if words and last and self._desk.store.directory.texts([last]).get(last) == words.strip():
            return last
        return text("note", words)

    def _gone(self, group: Group, key: str) -> tuple[str, ...]:
        loose = [m for m in group.tasks[key].assignees if m not in group.posts]
        if not loose:
            return ()
        present = self._desk.community(group.community).roster.members
        return tuple(m for m in loose if m not in present)

    def muster(self, activation: str, member: str, caller: Caller) -> Answer:
        """A person is at the post: for every group of the activation that they have one in."""
        return self._desk.once(caller, lambda: self._muster(activation, member, caller))

    def _muster(self, activation: str, member: str, caller: Caller) -> Answer:
        by, version = self._desk.decider(caller), 0
        streams = [UUID(hex=s) for s in self._desk.store.refs(f"post:{activation}:{member}")]
        groups = list(self._desk.store.get_many(Group, streams).values())
        if not any(member in g.posts for g in groups):
            raise NotFound("post", member)
        if caller.expected is not None:
            version = self._desk.community(groups[0].community, caller).version
        for group in groups:
            if group.is_closed:
                raise Refused("activation_ended", activation=activation)
            _after_start(group, caller)
            group.decide(muster(group, member), by)
        posts = [
            {"group": g.group, "grid": g.grid, "position": g.posts[member].position}
            for g in groups
            if member in g.posts
        ]
        body = {"member": member, "posts": posts}
        return self._desk.save(caller, body, *groups, version=version)

    def pass_due(self, due: list[str], caller: Caller) -> int:
        """Record which of these tasks are overdue; gives how many were. A repetition gives 0."""
        by_group: dict[UUID, list[str]] = {}
        for task in due:
            stream, key = task_place(task)
            by_group.setdefault(stream, []).append(key)
        try:
            return self._pass_due(by_group, caller)
        except Conflict:  # one busy group does not hold up the others
            alone = [{stream: keys} for stream, keys in by_group.items()]
            return sum(self._desk.again(partial(self._pass_due, one, caller)) for one in alone)

    def _pass_due(self, by_group: dict[UUID, list[str]], caller: Caller) -> int:
        by = self._desk.decider(caller)
        groups = self._desk.store.get_many(Group, list(by_group))
        for stream, group in groups.items():
            for key in by_group[stream]:
                group.decide(tasks.pass_due(group, key, by.at), by)
        passed = sum(len(g.pending) for g in groups.values())
        if passed:
            self._desk.save(caller, {}, *groups.values())
        return passed

    def _group(self, task: str) -> tuple[Group, str]:
        stream, key = task_place(task)
        group = self._desk.store.get(Group, stream)
        if group is None:
            raise NotFound("task", task)
        tasks.find(group, key)
        return group, key

    def _known(self, group: Group, key: str, verb: str, said: Said) -> None:
        """Refuse strangers, and open work for whoever is on the roster no more."""
        here = {*group.posts, *group.tasks[key].assignees}
        for field, member in (("for", said.member), ("to", said.to)):
            if member is None or member in here:
                continue
            if field == "to" or verb in ("accept", "start"):
                known = member in self._desk.community(group.community).roster.members
            else:
                known = group.community in self._desk.store.refs(f"member:{member}")
            if not known:
                raise Refused("member_unknown", field=field, member=member)


def _after_start(group: Group, caller: Caller) -> None:
    """Refuse what is said to have happened before there was anything to do."""
    said = caller.occurred_at
    if said is not None and group.since is not None and said < group.since:
        raise Refused("occurred_before_start", field="occurred_at")
