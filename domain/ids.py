"""Identifiers: which are derived, which are random, and how a task's id tells its stream."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.refusal import NotFound

NAMESPACE = uuid5(NAMESPACE_URL, "https://pingzhan.example/streams")


def new_id() -> str:
    """A random id of 64 bits in hex: one made from a phone could be guessed back."""
    return secrets.token_hex(8)


def raised_id(task: str, event: str, nth: int) -> str:
    """The id of the ``nth`` occurrence of an event that a task's reports raise."""
    return uuid5(NAMESPACE, f"raised:{task}:{event}:{nth}").hex[:16]


def community_stream(code: str) -> UUID:
    """The stream of a community, by its official 12-digit code."""
    return uuid5(NAMESPACE, f"community:{code}")


def activation_id(community: str, playbook: str, grids: Sequence[str], ordinal: int) -> str:
    """The id of the ``ordinal``-th activation of a community: the same click gives the same id."""
    return str(uuid5(NAMESPACE, f"activation:{community}:{playbook}:{','.join(grids)}:{ordinal}"))


def group_stream(activation: str, grid: str | None, group: str) -> UUID:
    """The stream of a group at work in a grid for an activation."""
    return uuid5(NAMESPACE, f"group:{activation}:{grid or ''}:{group}")


def campaign_stream(campaign: str) -> UUID:
    """The stream of a campaign."""
    return uuid5(NAMESPACE, f"campaign:{campaign}")


def occurrence_stream(occurrence: str) -> UUID:
    """The stream of an occurrence."""
    return uuid5(NAMESPACE, f"occurrence:{occurrence}")


def notice_stream(notice: str) -> UUID:
    """The stream of a notice."""
    return uuid5(NAMESPACE, f"notice:{notice}")


def task_id(stream: UUID, key: str) -> str:
    """The id of a task: its group's stream and its key in it, so no index is needed to find it."""
    return f"{stream.hex}.{key}"


def task_ids(stream: UUID, keys: Sequence[str]) -> list[str]:
    """The ids of several tasks of a group."""
    digits = stream.hex
    return [f"{digits}.{key}" for key in keys]


def task_place(task: str) -> tuple[UUID, str]:
    """The stream and the key that a task's id tells; refused when it is no such id."""
    stream, dot, key = task.partition(".")
    try:
        return UUID(hex=stream), key if dot and key else _no_key()
    except ValueError:
        raise NotFound("task", task) from None


def _no_key() -> str:
    raise ValueError("no key")
