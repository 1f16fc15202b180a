"""A sample community lives through its story, up to a moment; everything is an ordinary command."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from api.demo import story as told
from api.demo.agenda import Agenda, SteppingClock
from api.demo.crew import Crew
from api.house import House
from domain.playbook import Playbook
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.tasks import Said


def beginning(story: told.Story, plan: Playbook, now: datetime) -> datetime:
    """When it was activated: at its time of day, so many hours ago or up to a day more."""
    latest = (now - timedelta(hours=story.hours)).astimezone(ZoneInfo(plan.timezone))
    begins = time.fromisoformat(story.begins)
    day = latest.replace(hour=begins.hour, minute=begins.minute, second=0, microsecond=0)
    return (day if day <= latest else day - timedelta(days=1)).astimezone(now.tzinfo)


class Life:
    """The community's days. Minutes count from the click."""

    def __init__(
        self, house: House, clock: SteppingClock, story: told.Story, plan: Playbook, caller: Caller
    ) -> None:
        self._house, self._story, self._plan, self._caller = house, story, plan, caller
        self._workflow, self._agenda = house.workflow, Agenda(house, clock)
        self._rng = Random(f"{plan.id} {story.code}")

    def live(self, start: datetime, until: datetime) -> None:
        """Activate, and let everything happen that the story tells up to a moment."""
        self._agenda.at(start, partial(self._click, until))
        self._agenda.run(until)

    def _click(self, until: datetime) -> None:
        crew = self._activate(self._plan.id, self._story.reason, self._story.level, None)
        crew.muster(self._story.absent)
        for act in self._story.acts:
            self._agenda.at(act.when(crew.running.at, until), partial(self._do, crew, act))
        crew.stay(timedelta(minutes=self._story.look))

    def _activate(self, playbook: str, reason: str, level: str | None, home: int | None) -> Crew:
        now = self._agenda.now
        asked = Asked(
            playbook,
            grids=None if home is None else (self._grids()[home],),
            reason=reason,
            case_ref=self._story.case,
            level=level,
            forecasts={
                forecast: now + timedelta(minutes=minutes)
                for forecast, minutes in self._story.forecasts.items()
            },
        )
        answer = self._workflow.activations.activate(self._story.code, asked, self._caller)
        running = self._workflow.desk.community(self._story.code).activations[answer.body["id"]]
        return Crew(self._house, self._agenda, self._rng, self._caller, running, self._story)

    def _grids(self) -> list[str]:
        return list(self._workflow.desk.community(self._story.code).roster.grids)

    def _do(self, crew: Crew, act: told.Acts) -> None:
        code, id = self._story.code, crew.running.id
        grid = None if act.grid is None else crew.running.grids[act.grid]
        activations = self._workflow.activations
        match act:
            case told.Log():
                crew.log(act)
            case told.Finish():
                crew.finish(crew.newest(act.line, grid), act.report)
            case told.Level():
                activations.set_level(code, id, act.level, self._caller, reason=act.reason)
            case told.Authority():
                number = act.number.format(year=self._agenda.now.year)
                activations.record_authority(code, id, number, self._caller)
            case told.End():
                end = crew.running.at + timedelta(days=act.days)
                activations.set_planned_end(code, id, end, self._caller)
            case told.Note():
                said = Said(reason=act.text)
                self._workflow.tasks.act(crew.newest(act.line, grid), "note", said, self._caller)
            case told.Extra():
                self._add(crew, act, grid)
            case told.Aside():
                self._aside(act)
        crew.look()

    def _add(self, crew: Crew, act: told.Extra, grid: str | None) -> None:
        self._workflow.activations.add_task(
            self._story.code,
            crew.running.id,
            group=act.group,
            grid=grid,
            title=act.title,
            due_at=self._agenda.now + timedelta(minutes=act.within),
            assignees=(),
            caller=self._caller,
        )

    def _aside(self, act: told.Aside) -> None:
        """Another playbook runs for a while in one compound, with the same people."""
        crew = self._activate(act.playbook, act.reason, act.level, act.grid)
        crew.muster([])
        crew.look()
        end = partial(
            self._workflow.activations.stand_down,
            self._story.code,
            crew.running.id,
            act.ended,
            self._caller,
        )
        self._agenda.at(self._agenda.now + timedelta(minutes=act.minutes), end)
