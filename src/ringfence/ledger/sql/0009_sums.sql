-- Figures of whole funds: days and accounts are added up off the posting path, and read together
-- with what came since. A row is in the sums or behind their mark, never both.

-- Add up what is settled and not added up yet. Part of ledger_checkpoint_fold, under its lock.
CREATE FUNCTION ledger_sums_fold(p_leaf bigint, p_settled bigint) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET enable_seqscan = on SET jit = off
AS $$
BEGIN
    INSERT INTO ledger_day_sum (leaf_id, seen, moved_on, code, debit_code, debit_side, credit_code,
        credit_side, transfer_count, amount_fen)
    SELECT p_leaf, p_settled, d.moved_on, d.code, d.debit_code, d.debit_side, d.credit_code,
        d.credit_side, d.transfer_count, d.amount_fen
    FROM ledger_days_between(p_leaf, ledger_day_mark(p_leaf), p_settled) AS d;
    INSERT INTO ledger_account_sum (leaf_id, seen, code, side, account_count)
    SELECT p_leaf, p_settled, a.code, a.side, count(*)
    FROM ledger_account AS a
    WHERE a.leaf_id = p_leaf AND a.seen >= ledger_account_mark(p_leaf) AND a.seen < p_settled
    GROUP BY a.code, a.side;
END $$;

-- What is seen below the mark is in the sums.
CREATE FUNCTION ledger_day_mark(p_leaf bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT max(s.seen) FROM ledger_day_sum AS s WHERE s.leaf_id = p_leaf), 0);
$$;

CREATE FUNCTION ledger_account_mark(p_leaf bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT max(s.seen) FROM ledger_account_sum AS s WHERE s.leaf_id = p_leaf), 0);
$$;

-- The transfers of a leaf from one mark (included) to another, added up; null is the end. Planned
-- anew each time: a few rows and all rows want different ways.
CREATE FUNCTION ledger_days_between(p_leaf bigint, p_from_seen bigint, p_to_seen bigint)
RETURNS TABLE (moved_on date, code text, debit_code text, debit_side smallint, credit_code text,
    credit_side smallint, transfer_count bigint, amount_fen numeric)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan SET jit = off AS $$
BEGIN
    RETURN QUERY SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date, t.code, d.code, d.side, c.code, c.side,
        count(*), sum(t.amount_fen)
    FROM ledger_transfer AS t
    JOIN ledger_account AS d ON d.leaf_id = p_leaf AND d.id = t.debit_id
    JOIN ledger_account AS c ON c.leaf_id = p_leaf AND c.id = t.credit_id
    WHERE t.leaf_id = p_leaf AND t.seen >= p_from_seen
        AND (p_to_seen IS NULL OR t.seen < p_to_seen)
    GROUP BY 1, 2, 3, 4, 5, 6;
END $$;

-- All transfers of some leaves by business day, code, and the codes and sides of their accounts.
CREATE FUNCTION ledger_days(p_leaves bigint[])
RETURNS TABLE (moved_on date, code text, debit_code text, debit_side smallint, credit_code text,
    credit_side smallint, transfer_count bigint, amount_fen numeric)
LANGUAGE sql STABLE AS $$
    SELECT s.moved_on, s.code, s.debit_code, s.debit_side, s.credit_code, s.credit_side,
        s.transfer_count, s.amount_fen
    FROM ledger_day_sum AS s WHERE s.leaf_id = ANY (p_leaves)
    UNION ALL
    SELECT d.* FROM unnest(p_leaves) AS l (id)
    CROSS JOIN LATERAL ledger_days_between(l.id, ledger_day_mark(l.id), NULL) AS d;
$$;

CREATE FUNCTION ledger_accounts_since(p_leaf bigint, p_from_seen bigint)
RETURNS TABLE (code text, side smallint, account_count bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan SET jit = off AS $$
BEGIN
    RETURN QUERY SELECT a.code, a.side, count(*) FROM ledger_account AS a
    WHERE a.leaf_id = p_leaf AND a.seen >= p_from_seen GROUP BY a.code, a.side;
END $$;

-- How many accounts some leaves have, by code and side; a pair may be there more than once.
CREATE FUNCTION ledger_account_counts(p_leaves bigint[])
RETURNS TABLE (code text, side smallint, account_count bigint)
LANGUAGE sql STABLE AS $$
    SELECT s.code, s.side, s.account_count
    FROM ledger_account_sum AS s WHERE s.leaf_id = ANY (p_leaves)
    UNION ALL
    SELECT a.* FROM unnest(p_leaves) AS l (id)
    CROSS JOIN LATERAL ledger_accounts_since(l.id, ledger_account_mark(l.id)) AS a;
$$;
