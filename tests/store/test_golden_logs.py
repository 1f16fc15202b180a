"""Logs as they were once stored decode and fold for ever; topics are never renamed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from uuid import UUID

import pytest

from domain.aggregate import Aggregate
from domain.campaign import Campaign
from domain.community import Community
from domain.facts import TOPICS
from domain.group import Group
from domain.notice import Notice
from domain.occurrence import Occurrence
from engine.store import verify
from engine.store.codec import Codec
from engine.store.digests import fact_digest
from engine.store.mapper import StoredFact
from tests.store.examples import Opener
from tests.store.golden import ACTIVATION, CODE, GRID, LOGS, UNDONE, Line, lines
from tests.store.routine import PLAYBOOK

GOLDEN = sorted(LOGS.glob("*.jsonl"))
KINDS: dict[str, type[Aggregate]] = {
    "community_registered.v1": Community,
    "group_stood_up.v1": Group,
    "campaign_started.v1": Campaign,
    "notice_queued.v1": Notice,
    "occurrence_logged.v1": Occurrence,
}
#: every topic that was ever stored. One is added here with its fact; none is ever taken away
STORED = [
    "activation_amended.v1",
    "activation_undone.v1",
    "alert_lifted.v1",
    "alert_raised.v1",
    "authority_recorded.v1",
    "campaign_community_activated.v1",
    "campaign_community_ended.v1",
    "campaign_community_failed.v1",
    "campaign_community_kept.v1",
    "campaign_ended.v1",
    "campaign_ending.v1",
    "campaign_finished.v1",
    "campaign_resumed.v1",
    "campaign_started.v1",
    "campaign_stopped.v1",
    "case_reported.v1",
    "chats_set.v1",
    "community_registered.v1",
    "condition_met.v1",
    "contact_changed.v1",
    "exchange_asked.v1",
    "exchange_closed.v1",
    "forecast_set.v1",
    "grid_drawn.v1",
    "group_amended.v1",
    "group_stood_down.v1",
    "group_stood_up.v1",
    "level_changed.v1",
    "member_assigned.v1",
    "member_enrolled.v1",
    "member_erased.v1",
    "member_left.v1",
    "member_mustered.v1",
    "member_released.v1",
    "muster_closed.v1",
    "muster_withdrawn.v1",
    "nobody_reached.v1",
    "notice_acted.v1",
    "notice_delivered.v1",
    "notice_failed.v1",
    "notice_lapsed.v1",
    "notice_queued.v1",
    "notice_read.v1",
    "notice_sent.v1",
    "notice_tried.v1",
    "occurrence_closed.v1",
    "occurrence_logged.v1",
    "parameters_set.v1",
    "phase_begun.v1",
    "planned_end_set.v1",
    "playbook_activated.v1",
    "playbook_stood_down.v1",
    "recovery_begun.v1",
    "reports_expired.v1",
    "role_granted.v1",
    "role_revoked.v1",
    "roster_imported.v1",
    "seat_assigned.v1",
    "seat_vacated.v1",
    "second_person_asked.v1",
    "series_begun.v1",
    "series_ended.v1",
    "series_timed.v1",
    "slot_uncovered.v1",
    "task_accepted.v1",
    "task_assigned.v1",
    "task_cancelled.v1",
    "task_completed.v1",
    "task_escalated.v1",
    "task_noted.v1",
    "task_opened.v1",
    "task_overdue.v1",
    "task_reopened.v1",
    "task_reported.v1",
    "task_started.v1",
    "task_timed.v1",
    "task_unlocked.v1",
    "told_withdrawn.v1",
]


def streams(log: Path) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = defaultdict(list)
    for line in lines(log):
        found[UUID(line.stream)].append(line)
    return found


def folded(log: Path) -> dict[type[Aggregate], Aggregate]:
    codec, found = Codec(), {}
    for stream, stored in streams(log).items():
        kind = KINDS[stored[0].topic]
        read = [codec.whole(line.topic, line.state.encode()) for line in stored]
        aggregate = kind(stream, read[0].community)
        found[kind] = aggregate.fold((r.fact, r.occurred_at) for r in read)
    return found


def test_the_topics_are_these() -> None:
    assert sorted(STORED) == STORED
    codec = Codec()
    assert {codec.path(topic)[0] for topic in STORED} == set(TOPICS)


def test_every_topic_stands_in_a_golden_log() -> None:
    assert {line.topic for log in GOLDEN for line in lines(log)} == set(STORED)


@pytest.mark.parametrize("log", GOLDEN, ids=lambda log: log.stem)
def test_a_golden_log_is_chained_as_it_was(log: Path) -> None:
    for stream, stored in streams(log).items():
        digest = b""
        for line in stored:
            state = line.state.encode()
            digest = fact_digest(digest, stream, line.version, line.topic, state)
            assert digest.hex() == line.digest


@pytest.mark.parametrize("log", GOLDEN, ids=lambda log: log.stem)
def test_a_golden_log_folds(log: Path) -> None:
    for aggregate in folded(log).values():
        assert aggregate.version == len(streams(log)[aggregate.id])


@pytest.mark.parametrize("log", GOLDEN, ids=lambda log: log.stem)
def test_a_golden_log_can_be_stored_and_proved(log: Path, opening: Opener) -> None:
    store = opening()
    stored = [
        StoredFact(
            UUID(line.stream),
            line.version,
            line.topic,
            line.state.encode(),
            line.community,
            bytes.fromhex(line.digest),
        )
        for line in lines(log)
    ]
    store.recorder.append(stored, None, None)
    assert list(verify(store)) == []
    assert len(store.read()) == len(stored)


def test_the_first_log_folds_to_what_it_told() -> None:
    found = folded(LOGS / "first.jsonl")
    community, group, campaign = found[Community], found[Group], found[Campaign]
    assert isinstance(community, Community)
    assert isinstance(group, Group)
    assert isinstance(campaign, Campaign)
    assert (community.name, list(community.roster.grids)) == ("示例社区", [GRID, GRID[:-1] + "2"])
    assert list(community.roster.members) == ["m1", "m2"]
    assert {a.id: a.state for a in community.activations.values()} == {
        ACTIVATION: "stood_down",
        UNDONE: "undone",
    }
    assert [c.is_open for c in community.cases.values()] == [False]
    assert {t.key: t.shown_state for t in group.tasks.values()} == {
        "coo.01": "completed",
        "coo.02": "open",
        "x.03": "cancelled",
    }
    assert (list(group.posts), group.is_closed) == (["m1"], True)
    assert (campaign.state, campaign.outcomes[CODE].activation) == ("finished", ACTIVATION)


def test_the_second_log_folds_to_what_it_told() -> None:
    found = folded(LOGS / "second.jsonl")
    community, group, visit = found[Community], found[Group], found[Occurrence]
    assert isinstance(community, Community)
    assert isinstance(group, Group)
    assert isinstance(visit, Occurrence)
    (running,) = community.activations.values()
    assert (running.pace, running.recovering, running.level) == (24.0, True, "iv")
    assert community.alerts == {}
    assert community.parameters == {PLAYBOOK: "c" * 64}
    assert {m: (p.position, p.mustered) for m, p in group.posts.items()} == {
        "m1": ("deputy", False),
        "m2": ("lead", True),
    }
    assert (group.is_muster_closed, group.begin_at, group.series) == (True, None, {})
    assert set(group.met) == {"landfall_near"}
    shift = group.tasks["res.01~20260301T0600Z"]
    assert (shift.state, shift.taken, shift.uncovered, shift.step) == (
        "completed",
        ("m3",),
        True,
        2,
    )
    after = group.tasks["res.01~20260301T0800Z"]
    assert (after.state, after.starts_at) == ("cancelled", after.again_at)
    assert group.tasks["res.03~b1"].due_at is not None
    assert (visit.event, set(visit.phases), visit.is_closed) == (
        "visit_needed",
        {"visited"},
        True,
    )


def test_the_log_of_exchanges_folds_to_what_it_told() -> None:
    group = folded(LOGS / "exchange.jsonl")[Group]
    assert isinstance(group, Group)
    night, day = group.tasks.values()
    assert [(t.assignees, t.taken, t.offers) for t in (night, day)] == [
        (("m3",), ("m3",), {}),
        ((), (), {}),
    ]
    assert (list(group.posts), group.declined) == (["m1", "m3", "m2"], {})


def test_the_log_of_a_campaign_that_was_ended_folds_to_what_it_told() -> None:
    campaign = folded(LOGS / "winding.jsonl")[Campaign]
    assert isinstance(campaign, Campaign)
    assert (campaign.state, campaign.to_end) == ("ending", [])
    assert [(o.ended, o.kept, o.already) for o in campaign.outcomes.values()] == [
        (True, None, False),
        (True, None, False),
        (False, None, True),
    ]
