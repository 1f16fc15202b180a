"""The bodies of requests about notices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.models import MEMBER, example
from api.words import Id, Long

Url = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$")]


class ChannelBody(BaseModel):
    """A way to a person: its kind, and the address as the channel shows it."""

    model_config = example(kind="email", address="grid@example.org")
    kind: Literal["wecom", "wecom_app", "dingtalk", "feishu", "email", "webhook"]
    address: Url


class ChannelsBody(BaseModel):
    """Every way to a person; ``order`` of their kinds, else as they stand."""

    model_config = example(channels=[{"kind": "email", "address": "grid@example.org"}])
    channels: Annotated[list[ChannelBody], Field(max_length=6)]
    order: Annotated[list[Id], Field(max_length=6)] = []


class ChatsBody(BaseModel):
    """Addresses of chat robots by group; under the empty name one of all together."""

    model_config = example(groups={"": "wecombot://693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"})
    groups: Annotated[
        dict[Annotated[str, StringConstraints(max_length=80)], Url], Field(max_length=100)
    ]


class SeenBody(BaseModel):
    """As of which position one's own screen was before one's eyes: the `position` that it told."""

    model_config = example(position=4182)
    position: Annotated[int, Field(ge=0, le=2**53)]


class ToldBody(BaseModel):
    """Who was told, and how."""

    model_config = example(member=MEMBER, how="phone")
    member: Id
    how: Literal["phone"] = "phone"


class NotToldBody(BaseModel):
    """Who was not told after all, and why it was recorded if they say so."""

    model_config = example(member=MEMBER, reason="点错了人")
    member: Id
    reason: Long | None = None
