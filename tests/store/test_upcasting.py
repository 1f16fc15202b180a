"""An old log is read as facts are told today; its bytes and digests are never touched."""

from __future__ import annotations

from typing import Any

import pytest

from domain.facts import Fact
from domain.refusal import Refused
from engine.store import verify
from engine.store.codec import Codec
from engine.store.mapper import FactMapper
from tests.store.examples import NOON, Opener, Remembering, decided, stream


class Joined(Fact, frozen=True):
    """What ``member_enrolled`` might be called one day, with a field more."""

    TOPIC = "member_joined.v3"
    who: str
    how: str


def renamed(raw: dict[str, Any]) -> dict[str, Any]:
    return {"who": raw["member"]}


def extended(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "how": "unknown"}


FUTURE = Codec(
    {"member_joined.v3": Joined},
    {
        "member_enrolled.v1": ("member_joined.v2", renamed),
        "member_joined.v2": ("member_joined.v3", extended),
    },
)


def test_a_chain_of_upcasts_leads_to_the_fact_of_today(
    opening: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opening()
    store.save(decided(count=2))
    store.close()
    monkeypatch.setattr(FactMapper, "codec", FUTURE)
    store = opening()
    found = store.get(Remembering, stream("one"))
    assert found is not None
    assert found.facts == [(Joined(m, "unknown"), NOON) for m in ("m1", "m2")]
    assert [(r.topic, r.fact) for r in store.read()] == [
        ("member_joined.v3", fact) for fact, _ in found.facts
    ]
    assert len(store.read(topics=["member_joined.v3"])) == 2
    assert list(verify(store)) == []


def test_old_spellings_of_a_topic_are_known() -> None:
    assert FUTURE.spellings(["member_joined.v3"]) == [
        "member_enrolled.v1",
        "member_joined.v2",
        "member_joined.v3",
    ]
    assert Codec().spellings(["member_left.v1"]) == ["member_left.v1"]


def test_a_topic_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Codec().whole("unheard_of.v1", b"{}")
    assert refused.value.code == "topic_unknown"
