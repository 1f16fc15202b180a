"""Each of the seven playbooks at work: its own community, in the state in which a day leaves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

import pytest

from api.demo.showing import Shown, show
from api.demo.story import playbooks, story
from domain.community import Activation
from domain.facts import Fact
from domain.facts import community as community_facts
from domain.facts import group as facts
from domain.facts import occurrence as occurrence_facts
from domain.group import Group
from domain.record import Recorded
from domain.refusal import NotFound
from engine.playbooks import shipped
from engine.store import verify
from tests.demo.moment import FREE, NOW

F = TypeVar("F", bound=Fact)


class Day(NamedTuple):
    """A playbook's house, its log, and the activation that runs."""

    playbook: str
    shown: Shown
    log: list[Recorded]
    running: Activation
    groups: list[Group]

    def told(self, kind: type[F]) -> list[F]:
        """The facts of a kind, in order."""
        return [record.fact for record in self.log if isinstance(record.fact, kind)]


def live(playbook: str) -> Day:
    shown = show(playbook, port=FREE, now=NOW)
    workflow, code = shown.house.workflow, story(playbook).code
    community = workflow.desk.community(code)
    running = next(a for a in community.running if a.playbook == playbook)
    groups = workflow.activations.groups_of(community, running)
    return Day(playbook, shown, shown.house.store.read(0, 100_000), running, groups)


Lived = Callable[[str], Day]


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
    """Each playbook's day, lived through once."""
    days: dict[str, Day] = {}

    def of(playbook: str) -> Day:
        if playbook not in days:
            days[playbook] = live(playbook)
        return days[playbook]

    yield of
    for day in days.values():
        day.shown.house.close()


@pytest.fixture(params=playbooks(), scope="module")  # all that looks at one, then the next
def day(request: pytest.FixtureRequest, lived: Lived) -> Day:
    return lived(request.param)


def test_every_playbook_has_a_community_of_its_own() -> None:
    assert playbooks() == sorted(plan.id for plan in shipped())
    codes = Counter(story(playbook).code for playbook in playbooks())
    assert set(codes.values()) == {1}


def test_people_came_some_of_them_late(day: Day) -> None:
    assert all(group.posts for group in day.groups)
    late = {m for fact in day.told(facts.MusterClosed) for m in fact.absent}
    here = {m for group in day.groups for m, post in group.posts.items() if post.mustered}
    assert len(here) > 5
    assert day.running.mode == "peacetime" or late


def test_work_is_done_under_way_and_late(day: Day) -> None:
    states = Counter(task.state for group in day.groups for task in group.tasks.values())
    assert states["completed"] > 8
    assert states["accepted"] + states["started"] + states["open"] > 2
    assert day.told(facts.TaskOverdue)
    assert day.told(facts.TaskEscalated)
    done = len(day.told(facts.TaskCompleted))
    assert len(day.told(facts.TaskOverdue)) < done


def test_reports_are_on_forms_and_only_few_are_owed(day: Day) -> None:
    done = [t for g in day.groups for t in g.tasks.values() if t.state == "completed"]
    assert sum(task.report_owed for task in done) < len(done) / 5


def test_things_happened_and_what_they_opened_is_answered(day: Day) -> None:
    logged = day.told(occurrence_facts.OccurrenceLogged)
    assert len(logged) >= 3
    answered = [t for g in day.groups for t in g.tasks.values() if t.occurrence and t.is_closed]
    assert answered


def test_the_log_is_whole_and_every_view_is_what_a_rebuilding_gives(day: Day) -> None:
    house = day.shown.house
    assert list(verify(house.store)) == []
    assert {name: house.follower.differences(name) for name in house.views.views} == {
        name: [] for name in house.views.views
    }


def test_requests_are_logged_dispatched_handled_and_called_back(lived: Lived) -> None:
    day = lived("eight_groups_epidemic")
    begun = Counter(fact.phase for fact in day.told(occurrence_facts.PhaseBegun))
    assert begun["dispatched"] >= begun["handled"] >= 2
    assert begun["called_back"] >= 2
    handled = {g.group for g in day.groups for t in g.tasks.values() if t.key == "coo.14"}
    assert len(handled) > 1, "in the groups that the requests name"


def test_gates_are_manned_and_handed_over_round_the_clock(lived: Lived) -> None:
    day = lived("eight_groups_epidemic")
    shifts = [t for g in day.groups for t in g.tasks.values() if t.places]
    over = [shift for shift in shifts if shift.state == "completed"]
    assert len(over) >= 8
    assert all(len(shift.assignees) == 2 for shift in shifts)
    assert len({member for shift in over for member in shift.assignees}) > 4, "in turn"


def test_the_level_was_raised_and_landfall_moved(lived: Lived) -> None:
    day = lived("typhoon_flood_community")
    levels = [fact.level for fact in day.told(community_facts.LevelChanged)]
    assert levels == ["III", "II"]
    moved = [fact.at for fact in day.told(community_facts.ForecastSet)]
    assert len(moved) >= 2
    assert moved[-1] < moved[0], "sooner than it was expected"
    clearing = next(t for g in day.groups for t in g.tasks.values() if t.key == "eva.05")
    assert clearing.due_at is not None
    assert clearing.due_at < moved[-1]


def test_a_deliberation_stands_in_its_third_step(lived: Lived) -> None:
    day = lived("shanyang_851")
    phases = [
        fact.phase
        for fact in day.told(occurrence_facts.PhaseBegun)
        if not fact.phase.startswith("urgent")
    ]
    assert phases == ["ask_done", "discuss_done"]
    open_lines = {t.key for g in day.groups for t in g.tasks.values() if not t.is_closed}
    assert "del.3" in open_lines


def test_a_sample_was_drawn_and_what_failed_is_put_right(lived: Lived) -> None:
    day = lived("jianshe_road_five_nets")
    logged = Counter(fact.event for fact in day.told(occurrence_facts.OccurrenceLogged))
    assert logged == {"visit_needed": 3, "sample_drawn": 5, "check_failed": 1}
    visits = [t for g in day.groups for t in g.tasks.values() if t.key == "jn2.03"]
    assert len([visit for visit in visits if visit.is_closed]) >= 6


def test_what_supervision_found_became_tasks(lived: Lived) -> None:
    day = lived("guangxi_party_grid")
    logged = Counter(fact.event for fact in day.told(occurrence_facts.OccurrenceLogged))
    assert logged["problem_found"] >= 1
    assert logged["rumour_found"] >= 2


def test_control_waited_for_the_document(lived: Lived) -> None:
    day = lived("qingfeng_five_actions")
    assert day.told(facts.TaskUnlocked)
    assert day.told(community_facts.AuthorityRecorded)


def test_the_end_of_another_activation_set_off_the_aftermath(lived: Lived) -> None:
    day = lived("readiness_and_standdown")
    assert day.running.mode == "peacetime"
    lines = {t.key for g in day.groups for t in g.tasks.values()}
    assert {"pt.01", "pt.02", "sd.01", "sd.03", "sd.09"} <= lines


def test_shown_twice_it_stays_as_it_is(store_url: str) -> None:
    first = show("qingfeng_five_actions", store=store_url, port=FREE, now=NOW)
    head = first.house.store.head()
    first.house.close()
    second = show("qingfeng_five_actions", store=store_url, port=FREE, now=NOW)
    try:
        assert second.house.store.head() == head
    finally:
        second.house.close()


def test_a_playbook_without_a_story_is_refused() -> None:
    with pytest.raises(NotFound):
        show("heat_wave", port=FREE, now=NOW)
