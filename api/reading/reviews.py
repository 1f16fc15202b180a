"""The after-action review with names: folded from the log when asked for, at any position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.house import House
from api.names import Named
from api.numbering import called, joined
from api.reading.boards import moment
from api.reading.clicks import grid_name
from api.reading.review_words import cause, formula, part, spoken, summary
from domain.facts.community import CaseReported, GridDrawn, PlaybookActivated
from domain.record import Recorded
from domain.refusal import NotFound
from domain.roster import Roster
from projections.review import Review, present_review, review_of

MOST = 2**31
_GROUND = (GridDrawn.TOPIC, CaseReported.TOPIC)
#: with these the reason may tell of somebody's health or family
_PERSONAL = frozenset({"declined", "left", "hand_over", "taken_back", "agreed", "swapped"})


def review(
    served: House,
    code: str,
    id: str,
    language: str,
    *,
    phones: bool,
    as_of_position: int | None = None,
) -> dict[str, Any]:
    """The review of an activation: a draft while it runs; names as known at the position.

    Why somebody gave up what they had is told only to whom ``phones`` are.
    """
    community = served.workflow.desk.community(code)
    position = moment(served, None, as_of_position)
    until = served.store.head() if position is None else position
    found = folded(served, code, id, until)
    at = served.store.recorded_at(until) or found.at
    if not found.is_final:
        # what lasts has lasted until then, whatever happened last
        found.at = at
    shown = present_review(found, served.workflow.plans.known)
    shown["case_ref"] = community.cases[case].ref if (case := _case(community, shown)) else None
    named = _named(served, shown, language, position, phones)
    _join(shown, named, community.roster)
    shown["head"]["community_name"] = community.name
    shown["summary"] = summary(shown, at, language)
    return {"community": code, "position": until, "at": at, **shown}


def folded(served: House, code: str, id: str, until: int) -> Review:
    """An activation as the log up to a position tells it, or refused when it knows of none."""
    read = served.store.read
    clicks = read(0, MOST, until=until, community=code, topics=(PlaybookActivated.TOPIC,))
    begun = next((r.position for r in clicks if _activation(r) == id), None)
    if begun is None:
        raise NotFound("activation", id)
    facts = read(0, MOST, until=begun - 1, community=code, topics=_GROUND)
    facts += read(begun - 1, MOST, until=until, community=code)
    return review_of(id, facts)


def _activation(r: Recorded) -> str | None:
    return r.fact.activation if isinstance(r.fact, PlaybookActivated) else None


def _case(community: Any, shown: dict[str, Any]) -> str | None:
    case: str | None = shown["head"]["case"]
    return case if case in community.cases else None


def _named(
    served: House, shown: dict[str, Any], language: str, as_of: int | None, phones: bool
) -> Named:
    head = shown["head"]
    texts = [head["reason"], head["ended_because"], shown["case_ref"]]
    texts += [a["text"] for a in head["authorities"]]
    actors = [head["by"], head["ended_by"]]
    for line in shown["timeline"]:
        texts += [line["reason"], line["authority"], line["ref"]]
        actors.append(line["by"])
    texts += [
        text for moved in shown["reassignments"] for text in (moved["reason"], moved["title"])
    ]
    for group in shown["groups"]:
        for task in group["tasks"]:
            texts += [task["title"], task["cancelled_because"]]
    people = {a for a in (*actors, *_taken(shown), *_moved(shown)) if a}
    return served.names.of(
        people,
        (t for t in texts if isinstance(t, str)),
        actors=people,
        as_of=as_of,
        language=language,
        phones=phones,
    )


def _join(shown: dict[str, Any], named: Named, roster: Roster) -> None:
    """Ids of texts, groups and grids become words; people stay ids, with their names beside."""
    a = named.language
    _head(shown, named, roster)
    _groups(shown, named, roster)
    for line in shown["timeline"]:
        line["text"] = spoken(line, named, roster)
    for row in (*shown["rates"], *shown["occurrences"]):
        row["name"] = row["name"][a]
    for row in (*shown["vacancies"], *shown["reassignments"]):
        row["cause_name"] = cause(row["cause"], a)
    for moved in shown["reassignments"]:
        moved["title"] = _title(moved["title"], named)
        moved["reason"] = named.of_somebody(moved["reason"])
        moved["is_personal"] = moved["cause"] in _PERSONAL
    for line in shown["never_opened"]:
        line["title"] = line["title"][a]
    if found := shown["score"]:
        found["formula"] = formula(found, a)
        found["parts"] = [{**p, "name": part(p["id"], a)} for p in found["parts"]]
    people = {*_taken(shown), *_moved(shown)}
    shown["names"] = {who: named.name(who) for who in sorted(people)}


def _groups(shown: dict[str, Any], named: Named, roster: Roster) -> None:
    words = {rate["group"]: rate["name"][named.language] for rate in shown["rates"]}
    for row in (*shown["groups"], *shown["vacancies"], *shown["reassignments"]):
        row["name"] = words.get(row["group"])
        row["grid_name"] = grid_name(roster, row["grid"])
    for group in shown["groups"]:
        for task in group["tasks"]:
            _task(task, named)


def _taken(shown: dict[str, Any]) -> Iterator[str]:
    """Whoever took a task up."""
    for group in shown["groups"]:
        for task in group["tasks"]:
            for kind in ("accepted_by", "started_by", "completed_by"):
                if task[kind]:
                    yield task[kind]


def _moved(shown: dict[str, Any]) -> Iterator[str]:
    """Whoever handed something on or took it over, and whoever decided that."""
    for moved in shown["reassignments"]:
        yield from (moved["by"], *moved["from"], *moved["to"])


def _head(shown: dict[str, Any], named: Named, roster: Roster) -> None:
    head = shown["head"]
    title, level = head["title"], head["level_name"]
    head["title"] = title[named.language] if title else head["playbook"]
    head["level_name"] = level[named.language] if level else None
    head["grids"] = [{"id": g, "name": grid_name(roster, g)} for g in head["grids"]]
    head["reason"] = named.text(head["reason"])
    head["ended_because"] = named.text(head["ended_because"])
    head["case_ref"] = named.text(shown.pop("case_ref"))
    head["by_name"], head["ended_by_name"] = named.name(head["by"]), named.name(head["ended_by"])
    for document in head["authorities"]:
        document["text"] = named.text(document["text"])


def _task(task: dict[str, Any], named: Named) -> None:
    task["title"] = _title(task["title"], named)
    event, number = task.pop("occurrence_name"), task["occurrence_number"]
    occurrence = event and called(event[named.language], number, named.language)
    task["where"] = joined(occurrence, task["building"], named.language)
    task["cancelled_because"] = named.text(task["cancelled_because"])
    for climb in task["escalations"]:
        climb["role_name"] = climb["role_name"][named.language]


def _title(title: Any, named: Named) -> str | None:
    """A directory text's id, or a plan's words."""
    return named.text(title) if title is None or isinstance(title, str) else title[named.language]
