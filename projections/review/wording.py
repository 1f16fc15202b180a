"""The plan as a review asks it: words and places of groups, lines and events.

An activation may have run several contents of its playbook; the last one speaks first.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.playbook import Group, Playbook, Task, Words

#: after everything that the plan names
LAST = 1_000_000


class Wording:
    """The contents that an activation ran, oldest first."""

    def __init__(self, plans: Iterable[Playbook | None]) -> None:
        known = [plan for plan in plans if plan is not None]
        self.plan = known[-1] if known else None
        self.groups: dict[str, tuple[int, Group]] = {}
        self.lines: dict[str, tuple[int, Task, str]] = {}
        self.events: dict[str, Words] = {}
        #: events that the house raises itself
        self.raised: set[str] = set()
        for plan in known:
            self.groups |= {group.id: (n, group) for n, group in enumerate(plan.groups)}
            lines = ((task, group.id) for group in plan.groups for task in group.tasks)
            self.lines |= {t.id: (n, t, group) for n, (t, group) in enumerate(lines)}
            self.events |= {event.id: event.name for event in plan.events.values()}
            self.raised |= {event.id for event in plan.events.values() if event.system}

    def group(self, group: str) -> Words:
        """A group's name; its id where no plan is at hand."""
        found = self.groups.get(group)
        return found[1].name if found else {"zh": group, "en": group}

    def group_place(self, group: str) -> int:
        """Where a group stands in the plan."""
        found = self.groups.get(group)
        return found[0] if found else LAST

    def line(self, key: str) -> Words:
        """What a line asks for; its key where no plan foresaw it."""
        found = self.lines.get(key)
        return found[1].title if found else {"zh": key, "en": key}

    def line_place(self, key: str) -> int:
        """Where a line stands in the plan."""
        found = self.lines.get(key)
        return found[0] if found else LAST

    def event(self, event: str) -> Words:
        """What an event is called."""
        return self.events.get(event, {"zh": event, "en": event})

    def level(self, level: str | None) -> Words | None:
        """What a response level is called."""
        if level is None:
            return None
        found = self.plan.level_words.get(level) if self.plan else None
        return found.name if found else {"zh": level, "en": level}

    def forecast(self, forecast: str | None) -> Words | None:
        """What a forecast time is called."""
        if forecast is None:
            return None
        found = self.plan.forecasts.get(forecast) if self.plan else None
        return found or {"zh": forecast, "en": forecast}

    def target(self, role: str) -> Words:
        """Whom a rung of a ladder reaches."""
        if self.plan is None:
            return {"zh": role, "en": role}
        found = self.plan.targets.get(role)
        return found.name if found else self.plan.roles.get(role, {"zh": role, "en": role})
