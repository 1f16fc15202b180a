"""Who signs in: accounts and their passwords, sessions, personal links, and who read what.

Their tables lie beside the directory: they name people, are no history, and are erased with them.
"""

from engine.accounts.accesses import Access, Accesses
from engine.accounts.accounts import ROLES, Account, Accounts, Particulars
from engine.accounts.attempts import Attempts
from engine.accounts.links import Link, Links
from engine.accounts.sessions import Session, Sessions

__all__ = [
    "ROLES",
    "Access",
    "Accesses",
    "Account",
    "Accounts",
    "Attempts",
    "Link",
    "Links",
    "Particulars",
    "Session",
    "Sessions",
]
