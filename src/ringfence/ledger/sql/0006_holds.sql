-- Holds: money kept aside on a limited account. A capture is a transfer that names the hold.

-- Keep more money aside on an account.
CREATE FUNCTION ledger_held_add(p_leaf bigint, p_account uuid, p_amount_fen bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ringfence.books', 'open', true);
    UPDATE ledger_balance SET held_fen = held_fen + p_amount_fen
    WHERE leaf_id = p_leaf AND account_id = p_account AND p_amount_fen <> 0;
    PERFORM set_config('ringfence.books', 'shut', true);
END $$;

-- Place up to 8,000 holds in their order; return one row for each that was not simply placed.
-- Answers in order of precedence: REPEATED, KEY_REUSED, AMOUNT_INVALID, UNKNOWN_ACCOUNT (a pooled
-- account has no holds either), NOT_ACCEPTED, HOLD_EXPIRED, BELOW_FLOOR.
CREATE FUNCTION ledger_hold_place(
    p_leaf bigint, p_ids uuid[], p_accounts uuid[], p_amounts bigint[], p_expires timestamptz[],
    p_at timestamptz
) RETURNS TABLE (n integer, answer text, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_seen CONSTANT bigint := ledger_seen(p_leaf);
    v_first CONSTANT integer := ledger_place(cardinality(p_ids));
    v_account uuid;
    v_balance ledger_balance;
    v_free_fen bigint; v_taken_fen bigint;
    v_placed boolean[] := array_fill(false, ARRAY[cardinality(p_ids)]);
    t record;
BEGIN
    IF (cardinality(p_ids) BETWEEN 1 AND 8000 AND cardinality(p_ids) = ALL (ARRAY[
            cardinality(p_accounts), cardinality(p_amounts), cardinality(p_expires)])) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'A call has 1 to 8000 holds, each with an account, an amount and an end'
            USING ERRCODE = 'RFL01';
    END IF;
    -- The accounts first, in id order as everywhere; only then is it certain what was placed.
    PERFORM ledger_lock(p_leaf, p_accounts);
    FOR t IN
        SELECT w.*, first_value(ROW (w.account, w.amount, w.expires)) OVER (
                PARTITION BY w.id ORDER BY w.place) <> ROW (w.account, w.amount, w.expires)
                AS differs_in_call,
            lag(w.place) OVER (PARTITION BY w.id ORDER BY w.place) AS place_before,
            h.id AS placed,
            h.id IS NOT NULL AND (h.account_id, h.amount_fen, coalesce(h.expires_at, 'infinity'))
                <> (w.account, w.amount, coalesce(w.expires, 'infinity')) AS differs
        FROM unnest(p_ids, p_accounts, p_amounts, p_expires) WITH ORDINALITY
            AS w (id, account, amount, expires, place)
        LEFT JOIN ledger_hold AS h ON h.leaf_id = p_leaf AND h.id = w.id
        ORDER BY w.account, w.place
    LOOP
        IF t.account IS DISTINCT FROM v_account THEN
            PERFORM ledger_held_add(p_leaf, v_account, v_taken_fen);
            v_account := t.account;
            SELECT b.* INTO v_balance FROM ledger_balance AS b
            WHERE b.leaf_id = p_leaf AND b.account_id = t.account;
            v_free_fen := v_balance.balance_fen - v_balance.held_fen - v_balance.floor_fen;
            v_taken_fen := 0;
        END IF;
        n := t.place;
        answer := CASE
            WHEN t.differs OR t.differs_in_call THEN 'KEY_REUSED'
            WHEN t.placed IS NOT NULL OR v_placed[t.place_before] THEN 'REPEATED'
            WHEN t.amount NOT BETWEEN 1 AND 4000000000000000000 THEN 'AMOUNT_INVALID'
            WHEN v_balance.account_id IS NULL THEN 'UNKNOWN_ACCOUNT'
            WHEN v_balance.accepts <> 'ALL' THEN 'NOT_ACCEPTED'
            WHEN t.expires <= p_at THEN 'HOLD_EXPIRED'
            WHEN t.amount > v_free_fen - v_taken_fen THEN 'BELOW_FLOOR' END;
        v_placed[n] := answer IS NULL OR answer = 'REPEATED';
        IF answer IS NULL THEN
            INSERT INTO ledger_hold (leaf_id, id, account_id, amount_fen, expires_at, at, seen, n)
            VALUES (p_leaf, t.id, t.account, t.amount, t.expires, p_at, v_seen, v_first + n);
            v_taken_fen := v_taken_fen + t.amount;
        ELSE
            facts := jsonb_build_object('hold_id', t.id, 'account_id', t.account, 'amount_fen',
                t.amount, 'available_fen', v_free_fen - v_taken_fen + v_balance.floor_fen,
                'floor_fen', v_balance.floor_fen, 'clause', v_balance.clause, 'accepts',
                v_balance.accepts, 'differing', 'hold');
            RETURN NEXT;
        END IF;
    END LOOP;
    PERFORM ledger_held_add(p_leaf, v_account, v_taken_fen);
END $$;

-- End what is left of each hold, as RELEASED or EXPIRED; return the holds that were ended.
CREATE FUNCTION ledger_hold_end(p_leaf bigint, p_holds uuid[], p_kind text, p_at timestamptz)
RETURNS TABLE (hold_id uuid, amount_fen bigint)
LANGUAGE plpgsql AS $$
DECLARE
    v_seen CONSTANT bigint := ledger_seen(p_leaf);
    v_first CONSTANT integer := ledger_place(cardinality(p_holds));
BEGIN
    -- The accounts first, in id order as everywhere; only then is what is left certain.
    PERFORM ledger_lock(p_leaf, ARRAY(
        SELECT h.account_id FROM ledger_hold AS h
        WHERE h.leaf_id = p_leaf AND h.id = ANY (p_holds)));
    PERFORM set_config('ringfence.books', 'open', true);
    RETURN QUERY
    WITH ended AS (
        INSERT INTO ledger_hold_event (leaf_id, hold_id, seen, n, kind, amount_fen, at)
        SELECT p_leaf, h.id, v_seen, v_first + row_number() OVER (ORDER BY h.id), p_kind,
            ledger_hold_left(p_leaf, h.id), p_at
        FROM ledger_hold AS h
        WHERE h.leaf_id = p_leaf AND h.id = ANY (p_holds) AND ledger_hold_left(p_leaf, h.id) > 0
        RETURNING *
    ), freed AS (
        UPDATE ledger_balance AS b SET held_fen = b.held_fen - f.amount_fen
        FROM (SELECT h.account_id, sum(e.amount_fen)::bigint AS amount_fen
            FROM ended AS e JOIN ledger_hold AS h ON h.leaf_id = p_leaf AND h.id = e.hold_id
            GROUP BY h.account_id) AS f
        WHERE b.leaf_id = p_leaf AND b.account_id = f.account_id
    )
    SELECT e.hold_id, e.amount_fen FROM ended AS e;
    PERFORM set_config('ringfence.books', 'shut', true);
END $$;

-- Release holds; what was captured stays captured. Return each that had something left.
CREATE FUNCTION ledger_hold_release(p_leaf bigint, p_holds uuid[], p_at timestamptz)
RETURNS TABLE (hold_id uuid, amount_fen bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT * FROM ledger_hold_end(p_leaf, p_holds, 'RELEASED', p_at);
$$;

-- Expire up to 8,000 holds whose end is at or before p_at; return each.
CREATE FUNCTION ledger_hold_expire(p_leaf bigint, p_at timestamptz)
RETURNS TABLE (hold_id uuid, amount_fen bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT * FROM ledger_hold_end(p_leaf, ARRAY(
        SELECT h.id FROM ledger_hold AS h
        WHERE h.leaf_id = p_leaf AND h.expires_at <= p_at AND ledger_hold_left(p_leaf, h.id) > 0
        ORDER BY h.id LIMIT 8000), 'EXPIRED', p_at);
$$;
