"""Acts on which two persons have to agree, where the plan or a setting says so."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from domain.aggregate import Decider
from domain.community import Community
from domain.facts.community import SecondPersonAsked
from domain.playbook import Playbook
from domain.refusal import Refused
from engine.workflow.desk import Desk

ACTS = ("activate", "level", "authority", "amend", "recover", "stand_down")
#: how long what one person asked for waits for the second
WITHIN = timedelta(hours=1)


def needs_two(desk: Desk, plan: Playbook, *acts: str) -> bool:
    """Whether one of these acts, done together, needs a second person."""
    return any(act in desk.two_persons or act in plan.two_persons for act in acts)


def ask(
    community: Community,
    act: str,
    activation: str,
    terms: tuple[object, ...],
    by: Decider,
    reason: str | None,
) -> SecondPersonAsked | None:
    """What is recorded when somebody asks first for what needs two; ``None`` for the second.

    The same act on the same terms by another person carries it out; its reason may differ. Who
    asked is refused while it waits. ``reason`` is a directory text.
    """
    told = repr((community.community, act, activation, terms)).encode()
    digest = hashlib.sha256(told).hexdigest()
    known = community.asked.get(digest)
    if known is None or by.at - known.at > WITHIN:
        return SecondPersonAsked(activation, act, digest, by.actor, reason)
    if known.asker == by.actor:
        raise Refused("second_person_needed", act=act)
    return None
