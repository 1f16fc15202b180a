"""Commands on tasks: the verbs."""

from __future__ import annotations

from typing import Any

from domain import tasks
from domain.aggregate import Aggregate, Decider
from domain.group import Group
from domain.ids import task_place
from domain.occurrence import Occurrence
from domain.refusal import NotFound
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.consequences import end_of, follow, is_followed
from engine.workflow.desk import Desk, after_start, check
from engine.workflow.ground import Ground
from engine.workflow.leaving import sweep
from engine.workflow.reports import Handed
from engine.workflow.saying import Said, Saying

__all__ = ["Said", "Tasks"]

#: verbs after which somebody has open work
GIVING = frozenset({"accept", "start", "reassign", "reopen"})
#: verbs after which more may follow
CLOSING = frozenset({"complete", "cancel"})


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
        after_start(group, caller)
        by, writes = self._desk.decider(caller), Writes()
        saying = Saying(self._desk, group, key, verb, said, caller, writes)
        handed = saying.handed()
        act = saying.act(handed, by)
        group.decide(tasks.VERBS[verb](group, key, act), by)
        state = tasks.find(group, key)
        others: list[Aggregate] = []
        if not group.pending:
            writes.texts.clear()
        elif verb in GIVING:
            loose.extend(m for m in state.assignees if m not in group.posts)
        elif verb in CLOSING:
            others = self._follow(group, key, handed, by, writes)
        body: dict[str, Any] = {
            "id": task,
            "state": state.shown_state,
            "assignees": list(state.assignees),
        }
        if verb == "complete":
            body["report_owed"] = state.report_owed
        # an occurrence is known before the tasks that answer it
        begun = [one for one in others if isinstance(one, Occurrence)]
        saved = (*begun, group, *(one for one in others if one not in begun))
        return self._desk.save(caller, body, *saved, writes=writes, version=group.version)

    def _follow(
        self, group: Group, key: str, handed: Handed, by: Decider, writes: Writes
    ) -> list[Aggregate]:
        """What else is to be saved because the task was closed or reported."""
        task = group.tasks[key]
        plan = self._desk.plans.pinned(group.pinned)
        line = plan.task(task.key)
        if not is_followed(plan, line, task.occurrence):
            return []
        community = self._desk.community(group.community)
        running = community.activations[group.activation]
        ground = Ground(self._desk, community, running, by, writes, [group])
        if group.is_closed:  # nothing begins any more; what it answered may be over
            end_of(ground, task.occurrence)
        else:
            follow(ground, group, key, handed.values)
        return [one for one in ground.touched() if one is not group]

    def _group(self, task: str) -> tuple[Group, str]:
        stream, key = task_place(task)
        group = self._desk.store.get(Group, stream)
        if group is None:
            raise NotFound("task", task)
        tasks.find(group, key)
        return group, key
