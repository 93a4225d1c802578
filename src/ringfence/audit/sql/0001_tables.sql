-- The audit trail: who did, saw, exported what, when and why. One table, rows only ever added.

-- `era` rises when the trail moves to another cluster, where transaction ids start again.
-- `horizon`: every row seen below it has been sealed; none may appear there later.
CREATE TABLE audit_chain (
    is_only boolean  PRIMARY KEY DEFAULT true CHECK (is_only),
    era     smallint NOT NULL DEFAULT 0 CHECK (era >= 0),
    horizon bigint   NOT NULL DEFAULT 0
);
INSERT INTO audit_chain DEFAULT VALUES;

-- Begin the next era, where transaction ids have started again.
CREATE FUNCTION audit_era_next() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('ringfence.audit', 'open', true);
    UPDATE audit_chain SET era = era + 1
    WHERE (era::bigint << 48) + pg_current_xact_id()::text::bigint < horizon;
    PERFORM set_config('ringfence.audit', 'shut', true);
END $$;

-- The mark of the writing transaction: era * 2^48 + its id. A mark below the horizon means that
-- the trail was restored into another cluster; what is written there begins the next era.
CREATE FUNCTION audit_seen() RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_seen bigint;
    v_horizon bigint;
BEGIN
    LOOP
        SELECT (era::bigint << 48) + pg_current_xact_id()::text::bigint, horizon
        INTO STRICT v_seen, v_horizon FROM audit_chain;
        IF v_seen >= v_horizon THEN
            RETURN v_seen;
        END IF;
        PERFORM audit_era_next();
    END LOOP;
END $$;

-- One act or one reading. Empty text where something does not apply; no name and no number of a
-- person anywhere.
CREATE TABLE audit_entry (
    id           uuid        PRIMARY KEY,
    seen         bigint      NOT NULL DEFAULT audit_seen(),
    at           timestamptz NOT NULL,
    actor        text        NOT NULL CHECK (actor <> ''),
    organisation text        NOT NULL,
    action       text        NOT NULL CHECK (action <> ''),
    subject_kind text        NOT NULL,
    subject_id   text        NOT NULL,
    purpose      text        NOT NULL,
    outcome      text        NOT NULL CHECK (outcome <> ''),
    clause       text        NOT NULL,
    trace        text        NOT NULL,
    address      text        NOT NULL,
    facts        jsonb       NOT NULL CHECK (jsonb_typeof(facts) = 'object')
) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
CREATE INDEX audit_entry_seen ON audit_entry (seen);
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor, at, id);
CREATE INDEX audit_entry_organisation ON audit_entry (organisation, at, id)
    WHERE organisation <> '';
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at, id) WHERE subject_id <> '';
CREATE INDEX audit_entry_refused ON audit_entry (clause, at, outcome) WHERE outcome <> 'DONE';

-- Blocks of whole transactions, from_seen <= seen < to_seen, ordered (seen, id), each digest
-- chained to the one before. The ids, and 8 bytes of each row's digest, name the row that broke.
CREATE TABLE audit_seal (
    number     bigint      PRIMARY KEY CHECK (number > 0),
    from_seen  bigint      NOT NULL,
    to_seen    bigint      NOT NULL,
    row_count  bigint      NOT NULL CHECK (row_count > 0),
    sealed_at  timestamptz NOT NULL,
    previous   bytea       NOT NULL,
    digest     bytea       NOT NULL,
    entry_ids  uuid[]      NOT NULL,
    row_checks bytea       NOT NULL
);
ALTER TABLE audit_seal ALTER COLUMN entry_ids SET STORAGE EXTERNAL;
ALTER TABLE audit_seal ALTER COLUMN row_checks SET STORAGE EXTERNAL;
