"""The tables of who comes in and who read what, the same on both databases.

They name people and are no history, so they lie beside the directory and hold no facts.
"""

from __future__ import annotations

DOORS = (
    """CREATE TABLE directory_accounts (
    id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
    place TEXT NOT NULL, member TEXT NOT NULL, password TEXT, subject TEXT UNIQUE,
    invite TEXT UNIQUE, invite_until BIGINT, created_at BIGINT NOT NULL, disabled_at BIGINT)""",
    """CREATE TABLE directory_sessions (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL, link TEXT NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)""",
    "CREATE INDEX directory_sessions_whose ON directory_sessions (account, link)",
    """CREATE TABLE directory_links (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, community TEXT NOT NULL,
    activation TEXT NOT NULL, member TEXT NOT NULL, made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT)""",
    "CREATE INDEX directory_links_activation ON directory_links (activation, id)",
    """CREATE TABLE directory_attempts (
    login TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL)""",
    """CREATE TABLE directory_accesses (
    id TEXT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
    place TEXT NOT NULL, people BIGINT NOT NULL, member TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX directory_accesses_place ON directory_accesses (place, id)",
)
