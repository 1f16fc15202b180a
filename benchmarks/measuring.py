"""Measuring: contenders take turns in one run, so that whatever disturbs one disturbs all."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

Run = Callable[[], float]
"""Does its work once and gives the seconds it took, without what it had to prepare."""


class Target(NamedTuple):
    """What a figure should be: ``value`` in the unit of ``kind``.

    ``kind`` is ``ratio`` (to the floor), ``ms`` (the median), ``p99`` (ms) or ``rate`` (a second).
    """

    kind: str
    value: float


class Line(NamedTuple):
    """One contender in a report; ``per`` is how many facts, say, a run takes in."""

    name: str
    seconds: Sequence[float]
    floor: str | None = None
    per: int = 0
    targets: tuple[Target, ...] = ()


def stopwatch(work: Callable[[], object]) -> float:
    """How many seconds some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def interleaved(
    contenders: Mapping[str, Run], *, rounds: int, warm: int = 1, seconds: float = 45
) -> dict[str, list[float]]:
    """Let everyone run once a round, beginning with another one each time.

    The first ``warm`` rounds do not count; after so many ``seconds`` no round begins. Garbage is
    collected between rounds, at most some forty times: it takes longer than a short round.
    """
    names, tidy = list(contenders), max(1, rounds // 40)
    taken: dict[str, list[float]] = {name: [] for name in names}
    until = time.monotonic() + seconds
    for turn in range(rounds + warm):
        if turn > warm and time.monotonic() > until:
            break
        if turn % tidy == 0:
            gc.collect()
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            took = contenders[name]()
            if turn >= warm:
                taken[name].append(took)
    return taken


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value that ``share`` of all stay below, or reach."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(title: str, lines: Iterable[Line]) -> None:
    """Print figures, floors, ratios, and whether the targets were reached."""
    lines = list(lines)
    medians = {line.name: statistics.median(line.seconds) for line in lines if line.seconds}
    print(f"\n{title}")
    heads = f"{'median':>11}{'p99':>11}{'fastest':>11}{'× floor':>9}{'per second':>12}{'runs':>6}"
    print(f"  {'':44}{heads}")
    for line in lines:
        if line.seconds:
            print(f"  {_figures(line, medians)}")


def _figures(line: Line, medians: Mapping[str, float]) -> str:
    median = medians[line.name]
    worst = percentile(line.seconds, 0.99)
    ratio = median / medians[line.floor] if line.floor else 0.0
    rate = line.per / median if line.per else 0.0
    found = {"ratio": ratio, "ms": median * 1e3, "p99": worst * 1e3, "rate": rate}
    columns = (
        f"{line.name:44}{_ms(median):>11}{_ms(worst):>11}{_ms(min(line.seconds)):>11}"
        f"{f'{ratio:.2f}' if ratio else '':>9}{f'{rate:,.0f}' if rate else '':>12}"
        f"{len(line.seconds):>6}"
    )
    verdicts = [_verdict(target, found[target.kind]) for target in line.targets]
    return "   ".join([columns, *verdicts])


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"


def _verdict(target: Target, found: float) -> str:
    words = {
        "ratio": f"≤ {target.value:g} ×",
        "ms": f"p50 ≤ {target.value:,g} ms",
        "p99": f"p99 ≤ {target.value:,g} ms",
        "rate": f"≥ {target.value:,.0f}/s",
    }
    reached = found >= target.value if target.kind == "rate" else found <= target.value
    return f"{words[target.kind]}: {'reached' if reached else 'SHORT'}"
