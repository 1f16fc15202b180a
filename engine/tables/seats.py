"""Who leads among the names in a group's cell.

Labels decide (组长：甲 成员：乙). A single bare name leads. Before a slash stands the lead where
the header says 组长/成员. Of several bare names none surely leads: all are members, and a doubt
is told. Whom a word precedes that is no position (总指挥：甲) is a member.
"""

from __future__ import annotations

from engine.tables.named import Named, People

POSITIONS = LEAD, DEPUTY, MEMBER = "lead", "deputy", "member"


def seated(
    people: People, said: str | None, *, is_ordered: bool
) -> tuple[list[tuple[Named, str]], bool]:
    """Each name with its position, and whether it could be told who leads.

    ``said`` is the position that a column or a row gives to all its names.
    """
    named = people.named
    if said:
        return [(n, n.position or said) for n in named], True
    if any(n.position for n in named):
        return _labelled(named), True
    if any(n.is_unsaid for n in named):
        return [(n, MEMBER) for n in named], True
    if len(named) == 1 and not people.is_incomplete:
        return [(named[0], LEAD)], True
    if is_ordered and people.slashes == 1 and not named[0].after_slash:
        return [(n, MEMBER if n.after_slash else LEAD) for n in named], True
    return [(n, MEMBER) for n in named], not named


def _labelled(named: list[Named]) -> list[tuple[Named, str]]:
    """甲 成员：乙、丙: one bare name before the labels leads, where no label says who does."""
    bare = [n for n in named if not n.position]
    leads = len(bare) == 1 and bare[0] is named[0] and not bare[0].is_unsaid
    leads &= all(n.position != LEAD for n in named)
    return [(n, n.position or (LEAD if leads else MEMBER)) for n in named]
