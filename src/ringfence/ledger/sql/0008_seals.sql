-- Seals: what has committed, in blocks, each digest chained to the one before on its leaf.
-- docs/ledger.md gives the bytes, so that others can compute the same.

-- The digest of one transfer: SHA-256 over its fields, big-endian, absent ids as 16 zero bytes,
-- an absent link as -1, instants in microseconds since 2000-01-01 00:00 UTC, the code last.
CREATE FUNCTION ledger_row_digest(t ledger_transfer) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(int8send(t.seen) || int4send(t.n) || uuid_send(t.id) || uuid_send(t.debit_id)
        || uuid_send(t.credit_id) || int8send(t.amount_fen) || timestamptz_send(t.at)
        || int4send(coalesce(t.link, -1))
        || coalesce(uuid_send(t.reverses_id), '\x00000000000000000000000000000000')
        || coalesce(uuid_send(t.hold_id), '\x00000000000000000000000000000000')
        || coalesce(uuid_send(t.source_id), '\x00000000000000000000000000000000')
        || convert_to(t.code, 'UTF8'));
$$;

CREATE FUNCTION ledger_block_digest(
    p_previous bytea, p_leaf bigint, p_number bigint, p_count bigint, p_sealed_at timestamptz,
    p_rows bytea
) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(p_previous || int8send(p_leaf) || int8send(p_number) || int8send(p_count)
        || timestamptz_send(p_sealed_at) || p_rows);
$$;

-- The rows of a block, from_seen <= seen < to_seen: their digests one after the other, and the
-- first 8 bytes of each.
CREATE FUNCTION ledger_block_read(
    p_leaf bigint, p_from_seen bigint, p_to_seen bigint, OUT row_count bigint,
    OUT amount_fen numeric, OUT digests bytea, OUT row_checks bytea
)
LANGUAGE sql STABLE AS $$
    SELECT count(*), sum(r.amount_fen), string_agg(r.digest, '' ORDER BY r.seen, r.n, r.id),
        string_agg(substr(r.digest, 1, 8), '' ORDER BY r.seen, r.n, r.id)
    FROM (SELECT t.seen, t.n, t.id, t.amount_fen, ledger_row_digest(t) AS digest
        FROM ledger_transfer AS t
        WHERE t.leaf_id = p_leaf AND t.seen >= p_from_seen AND t.seen < p_to_seen) AS r;
$$;

-- Seal up to p_most blocks of what has committed; return how many were sealed.
CREATE FUNCTION ledger_seal_next(p_leaf bigint, p_at timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    -- A block ends with the transaction that fills it.
    c_block_rows CONSTANT integer := 10000;
    v_settled bigint;
    v_last ledger_seal;
    v_new ledger_seal;
    v_to bigint;
    v_count integer := 0;
BEGIN
    PERFORM ledger_seen(p_leaf);
    PERFORM FROM ledger_leaf WHERE id = p_leaf FOR NO KEY UPDATE;
    v_settled := ledger_settled(p_leaf);
    SELECT * INTO v_last FROM ledger_seal WHERE leaf_id = p_leaf ORDER BY number DESC LIMIT 1;
    IF v_last.leaf_id IS NULL THEN
        v_last.number := 0; v_last.to_seen := 0;
        v_last.digest := sha256(convert_to('ringfence ledger leaf ' || p_leaf, 'UTF8'));
    END IF;
    WHILE v_count < p_most LOOP
        SELECT t.seen + 1 INTO v_to FROM ledger_transfer AS t
        WHERE t.leaf_id = p_leaf AND t.seen >= v_last.to_seen AND t.seen < v_settled
        ORDER BY t.seen OFFSET c_block_rows - 1 LIMIT 1;
        INSERT INTO ledger_seal (leaf_id, number, from_seen, to_seen, row_count, amount_fen,
            sealed_at, previous, digest, row_checks)
        SELECT p_leaf, v_last.number + 1, v_last.to_seen, coalesce(v_to, v_settled), b.row_count,
            b.amount_fen, p_at, v_last.digest, ledger_block_digest(v_last.digest, p_leaf,
            v_last.number + 1, b.row_count, p_at, b.digests), b.row_checks
        FROM ledger_block_read(p_leaf, v_last.to_seen, coalesce(v_to, v_settled)) AS b
        WHERE b.row_count > 0
        RETURNING * INTO v_new;
        EXIT WHEN NOT FOUND;
        v_last := v_new;
        v_count := v_count + 1;
    END LOOP;
    IF v_count > 0 THEN
        PERFORM ledger_horizon_raise(p_leaf, v_last.to_seen);
    END IF;
    RETURN v_count;
END $$;

-- Begin the next era of a leaf that was restored into another cluster; return it.
CREATE FUNCTION ledger_era_next(p_leaf bigint) RETURNS smallint
LANGUAGE plpgsql AS $$
DECLARE
    v_era smallint;
BEGIN
    PERFORM set_config('ringfence.books', 'open', true);
    UPDATE ledger_leaf SET era = era + 1 WHERE id = p_leaf RETURNING era INTO v_era;
    PERFORM set_config('ringfence.books', 'shut', true);
    RETURN v_era;
END $$;

-- Compute blocks p_from..p_to of a leaf again; return one row for each that is broken:
--   SEAL_MISSING   a number is not there, or its range does not begin where the last one ended
--   CHAIN_BROKEN   `previous` is not the digest of the block before
--   ROW_CHANGED, ROW_MISSING, ROW_ADDED   and the first transfer from which the block differs
--   SEAL_CHANGED   the rows are as they were; the seal's own record is not
CREATE FUNCTION ledger_seal_check(p_leaf bigint, p_from bigint, p_to bigint)
RETURNS TABLE (number bigint, problem text, place bigint, transfer_id uuid)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_previous bytea := sha256(convert_to('ringfence ledger leaf ' || p_leaf, 'UTF8'));
    v_to_seen bigint := 0;
    v_expected bigint := p_from;
    s ledger_seal;
    b record;
BEGIN
    IF p_from > 1 THEN
        SELECT x.digest, x.to_seen INTO v_previous, v_to_seen FROM ledger_seal AS x
        WHERE x.leaf_id = p_leaf AND x.number = p_from - 1;
    END IF;
    FOR s IN SELECT * FROM ledger_seal AS x
        WHERE x.leaf_id = p_leaf AND x.number BETWEEN p_from AND p_to ORDER BY x.number
    LOOP
        number := s.number; problem := NULL; place := NULL; transfer_id := NULL;
        SELECT * INTO b FROM ledger_block_read(p_leaf, s.from_seen, s.to_seen);
        IF s.number <> v_expected OR s.from_seen IS DISTINCT FROM v_to_seen THEN
            problem := 'SEAL_MISSING';
        ELSIF s.previous IS DISTINCT FROM v_previous THEN
            problem := 'CHAIN_BROKEN';
        ELSIF b.row_checks IS DISTINCT FROM s.row_checks THEN
            problem := CASE WHEN b.row_count < s.row_count THEN 'ROW_MISSING'
                WHEN b.row_count > s.row_count THEN 'ROW_ADDED' ELSE 'ROW_CHANGED' END;
            SELECT min(i) + 1 INTO place FROM generate_series(0, s.row_count) AS i
            WHERE substr(b.row_checks, 8 * i::integer + 1, 8)
                IS DISTINCT FROM substr(s.row_checks, 8 * i::integer + 1, 8);
            SELECT t.id INTO transfer_id FROM ledger_transfer AS t
            WHERE t.leaf_id = p_leaf AND t.seen >= s.from_seen AND t.seen < s.to_seen
            ORDER BY t.seen, t.n, t.id OFFSET place - 1 LIMIT 1;
        ELSIF (b.row_count, b.amount_fen, ledger_block_digest(s.previous, p_leaf, s.number,
                b.row_count, s.sealed_at, b.digests)) <> (s.row_count, s.amount_fen, s.digest) THEN
            problem := 'SEAL_CHANGED';
        END IF;
        IF problem IS NOT NULL THEN
            RETURN NEXT;
        END IF;
        v_previous := s.digest; v_to_seen := s.to_seen; v_expected := s.number + 1;
    END LOOP;
    IF v_expected <= p_to THEN
        number := v_expected; problem := 'SEAL_MISSING'; place := NULL; transfer_id := NULL;
        RETURN NEXT;
    END IF;
END $$;

-- Hold a leaf's balances, holds and checkpoints against its transfers; return what differs.
CREATE FUNCTION ledger_books_check(p_leaf bigint)
RETURNS TABLE (problem text, account_id uuid, in_books_fen numeric, by_entries_fen numeric)
LANGUAGE sql STABLE AS $$
    WITH moved AS MATERIALIZED (
        SELECT e.account_id, sum(e.credit_fen) AS credit_fen FROM ledger_entry AS e
        WHERE e.leaf_id = p_leaf GROUP BY e.account_id
    )
    SELECT 'BALANCE_DIFFERS', a.id, b.balance_fen::numeric, a.side * coalesce(m.credit_fen, 0)
    FROM ledger_account AS a
    JOIN ledger_balance AS b ON b.leaf_id = p_leaf AND b.account_id = a.id
    LEFT JOIN moved AS m ON m.account_id = a.id
    WHERE a.leaf_id = p_leaf
        AND (b.balance_fen <> a.side * coalesce(m.credit_fen, 0) OR b.side <> a.side)
    UNION ALL
    SELECT 'ACCOUNT_MISSING', m.account_id, NULL, m.credit_fen FROM moved AS m
    WHERE NOT EXISTS (SELECT FROM ledger_standing AS s
        WHERE s.leaf_id = p_leaf AND s.account_id = m.account_id AND s.accepts IS NOT NULL)
    UNION ALL
    SELECT 'HELD_DIFFERS', b.account_id, b.held_fen, coalesce(h.left_fen, 0)
    FROM ledger_balance AS b
    LEFT JOIN (SELECT x.account_id, sum(ledger_hold_left(p_leaf, x.id)) AS left_fen
        FROM ledger_hold AS x WHERE x.leaf_id = p_leaf GROUP BY x.account_id) AS h
        ON h.account_id = b.account_id
    WHERE b.leaf_id = p_leaf AND b.held_fen <> coalesce(h.left_fen, 0)
    UNION ALL
    SELECT 'CHECKPOINT_DIFFERS', c.account_id, c.balance_fen, c.before_fen + a.side * c.since_fen
    FROM (SELECT k.*, lag(k.balance_fen, 1, 0::numeric) OVER w AS before_fen,
            (SELECT coalesce(sum(e.credit_fen), 0) FROM ledger_entry AS e
            WHERE e.leaf_id = p_leaf AND e.account_id = k.account_id AND e.seen < k.seen
                AND e.seen >= coalesce(k.seen_before, 0)) AS since_fen
        FROM (SELECT x.*, lag(x.seen) OVER (PARTITION BY x.account_id ORDER BY x.seen)
                AS seen_before
            FROM ledger_checkpoint AS x WHERE x.leaf_id = p_leaf) AS k
        WINDOW w AS (PARTITION BY k.account_id ORDER BY k.seen)) AS c
    JOIN ledger_account AS a ON a.leaf_id = p_leaf AND a.id = c.account_id
    WHERE c.balance_fen <> c.before_fen + a.side * c.since_fen
    UNION ALL
    SELECT 'DAY_SUM_DIFFERS', NULL, s.amount_fen, t.amount_fen
    FROM (SELECT x.moved_on, x.code, sum(x.transfer_count) AS transfer_count,
            sum(x.amount_fen) AS amount_fen
        FROM ledger_day_sum AS x WHERE x.leaf_id = p_leaf GROUP BY x.moved_on, x.code) AS s
    FULL JOIN (SELECT (y.at AT TIME ZONE 'Asia/Shanghai')::date AS moved_on, y.code,
            count(*) AS transfer_count, sum(y.amount_fen) AS amount_fen
        FROM ledger_transfer AS y
        WHERE y.leaf_id = p_leaf
            AND y.seen < (SELECT max(z.seen) FROM ledger_day_sum AS z WHERE z.leaf_id = p_leaf)
        GROUP BY 1, 2) AS t ON t.moved_on = s.moved_on AND t.code = s.code
    WHERE (s.transfer_count, s.amount_fen) IS DISTINCT FROM (t.transfer_count, t.amount_fen);
$$;
