-- A store of schema version 7 on SQLite, as it was made. Never written again.
CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    community TEXT,
    recorded_at INTEGER NOT NULL,
    digest BLOB,
    UNIQUE (originator_id, originator_version));
CREATE INDEX IF NOT EXISTS events_community ON events (community, position);
CREATE TABLE IF NOT EXISTS commits (
    last_position INTEGER PRIMARY KEY,
    first_position INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    digest BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS commits_recorded_at ON commits (recorded_at, last_position);
CREATE TABLE IF NOT EXISTS refs (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS directory_people (
    member TEXT NOT NULL,
    position INTEGER NOT NULL,
    community TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    unit TEXT NOT NULL,
    building TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (member, position));
CREATE INDEX IF NOT EXISTS directory_people_community
    ON directory_people (community, member, position);
CREATE TABLE IF NOT EXISTS directory_texts (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    community TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    about TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS directory_texts_community
    ON directory_texts (community, kind);
CREATE TABLE IF NOT EXISTS directory_receipts (
    principal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    result BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (principal, key));
CREATE TABLE IF NOT EXISTS playbooks (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    revision TEXT NOT NULL,
    body BLOB NOT NULL,
    number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS store_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS directory_tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, place TEXT NOT NULL,
    name TEXT NOT NULL, scopes TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT,
    revoked_at BIGINT, parent TEXT);
CREATE TABLE IF NOT EXISTS checkpoints (
    name TEXT PRIMARY KEY,
    position BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS virtual_clock (
    id INTEGER PRIMARY KEY, real_at BIGINT NOT NULL, virtual_at BIGINT NOT NULL,
    speed DOUBLE PRECISION NOT NULL);
INSERT INTO store_meta VALUES ('log_id', lower(hex(randomblob(16)))) ON CONFLICT (key) DO NOTHING;
CREATE TABLE webhook_subscriptions (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
    place TEXT NOT NULL, area TEXT NOT NULL, types TEXT NOT NULL, activation TEXT,
    format TEXT NOT NULL, secret TEXT NOT NULL, old_secret TEXT, old_until BIGINT,
    state TEXT NOT NULL, ended_at BIGINT, ended_why TEXT, created_at BIGINT NOT NULL,
    version BIGINT NOT NULL, scanned BIGINT NOT NULL);
CREATE TABLE webhook_lines (
    subscription TEXT NOT NULL, community TEXT NOT NULL, done BIGINT NOT NULL,
    seen BIGINT NOT NULL, pending BIGINT NOT NULL, since BIGINT, tries BIGINT NOT NULL,
    failures BIGINT NOT NULL, next_at BIGINT NOT NULL, parked_at BIGINT, error TEXT NOT NULL,
    turn BIGINT NOT NULL, PRIMARY KEY (subscription, community));
CREATE INDEX webhook_lines_due ON webhook_lines (subscription, next_at)
    WHERE pending > 0 AND parked_at IS NULL;
CREATE TABLE webhook_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, community TEXT NOT NULL, position BIGINT NOT NULL,
    number BIGINT NOT NULL, at BIGINT NOT NULL, ms BIGINT NOT NULL, status BIGINT,
    code TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX webhook_attempts_subscription ON webhook_attempts (subscription, id);
CREATE TABLE relay_epochs (stream TEXT PRIMARY KEY, epoch BIGINT NOT NULL);
CREATE TABLE directory_calendars (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, community TEXT NOT NULL, member TEXT,
    team TEXT, name TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL,
    revoked_at BIGINT);
CREATE INDEX directory_calendars_of ON directory_calendars (community, id);
CREATE TABLE directory_accounts (
    id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
    place TEXT NOT NULL, member TEXT NOT NULL, password TEXT, subject TEXT UNIQUE,
    invite TEXT UNIQUE, invite_until BIGINT, created_at BIGINT NOT NULL, disabled_at BIGINT);
CREATE TABLE directory_sessions (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL, link TEXT NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX directory_sessions_whose ON directory_sessions (account, link);
CREATE TABLE directory_links (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, community TEXT NOT NULL,
    activation TEXT NOT NULL, member TEXT NOT NULL, made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT);
CREATE INDEX directory_links_activation ON directory_links (activation, id);
CREATE TABLE directory_attempts (
    login TEXT PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL);
CREATE TABLE directory_accesses (
    id TEXT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
    place TEXT NOT NULL, people BIGINT NOT NULL, member TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX directory_accesses_place ON directory_accesses (place, id);
ALTER TABLE directory_tokens ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_tokens ADD COLUMN used_at BIGINT;
PRAGMA user_version = 7;
