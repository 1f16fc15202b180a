"""Measuring: contenders take turns in one run, so that whatever disturbs one disturbs all."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from api.settling import settle


class Took(NamedTuple):
    """Seconds that something took, and how many of them this process was computing."""

    wall: float
    cpu: float = 0.0


Run = Callable[[], Took]
"""Does its work once and tells what it took, without what it had to prepare."""


class Target(NamedTuple):
    """What a figure should be: ``value`` in the unit of ``kind``.

    ``kind`` is ``ratio`` (to the floor), ``ms`` (the median), ``p99`` (ms) or ``rate`` (a second).
    """

    kind: str
    value: float


class Line(NamedTuple):
    """One contender in a report; ``per`` is how many facts, say, a run takes in."""

    name: str
    runs: Sequence[Took]
    floor: str | None = None
    per: int = 0
    targets: tuple[Target, ...] = ()


def stopwatch(work: Callable[[], object]) -> Took:
    """What some work takes."""
    began, computed = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - began, time.process_time() - computed)


def together(parts: Iterable[Took]) -> Took:
    """What several parts take one after the other."""
    walls, cpus = zip(*parts, strict=True)
    return Took(sum(walls), sum(cpus))


def interleaved(
    contenders: Mapping[str, Run], *, rounds: int, warm: int = 1, seconds: float = 45
) -> dict[str, list[Took]]:
    """Let everyone run once a round, beginning with another one each time.

    The first ``warm`` rounds do not count; after so many ``seconds`` no round begins. Garbage is
    collected between rounds, at most some forty times: it takes longer than a short round. What
    stands before the first is frozen, as in a server that has started.
    """
    names, tidy = list(contenders), max(1, rounds // 40)
    taken: dict[str, list[Took]] = {name: [] for name in names}
    until = time.monotonic() + seconds
    settle()
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
    """Print figures, floors, ratios, and whether the targets were reached.

    ``computing`` is the median of what this process itself computed: where it is far below the
    median, the run waited for the disk, a server, or other programs on a busy machine.
    """
    lines = [line for line in lines if line.runs]
    medians = {line.name: statistics.median(took.wall for took in line.runs) for line in lines}
    heads = ("median", "p99", "fastest", "computing")
    print(f"\n{title}   (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    print(f"  {'':42}{''.join(f'{h:>11}' for h in heads)}{'× floor':>9}{'a second':>10}{'runs':>6}")
    for line in lines:
        print(f"  {_figures(line, medians)}")


def _figures(line: Line, medians: Mapping[str, float]) -> str:
    walls = [took.wall for took in line.runs]
    median, worst = medians[line.name], percentile(walls, 0.99)
    computing = statistics.median(took.cpu for took in line.runs)
    ratio = median / medians[line.floor] if line.floor else 0.0
    rate = line.per / median if line.per else 0.0
    found = {"ratio": ratio, "ms": median * 1e3, "p99": worst * 1e3, "rate": rate}
    times = "".join(f"{_ms(s):>11}" for s in (median, worst, min(walls), computing))
    columns = (
        f"{line.name:42}{times}{f'{ratio:.2f}' if ratio else '':>9}"
        f"{f'{rate:,.0f}' if rate else '':>10}{len(walls):>6}"
    )
    verdicts = [_verdict(target, found[target.kind]) for target in line.targets]
    return "   ".join([columns, *verdicts])


def _ms(seconds: float) -> str:
    if not seconds:
        return ""
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
