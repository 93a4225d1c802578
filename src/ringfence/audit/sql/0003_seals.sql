-- Seals: what has committed, in blocks, each digest chained to the one before.
-- docs/audit.md gives the bytes, so that others can compute the same.

-- The digest of one row: SHA-256 over mark, id and instant (microseconds since 2000-01-01 00:00
-- UTC), big-endian, and all other columns as PostgreSQL writes a jsonb array of them.
CREATE FUNCTION audit_row_digest(e audit_entry) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(int8send(e.seen) || uuid_send(e.id) || timestamptz_send(e.at)
        || convert_to(jsonb_build_array(e.actor, e.organisation, e.action, e.subject_kind,
            e.subject_id, e.purpose, e.outcome, e.clause, e.trace, e.address, e.facts)::text,
            'UTF8'));
$$;

CREATE FUNCTION audit_first_digest() RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(convert_to('ringfence audit', 'UTF8')); $$;

CREATE FUNCTION audit_block_digest(
    p_previous bytea, p_number bigint, p_from_seen bigint, p_to_seen bigint, p_count bigint,
    p_sealed_at timestamptz, p_rows bytea
) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(p_previous || int8send(p_number) || int8send(p_from_seen) || int8send(p_to_seen)
        || int8send(p_count) || timestamptz_send(p_sealed_at) || p_rows);
$$;

-- The rows of a block, from_seen <= seen < to_seen: ids, digests one after the other, and the
-- first 8 bytes of each.
CREATE FUNCTION audit_block_read(
    p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT entry_ids uuid[],
    OUT digests bytea, OUT row_checks bytea
)
LANGUAGE sql STABLE AS $$
    SELECT count(*), array_agg(r.id ORDER BY r.seen, r.id),
        string_agg(r.digest, '' ORDER BY r.seen, r.id),
        string_agg(substr(r.digest, 1, 8), '' ORDER BY r.seen, r.id)
    FROM (SELECT e.seen, e.id, audit_row_digest(e) AS digest
        FROM audit_entry AS e WHERE e.seen >= p_from_seen AND e.seen < p_to_seen) AS r;
$$;

-- Every row seen below this mark has been decided: it is visible, or never will be.
-- Taken before the rows are read.
CREATE FUNCTION audit_settled() RETURNS bigint
LANGUAGE sql AS $$
    SELECT (era::bigint << 48) + pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    FROM audit_chain;
$$;

-- Seal up to p_most blocks of what has committed; return how many were sealed.
CREATE FUNCTION audit_seal_next(p_at timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    -- A block ends with the transaction that fills it.
    c_block_rows CONSTANT integer := 10000;
    v_settled bigint;
    v_last audit_seal;
    v_new audit_seal;
    v_to bigint;
    v_count integer := 0;
BEGIN
    PERFORM FROM audit_chain FOR NO KEY UPDATE;
    v_settled := audit_settled();
    SELECT * INTO v_last FROM audit_seal ORDER BY number DESC LIMIT 1;
    IF v_last.number IS NULL THEN
        v_last.number := 0; v_last.to_seen := 0; v_last.digest := audit_first_digest();
    END IF;
    WHILE v_count < p_most LOOP
        SELECT e.seen + 1 INTO v_to FROM audit_entry AS e
        WHERE e.seen >= v_last.to_seen AND e.seen < v_settled
        ORDER BY e.seen OFFSET c_block_rows - 1 LIMIT 1;
        v_to := coalesce(v_to, v_settled);
        INSERT INTO audit_seal (number, from_seen, to_seen, row_count, sealed_at, previous, digest,
            entry_ids, row_checks)
        SELECT v_last.number + 1, v_last.to_seen, v_to, b.row_count, p_at, v_last.digest,
            audit_block_digest(v_last.digest, v_last.number + 1, v_last.to_seen, v_to, b.row_count,
            p_at, b.digests), b.entry_ids, b.row_checks
        FROM audit_block_read(v_last.to_seen, v_to) AS b WHERE b.row_count > 0
        RETURNING * INTO v_new;
        EXIT WHEN NOT FOUND;
        v_last := v_new;
        v_count := v_count + 1;
    END LOOP;
    IF v_count > 0 THEN
        PERFORM set_config('ringfence.audit', 'open', true);
        UPDATE audit_chain SET horizon = v_last.to_seen;
        PERFORM set_config('ringfence.audit', 'shut', true);
    END IF;
    RETURN v_count;
END $$;

-- The first row in which a block differs from its seal, and how:
--   ROW_CHANGED   the row stands where it stood, with another content
--   ROW_MISSING   the row is gone
--   ROW_ADDED     no seal has ever taken the row
--   ROW_MOVED     the row is there, elsewhere in the order
CREATE FUNCTION audit_block_fault(
    s audit_seal, p_entry_ids uuid[], p_row_checks bytea,
    OUT problem text, OUT place bigint, OUT entry_id uuid
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_sealed_id uuid;
    v_found_id uuid;
BEGIN
    SELECT p INTO place
    FROM generate_series(1, greatest(s.row_count, cardinality(p_entry_ids)) + 1) AS p
    WHERE s.entry_ids[p] IS DISTINCT FROM p_entry_ids[p]
        OR substr(s.row_checks, 8 * p::integer - 7, 8)
            IS DISTINCT FROM substr(p_row_checks, 8 * p::integer - 7, 8)
    ORDER BY p LIMIT 1;
    v_sealed_id := s.entry_ids[place];
    v_found_id := p_entry_ids[place];
    IF v_sealed_id = v_found_id THEN
        problem := 'ROW_CHANGED'; entry_id := v_sealed_id;
    ELSIF v_sealed_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM audit_entry AS e WHERE e.id = v_sealed_id) THEN
        problem := 'ROW_MISSING'; entry_id := v_sealed_id;
    ELSIF v_found_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM audit_seal AS x WHERE v_found_id = ANY (x.entry_ids)) THEN
        problem := 'ROW_ADDED'; entry_id := v_found_id;
    ELSE
        problem := 'ROW_MOVED'; entry_id := coalesce(v_sealed_id, v_found_id);
    END IF;
END $$;

-- Compute blocks p_from..p_to again; return one row for each that is broken: a ROW_… as above, or
--   SEAL_MISSING   a number is not there, or its range does not begin where the last one ended
--   CHAIN_BROKEN   `previous` is not the digest of the block before
--   SEAL_CHANGED   the rows are as they were; the seal's own record is not
CREATE FUNCTION audit_seal_check(p_from bigint, p_to bigint)
RETURNS TABLE (number bigint, problem text, place bigint, entry_id uuid)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_previous bytea := audit_first_digest();
    v_to_seen bigint := 0;
    v_expected bigint := p_from;
    s audit_seal;
    b record;
BEGIN
    IF p_from > 1 THEN
        SELECT x.digest, x.to_seen INTO v_previous, v_to_seen FROM audit_seal AS x
        WHERE x.number = p_from - 1;
    END IF;
    FOR s IN SELECT * FROM audit_seal AS x WHERE x.number BETWEEN p_from AND p_to ORDER BY x.number
    LOOP
        number := s.number; problem := NULL; place := NULL; entry_id := NULL;
        SELECT * INTO b FROM audit_block_read(s.from_seen, s.to_seen);
        IF s.number <> v_expected OR s.from_seen IS DISTINCT FROM v_to_seen THEN
            problem := 'SEAL_MISSING';
        ELSIF s.previous IS DISTINCT FROM v_previous THEN
            problem := 'CHAIN_BROKEN';
        ELSIF audit_block_digest(s.previous, s.number, s.from_seen, s.to_seen, s.row_count,
                s.sealed_at, b.digests) IS DISTINCT FROM s.digest
            OR (b.row_count, b.entry_ids, b.row_checks)
                IS DISTINCT FROM (s.row_count, s.entry_ids, s.row_checks)
        THEN
            problem := 'SEAL_CHANGED';
            IF (b.entry_ids, b.row_checks) IS DISTINCT FROM (s.entry_ids, s.row_checks) THEN
                SELECT f.problem, f.place, f.entry_id INTO problem, place, entry_id
                FROM audit_block_fault(s, b.entry_ids, b.row_checks) AS f;
            END IF;
        END IF;
        IF problem IS NOT NULL THEN
            RETURN NEXT;
        END IF;
        v_previous := s.digest; v_to_seen := s.to_seen; v_expected := s.number + 1;
    END LOOP;
    IF v_expected <= p_to THEN
        number := v_expected; problem := 'SEAL_MISSING'; place := NULL; entry_id := NULL;
        RETURN NEXT;
    END IF;
END $$;
