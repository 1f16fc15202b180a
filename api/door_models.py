"""The bodies of requests about who comes in: accounts, links, passwords, reveals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt, StringConstraints

from api.auth.permissions import PLACE
from api.models import MEMBER, example
from api.words import Aware, Id, Long, Short

#: an account's role
Role = Literal[
    "administrator", "officer", "secretary", "deputy", "grid_leader", "supervisor", "member"
]
Place = Annotated[str, StringConstraints(pattern=f"^({PLACE})?$")]
Login = Annotated[
    str, StringConstraints(min_length=1, max_length=161, pattern=r"^[^\x00-\x20\x7f]+$")
]
#: what somebody types in secret; never shown, never kept
Secret = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Name = Annotated[Short, StringConstraints(min_length=1)]
Reason = Annotated[Long, StringConstraints(min_length=4, pattern=r"\S")]


class PasswordBody(BaseModel):
    """A name to sign in by, and its password."""

    model_config = example(login="lin.shuji", password="槿园一号楼的石榴开了")
    login: Login
    password: Secret


class InvitationBody(BaseModel):
    """The secret of an invitation."""

    model_config = example(invite="pi_2JpVvLm8SFd5ObjOZZSijohe0")
    invite: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class InviteBody(BaseModel):
    """The secret of an invitation, and the password that its owner chooses."""

    model_config = example(invite="pi_2JpVvLm8SFd5ObjOZZSijohe0", password="槿园一号楼的石榴开了")
    invite: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    password: Secret


class NewPasswordBody(BaseModel):
    """The password until now, and the one from now on."""

    model_config = example(old="槿园一号楼的石榴开了", new="榧园门口的桂花也开了")
    old: Secret
    new: Secret


class AccountBody(BaseModel):
    """An account to be made; `place` is a code of the organisation, empty for everywhere.

    `member` is whom a grid leader or a member is on the roster of their community.
    """

    model_config = example(login="lin.shuji", name="林书记", role="secretary", place="350102001001")
    login: Login
    name: Name
    role: Role
    place: Place = ""
    member: Id | None = None


class AccountChange(BaseModel):
    """What is said anew of an account; what is left out stays as it is."""

    model_config = example(name="林书记", disabled=True)
    name: Name | None = None
    role: Role | None = None
    place: Place | None = None
    member: Id | None = None
    disabled: StrictBool | None = None


class LinkBody(BaseModel):
    """For whom a personal link is, and until when; two weeks unless told, 90 days at most."""

    model_config = example(member=MEMBER)
    member: Id
    expires_at: Aware | None = None


class EvidenceBody(BaseModel):
    """What the evidence is needed for, and of what it is: all of the log until now unless told.

    `activation` begins it with that click, `from` with a time; `as_of` or `as_of_position` ends it.
    """

    model_config = example(reason="纪检监察部门调阅，核对处置经过")
    reason: Reason
    from_: Annotated[Aware | None, Field(alias="from")] = None
    activation: Id | None = None
    as_of: Aware | None = None
    as_of_position: Annotated[StrictInt, Field(ge=0, le=2**53)] | None = None


class RevealBody(BaseModel):
    """What somebody's name and phone are needed for."""

    model_config = example(reason="联系不上组长，需要电话通知撤离")
    reason: Reason
