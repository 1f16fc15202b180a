"""What notices say, made of the plan's words and the names of now; the log holds none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from api.catalogue import catalogue, words
from api.numbering import Numbered, numbered_in, where
from api.times import dated
from domain.community import Activation, Community
from domain.facts.group import TaskOpened
from domain.group import Group, OpenTask
from domain.ids import community_stream
from domain.notice import Notice
from domain.playbook import Playbook
from engine.notices.channels import Text
from engine.workflow.desk import Desk
from engine.workflow.reports import spoken

#: posts or tasks told one by one
MOST = 6
_POSTS = ("muster", "assigned")
#: kinds that tell which posts the person has now
_PLACED = (*_POSTS, "relieved")
#: kinds that are answered on one's own screen
_ANSWERED_THERE = (*_POSTS, "exchange_asked")
Link = Callable[[Notice], str]
"""The address of a person's own screen, for the activation of a notice."""


class Telling:
    """Makes the texts of notices. What is said ``inside`` the house may say more.

    ``link`` gives the personal link of whoever is called to a post, for what leaves the house.
    """

    def __init__(self, desk: Desk, *, inside: bool = False, link: Link | None = None) -> None:
        self._desk, self._inside, self._link = desk, inside, link

    def __call__(self, notices: Sequence[Notice], language: str = "zh") -> Mapping[str, Text]:
        """A text for each notice, by its id."""
        known = _Known(self._desk, notices, self._inside)
        known.link = self._link
        return {n.notice: _Speech(known, n, language).text for n in notices}


class _Known:
    """Communities, groups and titles that some notices are about, each looked up once."""

    link: Link | None = None

    def __init__(self, desk: Desk, notices: Sequence[Notice], inside: bool) -> None:
        self.desk, self.now = desk, desk.clock()
        codes = {community_stream(n.community): n.community for n in notices}
        found = desk.store.get_many(Community, codes)
        self.communities = {codes[s]: community for s, community in found.items()}
        self._posts = {
            n.notice: desk.store.refs(f"post:{n.activation}:{n.member}")
            for n in notices
            if n.member and n.kind in _PLACED
        }
        streams = {s for posts in self._posts.values() for s in posts}
        streams |= {t.partition(".")[0] for n in notices for t in n.tasks}
        groups = desk.store.get_many(Group, {UUID(hex=s) for s in streams})
        self.groups = {s.hex: group for s, group in groups.items()}
        self.titles = self._titles({t for n in notices for t in n.tasks}) if inside else {}
        self._occurrences: dict[str, dict[str, Numbered]] = {}

    def occurrences(self, community: str) -> dict[str, Numbered]:
        """A community's occurrences with their numbers, read once and only when asked for."""
        if community not in self._occurrences:
            self._occurrences[community] = numbered_in(self.desk.store, community)
        return self._occurrences[community]

    def posts(self, notice: Notice) -> list[Group]:
        """The groups in which the person has a post."""
        groups = (self.groups.get(s) for s in self._posts.get(notice.notice, ()))
        return [g for g in groups if g is not None and notice.member in g.posts]

    def _titles(self, tasks: Iterable[str]) -> dict[str, str]:
        """Titles of tasks that no plan foresaw."""
        streams = {UUID(hex=t.partition(".")[0]) for t in tasks if ".x." in t}
        if not streams:
            return {}
        opened = self.desk.store.read(0, 100_000, streams=streams, topics=(TaskOpened.TOPIC,))
        said = {f.task: f.title for r in opened if isinstance(f := r.fact, TaskOpened) and f.title}
        texts = self.desk.store.directory.texts(said.values())
        return {task: spoken(texts[text]) for task, text in said.items() if text in texts}


class _Speech:
    """One notice in one language."""

    def __init__(self, known: _Known, notice: Notice, language: str) -> None:
        self._known, self._notice, self._language = known, notice, language
        self._community = known.communities[notice.community]

    @property
    def text(self) -> Text:
        """Heading and body."""
        drill = self._own("drill") if self._notice.held else ""
        title = self._own("title", community=self._community.name, playbook=self._playbook)
        return Text(drill + title, drill + self._body + self._own_screen)

    @property
    def _own_screen(self) -> str:
        """Where whoever is called finds their post and tasks, and may say that they are there."""
        notice, activation, link = self._notice, self._activation, self._known.link
        if link is None or not notice.member or notice.kind not in _ANSWERED_THERE:
            return ""
        if activation is None or not activation.is_running:
            return ""
        return "\n" + self._own("link", link=link(notice))

    @property
    def _body(self) -> str:
        notice, kind = self._notice, self._notice.kind
        activation = self._activation
        if kind == "stood_down" and activation is not None and activation.state == "undone":
            kind = "undone"
        if kind == "relieved" and self._known.posts(notice):
            kind = "relieved_partly"
        if not notice.member:
            at = self._moment(activation.at) if activation else ""
            said = {"group": self._group(notice.group), "grids": self._grids, "at": at}
            return self._say("chat", kind, **said)
        tasks = self._list(self._task(t) for t in notice.tasks)
        if kind == "assigned" and tasks:
            tasks = ("，" if self._language == "zh" else "; ") + tasks
        place = self._place(notice.group, notice.grid)
        way = "ask" if self._is_asked and kind in catalogue("notices")["ask"] else "call"
        return self._say(way, kind, posts=self._posts, tasks=tasks, place=place)

    @property
    def _activation(self) -> Activation | None:
        return self._community.activations.get(self._notice.activation)

    @cached_property
    def _plan(self) -> Playbook | None:
        activation = self._activation
        return self._known.desk.plans.known(activation.digest) if activation else None

    @property
    def _playbook(self) -> str:
        return self._plan.title[self._language] if self._plan else ""

    @property
    def _is_asked(self) -> bool:
        """Whether the person has none but roles of those who are asked."""
        member = self._community.roster.members.get(self._notice.member)
        roles = {r.role for r in member.roles} if member else set()
        return bool(roles) and roles <= set(catalogue("notices")["asked_roles"])

    @property
    def _posts(self) -> str:
        told = []
        for group in self._known.posts(self._notice):
            position = group.posts[self._notice.member].position
            named = words(catalogue("notices")["position"][position], {})[self._language]
            place = {"grid": self._grid(group.grid), "group": self._group(group.group)}
            told.append(self._own("post", position=named, **place))
        return self._list(told)

    @property
    def _grids(self) -> str:
        activation = self._activation
        return self._list(self._grid(g) for g in activation.grids) if activation else ""

    def _task(self, task: str) -> str:
        stream, _, key = task.partition(".")
        group = self._known.groups.get(stream)
        found = group.tasks.get(key) if group else None
        line = self._plan.task(found.key) if self._plan and found else None
        unnamed = catalogue("notices")["unnamed_task"][self._language]
        title = line.title[self._language] if line else self._known.titles.get(task, unnamed)
        if found is not None and (where := self._where(found)):
            title += f"（{where}）" if self._language == "zh" else f" ({where})"
        if found is None or found.due_at is None:
            return self._own("untimed", title=title)
        return self._own("task", title=title, due=self._moment(found.due_at))

    def _where(self, task: OpenTask) -> str | None:
        """What tells a task apart from others of its line."""
        code = self._notice.community
        one = self._known.occurrences(code).get(task.occurrence) if task.occurrence else None
        return where(one, task.building, self._plan, self._language)

    def _place(self, group: str | None, grid: str | None) -> str:
        return self._own("place", group=self._group(group), grid=self._grid(grid))

    def _group(self, group: str | None) -> str:
        if not group:
            return self._own("all_groups")
        found = self._plan.group(group) if self._plan else None
        return found.name[self._language] if found else group

    def _grid(self, grid: str | None) -> str:
        found = self._community.roster.grids.get(grid) if grid else None
        return found.name if found else self._own("everywhere")

    def _moment(self, at: datetime) -> str:
        return dated(at, self._known.now, self._language)

    def _list(self, told: Iterable[str]) -> str:
        several = list(told)
        shown = self._own("comma").join(several[:MOST])
        return shown + (self._own("more", count=len(several)) if len(several) > MOST else "")

    def _own(self, word: str, **said: Any) -> str:
        return self._say("own", word, **said)

    def _say(self, way: str, kind: str, **said: Any) -> str:
        return words(catalogue("notices")[way][kind], said)[self._language]
