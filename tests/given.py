"""Decisions told as stories: given facts, when something is asked, then facts, or a refusal.

A story that does not hold prints itself as prose::

    Given
      group stood up: activation a1, group coordination, grid g1
    when accept
    then
      task accepted: …
    but
      nothing happened
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from domain.aggregate import Aggregate, Decider
from domain.facts import Fact
from domain.refusal import Refused

A = TypeVar("A", bound=Aggregate)
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""Noon in Fuzhou."""
STREAM = uuid5(NAMESPACE_OID, "stream")


def given(aggregate: type[A], *facts: Fact, id: UUID = STREAM, community: str = "") -> Given[A]:
    """An aggregate to which these facts happened, all at noon."""
    return Given(aggregate(id, community).fold((fact, NOON) for fact in facts), facts)


class Given(Generic[A]):
    """What was before."""

    def __init__(self, aggregate: A, facts: Sequence[Fact]) -> None:
        self.aggregate, self._facts = aggregate, facts

    def when(self, ask: Callable[[A], Iterable[Fact]], words: str = "") -> When[A]:
        """Ask for a decision; ``words`` say for what, where its name does not."""
        return When(self.aggregate, self._facts, ask, words or getattr(ask, "__name__", "asked"))


class When(Generic[A]):
    """What was asked, and what came of it."""

    def __init__(
        self, aggregate: A, given: Sequence[Fact], ask: Callable[[A], Iterable[Fact]], words: str
    ) -> None:
        self._aggregate, self._given, self._ask, self._words = aggregate, given, ask, words
        self._refused: Refused | None = None
        self._facts: list[Fact] = []
        try:
            self._facts = list(ask(aggregate))
        except Refused as refused:
            self._refused = refused

    def then(self, *facts: Fact) -> When[A]:
        """Exactly these facts, in order; and asked again at once, nothing more."""
        self._tell_unless(self._refused is None and self._facts == list(facts), map(prose, facts))
        self._aggregate.decide(self._facts, Decider("tester", NOON))
        again = list(self._ask(self._aggregate))
        if again:
            raise AssertionError(f"{self._story()}\nand asked again\n{_lines(map(prose, again))}")
        return self

    def then_nothing(self) -> None:
        """No facts, and no refusal."""
        self._tell_unless(self._refused is None and not self._facts, [])

    def then_refused(self, code: str, **params: object) -> None:
        """A refusal with this code, and with these parameters among others."""
        refused = self._refused
        told = {} if refused is None else {**refused.params, "field": refused.field}
        right = refused is not None and refused.code == code and params.items() <= told.items()
        self._tell_unless(right, [f"refused: {code} {params or ''}"])

    def _tell_unless(self, right: bool, wanted: Iterable[str]) -> None:
        if not right:
            raise AssertionError(f"{self._story()}\nthen\n{_lines(wanted)}\nbut\n{self._outcome()}")

    def _story(self) -> str:
        return f"Given\n{_lines(map(prose, self._given))}\nwhen {self._words}"

    def _outcome(self) -> str:
        if self._refused is not None:
            return f"  refused: {self._refused.code} {self._refused.params or ''}"
        return _lines(map(prose, self._facts))


def prose(fact: Fact) -> str:
    """A fact in words: its topic, and the fields that say something."""
    usual = {field.name: field.default for field in msgspec.structs.fields(fact)}
    told = msgspec.structs.asdict(fact).items()
    said = {k: v for k, v in told if v != usual[k] and v not in (None, (), "", False)}
    name = fact.TOPIC.partition(".")[0].replace("_", " ")
    return f"{name}: " + ", ".join(f"{k} {_value(v)}" for k, v in said.items())


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(_value, value))
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"  {line}" for line in lines) or "  nothing happened"
