"""A practice community for integrators: made with one call, and set in motion act by act.

What happens there is done by the ordinary commands: subscribers are told what they would be.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from api.auth.permissions import prefix
from api.catalogue import catalogue
from api.house import House
from api.reading import boards
from domain.community import Activation, Community
from domain.ids import community_stream
from domain.practice import is_practice, practice_code
from domain.refusal import Refused
from domain.table import Table, TableGrid, TablePerson
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.organisation import COLUMNS
from engine.workflow.saying import Said

#: of phones that nobody has
PHONE = "154009900{number:02d}"
MOST = 2000


def code_of(place: str) -> str:
    """The practice community of a place; refused for one community, in which there is no room."""
    area = prefix(place)
    if len(area) == 12 and not is_practice(area):
        raise Refused("practice_no_room", field="place")
    return area if len(area) == 12 else practice_code(area)


def standing(served: House, place: str) -> dict[str, Any]:
    """Whether the practice community of a place was made, and what runs in it."""
    code = code_of(place)
    found = served.store.get(Community, community_stream(code), code)
    running = found.running if found else []
    return {
        "code": code,
        "made": bool(found and found.roster.grids),
        "name": catalogue("practice")["place"]["community"],
        "activation": running[0].id if running else None,
        "position": served.store.head(),
    }


def make(served: House, place: str, caller: Caller) -> dict[str, Any]:
    """Make the practice community of a place, with invented people. Repeated: no change."""
    code = code_of(place)
    served.workflow.organisation.import_codes(_codes(code), _plain(caller))
    served.workflow.rosters.import_table(code, _table(), _plain(caller), dry_run=False)
    return standing(served, place)


def act(served: House, place: str, what: str, caller: Caller) -> dict[str, Any]:
    """Do something in the practice community of a place; tells which events came of it."""
    code = code_of(place)
    found = served.store.get(Community, community_stream(code), code)
    if found is None or not found.roster.grids:
        raise Refused("practice_none")
    before = served.store.head()
    _ACTS[what](served, found, _plain(caller))
    head = served.store.head()
    facts = served.store.read(before, MOST, until=head, community=code)
    types = Counter(f"pingzhan.{r.topic}" for r in facts)
    return {"code": code, "after": before, "position": head, "types": dict(types)}


def _case(served: House, community: Community, caller: Caller) -> None:
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    ref = catalogue("practice")["case"].format(at=at)
    grid = next(iter(community.roster.grids))
    served.workflow.cases.report(
        community.community, grid=grid, ref=ref, reported_at=None, caller=caller
    )


def _activate(served: House, community: Community, caller: Caller) -> None:
    said = catalogue("practice")
    asked = Asked(playbook=said["playbook"], reason=said["reason"]["zh"], drill=True)
    served.workflow.activations.activate(community.community, asked, caller)


def _muster(served: House, community: Community, caller: Caller) -> None:
    running = _running(community)
    for group in _groups(served, community.community, running):
        for member in group["members"]:
            if not member["mustered_at"]:
                served.workflow.posts.muster(running.id, member["member"], caller)
                return


def _complete(served: House, community: Community, caller: Caller) -> None:
    running = _running(community)
    for group in _groups(served, community.community, running):
        for task in group["tasks"]:
            if task["state"] in ("open", "accepted", "started") and not task["starts_at"]:
                served.workflow.tasks.act(task["id"], "complete", Said(), caller)
                return


def _stand_down(served: House, community: Community, caller: Caller) -> None:
    reason = catalogue("practice")["reason"]["zh"]
    running = _running(community)
    served.workflow.activations.stand_down(community.community, running.id, reason, caller)


_ACTS: dict[str, Callable[[House, Community, Caller], None]] = {
    "case": _case,
    "activate": _activate,
    "muster": _muster,
    "complete": _complete,
    "stand_down": _stand_down,
}


def _running(community: Community) -> Activation:
    if not community.running:
        raise Refused("practice_at_rest")
    return community.running[0]


def _groups(served: House, code: str, running: Activation) -> list[dict[str, Any]]:
    shown = boards.board(served, code, "zh", phones=False, at_least=served.store.head())
    return [g for a in shown["activations"] if a["id"] == running.id for g in a["groups"]]


def _codes(code: str) -> bytes:
    place = catalogue("practice")["place"]
    row = {**place, "county_code": code[:6], "street_code": code[:9], "community_code": code}
    sink = io.StringIO()
    csv.writer(sink).writerows([COLUMNS, [row[column] for column in COLUMNS]])
    return sink.getvalue().encode()


def _table() -> Table:
    """Every group of every compound with its lead."""
    said = catalogue("practice")
    people: list[TablePerson] = []
    for grid in said["grids"]:
        for group, role in said["leads"].items():
            number = len(people) + 1
            people.append(
                TablePerson(
                    said["person"].format(number=number),
                    PHONE.format(number=number),
                    roles=[(role, grid)],
                    seats=[(group, "lead", grid)],
                )
            )
    return Table(said["playbook"], [TableGrid(grid) for grid in said["grids"]], people)


def _plain(caller: Caller) -> Caller:
    """Without receipt and version: one call is several commands here."""
    return msgspec.structs.replace(caller, receipt=None, expected=None)
