"""Evidence held against the store that it says it came from."""

from __future__ import annotations

from collections.abc import Iterator

from engine.evidence.faults import Fault
from engine.evidence.form import CHAIN, LOG, LogLine, Manifest, SaveLine
from engine.evidence.slicing import Slice
from engine.store import Store
from engine.store.lineage import common


def beside(
    store: Store, manifest: Manifest, log: list[LogLine], saves: list[SaveLine]
) -> Iterator[Fault]:
    """What the store has and the evidence has not, what it lacks, and what is not the same.

    A store that was restored from the log that the evidence is of is held against it as well.
    """
    shared = common(store, manifest.log)
    if shared is None or shared < manifest.until:
        yield Fault("store_other_log", detail=manifest.log)
        return
    part = Slice(store, manifest.community, manifest.after, manifest.until)
    told = {line.position: line for line in log}
    for line in part.lines():
        said = told.pop(line.position, None)
        if said is None:
            yield Fault("store_has_more", LOG, line.position, detail=line.topic)
        elif said != line:
            yield Fault("store_differs", LOG, line.position, detail=line.topic)
    yield from (Fault("store_lacks", LOG, position) for position in sorted(told))
    known = {save.first: save for save in saves}
    for save in part.saves():
        if known.get(save.first) != save:
            yield Fault("store_save_differs", CHAIN, save.first)
    if part.head(manifest.until) != manifest.head:
        yield Fault("head_wrong", CHAIN, manifest.head.position)
