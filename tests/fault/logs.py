"""The log itself, read from the store as whoever audits it would."""

from __future__ import annotations

import msgspec

from engine.clock import system_clock
from engine.store import open_store
from tests.fault.records import Event

PAGE = 5000
#: topics of which the checker wants to know more than that they are there
TOLD = frozenset(
    f"{topic}.v1"
    for topic in (
        "case_reported",
        "playbook_activated",
        "playbook_stood_down",
        "group_stood_up",
        "group_stood_down",
        "member_enrolled",
        "member_mustered",
        "member_released",
        "muster_closed",
        "occurrence_logged",
        "task_opened",
        "task_assigned",
        "task_accepted",
        "task_started",
        "task_completed",
        "task_cancelled",
        "task_noted",
        "task_timed",
        "task_overdue",
        "task_escalated",
    )
)


def read_log(url: str, community: str = "") -> list[Event]:
    """Every fact of the log, or of one community, in order."""
    store = open_store(url, clock=system_clock, exclusive=False, create=False)
    try:
        log: list[Event] = []
        while facts := store.read(
            log[-1].position if log else 0, PAGE, community=community or None
        ):
            log += (
                Event(
                    r.position,
                    r.stream,
                    r.version,
                    r.topic,
                    r.community,
                    r.actor,
                    r.cause,
                    r.recorded_at.timestamp(),
                    msgspec.to_builtins(r.fact) if r.topic in TOLD else {},
                )
                for r in facts
            )
        return log
    finally:
        store.close()
