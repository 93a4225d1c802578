-- Opening funds, leaves and accounts. Opening again with the same content changes nothing.

CREATE FUNCTION ledger_fund_open(p_id uuid, p_code text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_fund (id, code, opened_at) VALUES (p_id, p_code, p_at)
    ON CONFLICT DO NOTHING;
$$;

CREATE FUNCTION ledger_leaf_open(p_leaf bigint, p_fund uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_leaf (id, fund_id, opened_at) VALUES (p_leaf, p_fund, p_at)
    ON CONFLICT (id) DO NOTHING;
$$;

-- The mark of the writing transaction on this leaf: era * 2^48 + its id. A mark below the horizon
-- means that transaction ids started again (the books were restored into another cluster).
CREATE FUNCTION ledger_seen(p_leaf bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_seen bigint;
    v_horizon bigint;
BEGIN
    SELECT (era::bigint << 48) + pg_current_xact_id()::text::bigint, horizon
    INTO v_seen, v_horizon FROM ledger_leaf WHERE id = p_leaf;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no leaf %', p_leaf USING ERRCODE = 'RFL02';
    END IF;
    IF v_seen < v_horizon THEN
        RAISE EXCEPTION 'Leaf % was restored into another cluster: begin its next era', p_leaf
            USING ERRCODE = 'RFL03';
    END IF;
    RETURN v_seen;
END $$;

-- The first free place of this transaction's rows; takes the next p_count places.
CREATE FUNCTION ledger_place(p_count integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_first integer := coalesce(nullif(current_setting('ringfence.place', true), ''), '0')::integer;
BEGIN
    PERFORM set_config('ringfence.place', (v_first + p_count)::text, true);
    RETURN v_first;
END $$;

-- Open accounts that differ in key and owner only. Where keys stand for other accounts already,
-- return those keys and open nothing.
-- Limits may be null (none). A pooled account has no limits.
CREATE FUNCTION ledger_account_open(
    p_leaf bigint, p_ids uuid[], p_owners uuid[], p_code text, p_side smallint, p_pooled boolean,
    p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamptz
) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_seen CONSTANT bigint := ledger_seen(p_leaf);
BEGIN
    RETURN QUERY SELECT a.id FROM unnest(p_ids, p_owners) AS u (id, owner_id)
        JOIN ledger_account AS a ON a.leaf_id = p_leaf AND a.id = u.id
        WHERE (a.code, a.side, a.pooled) <> (p_code, p_side, p_pooled)
            OR a.owner_id IS DISTINCT FROM u.owner_id;
    IF FOUND THEN
        RETURN;
    END IF;
    INSERT INTO ledger_account (leaf_id, id, code, owner_id, side, pooled, opened_at, seen)
    SELECT p_leaf, a.id, p_code, a.owner_id, p_side, p_pooled, p_at, v_seen
    FROM unnest(p_ids, p_owners) AS a (id, owner_id) ORDER BY a.id
    ON CONFLICT (leaf_id, id) DO NOTHING;
    IF p_pooled THEN
        INSERT INTO ledger_pool (leaf_id, account_id, accepts)
        SELECT p_leaf, a.id, p_accepts
        FROM unnest(p_ids) AS u (id)
        JOIN ledger_account AS a ON a.leaf_id = p_leaf AND a.id = u.id AND a.pooled
        ORDER BY a.id
        ON CONFLICT (leaf_id, account_id) DO NOTHING;
    ELSE
        INSERT INTO ledger_balance (leaf_id, account_id, floor_fen, ceiling_fen, side, accepts, clause)
        SELECT p_leaf, a.id, coalesce(p_floor_fen, -4000000000000000000),
            coalesce(p_ceiling_fen, 4000000000000000000), p_side, p_accepts, p_clause
        FROM unnest(p_ids) AS u (id)
        JOIN ledger_account AS a ON a.leaf_id = p_leaf AND a.id = u.id AND NOT a.pooled
        ORDER BY a.id
        ON CONFLICT (leaf_id, account_id) DO NOTHING;
    END IF;
END $$;

-- Change what an account may hold and accept, and keep the change. A limit that the account's
-- money already breaks violates the table's CHECK (23514).
CREATE FUNCTION ledger_limit_set(
    p_leaf bigint, p_account uuid, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text,
    p_clause text, p_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_floor_fen bigint := coalesce(p_floor_fen, -4000000000000000000);
    v_ceiling_fen bigint := coalesce(p_ceiling_fen, 4000000000000000000);
BEGIN
    PERFORM set_config('ringfence.books', 'open', true);
    UPDATE ledger_balance AS b SET floor_fen = v_floor_fen, ceiling_fen = v_ceiling_fen,
        accepts = p_accepts, clause = p_clause
    WHERE b.leaf_id = p_leaf AND b.account_id = p_account;
    IF NOT FOUND THEN
        UPDATE ledger_pool AS p SET accepts = p_accepts
        WHERE p.leaf_id = p_leaf AND p.account_id = p_account
            AND p_floor_fen IS NULL AND p_ceiling_fen IS NULL;
    END IF;
    IF FOUND THEN
        PERFORM set_config('ringfence.books', 'shut', true);
        INSERT INTO ledger_limit (leaf_id, account_id, seen, n, floor_fen, ceiling_fen, accepts,
            clause, at)
        VALUES (p_leaf, p_account, ledger_seen(p_leaf), ledger_place(1), v_floor_fen,
            v_ceiling_fen, p_accepts, p_clause, p_at);
        RETURN true;
    END IF;
    PERFORM set_config('ringfence.books', 'shut', true);
    RETURN false;
END $$;
