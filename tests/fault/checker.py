"""Whether what clients and subscribers wrote down can be true of one log: every objection told.

It judges by records and the log alone and asks no server, so that it can be tried on doctored ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.fault.deadlines import deadlines
from tests.fault.records import Command, Event, Evidence, Seen

CHECKS = (
    "log",
    "lost",
    "twice",
    "answer",
    "order",
    "read",
    "subscriber",
    "deadline",
    "verify",
)
"""What an objection may be about."""

Objection = tuple[str, str]
"""What it is about, one of ``CHECKS``, and a sentence on what does not hold."""


def objections(evidence: Evidence) -> list[Objection]:
    """Everything that does not hold; empty when all does."""
    found: list[Objection] = []
    found += (("log", said) for said in _log(evidence.log))
    index = _Effects(evidence.log)
    found += _commands(evidence.commands, evidence.log, index)
    found += (("answer", said) for said in _answers(evidence.commands))
    found += (("order", said) for said in _order(evidence.commands, index))
    found += (("read", said) for said in _reads(evidence))
    for seen in evidence.seen:
        found += (("subscriber", f"{seen.name}: {said}") for said in _seen(seen, evidence.log))
    found += (("deadline", said) for said in deadlines(evidence.log, evidence.due_by))
    if evidence.verified:
        found.append(("verify", evidence.verified))
    return found


def _log(log: list[Event]) -> Iterator[str]:
    """Positions and each stream's versions are without gaps, time never goes back."""
    versions: dict[str, int] = defaultdict(int)
    at = 0.0
    for number, event in enumerate(log, 1):
        if event.position != number:
            yield f"position {number} is {event.position}"
            return
        versions[event.stream] += 1
        if event.version != versions[event.stream]:
            yield f"{event.position}: version {event.version}, not {versions[event.stream]}"
            return
        if event.at < at:
            yield f"{event.position}: recorded before the one before it"
        at = event.at


def _commands(commands: list[Command], log: list[Event], index: _Effects) -> Iterator[Objection]:
    """Each acknowledged command has its effect; each cause in the log is one command's."""
    causes: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for event in log:
        if event.cause:
            causes[event.actor][event.cause].append(event.position)
    actors: dict[str, list[Command]] = defaultdict(list)
    for command in commands:
        actors[command.actor].append(command)
    for actor, own in actors.items():
        yield from _of_actor(own, causes[actor], index)


class _Effects:
    """Finds the facts by which commands are known."""

    def __init__(self, log: list[Event]) -> None:
        self._at = {event.position: event for event in log}
        self._of_topic: dict[str, list[Event]] = defaultdict(list)
        for event in log:
            self._of_topic[event.topic].append(event)
        self._by: dict[tuple[str, str, str], list[Event]] = {}

    def at(self, position: int) -> Event | None:
        """The fact at a position."""
        return self._at.get(position)

    def saved(self, position: int) -> Iterator[Event]:
        """The facts of one cause that end at a position, the last first."""
        event = self._at.get(position)
        cause = event and event.cause
        while event is not None and event.cause == cause:
            yield event
            event = self._at.get(event.position - 1)

    def of(self, command: Command) -> list[Event]:
        """The facts that are a command's effect, whoever made them, in order."""
        topic, fields = command.effect.topic, command.effect.fields
        first = next(iter(fields))
        if (topic, first, "") not in self._by:
            self._by[(topic, first, "")] = []
            for event in self._of_topic[topic]:
                key = (topic, first, str(event.data.get(first)))
                self._by.setdefault(key, []).append(event)
        known = self._by.get((topic, first, str(fields[first])), [])
        return [e for e in known if all(e.data.get(k) == v for k, v in fields.items())]


def _of_actor(
    own: list[Command], causes: dict[str, list[int]], index: _Effects
) -> Iterator[Objection]:
    claimed: dict[str, Command] = {}
    for command in sorted(own, key=lambda c: c.sent):
        said = f"{command.kind} {command.key} at {command.position}"
        if not command.is_acknowledged:
            continue
        found = index.of(command)
        there = [e for e in found if e.position <= command.position]
        if not there:
            yield "lost", f"{said}: acknowledged, and not in the log"
            continue
        event = index.at(command.position)
        cause = event.cause if event and event.actor == command.actor else None
        if cause is None or cause in claimed:
            continue  # it was so already, by another command
        claimed[cause] = command
        mine = Counter(e.stream for e in found if e.cause == cause and e.actor == command.actor)
        if mine and max(mine.values()) > 1:
            yield "twice", f"{said}: {max(mine.values())} times in one stream"
    pending = sum(1 for c in own if not c.status)
    strange = [c for c in causes if c.startswith("request:") and c not in claimed]
    if len(strange) > pending:
        places = ", ".join(f"{c} at {causes[c][0]}" for c in strange[:5])
        yield "twice", f"{own[0].actor}: {len(strange)} causes of no acknowledged command: {places}"


def _answers(commands: list[Command]) -> Iterator[str]:
    """One key has one answer; no two commands were answered with one new thing."""
    for command in commands:
        if command.again is not None and command.again != command.body:
            yield f"{command.kind} {command.key}: {command.body}, and then {command.again}"
    counted = Counter(c.key for c in commands)
    yield from (f"key {key} was used {n} times" for key, n in counted.items() if n > 1)


def _order(commands: list[Command], index: _Effects) -> Iterator[str]:
    """Whatever was sent after another was acknowledged stands after it."""
    of_place: dict[str, list[Command]] = defaultdict(list)
    claimed: set[int] = set()
    for command in sorted(commands, key=lambda c: c.sent):
        if _made(command, index) and command.position not in claimed:
            claimed.add(command.position)
            of_place[command.community].append(command)
    for place, own in of_place.items():
        answered = sorted(own, key=lambda c: c.answered)
        latest, number = 0, 0
        for command in own:
            while number < len(answered) and answered[number].answered < command.sent:
                latest = max(latest, answered[number].position)
                number += 1
            if command.position <= latest:
                yield (
                    f"{place}: {command.kind} {command.key} stands at {command.position}, "
                    f"though {latest} was acknowledged before it was sent"
                )


def _made(command: Command, index: _Effects) -> bool:
    """Whether a command wrote the fact at its position; others were so already."""
    event = index.at(command.position)
    if not command.is_acknowledged or event is None or event.actor != command.actor:
        return False
    topic, fields = command.effect.topic, command.effect.fields
    return any(
        e.topic == topic and all(e.data.get(k) == v for k, v in fields.items())
        for e in index.saved(command.position)
    )


def _reads(evidence: Evidence) -> Iterator[str]:
    """A board is at least as new as was asked for, and what the log says at its position."""
    for read in evidence.reads:
        if read.position < read.at_least:
            yield f"{read.community}: shown {read.position}, asked for {read.at_least}"
        told = evidence.told.get((read.community, read.position))
        if told is not None and told != read.shown:
            yield f"{read.community}: the board at {read.position} is not what the log says"


def _seen(seen: Seen, log: list[Event]) -> Iterator[str]:
    """Every event once and in order; of some kinds within each community only."""
    asked = (e for e in log if not seen.topics or e.topic in seen.topics)
    wanted = [(e.position, e.topic) for e in asked if seen.community in ("", e.community)]
    if not seen.by_community:
        yield from _same(seen.events, wanted)
        return
    places = {e.position: e.community for e in log}
    for place in seen.communities or sorted({e.community for e in log}):
        got = [(p, t) for p, t in seen.events if places.get(p) == place]
        yield from _same(got, [(p, t) for p, t in wanted if places[p] == place])


def _same(got: list[tuple[int, str]], wanted: list[tuple[int, str]]) -> Iterator[str]:
    if got == wanted:
        return
    positions = [p for p, _ in got]
    doubled = [p for p, n in Counter(positions).items() if n > 1]
    missing = sorted(set(wanted) - set(got))
    strange = sorted(set(got) - set(wanted))
    if doubled:
        yield f"{len(doubled)} came twice, first {doubled[0]}"
    if missing:
        yield f"{len(missing)} never came, first {missing[0]}"
    if strange:
        yield f"{len(strange)} are not in the log, first {strange[0]}"
    if positions != sorted(positions):
        late = next(b for a, b in pairwise(positions) if b < a)
        yield f"out of order: {late} came after a later one"
