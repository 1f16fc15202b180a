"""What the log says of tasks as they were opened: the hours of shifts, and words of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from api.house import House
from domain.facts.group import TaskOpened, TaskTimed, TaskUnlocked

_PAGE = 1000
#: what tells from when to when a shift lasts
_OF_HOURS = tuple(kind.TOPIC for kind in (TaskOpened, TaskUnlocked, TaskTimed))


@dataclass(frozen=True)
class Openings:
    """What was known then of tasks: the hours of shifts, the texts that are titles of some."""

    hours: dict[str, tuple[datetime, datetime | None]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def openings(served: House, code: str, as_of: int | None) -> Openings:
    """From when to when each shift was to last, and what was called by words of its own."""
    store, after = served.store, 0
    until = store.head() if as_of is None else as_of
    found = Openings()
    while facts := store.read(after, _PAGE, until=until, community=code, topics=_OF_HOURS):
        for r in facts:
            said: Any = r.fact
            began = getattr(said, "starts_at", None) or found.hours.get(said.task, (None,))[0]
            if began is not None:
                found.hours[said.task] = began, said.due_at
            if isinstance(said, TaskOpened) and said.title:
                found.titles[said.task] = said.title
        after = facts[-1].position
    return found


def titles(served: House, opened: Openings, language: str, *, phones: bool) -> dict[str, str]:
    """The titles of tasks that no plan foresaw; of residents, only to whom ``phones`` are."""
    texts = served.store.directory.texts(opened.titles.values())
    reader = served.names.reader(language, phones=phones)
    return {task: reader.text(texts[id]) for task, id in opened.titles.items() if id in texts}
