-- Reading balances, and the checkpoints that keep pooled accounts quick to read.

-- Both sides of each transfer. `credit_fen` is positive for a credit and negative for a debit.
CREATE VIEW ledger_entry AS
SELECT leaf_id, debit_id AS account_id, credit_id AS other_id, -amount_fen AS credit_fen, at, seen,
    n, id AS transfer_id, code, link, reverses_id, hold_id, source_id
FROM ledger_transfer
UNION ALL
SELECT leaf_id, credit_id, debit_id, amount_fen, at, seen, n, id, code, link, reverses_id, hold_id,
    source_id
FROM ledger_transfer;

-- Every row of the leaf that is seen below this mark has been decided: it is visible, or never
-- will be. Taken before the rows are read.
CREATE FUNCTION ledger_settled(p_leaf bigint) RETURNS bigint
LANGUAGE sql AS $$
    SELECT (era::bigint << 48) + pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    FROM ledger_leaf WHERE id = p_leaf;
$$;

-- Remember that all rows below the mark were taken into a seal or a checkpoint.
CREATE FUNCTION ledger_horizon_raise(p_leaf bigint, p_seen bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ringfence.books', 'open', true);
    UPDATE ledger_leaf SET horizon = p_seen WHERE id = p_leaf AND horizon < p_seen;
    PERFORM set_config('ringfence.books', 'shut', true);
END $$;

-- Fold what has come since the last checkpoint of each pooled account, and add up days and accounts
-- (0009_sums.sql); return how many pooled accounts moved on.
CREATE FUNCTION ledger_checkpoint_fold(p_leaf bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_settled bigint;
    v_count integer;
BEGIN
    PERFORM ledger_seen(p_leaf);
    PERFORM FROM ledger_leaf WHERE id = p_leaf FOR NO KEY UPDATE;
    v_settled := ledger_settled(p_leaf);
    INSERT INTO ledger_checkpoint (leaf_id, account_id, seen, max_at, balance_fen, entry_count)
    SELECT p_leaf, a.id, v_settled, greatest(c.max_at, e.max_at),
        coalesce(c.balance_fen, 0) + a.side * e.credit_fen, coalesce(c.entry_count, 0) + e.count
    FROM ledger_account AS a
    JOIN ledger_pool AS p ON p.leaf_id = p_leaf AND p.account_id = a.id
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_checkpoint AS k WHERE k.leaf_id = p_leaf AND k.account_id = a.id
        ORDER BY k.seen DESC LIMIT 1
    ) AS c ON true
    CROSS JOIN LATERAL (
        SELECT sum(x.credit_fen) AS credit_fen, max(x.at) AS max_at, count(*) FROM ledger_entry AS x
        WHERE x.leaf_id = p_leaf AND x.account_id = a.id
            AND x.seen >= coalesce(c.seen, 0) AND x.seen < v_settled
    ) AS e
    WHERE a.leaf_id = p_leaf AND e.count > 0;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    PERFORM ledger_sums_fold(p_leaf, v_settled);
    PERFORM ledger_horizon_raise(p_leaf, v_settled);
    RETURN v_count;
END $$;

-- The balance of an account before an instant (exclusive), in fen, in the account's direction;
-- without an instant all that is in the books. Null where there is no such account.
CREATE FUNCTION ledger_balance_before(p_leaf bigint, p_account uuid, p_before timestamptz)
RETURNS numeric
LANGUAGE sql STABLE AS $$
    SELECT coalesce(c.balance_fen, 0) + a.side * coalesce((
        SELECT sum(x.credit_fen) FROM ledger_entry AS x
        WHERE x.leaf_id = p_leaf AND x.account_id = p_account AND x.seen >= coalesce(c.seen, 0)
            AND (p_before IS NULL OR x.at < p_before)), 0)
    FROM ledger_account AS a
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_checkpoint AS k
        WHERE k.leaf_id = p_leaf AND k.account_id = p_account
            AND (p_before IS NULL OR k.max_at < p_before)
        ORDER BY k.seen DESC LIMIT 1
    ) AS c ON true
    WHERE a.leaf_id = p_leaf AND a.id = p_account;
$$;
