"""Passwords: what is taken for one, and how it is kept."""

from __future__ import annotations

from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.refusal import Refused

LEAST, MOST = 10, 200
#: each takes 64 MiB and all of a core: many at once would leave none for the board
_AT_ONCE = Semaphore(2)
_hasher = PasswordHasher()
#: what a password is held against where there is none, so that a wrong name takes as long
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$TwA3wTc1CwT53CZH8AZaqA"
    "$Lqxe2LwTuXdMcPcCsXjSiH5mNtF3WA+P7VZRa3NzKic"
)


def kept(password: str, login: str) -> str:
    """The argon2id digest to keep, or refused where anybody would guess the password."""
    if not LEAST <= len(password) <= MOST:
        raise Refused("password_length", field="password", least=LEAST, most=MOST)
    if login.casefold() in password.casefold() or len(set(password)) < 5:
        raise Refused("password_guessable", field="password")
    with _AT_ONCE:
        return _hasher.hash(password)


def fits(digest: str | None, password: str) -> bool:
    """Whether it is the password; without one to hold it against it is not, and takes as long."""
    with _AT_ONCE:
        try:
            return _hasher.verify(digest or _NOBODYS, password) and digest is not None
        except (VerificationError, InvalidHashError):
            return False
