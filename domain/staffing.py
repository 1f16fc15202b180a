"""Who fills which group: the standing seats first, then the plan's own rules over the roles.

Seats are honoured as written: nobody is moved, added to or dropped from what the secretary wrote.
Rules then fill what is still empty, and only with people who have no post yet in this activation,
so a rule puts a person in one group and never takes anyone away from a seat:

1. leads by ``lead_role``, then, where there is none, by ``deputy_role``;
2. deputies by ``deputy_role``;
3. minimums, one person to every group that lacks one before any gets a second.

``domain.candidates`` says who is called first. The result is a function of plan, roster and grids
alone: the same table gives the same groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from domain.candidates import Candidates
from domain.playbook import Group, Playbook
from domain.roster import Roster

RANK = {"lead": 0, "deputy": 1, "member": 2}
"""Positions from the highest."""

Place = tuple[str, str | None]
"""A group in a grid; ``None`` where the group stands once for the activation."""


class Post(NamedTuple):
    """A person's place in a group; ``basis`` is ``seat`` or ``rule:<role>``."""

    member: str
    position: str
    basis: str


class Vacancy(msgspec.Struct, frozen=True, gc=False):
    """So many people of ``role`` are missing; red when the group lacks its lead, else advice."""

    position: str
    role: str | None
    missing: int
    red: bool = False


class Lineup(msgspec.Struct):
    """A group with its people, leads first, and what it lacks."""

    group: str
    grid: str | None
    posts: list[Post] = []
    vacancies: list[Vacancy] = []

    @property
    def is_red(self) -> bool:
        """No lead, or nobody at all."""
        return not self.posts or self.posts[0].position != "lead"


class Staffed(msgspec.Struct):
    """Every group that stands up, in the plan's order, then in the order of the grids."""

    groups: list[Lineup]


def staff(plan: Playbook, roster: Roster, grids: Sequence[str]) -> Staffed:
    """Fill every group of the plan over these grids."""
    lineups = [
        (group, Lineup(group.id, grid))
        for group in plan.groups
        for grid in (grids if group.per == "grid" else (None,))
    ]
    _fill_seats(plan, roster, grids, lineups)
    seated = {post.member for _, lineup in lineups for post in lineup.posts}
    candidates = Candidates(roster, _roles(plan), grids, taken=seated)
    _fill_positions(lineups, candidates)
    _fill_minimums(lineups, candidates)
    for group, lineup in lineups:
        lineup.posts.sort(key=lambda post: RANK[post.position])
        lineup.vacancies = _vacancies(group, lineup, candidates)
    return Staffed([lineup for _, lineup in lineups])


def twice(staffed: Staffed) -> dict[str, list[tuple[str, str | None, str]]]:
    """Who is asked for in several posts: member to ``(group, grid, position)``, leads first."""
    asked: dict[str, list[tuple[str, str | None, str]]] = {}
    for lineup in staffed.groups:
        for member, position, _ in lineup.posts:
            asked.setdefault(member, []).append((lineup.group, lineup.grid, position))
    several = {m: sorted(p, key=_height) for m, p in asked.items() if len(p) > 1}
    return dict(sorted(several.items(), key=lambda item: _height(item[1][0])))


def _height(place: tuple[str, str | None, str]) -> int:
    return RANK[place[2]]


def _fill_seats(
    plan: Playbook, roster: Roster, grids: Sequence[str], lineups: list[tuple[Group, Lineup]]
) -> None:
    """Give everyone the highest of their seats in each group.

    A seat for the whole community stands in each of the grids; where a group stands once for the
    activation, the seats of every grid that it covers are its own.
    """
    reach = _reach(plan, grids)
    posts: dict[Place, dict[str, Post]] = {(line.group, line.grid): {} for _, line in lineups}
    for member in roster.members.values():
        for playbook, group, position, grid in member.seats:
            if playbook != plan.id:
                continue
            for place in reach.get((group, grid), ()):
                held = posts[place].get(member.id)
                if held is None or RANK[position] < RANK[held.position]:
                    posts[place][member.id] = Post(member.id, position, "seat")
    for _, lineup in lineups:
        lineup.posts = list(posts[lineup.group, lineup.grid].values())


def _reach(plan: Playbook, grids: Sequence[str]) -> Mapping[Place, tuple[Place, ...]]:
    """Which groups a seat of a group and grid is in."""
    reach: dict[Place, tuple[Place, ...]] = {}
    for group in plan.groups:
        once = group.per != "grid"
        reach[group.id, None] = ((group.id, None),) if once else tuple((group.id, g) for g in grids)
        for grid in grids:
            reach[group.id, grid] = ((group.id, None if once else grid),)
    return reach


def _roles(plan: Playbook) -> set[str]:
    """Every role that the plan's rules call on."""
    called = {role for g in plan.groups for role in (g.lead_role, g.deputy_role) if role}
    return called | {staffing.role for g in plan.groups for staffing in g.staffing}


def _fill_positions(lineups: list[tuple[Group, Lineup]], candidates: Candidates) -> None:
    """Leads of every group come before anybody's deputy, so that few people make many leads."""
    for position, roles in (
        ("lead", [group.lead_role for group, _ in lineups]),
        ("lead", [group.deputy_role for group, _ in lineups]),
        ("deputy", [group.deputy_role for group, _ in lineups]),
    ):
        for (_, lineup), role in zip(lineups, roles, strict=True):
            if role is not None and not _holds(lineup, position):
                member = candidates.take(role, lineup.grid)
                if member is not None:
                    lineup.posts.append(Post(member, position, f"rule:{role}"))


def _fill_minimums(lineups: list[tuple[Group, Lineup]], candidates: Candidates) -> None:
    """Deal people out like cards: nobody's second volunteer before everybody's first."""
    short = [(lineup, s.role, s.min) for group, lineup in lineups for s in group.staffing]
    while short:
        still = []
        for lineup, role, least in short:
            if _having(lineup, role, candidates) >= least:
                continue
            member = candidates.take(role, lineup.grid)
            if member is not None:
                lineup.posts.append(Post(member, "member", f"rule:{role}"))
                still.append((lineup, role, least))
        short = still


def _vacancies(group: Group, lineup: Lineup, candidates: Candidates) -> list[Vacancy]:
    """What the group lacks, the lead first."""
    vacancies = []
    if not _holds(lineup, "lead"):
        vacancies.append(Vacancy("lead", group.lead_role, 1, red=True))
    if group.deputy_role is not None and not _holds(lineup, "deputy"):
        vacancies.append(Vacancy("deputy", group.deputy_role, 1))
    for staffing in group.staffing:
        missing = staffing.min - _having(lineup, staffing.role, candidates)
        if missing > 0:
            vacancies.append(Vacancy("member", staffing.role, missing))
    return vacancies


def _holds(lineup: Lineup, position: str) -> bool:
    return any(post.position == position for post in lineup.posts)


_member = itemgetter(0)


def _having(lineup: Lineup, role: str, candidates: Candidates) -> int:
    """How many of the group's people, in whatever position, hold the role there."""
    return len(candidates.holding(role, lineup.grid).intersection(map(_member, lineup.posts)))
