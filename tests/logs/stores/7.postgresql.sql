-- A store of schema version 7 on PostgreSQL, as it was made. Never written again.
CREATE TABLE IF NOT EXISTS "public"."events" (
    position bigint PRIMARY KEY,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    community text,
    recorded_at bigint NOT NULL,
    digest bytea,
    CONSTRAINT "events_stream" UNIQUE (originator_id, originator_version));
CREATE INDEX IF NOT EXISTS "events_community" ON "public"."events" (community, position);
CREATE TABLE IF NOT EXISTS "public"."commits" (
    last_position bigint PRIMARY KEY,
    first_position bigint NOT NULL,
    recorded_at bigint NOT NULL,
    digest bytea NOT NULL);
CREATE INDEX IF NOT EXISTS "commits_recorded_at" ON "public"."commits" (recorded_at, last_position);
CREATE TABLE IF NOT EXISTS "public".store_meta (
    key text PRIMARY KEY,
    value text NOT NULL);
CREATE TABLE IF NOT EXISTS "public".refs (
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (key, value));
CREATE TABLE IF NOT EXISTS "public".directory_people (
    member text NOT NULL,
    position bigint NOT NULL,
    community text NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    unit text NOT NULL,
    building text NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (member, position));
CREATE INDEX IF NOT EXISTS directory_people_community
    ON "public".directory_people (community, member, position);
CREATE TABLE IF NOT EXISTS "public".directory_texts (
    id text PRIMARY KEY,
    position bigint NOT NULL,
    community text NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    author text NOT NULL,
    about text NOT NULL);
CREATE INDEX IF NOT EXISTS directory_texts_community
    ON "public".directory_texts (community, kind);
CREATE TABLE IF NOT EXISTS "public".directory_receipts (
    principal text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    result bytea NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (principal, key));
CREATE TABLE IF NOT EXISTS "public".playbooks (
    digest text PRIMARY KEY,
    id text NOT NULL,
    revision text NOT NULL,
    body bytea NOT NULL,
    number bigint NOT NULL);
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
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
INSERT INTO store_meta VALUES ('log_id', replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (key) DO NOTHING;
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
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
    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, subscription TEXT NOT NULL, community TEXT NOT NULL, position BIGINT NOT NULL,
    number BIGINT NOT NULL, at BIGINT NOT NULL, ms BIGINT NOT NULL, status BIGINT,
    code TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX webhook_attempts_subscription ON webhook_attempts (subscription, id);
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
CREATE TABLE relay_epochs (stream TEXT PRIMARY KEY, epoch BIGINT NOT NULL);
CREATE TABLE directory_calendars (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, community TEXT NOT NULL, member TEXT,
    team TEXT, name TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL,
    revoked_at BIGINT);
CREATE INDEX directory_calendars_of ON directory_calendars (community, id);
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
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
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
ALTER TABLE directory_tokens ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
ALTER TABLE directory_tokens ADD COLUMN used_at BIGINT;
CREATE OR REPLACE FUNCTION "public"."events_append"(
    streams uuid[], versions bigint[], topics text[], states bytea[], communities text[],
    digests bytea[], clock bigint, beside jsonb, answer bytea,
    OUT first bigint, OUT last bigint, OUT at bigint)
LANGUAGE plpgsql AS $append$
DECLARE
    facts bigint := coalesce(cardinality(streams), 0);
    head record;
BEGIN
    IF beside IS NOT NULL THEN
        INSERT INTO "public".refs
        SELECT r ->> 0, r ->> 1 FROM jsonb_array_elements(beside -> 'refs') r
        ON CONFLICT DO NOTHING;
    END IF;
    IF facts > 0 THEN
        PERFORM pg_advisory_xact_lock(3231749810808405153);
        PERFORM FROM jsonb_array_elements(beside -> 'unmoved') u
        WHERE (u ->> 1)::bigint <> (SELECT coalesce(max(e.originator_version), 0)
            FROM "public"."events" e WHERE e.originator_id = (u ->> 0)::uuid);
        IF FOUND THEN
            RAISE serialization_failure USING MESSAGE = 'a stream on which this rests has moved';
        END IF;
    END IF;
    SELECT c.last_position, c.recorded_at, c.digest INTO head
    FROM "public"."commits" c ORDER BY c.last_position DESC LIMIT 1;
    last := coalesce(head.last_position, 0);
    first := last + 1;
    at := greatest(clock, head.recorded_at);
    IF facts > 0 THEN
        INSERT INTO "public"."events" (position, originator_id, originator_version, topic, state,
            community, recorded_at, digest)
        SELECT last + f.n, f.stream, f.version, f.topic, f.state, f.community, at, f.digest
        FROM unnest(streams, versions, topics, states, communities, digests)
            WITH ORDINALITY AS f (stream, version, topic, state, community, digest, n);
        last := last + facts;
        INSERT INTO "public"."commits" (last_position, first_position, recorded_at, digest)
        SELECT last, first, at, sha256(coalesce(head.digest, '') || int8send(at)
            || coalesce(string_agg(d.digest, ''::bytea ORDER BY d.n), ''))
        FROM unnest(digests) WITH ORDINALITY AS d (digest, n);
        PERFORM pg_notify('pingzhan_public_events', last::text);
    END IF;
    IF beside IS NOT NULL THEN
        INSERT INTO "public".directory_people
            (member, position, community, name, phone, unit, building, note)
        SELECT p.member, last, p.community, p.name, p.phone, p.unit, p.building, p.note
        FROM jsonb_to_recordset(beside -> 'people') AS p (member text, community text, name text,
            phone text, unit text, building text, note text)
        ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
            name = excluded.name, phone = excluded.phone, unit = excluded.unit,
            building = excluded.building, note = excluded.note;
        INSERT INTO "public".directory_texts (id, position, community, kind, text, author, about)
        SELECT t.id, last, t.community, t.kind, t.text, t.author, t.about
        FROM jsonb_to_recordset(beside -> 'texts') AS t (id text, community text, kind text,
            text text, author text, about text)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text;
        INSERT INTO "public".directory_receipts
            (principal, key, request_hash, status, result, position)
        SELECT r.principal, r.key, r.request_hash, r.status, answer, last
        FROM jsonb_to_record(beside -> 'receipt') AS r (principal text, key text,
            request_hash text, status integer)
        WHERE answer IS NOT NULL;
    END IF;
END
$append$;
INSERT INTO store_meta VALUES ('schema_version', '7');
