"""Who signs in: accounts and their passwords, sessions, personal links, and who read what.

Their tables lie beside the directory: they name people, are no history, and are erased with them.
"""

from engine.accounts.accesses import Access, Accesses
from engine.accounts.account import PERSONAL, ROLES, Account, Particulars, spelt
from engine.accounts.accounts import Accounts
from engine.accounts.attempts import Attempts
from engine.accounts.credentials import Credentials
from engine.accounts.links import Link, Links
from engine.accounts.sessions import Session, Sessions

__all__ = [
    "PERSONAL",
    "ROLES",
    "Access",
    "Accesses",
    "Account",
    "Accounts",
    "Attempts",
    "Credentials",
    "Link",
    "Links",
    "Particulars",
    "Session",
    "Sessions",
    "spelt",
]
