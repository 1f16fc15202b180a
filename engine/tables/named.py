"""What a cell says of people."""

from __future__ import annotations

import msgspec

from engine.tables.phones import Phone


class Named(msgspec.Struct):
    """A person named: ``position`` where a label or a bracket says one; ``mark`` of a namesake."""

    name: str
    position: str | None = None
    mark: int = 0
    phones: list[Phone] = []
    #: what its phone's cell says where it holds no number
    phone_word: str = ""
    remarks: list[str] = []
    building: str = ""
    after_slash: bool = False
    #: a word that nobody knows stands where its position would
    is_unsaid: bool = False
    #: it could not be told which of the phones beside it is its own
    is_mismatched: bool = False


class People(msgspec.Struct):
    """All that a cell says of people."""

    named: list[Named] = []
    #: the word that says nobody, where nobody is named
    vacant: str = ""
    #: there are more people than are named
    is_incomplete: bool = False
    #: phones beside which nobody is named
    nameless: list[Phone] = []
    says_no_property: bool = False
    slashes: int = 0
    #: what labels and brackets before names say that is neither a position nor a role
    unknown: list[str] = []
