"""The after-action review as a document: what the log tells, and room for what people learnt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from api.catalogue import catalogue
from api.papers import review_rows as rows
from api.papers.paper import Paper
from api.papers.wording import Wording
from api.reading.review_words import span
from api.times import ZONE, stamp

Row = Sequence[str]
#: section to widths of its columns, and its rows
SECTIONS: tuple[tuple[str, tuple[int, ...], Callable[..., Iterable[Row]]], ...] = (
    ("timeline", (22, 60, 18), rows.timeline),
    ("muster", (18, 20, 8, 12, 12, 12, 10, 14), rows.muster),
    ("rates", (26, 9, 9, 11, 11, 9, 9, 9, 10), rows.rates),
    ("vacancies", (18, 20, 14, 14, 12, 14, 14), rows.vacancies),
    ("escalations", (14, 26, 14, 34, 14), rows.escalations),
    ("reassignments", (14, 16, 24, 13, 13, 18, 14), rows.reassignments),
    ("occurrences", (20, 8, 8, 8, 14, 12, 12, 14), rows.occurrences),
    ("notices", (14, 10, 12, 10, 10, 10, 10, 16), rows.notices),
)
BLANK_LESSONS = 8


def review_paper(shown: dict[str, Any], language: str) -> bytes:
    """The document of a review as ``api.reading.reviews`` answers it, in that language."""
    say = Wording(language)
    drill = say("review.drill") if shown["drill"] else ""
    draft = "" if shown["final"] else say("draft")
    head = shown["head"]
    named = {"community": head["community_name"], "playbook": head["title"]}
    paper = Paper(
        say("title", drill=drill, draft=draft),
        say("header", drill=drill, **named),
        tuple(catalogue("review_paper")["page"][language]),
    )
    paper.table((), _head(shown, say), (16, 84))
    sections = _Sections(paper, say)
    sections.begin("summary")
    paper.text(shown["summary"])
    if head["pace"] != 1:
        paper.text(say("pace", pace=f"{head['pace']:g}"), small=True)
    for name, widths, made in SECTIONS:
        sections.table(name, widths, made(shown, say))
        if name == "muster":
            _tasks(sections, shown, say)
    _score(sections, shown, say)
    sections.begin("lessons")
    blank = [[str(n), "", "", "", ""] for n in range(1, BLANK_LESSONS + 1)]
    paper.table(say.heads("lessons"), blank, (7, 42, 27, 12, 12), tall=True)
    paper.text(say("signed"))
    paper.text(say("note", position=shown["position"]), small=True)
    return paper.content()


def file_name(shown: dict[str, Any], language: str) -> str:
    """What the file is called: the community and the day of the click."""
    head = shown["head"]
    day = f"{head['started_at'].astimezone(ZONE):%Y%m%d}"
    return Wording(language)("file", community=head["community_name"], day=day)


class _Sections:
    """Sections of a paper, numbered as they come."""

    def __init__(self, paper: Paper, say: Wording) -> None:
        self.paper, self._say, self._number = paper, say, 0

    def begin(self, name: str) -> None:
        """A section's heading."""
        number = self._say.numbers()[self._number]
        self._number += 1
        title = self._say(f"sections.{name}")
        self.paper.heading(self._say("numbered", number=number, title=title))

    def table(self, name: str, widths: Sequence[int], made: Iterable[Row]) -> None:
        """A section of one table; it says so when there is nothing in it."""
        self.begin(name)
        if lines := list(made):
            self.paper.table(self._say.heads(name), lines, widths)
        else:
            self.paper.text(self._say("none"))


def _head(shown: dict[str, Any], say: Wording) -> list[Row]:
    head, a = shown["head"], say.language
    ended = say("not_yet")
    if head["ended_at"]:
        ended = say("by", at=stamp(head["ended_at"], a), who=head["ended_by_name"])
    told = {
        "community": f"{head['community_name']} {shown['community']}",
        "playbook": say("revision", title=head["title"], revision=head["revision"]),
        "kind": say("drill" if shown["drill"] else "real"),
        "level": head["level_name"],
        "grids": say("comma").join(str(g["name"]) for g in head["grids"]),
        "started": say("by", at=stamp(head["started_at"], a), who=head["by_name"]),
        "ended": ended,
        "spent": span(head["seconds"], a),
        "reason": head["reason"],
        "case": head["case_ref"],
        "authority": say("comma").join(str(d["text"]) for d in head["authorities"]),
        "ended_because": head["ended_because"],
        "cites": say.cites([*head["positions"], *(d["position"] for d in head["authorities"])]),
    }
    return [(say(f"head.{field}"), str(value)) for field, value in told.items() if value]


def _tasks(sections: _Sections, shown: dict[str, Any], say: Wording) -> None:
    """One table a group, over all its grids; what recurs is one line with its count."""
    sections.begin("tasks")
    for rate in shown["rates"]:
        sections.paper.heading(rate["name"], 2)
        lines = list(rows.tasks(shown, rate["group"], say))
        if lines:
            sections.paper.table(say.heads("tasks"), lines, (14, 27, 13, 13, 15, 10, 12))
    if never := shown["never_opened"]:
        titles = say("comma").join(line["title"] for line in never)
        sections.paper.text(say("never_opened", tasks=titles), small=True)


def _score(sections: _Sections, shown: dict[str, Any], say: Wording) -> None:
    found = shown["score"]
    if found is None:
        return
    sections.table("score", (20, 10, 10, 12, 12, 22), rows.score(shown, say))
    code = "unscored" if found["score"] is None else "scored"
    sections.paper.text(say(code, score=found["score"], formula=found["formula"]))
