"""Commands on tasks and posts: the verbs, and muster."""

from __future__ import annotations

from uuid import UUID

import msgspec

from domain import tasks
from domain.group import Group
from domain.ids import group_stream, task_id, task_place
from domain.playbook import Playbook
from domain.playbook import Task as WrittenTask
from domain.posts import muster
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk, check


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

    def last_position(self, task: str) -> int:
        """The position just before a task's group stood down, or the last of its stream."""
        stream, _ = task_place(task)
        facts = self._desk.store.read(0, 1_000_000, streams=[stream])
        if not facts:
            raise NotFound("task", task)
        ended = facts[-1].topic == "group_stood_down.v1"
        return facts[-1].position - 1 if ended else facts[-1].position

    def act(self, task: str, verb: str, said: Said, caller: Caller) -> Answer:
        """Do a verb of the contract on a task. Repeated, it changes nothing."""
        if verb not in tasks.VERBS:
            raise NotFound("verb", verb)
        return self._desk.once(caller, lambda: self._act(task, verb, said, caller))

    def _act(self, task: str, verb: str, said: Said, caller: Caller) -> Answer:
        group, key = self._group(task)
        check(group, caller)
        by, writes = self._desk.decider(caller), Writes()
        self._known(group, said)
        written = self._written(group, key)
        act = tasks.Act(
            at=by.at,
            member=said.member,
            to=said.to,
            report=self._desk.text(writes, caller, group.community, "report", said.report),
            reason=self._desk.text(writes, caller, group.community, "reason", said.reason),
            note=self._note(writes, caller, group, verb, said),
            unmet=self._unmet(group, written, verb),
            needs_report=bool(written and written.form),
        )
        group.decide(tasks.VERBS[verb](group, key, act), by)
        if not group.pending:
            writes.texts.clear()
        state = tasks.find(group, key)
        body = {"id": task, "state": state.shown_state, "assignees": list(state.assignees)}
        return self._desk.save(caller, body, group, writes=writes)

    def _note(
        self, writes: Writes, caller: Caller, group: Group, verb: str, said: Said
    ) -> str | None:
        if verb != "note":
            return None
        return self._desk.text(writes, caller, group.community, "note", said.report or said.reason)

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
        return self._desk.again(lambda: self._pass_due(by_group, caller))

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

    def _known(self, group: Group, said: Said) -> None:
        for field, member in (("for", said.member), ("to", said.to)):
            if member is None:
                continue
            if group.community not in self._desk.store.refs(f"member:{member}"):
                raise Refused("member_unknown", field=field, member=member)
            if field == "to":
                community = self._desk.community(group.community)
                if member not in community.roster.members:
                    raise Refused("member_unknown", field=field, member=member)

    def _written(self, group: Group, key: str) -> WrittenTask | None:
        return self._plan(group).task(tasks.find(group, key).key)

    def _plan(self, group: Group) -> Playbook:
        return self._desk.plans.pinned(group.pinned)

    def _unmet(self, group: Group, written: WrittenTask | None, verb: str) -> tuple[str, ...]:
        """Preconditions that do not hold yet, as task ids; read from the groups they are of."""
        if written is None or not written.pre or verb not in ("accept", "start", "complete"):
            return ()
        plan, needed = self._plan(group), {}
        for key in written.pre:
            of = next((g for g in plan.groups if any(t.id == key for t in g.tasks)), None)
            if of is not None:
                grid = group.grid if of.per == "grid" else None
                needed[key] = group_stream(group.activation, grid, of.id)
        others = self._desk.store.get_many(Group, [s for s in needed.values() if s != group.id])
        unmet = []
        for key, stream in needed.items():
            other = group if stream == group.id else others.get(stream)
            task = other.tasks.get(key) if other else None
            if task is not None and task.state != "completed":
                unmet.append(task_id(stream, key))
        return tuple(unmet)
