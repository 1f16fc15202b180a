-- A store of schema version 1 on SQLite, as it was made. Never written again.
CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    community TEXT,
    recorded_at INTEGER NOT NULL,
    digest BLOB,
    UNIQUE (originator_id, originator_version));
CREATE INDEX events_community ON events (community, position);
CREATE TABLE commits (
    last_position INTEGER PRIMARY KEY,
    first_position INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    digest BLOB NOT NULL);
CREATE INDEX commits_recorded_at ON commits (recorded_at, last_position);
CREATE TABLE refs (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE directory_people (
    member TEXT NOT NULL,
    position INTEGER NOT NULL,
    community TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    unit TEXT NOT NULL,
    building TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (member, position));
CREATE INDEX directory_people_community
    ON directory_people (community, member, position);
CREATE TABLE directory_texts (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    community TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    about TEXT NOT NULL);
CREATE INDEX directory_texts_community
    ON directory_texts (community, kind);
CREATE TABLE directory_receipts (
    principal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    result BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (principal, key));
CREATE TABLE playbooks (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    revision TEXT NOT NULL,
    body BLOB NOT NULL,
    number INTEGER NOT NULL);
CREATE TABLE directory_tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, place TEXT NOT NULL,
    name TEXT NOT NULL, scopes TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT,
    revoked_at BIGINT, parent TEXT);
CREATE TABLE view_positions (view TEXT PRIMARY KEY, position BIGINT NOT NULL, revision INTEGER NOT NULL);
CREATE TABLE view_stuck (view TEXT NOT NULL, community TEXT NOT NULL, position BIGINT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (view, community));
CREATE TABLE view_board (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (community, key));
CREATE TABLE view_due (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, rank INTEGER, PRIMARY KEY (community, key), UNIQUE (rank, community, key));
CREATE TABLE view_roster (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (community, key));
CREATE TABLE view_assignments (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (community, key));
CREATE TABLE view_delivery (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, rank INTEGER, PRIMARY KEY (community, key), UNIQUE (rank, community, key));
CREATE TABLE view_occurrences (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (community, key));
CREATE TABLE view_reports (community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, rank INTEGER, PRIMARY KEY (community, key), UNIQUE (rank, community, key));
CREATE TABLE view_keyframes (community TEXT NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (community, position));
CREATE TABLE checkpoints (
    name TEXT PRIMARY KEY,
    position BIGINT NOT NULL);
CREATE TABLE virtual_clock (
    id INTEGER PRIMARY KEY, real_at BIGINT NOT NULL, virtual_at BIGINT NOT NULL,
    speed DOUBLE PRECISION NOT NULL);
PRAGMA user_version = 1;
