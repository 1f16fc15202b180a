"""A community as the commands made it: codes, table and plan, ready for a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from domain.community import Community
from domain.group import Group
from domain.ids import group_stream, task_id
from domain.record import Recorded
from domain.table import Table, TableGrid, TablePerson
from engine.store import Store, open_store
from engine.workflow import Answer, Caller, Workflow
from engine.workflow.activations import Asked
from engine.workflow.tasks import Said
from tests.clock import FakeClock
from tests.examples import CODE, OTHER_CODE, PLAN, SECRETARY
from tests.rosters import person, table

T = TypeVar("T")
HEADER = "province,city,county,county_code,street,street_code,community,community_code\n"
#: invented: no name or number of anybody
WANG, LI, ZHAO, CHEN, SUN, QIAN = "王拟一", "李拟二", "赵拟三", "陈拟四", "孙拟五", "钱拟六"
#: nobody knows SUN's
PHONES = {name: f"1540000000{n}" for n, name in enumerate((WANG, LI, ZHAO, CHEN, QIAN), 1)}
EAST, WEST, WORKS = "东苑", "西苑", "第一工厂"


def codes(*communities: str, names: Sequence[str] = ()) -> bytes:
    """A CSV of official codes."""
    rows = [
        f"福建省,福州市,鼓楼区,350102,鼓东街道,{code[:9]},{name},{code}\n"
        for code, name in zip(
            communities, [*names, *(f"社区{c}" for c in communities[len(names) :])], strict=True
        )
    ]
    return (HEADER + "".join(rows)).encode()


def people() -> list[TablePerson]:
    """East is staffed by seats, West by a rule; a medic serves both."""
    wang = f"coordination.lead@{EAST}", f"supply.member@{EAST}", f"grid_leader@{EAST}"
    return [
        person(WANG, PHONES[WANG], *wang, note="夜里值班"),
        person(LI, PHONES[LI], f"steward@{EAST}", f"coordination.deputy@{EAST}"),
        person(ZHAO, PHONES[ZHAO], f"grid_leader@{WEST}"),
        person(CHEN, PHONES[CHEN], f"testing.lead@{EAST}", f"testing.lead@{WEST}"),
        person(SUN, "", f"driver@{EAST}"),
        person(QIAN, PHONES[QIAN], f"volunteer@{EAST}"),
    ]


def roster_table(*some: TablePerson, grids: Sequence[TableGrid] = ()) -> Table:
    """The community's table, or one of other people."""
    usual = [
        TableGrid(EAST, buildings=3, note="东门快递柜旁"),
        TableGrid(WEST),
        TableGrid(WORKS, "employer"),
    ]
    return table(*(some or people()), grids=grids or usual)


class Town:
    """The workflow over a store, with one community that has its table."""

    def __init__(self, url: str, *, prepared: bool = True) -> None:
        self.clock = FakeClock()
        self.url = url
        self.store: Store = open_store(url, clock=self.clock)
        self.workflow = Workflow(self.store, self.clock)
        if prepared:
            self.workflow.plans.publish([PLAN])
            self.workflow.organisation.import_codes(codes(CODE, OTHER_CODE), caller())
            self.take_in(roster_table())

    def reopened(self) -> None:
        """The server was killed and starts again on the same store."""
        self.store.close()
        self.store = open_store(self.url, clock=self.clock)
        self.workflow = Workflow(self.store, self.clock)

    def take_in(self, wanted: Table, *, code: str = CODE, dry_run: bool = False) -> Answer:
        """Import a table."""
        return self.workflow.rosters.import_table(code, wanted, caller(), dry_run=dry_run)

    def click(
        self, *grids: str, code: str = CODE, by: Caller | None = None, **asked: Any
    ) -> Answer:
        """Click on grids by name, or on the whole community."""
        ids = tuple(self.grid(g) for g in grids) or None
        wanted = Asked(PLAN.id, ids, **asked)
        return self.workflow.activations.activate(code, wanted, by or caller())

    def act(self, task: str, verb: str, by: Caller | None = None, **said: Any) -> Answer:
        """Do a verb on a task; ``member`` and ``to`` by name."""
        for field in ("member", "to"):
            if field in said:
                said[field] = self.member(said[field])
        return self.workflow.tasks.act(task, verb, Said(**said), by or caller())

    @property
    def community(self) -> Community:
        """The community as it stands."""
        return self.workflow.desk.community(CODE)

    def member(self, name: str) -> str:
        """The id of whoever has a name, on the roster or not any more."""
        known = self.store.directory.people(community=CODE)
        (found,) = [m for m, p in known.items() if p.name == name]
        return found

    def grid(self, name: str) -> str:
        """The id of a grid by name."""
        (found,) = [g.id for g in self.community.roster.grids.values() if g.name == name]
        return found

    def group(self, activation: str, group: str, grid: str | None) -> Group:
        """A group at work as it stands."""
        id = group_stream(activation, self.grid(grid) if grid else None, group)
        found = self.store.get(Group, id)
        assert found is not None
        return found

    def groups(self, activation: str) -> list[Group]:
        """All groups of an activation."""
        where = self.community
        return self.workflow.activations.groups_of(where, where.activations[activation])

    def task(self, activation: str, key: str, grid: str | None = EAST) -> str:
        """The id of a task of the plan."""
        group = next(g for g in PLAN.groups if any(t.id == key for t in g.tasks))
        return task_id(self.group(activation, group.id, grid).id, key)

    def facts(self, *topics: str, after: int = 0) -> list[Recorded]:
        """What the log holds after a position, of some topics or all."""
        return self.store.read(after, 100_000, topics=[f"{t}.v1" for t in topics])


def caller(actor: str = SECRETARY, **terms: Any) -> Caller:
    """The secretary, on some terms."""
    return Caller(actor, cause="request:1", **terms)


def at_once(times: int, do: Callable[[int], T]) -> list[T]:
    """Do something in many threads that all begin at the same moment."""
    barrier = Barrier(times)

    def begin(number: int) -> T:
        barrier.wait()
        return do(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(begin, range(times)))
