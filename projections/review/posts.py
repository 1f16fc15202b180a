"""The review's steps for groups and posts: who came when, and when a group had no lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from domain.taking_back import HAND_OVERS
from projections.review.documents import GroupLife, Review, Transfer, Vacancy, cited

Step = Callable[[Review, Recorded], None]

#: bases of a post, and causes of its end, that tell of somebody in somebody's place
_STEP_UP, _STOOD_IN, _BACK = "step_up", "stood_in", "back"
_PARTING = frozenset({"left", "declined"})


def _stood_up(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    life = GroupLife(r.stream, f.group, f.grid, cited(r), f.muster_by)
    if r.stream not in review.groups:
        review.groups[r.stream] = life
        life.vacancies.append(Vacancy(cited(r), "stood_up"))


def _stood_down(review: Review, r: Recorded) -> None:
    life = review.groups.get(r.stream)
    if life is not None:
        _filled(life, r, "stand_down")


def _assigned(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    if f.basis == _STOOD_IN:
        _stood_in(review, r)
    elif f.basis in (_STEP_UP, _BACK, *HAND_OVERS):
        before = _leads(review, r.stream, f.member) if f.basis == _STEP_UP else ()
        review.transfers.append(_transfer(r, before, (f.member,), f.basis, f.position))
        if f.basis == _STEP_UP:
            review.moments.append(("stepped_up", r))


def _stood_in(review: Review, r: Recorded) -> None:
    """The old lead's new post is the other half of a step up, whichever is told first."""
    f: Any = r.fact
    last = review.transfers[-1] if review.transfers else None
    if last is not None and last.stream == r.stream and last.cause == _STEP_UP:
        last.before = tuple(dict.fromkeys((*last.before, f.member)))
        last.also = (*last.also, r.position)


def _leads(review: Review, stream: str, but: str) -> tuple[str, ...]:
    group = review.at_work(stream)
    posts = group.posts if group else {}
    return tuple(
        m for m, p in posts.items() if m != but and (p.position == "lead" or p.basis == _STOOD_IN)
    )


def _released(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    last = review.transfers[-1] if review.transfers else None
    handed = f.cause in HAND_OVERS
    if handed and last and (last.stream, last.cause) == (r.stream, f.cause):
        last.before = (*last.before, f.member)
        last.also = (*last.also, r.position)
    elif handed or f.cause in _PARTING:
        review.transfers.append(_transfer(r, (f.member,), (), f.cause, f.position))


def _transfer(
    r: Recorded, before: tuple[str, ...], after: tuple[str, ...], cause: str, post: str
) -> Transfer:
    f: Any = r.fact
    return Transfer("post", cited(r), r.stream, before, after, cause, post=post, reason=f.reason)


def _mustered(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    if not review.presences:
        review.moments.append(("first_muster", r))
    review.presences.setdefault(f.member, cited(r))


def _closed(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    life = review.groups.get(r.stream)
    if life is not None and life.closed is None:
        life.closed, life.absent = cited(r), len(f.absent)
        review.moments.append(("muster_closed", r))


def look(review: Review, r: Recorded) -> None:
    """After a fact that moved somebody: who is there now, and whether the group has a lead."""
    life, group = review.groups.get(r.stream), review.at_work(r.stream)
    if life is None or group is None:
        return
    there = [m for m in group.posts if m in review.presences]
    if there:
        life.first = life.first or cited(r)
        if any(group.posts[m].position == "lead" for m in there):
            life.lead = life.lead or cited(r)
        if len(there) == len(group.posts):
            life.everybody = life.everybody or cited(r)
    is_open = bool(life.vacancies) and life.vacancies[-1].until is None
    if group.is_red and not is_open:
        life.vacancies.append(Vacancy(cited(r), getattr(r.fact, "cause", "") or _basis(r), r))
    elif not group.is_red and is_open:
        _filled(life, r, _basis(r))


def _basis(r: Recorded) -> str:
    return str(getattr(r.fact, "basis", "")).partition(":")[0]


def _filled(life: GroupLife, r: Recorded, through: str) -> None:
    """A vacancy ends; one that began in the same moment was none."""
    last = life.vacancies[-1] if life.vacancies else None
    if last is None or last.until is not None:
        return
    if last.since.recorded_at == r.recorded_at and last.since.at == r.occurred_at:
        life.vacancies.pop()
    else:
        last.until, last.ended = cited(r), through


#: after these the group is looked at again
MOVES = frozenset({facts.MemberAssigned, facts.MemberReleased, facts.MemberMustered})

STEPS: dict[type[Fact], Step] = {
    facts.GroupStoodUp: _stood_up,
    facts.GroupStoodDown: _stood_down,
    facts.MemberAssigned: _assigned,
    facts.MemberReleased: _released,
    facts.MemberMustered: _mustered,
    facts.MusterClosed: _closed,
}
