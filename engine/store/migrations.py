"""Every change of the tables there ever was, in order: what makes a store, and what brings it on.

Forward only. A migration that stands here is never changed: a change of the tables is one more at
the end, for both databases, with a store as it makes it frozen in ``tests/logs/stores``. The
tables of the views are none of this: a view of another revision is folded anew.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.store import postgres_schema, sqlite_schema, webhook_schema
from engine.store.doors_schema import DOORS


class Migration(NamedTuple):
    """Statements that bring a store from the version before to this one."""

    what: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]


#: tables that used to be made by whoever needed them first, so they may be there
_BESIDE = (
    """CREATE TABLE IF NOT EXISTS directory_tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, place TEXT NOT NULL,
    name TEXT NOT NULL, scopes TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT,
    revoked_at BIGINT, parent TEXT)""",
    """CREATE TABLE IF NOT EXISTS checkpoints (
    name TEXT PRIMARY KEY,
    position BIGINT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS virtual_clock (
    id INTEGER PRIMARY KEY, real_at BIGINT NOT NULL, virtual_at BIGINT NOT NULL,
    speed DOUBLE PRECISION NOT NULL)""",
)
#: which of its streams the log goes to; secret links to calendars
_OUTSIDE = (
    "CREATE TABLE relay_epochs (stream TEXT PRIMARY KEY, epoch BIGINT NOT NULL)",
    """CREATE TABLE directory_calendars (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, community TEXT NOT NULL, member TEXT,
    team TEXT, name TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL,
    revoked_at BIGINT)""",
    "CREATE INDEX directory_calendars_of ON directory_calendars (community, id)",
)
#: what a token that reads names and phones was made for
_PURPOSE = ("ALTER TABLE directory_tokens ADD COLUMN purpose TEXT NOT NULL DEFAULT ''",)
#: when a token was last used, as far as minutes tell
_USED = ("ALTER TABLE directory_tokens ADD COLUMN used_at BIGINT",)
_META = "CREATE TABLE IF NOT EXISTS store_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"


def _identity(random: str) -> str:
    """Gives the log an id of its own, which a restored one changes: positions are of one log."""
    return f"INSERT INTO store_meta VALUES ('log_id', {random}) ON CONFLICT (key) DO NOTHING"


MIGRATIONS = (
    Migration(
        "the log and the directory",
        (*sqlite_schema.LOG, *sqlite_schema.DIRECTORY),
        (*postgres_schema.LOG, *postgres_schema.DIRECTORY),
    ),
    Migration(
        "tokens, checkpoints and virtual time made with the rest; the id of the log",
        (_META, *_BESIDE, _identity("lower(hex(randomblob(16)))")),
        (*_BESIDE, _identity("replace(gen_random_uuid()::text, '-', '')")),
    ),
    Migration("webhooks", webhook_schema.SQLITE, webhook_schema.POSTGRESQL),
    Migration("epochs of the relay's streams; links to calendars", _OUTSIDE, _OUTSIDE),
    Migration("accounts, sessions, personal links, attempts and accesses", DOORS, DOORS),
    Migration("purposes of tokens", _PURPOSE, _PURPOSE),
    Migration("last uses of tokens", _USED, _USED),
)

#: the version of a store in which all of them ran
SCHEMA_VERSION = len(MIGRATIONS)
