"""The answer to a scrape: what all processes counted, and how the store stands now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, cast

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.metrics import COUNTS
from api.standing import Lag, Standing

#: where processes put what they count, so that each can tell of all: a name of the library's
SHARED = "PROMETHEUS_MULTIPROC_DIR"


def scrape(
    found: Standing | None, works: list[str], relay: Mapping[str, Any] | None = None
) -> bytes:
    """The metrics in Prometheus's text format; without a standing the store did not answer.

    ``relay`` is how the relay to Redis stands, as ``/readyz`` tells it, if there is one.
    """
    registry = CollectorRegistry()
    if os.environ.get(SHARED):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(cast(Collector, COUNTS))
    registry.register(_Stands(found, works, relay))
    return generate_latest(registry)


class _Stands(Collector):
    """How the store stands: told by whichever process is asked, the same for all."""

    def __init__(
        self, found: Standing | None, works: list[str], relay: Mapping[str, Any] | None
    ) -> None:
        self._found, self._works, self._relay = found, works, relay

    def collect(self) -> Iterator[Metric]:
        found = self._found
        yield from _relayed(self._relay or {"state": "none"})
        yield _gauge("pingzhan_store_up", "Whether the store answers", 1 if found else 0)
        if found is None:
            return
        yield _gauge("pingzhan_log_head", "The last position of the log", found.head)
        yield _gauge(
            "pingzhan_stuck_views", "Views of single communities that stopped", len(found.stuck)
        )
        yield from _lags("view", found.views)
        yield from _lags("reader", found.readers)
        led = GaugeMetricFamily(
            "pingzhan_work_led", "Whether a process does this work", labels=("work",)
        )
        for work in self._works:
            led.add_metric((work,), 0 if work in found.leaderless else 1)
        yield led
        for measure in found.measures:
            told = GaugeMetricFamily(measure.name, measure.help, labels=measure.labels)
            for labels, value in measure.values.items():
                told.add_metric(labels, value)
            yield told


def _relayed(relay: Mapping[str, Any]) -> Iterator[Metric]:
    """One gauge for each state, so that none is missing where there is no relay."""
    stands = GaugeMetricFamily(
        "pingzhan_relay", "How the relay to Redis stands: 1 for its state", labels=("state",)
    )
    for state in ("following", "unreachable", "diverged"):
        stands.add_metric((state,), float(relay["state"] == state))
    yield stands
    yield _gauge(
        "pingzhan_relay_behind_facts", "Facts that Redis does not hold yet", relay.get("lag") or 0
    )


def _lags(kind: str, lags: Mapping[str, Lag]) -> Iterator[Metric]:
    facts = GaugeMetricFamily(
        f"pingzhan_{kind}_behind_facts", f"Facts that a {kind} has not taken in", labels=(kind,)
    )
    seconds = GaugeMetricFamily(
        f"pingzhan_{kind}_behind_seconds",
        f"Seconds since the first fact that a {kind} has not taken in",
        labels=(kind,),
    )
    for name, lag in lags.items():
        facts.add_metric((name,), lag.behind)
        seconds.add_metric((name,), lag.behind_s)
    yield facts
    yield seconds


def _gauge(name: str, help: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help, value=value)
