"""Roles that nobody holds, groups that nobody leads or two do, and people who lead two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from engine.tables.draft import Draft, DraftGrid, Mention
from engine.tables.lexicon import Lexicon
from engine.tables.persons import Someone
from engine.tables.seats import LEAD, MEMBER
from engine.tables.vocabulary import Term


def doubt_vacancies(draft: Draft, lexicon: Lexicon) -> None:
    """Of the six roles, those that nobody holds in a compound."""
    held = {(m.grid, role) for m in draft.mentions for role in m.roles}
    for form, kept in _compounds(draft):
        for role in lexicon.vocabulary.six:
            waived = role.absent_allowed and kept.grid.without_property
            key = (form, role.id)
            if waived or key in held or key in draft.listed_elsewhere:
                continue
            place = draft.role_places.get(key, kept.place)
            draft.doubt("role_vacant", place, place.text, **_of_grid(kept), **_named(role, "role"))


def doubt_leads(draft: Draft, people: list[Someone], lexicon: Lexicon) -> None:
    """Groups of a compound with no lead or several, and people who lead two in one compound."""
    led: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for someone in people:
        for grid, leads in _leads_of(someone).items():
            for id, mention in leads.items():
                led[grid, id].append(mention)
            if len(leads) > 1:
                _doubt_double(draft, draft.grids[grid], leads, lexicon)
    for (grid, id), mentions in led.items():
        if len(mentions) > 1:
            _doubt_two_leads(draft, draft.grids[grid], id, mentions, lexicon)
    for form, kept in _compounds(draft):
        for group in lexicon.vocabulary.groups:
            key = (form, group.id)
            if key not in led:
                place = draft.group_places.get(key, kept.place)
                suggestion = _lead_first(draft.unordered.get(key, []), lexicon)
                params = _of_grid(kept) | _named(group, "group")
                params |= {"case": "unordered"} if suggestion else {}
                draft.doubt("group_without_lead", place, place.text, suggestion, **params)


def doubt_unlisted(draft: Draft, people: list[Someone]) -> None:
    """Whoever only a group's cell names, in a table that lists people besides."""
    if not any(someone.is_listed for someone in people):
        return
    for someone in people:
        mention = someone.mentions[0]
        if mention.seats and not someone.is_listed:
            draft.doubt("person_unlisted", mention.place, mention.name, name=mention.name)


def _leads_of(someone: Someone) -> dict[str, dict[str, Mention]]:
    """By grid, the groups that a person leads, each with where that is said."""
    leads: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in someone.mentions:
        for group, position in mention.seats:
            if position == LEAD and mention.grid:
                leads[mention.grid].setdefault(group, mention)
    return leads


def _doubt_double(
    draft: Draft, kept: DraftGrid, leads: dict[str, Mention], lexicon: Lexicon
) -> None:
    terms = [term for group in leads if (term := lexicon.vocabulary.group(group))]
    second = list(leads.values())[1]
    draft.doubt(
        "double_lead",
        second.seat_place or second.place,
        second.name,
        name=second.name,
        groups_zh="、".join(term.short or term.zh for term in terms),
        groups_en=", ".join(term.en for term in terms),
        **_of_grid(kept),
    )


def _doubt_two_leads(
    draft: Draft, kept: DraftGrid, group: str, leads: list[Mention], lexicon: Lexicon
) -> None:
    """One group is led by several; told where the second is."""
    second = leads[1]
    term = lexicon.vocabulary.group(group)
    draft.doubt(
        "double_lead",
        second.seat_place or second.place,
        second.name,
        case="one_group",
        names="、".join(mention.name for mention in leads),
        **_of_grid(kept),
        **(_named(term, "group") if term else {}),
    )


def _compounds(draft: Draft) -> Iterator[tuple[str, DraftGrid]]:
    """Compounds that are surely ones: of a name that may be misspelt, that alone is asked."""
    for form, kept in draft.grids.items():
        if kept.grid.kind == "compound" and not kept.is_doubtful:
            yield form, kept


def _lead_first(names: list[str], lexicon: Lexicon) -> str | None:
    """How the cell would say that its first name leads: 组长：甲；成员：乙、丙."""
    if not names:
        return None
    lead, member = (lexicon.vocabulary.position(p).zh for p in (LEAD, MEMBER))
    first = f"{lead}：{names[0]}"
    return f"{first}；{member}：{'、'.join(names[1:])}" if names[1:] else first


def _of_grid(kept: DraftGrid) -> dict[str, str]:
    return {"grid": kept.grid.name}


def _named(term: Term, what: str) -> dict[str, str]:
    return {what: term.id, f"{what}_zh": term.short or term.zh, f"{what}_en": term.en}
