"""The member's one screen: where to be, who leads there, what to do now, and by when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec

from api.auth.own import LEADS, grids_of
from api.auth.permissions import Principal
from api.house import House
from api.names import Named
from api.reading import boards
from api.reading.shifts import answers, askings, coming, heard_lately, written_to
from api.reading.superiors import Superior, above
from domain.ids import group_stream
from domain.playbook import Playbook
from domain.refusal import Refused
from projections.board import Answer, GroupAtWork

_DONE = ("completed", "cancelled")
#: within so long what happened has to be acted on at once
_URGENT = timedelta(minutes=15)
_OF_GROUPS = ("posts", "declined", "shifts", "askings", "answers")
_WHERE = ("group", "name", "grid", "grid_name")
#: what is told of a task as the board has it
_TOLD = (
    *("id", "title", "state", "due_at", "starts_at", "places", "overdue", "report_owed"),
    *("where", "building"),
)


def own_screen(
    served: House, who: Principal, language: str, *, at_least: int | None = None
) -> dict[str, Any]:
    """What a person of the roster has to do with what runs; refused to whoever is none.

    A link is of one activation: of the others it tells only where its person has a post.
    """
    if not who.member:
        raise Refused("not_a_member")
    led = grids_of(served, who)

    def mine(group: GroupAtWork) -> bool:
        tasks = group.tasks.values()
        return (
            who.member in group.posts
            or who.member in group.declined
            or group.grid in led
            or any(who.member in task.assignees for task in tasks)
        )

    shown, kept = boards.own_board(served, who.place, language, mine, at_least)
    heard = heard_lately(kept, who.member, shown["now"])
    # whoever answered may have left the group since
    people, reasons = [a.colleague for a in heard.values()], written_to(kept, who.member)
    named = served.names.of(people, reasons.values(), language=language)
    said = _Said(heard, {key: named.text(text) for key, text in reasons.items()}, named)
    seen = _Seen(served, who.member, led, language, shown, said)
    here = who.activation
    running = [a for a in shown["activations"] if a["groups"] and here in ("", a["id"])]
    activations = [seen.activation(a) for a in running]
    after = (a for a in shown["aftermath"] if a["tasks"] and here in ("", a["activation"]))
    activations += [seen.ended(a) for a in after]
    others = (seen.elsewhere(a) for a in shown["activations"] if here not in ("", a["id"]))
    person = served.store.directory.person(who.member)
    return {
        "member": who.member,
        "name": person.name if person else None,
        "community": who.place,
        "community_name": served.workflow.desk.community(who.place).name,
        "mode": shown["mode"],
        "position": shown["position"],
        "now": shown["now"],
        "ended": not running,
        "over": _over(served, who, language),
        "activations": activations,
        "elsewhere": [other for other in others if other["posts"]],
    }


def _over(served: House, who: Principal, language: str) -> dict[str, Any] | None:
    """How what somebody's link is of ended, and whom of the community they may call about it."""
    community = served.workflow.desk.community(who.place)
    ended = community.activations.get(who.activation)
    if ended is None or ended.is_running:
        return None
    plan = served.workflow.plans.known(ended.digest)
    calls = above(community.roster, plan, None, (), who.member)
    return {
        "state": ended.state,
        "title": plan.title[language] if plan else ended.playbook,
        "drill": ended.drill,
        "calls": _superiors(served, calls, language),
    }


def _superiors(served: House, found: list[Superior], language: str) -> list[dict[str, Any]]:
    named = served.names.of([one.member for one in found], phones=True)
    return [
        {
            "role": one.role.name[language],
            "member": one.member,
            "name": named.name(one.member),
            "phone": named.phone(one.member),
        }
        for one in found
    ]


def led(shown: dict[str, Any]) -> set[str]:
    """The people whose phones a screen shows because somebody leads them."""
    own = (post for running in shown["activations"] for post in running["posts"] if post["leads"])
    return {one["member"] for post in own for one in post["colleagues"] if one["phone"]}


def own_subjects(served: House, who: Principal) -> list[str]:
    """What a change of is a change of a person's screen: themselves, their groups, the community.

    Groups by their streams: those in which they have or had something to do, and those they lead.
    """
    if not who.member:
        raise Refused("not_a_member")
    community, led = served.workflow.desk.community(who.place), grids_of(served, who)
    found = [who.member, community.id.hex]
    of_link = [a for a in community.activations.values() if a.id == who.activation]
    for running in of_link or community.running:
        found += served.store.refs(f"post:{running.id}:{who.member}")
        plan = served.workflow.plans.known(running.digest) if led else None
        groups = plan.groups if plan else ()
        found += [group_stream(running.id, grid, g.id).hex for grid in led for g in groups]
    return found


class _Said(NamedTuple):
    """What colleagues say to somebody: what they answered, by task, and why they ask."""

    heard: Mapping[str, Answer]
    reasons: Mapping[tuple[str, str], str | None]
    named: Named


class _Seen:
    """A board of one's own groups, told from one's own place."""

    def __init__(
        self,
        served: House,
        member: str,
        led: Collection[str],
        language: str,
        shown: dict[str, Any],
        said: _Said,
    ) -> None:
        self._plans, self._member, self._led = served.workflow.plans, member, led
        self._language, self._said = language, said
        self._served, self._roster = (
            served,
            served.workflow.desk.community(shown["community"]).roster,
        )
        self._grids = {g["id"]: g["name"] for g in shown["grids"]}
        self._now = shown["now"]
        self._names: dict[str, str | None] = shown["names"]

    def activation(self, shown: dict[str, Any]) -> dict[str, Any]:
        """What runs."""
        plan, tasks = self._plans.known(shown["digest"]), []
        for group in shown["groups"]:
            place = {**group, "group_name": group["name"]}
            leads = self._leads(group)
            tasks += [
                self._task(t, place, plan, leads)
                for t in group["tasks"]
                if self._concerns(t, group, leads)
            ]
        posts = [
            self._post(g, plan, shown["grids"])
            for g in shown["groups"]
            if self._own(g) or g["grid"] in self._led
        ]
        ends = {w: shown[w] for w in ("started_at", "undo_until", "planned_end", "muster_point")}
        declined = [self._declined(g) for g in shown["groups"] if self._member in g["declined"]]
        own = [g for g in shown["groups"] if self._own(g)]
        told = {
            "posts": posts,
            "declined": declined,
            "tasks": _urgent(tasks),
            "shifts": coming(own, self._member, self._names, self._now),
            "askings": self._askings(shown),
            "answers": answers(shown["groups"], self._said.heard, self._said.named),
        }
        return {**self._called(shown, shown["id"]), **ends, **told}

    def ended(self, shown: dict[str, Any]) -> dict[str, Any]:
        """What is left to be done after the end."""
        plan = self._plans.known(shown["digest"])
        own = [t for t in shown["tasks"] if self._member in t["assignees"]]
        tasks = [self._task(t, t, plan, False) for t in own]
        ends = dict.fromkeys(("undo_until", "planned_end", "muster_point"))
        ends["started_at"] = shown["ended_at"]
        nothing: dict[str, Any] = {w: [] for w in _OF_GROUPS}
        told = self._called(shown, shown["activation"])
        return {**told, **ends, **nothing, "tasks": _urgent(tasks)}

    def elsewhere(self, shown: dict[str, Any]) -> dict[str, Any]:
        """What runs besides: where one has a post there, and nothing of anybody else."""
        own = [{w: g[w] for w in _WHERE} for g in shown["groups"] if self._own(g)]
        return {**self._called(shown, shown["id"]), "posts": own}

    def _askings(self, shown: dict[str, Any]) -> list[dict[str, Any]]:
        reasons = self._said.reasons
        return askings(shown["groups"], self._member, self._names, self._leads, reasons)

    def _called(self, shown: dict[str, Any], id: str) -> dict[str, Any]:
        return {"id": id, **{w: shown[w] for w in ("playbook", "title", "drill")}}

    def _own(self, group: dict[str, Any]) -> dict[str, Any] | None:
        return next((m for m in group["members"] if m["member"] == self._member), None)

    def _leads(self, group: dict[str, Any]) -> bool:
        own = self._own(group)
        return group["grid"] in self._led or (own is not None and own["position"] in LEADS)

    def _post(
        self, group: dict[str, Any], plan: Playbook | None, grids: list[str]
    ) -> dict[str, Any]:
        own, leads, leader = self._own(group), self._leads(group), self._leader(group)
        return {
            **{w: group[w] for w in (*_WHERE, "muster_by")},
            "position": own["position"] if own else "lead",
            "since": own["since"] if own else None,
            "mustered_at": own["mustered_at"] if own else None,
            "leads": leads,
            "leader": leader,
            "deputies": [] if leads else self._deputies(group, leader),
            "above": self._above(group, plan, grids) if leads or leader is None else [],
            "colleagues": [_person(m, phone=leads) for m in self._others(group)],
        }

    def _above(
        self, group: dict[str, Any], plan: Playbook | None, grids: list[str]
    ) -> list[dict[str, Any]]:
        """Whom somebody who leads calls: their names and phones, and what they are."""
        found = above(self._roster, plan, group["grid"], grids, self._member)
        return _superiors(self._served, found, self._language)

    def _declined(self, group: dict[str, Any]) -> dict[str, Any]:
        """A post that they gave up, and whom to call about it."""
        return {
            **{w: group[w] for w in _WHERE},
            "position": group["declined"][self._member],
            "leader": self._leader(group),
        }

    def _others(self, group: dict[str, Any]) -> list[dict[str, Any]]:
        return [m for m in group["members"] if m["member"] != self._member]

    def _leader(self, group: dict[str, Any]) -> dict[str, Any] | None:
        leader = next((m for m in self._others(group) if m["position"] in LEADS), None)
        return _person(leader, phone=True) if leader else None

    def _deputies(
        self, group: dict[str, Any], leader: dict[str, Any] | None
    ) -> list[dict[str, Any]]:
        """Who else leads there, and may be called where the lead cannot be had."""
        others = (m for m in self._others(group) if m["position"] in LEADS)
        gone = leader["member"] if leader else None
        return [_person(m, phone=True) for m in others if m["member"] != gone]

    def _concerns(self, task: dict[str, Any], group: dict[str, Any], leads: bool) -> bool:
        """Whether it is theirs, may be taken on, or is of those whom they lead; and not done."""
        if self._member in task["assignees"]:
            return task["state"] not in _DONE or bool(task["report_owed"])
        if task["state"] in _DONE:
            return False
        free = not task["assignees"] or bool(task["missing"])
        return leads or (self._own(group) is not None and free)

    def _told(self, task: dict[str, Any], leads: bool) -> dict[str, Any]:
        """What was told of its occurrence: to whoever has it or leads, or where all may read it."""
        one, handles = task["occurrence"], leads or self._member in task["assignees"]
        if one is None or (one["guarded"] and not handles):
            return {"told": None, "given": None}
        told = {"text": one["told"], "fields": one["fields"]}
        told["about"] = one["about"] if handles else None
        return {"told": told if any(told.values()) else None, "given": one["given"]}

    def _task(
        self, task: dict[str, Any], place: dict[str, Any], plan: Playbook | None, leads: bool
    ) -> dict[str, Any]:
        paper = plan.papers.get(task["form"]) if plan and task["form"] else None
        with_them = dict.fromkeys((*task["assignees"], *task["taken"]))
        return {
            **{w: task[w] for w in _TOLD},
            "group": place["group"],
            "group_name": place["group_name"],
            "grid": place["grid"],
            "grid_name": self._grids.get(place["grid"]),
            "mine": self._member in task["assignees"],
            "free": not task["assignees"] or bool(task["missing"]),
            "taken": self._member in task["taken"],
            "lacking": max(task["places"] - len(task["taken"]), 0),
            "together": [self._names.get(m) for m in with_them if m != self._member],
            "urgent": _is_urgent(task, plan),
            "form": msgspec.to_builtins(paper) if paper else None,
            **self._told(task, leads),
        }


def _person(member: dict[str, Any], *, phone: bool) -> dict[str, Any]:
    told = {w: member[w] for w in ("member", "name", "position", "mustered_at")}
    return {**told, "phone": member["phone"] if phone else ""}


def _is_urgent(task: dict[str, Any], plan: Playbook | None) -> bool:
    """Whether it has to be done at once after something happened, by its plan; open still."""
    line = plan.task(task["key"]) if plan else None
    if line is None or task["occurrence"] is None or task["state"] in _DONE:
        return False
    due = line.due
    return due.kind == "event" and due.plus is not None and due.plus <= _URGENT


def _urgent(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One's own first, what is urgent before the rest; then by when they begin or are due.

    What waits for a time comes last.
    """

    def order(task: dict[str, Any]) -> tuple[bool, bool, bool, str]:
        at = task["starts_at"] or task["due_at"]
        return not task["mine"], not task["urgent"], at is None, at.isoformat() if at else ""

    return sorted(tasks, key=order)
