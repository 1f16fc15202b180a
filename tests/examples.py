"""Canonical values: a plan, a community with its roster, a click and who does what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from domain.aggregate import Decider
from domain.click import Activated, Click, activate
from domain.community import Community
from domain.facts import Fact
from domain.facts import community as c
from domain.ids import community_stream
from domain.playbook import Due, Group, Playbook, Staffing, Task, Words
from tests.given import NOON

CODE = "350102001001"
OTHER_CODE = "350102001002"
SECRETARY = "token:secretary"
#: two compounds and an employer
EAST, WEST, WORKS = "g-east", "g-west", "e-works"

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def words(zh: str) -> Words:
    return {"zh": zh, "en": zh}


def _task(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


def after(minutes: int) -> Due:
    return Due("offset", plus=minutes * MINUTE)


COORDINATION = Group(
    "coordination",
    words("综合协调组"),
    words("统一指挥"),
    lead_role="grid_leader",
    deputy_role="steward",
    staffing=(Staffing("volunteer", 1),),
    tasks=(
        _task("coo.01", after(5), form="f_order"),
        _task("coo.02", after(15), pre=("coo.01",)),
        _task("coo.03", Due("before", target="planned_end", minus=12 * HOUR)),
        _task("coo.04", Due("level", level="III", plus=HOUR)),
        _task("coo.05", Due("daily", at=(time(9),))),
    ),
)
TESTING = Group(
    "testing",
    words("核酸检测组"),
    words("采样"),
    lead_role="medic",
    tasks=(
        _task("tst.01", after(60), authority=True),
        _task("tst.02", Due("day", day=2, at=(time(12),)), pre=("coo.01", "tst.01")),
    ),
)
#: no role leads it: without a seat it stands empty
SUPPLY = Group(
    "supply",
    words("物资保障组"),
    words("保供"),
    tasks=(_task("sup.01", after(30), pre=("trn.01", "cond:roads_open")),),
)
#: one for the whole activation
TRANSPORT = Group(
    "transport",
    words("转运组"),
    words("转运"),
    lead_role="driver",
    tasks=(_task("trn.01", after(45), pre=("coo.01",)),),
    per="community",
)
PLAN = Playbook(
    id="epidemic",
    revision="1",
    digest="digest-of-epidemic-1",
    title=words("疫情"),
    mode="wartime",
    groups=(COORDINATION, TESTING, SUPPLY, TRANSPORT),
    levels=("IV", "III", "II"),
    roles={r: words(r) for r in ("grid_leader", "steward", "volunteer", "medic", "driver")},
)
#: the tasks of a group of each grid that open at the click
AT_CLICK = {
    "coordination": ("coo.01", "coo.02", "coo.03", "coo.04", "coo.05"),
    "testing": ("tst.01", "tst.02"),
    "supply": ("sup.01",),
    "transport": ("trn.01",),
}


def grids() -> list[Fact]:
    """The community, two compounds and an employer."""
    return [
        c.CommunityRegistered(CODE, "中山社区", "鼓东街道", "350102001"),
        c.GridDrawn(EAST, "东苑"),
        c.GridDrawn(WEST, "西苑"),
        c.GridDrawn(WORKS, "第一工厂", "employer"),
    ]


def enrolled(member: str, *roles: str, seats: Sequence[str] = ()) -> list[Fact]:
    """A reachable person; roles as ``role@grid``, seats as ``group.position@grid``."""
    facts: list[Fact] = [c.MemberEnrolled(member, True)]
    for text in roles:
        role, _, grid = text.partition("@")
        facts.append(c.RoleGranted(member, role, grid or None))
    for text in seats:
        place, _, grid = text.partition("@")
        group, _, position = place.partition(".")
        facts.append(c.SeatAssigned(member, PLAN.id, group, position, grid or None))
    return facts


def roster() -> list[Fact]:
    """East is staffed by seats, West by a rule; a medic serves both, a driver the community."""
    return [
        *enrolled(
            "wang",
            f"grid_leader@{EAST}",
            seats=[f"coordination.lead@{EAST}", f"supply.member@{EAST}"],
        ),
        *enrolled("li", f"steward@{EAST}", seats=[f"coordination.deputy@{EAST}"]),
        *enrolled("zhao", f"grid_leader@{WEST}"),
        *enrolled("chen", seats=[f"testing.lead@{EAST}", f"testing.lead@{WEST}"]),
        *enrolled("sun", "driver@"),
        *enrolled("qian", f"volunteer@{EAST}"),
    ]


def secretary(at: datetime = NOON) -> Decider:
    return Decider(SECRETARY, at, "request:1")


def community(*facts: Fact, of: Iterable[Fact] | None = None) -> Community:
    """The community with its roster (or ``of`` other facts), after some more facts."""
    told = [*grids(), *(roster() if of is None else of), *facts]
    return Community(community_stream(CODE), CODE).fold((fact, NOON) for fact in told)


def click(
    where: Community, *grids: str, by: Decider | None = None, plan: Playbook = PLAN, **asked: object
) -> Activated:
    """Click on some grids, or on the whole community."""
    wanted = Click(grids=grids or None, **asked)  # type: ignore[arg-type]
    return activate(where, plan, wanted, by or secretary())
