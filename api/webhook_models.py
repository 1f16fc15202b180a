"""The bodies of requests about webhooks, checked at the door."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt, StringConstraints

from api.auth.permissions import PLACE
from api.models import example
from api.words import Id, Short

Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Place = Annotated[str, StringConstraints(pattern=f"^({PLACE})?$")]
Community = Annotated[str, StringConstraints(pattern="^[0-9]{6,12}$")]
#: with or without the name before it and the revision behind it
TYPE = r"^(pingzhan\.)?[a-z_]+(\.v[0-9]+)?$"
Type = Annotated[str, StringConstraints(max_length=80, pattern=TYPE)]
Types = Annotated[list[Type], Field(max_length=50)]
Format = Literal["structured", "binary"]
At = Annotated[StrictInt, Field(ge=0, le=2**53)]
SHOWN = {
    "name": "区应急平台",
    "url": "https://hooks.example.org/pingzhan",
    "place": "350102",
    "types": ["playbook_activated", "task_opened.v1"],
}


class WebhookBody(BaseModel):
    """Whom to tell of what: events of a place or community, of types (none: every one).

    ``after`` begins behind a position of the log; left out, with what comes from now on.
    """

    model_config = example(**SHOWN)
    url: Url
    name: Annotated[Short, StringConstraints(min_length=1)]
    place: Place | None = None
    community: Annotated[str, StringConstraints(pattern="^[0-9]{12}$")] | None = None
    types: Types = []
    activation: Id | None = None
    format: Format = "structured"
    after: At | None = None


class WebhookChange(BaseModel):
    """What is to be different; what is left out stays as it is."""

    model_config = example(types=["task_overdue"], format="binary")
    url: Url | None = None
    name: Annotated[Short, StringConstraints(min_length=1)] | None = None
    place: Place | None = None
    types: Types | None = None
    format: Format | None = None


class SecretBody(BaseModel):
    """For how many hours the old secret signs beside the new one; 0 ends it at once."""

    model_config = example(overlap_hours=24)
    overlap_hours: Annotated[StrictInt, Field(ge=0, le=720)] = 24


class RedeliveryBody(BaseModel):
    """Tell again from a position on: of one community, or of all."""

    model_config = example(from_position=1)
    from_position: Annotated[StrictInt, Field(ge=1, le=2**53)]
    community: Community | None = None


class UnparkBody(BaseModel):
    """Go on with a community's line, or with all of them; ``skip`` leaves out the event at which
    a community's line stands.
    """

    model_config = example(community="350102001001")
    community: Community | None = None
    skip: StrictBool = False
