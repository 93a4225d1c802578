-- Posting. `ledger_post` is the entrance; the other functions are its parts.
--
-- The arrays are parallel, one element a transfer, 1 to 8,000 of them. p_debits, p_credits,
-- p_codes and p_ats may have a single element, which then stands for all. p_links names for each
-- member of a chain the place (from 1) of the chain's first member.

-- Insert the transfers whose place is taken (all, where p_taken is null), near in the indexes.
CREATE FUNCTION ledger_transfer_write(
    p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[],
    p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamptz[],
    p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[], p_taken boolean[]
) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    INSERT INTO ledger_transfer (leaf_id, seen, amount_fen, at, id, debit_id, credit_id, n, link,
        code, reverses_id, hold_id, source_id)
    SELECT p_leaf, p_seen, t.amount, t.at, t.id, t.debit, t.credit, p_first + t.n,
        p_first + t.link, t.code, t.reverses, t.hold, t.source
    FROM unnest(p_ids, p_debits, p_credits, p_amounts, p_codes, p_ats, p_links, p_reverses,
            p_holds, p_sources, p_taken)
        WITH ORDINALITY AS t (id, debit, credit, amount, code, at, link, reverses, hold, source,
            taken, n)
    WHERE p_taken IS NULL OR t.taken
    ORDER BY t.debit, t.credit;
END $$;

-- Post all transfers at once and return true, where even the worst order of them keeps every
-- account within its limits. Otherwise return false or raise; the caller then undoes it.
-- Joins are by the whole key and in id order, so that two calls lock the same rows in the same
-- order; `moved` is materialized so that this holds also before the tables have statistics.
CREATE FUNCTION ledger_post_together(
    p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[],
    p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamptz[],
    p_links integer[], p_sources uuid[]
) RETURNS boolean
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_safe boolean;
BEGIN
    PERFORM set_config('ringfence.books', 'open', true);
    WITH moved AS MATERIALIZED (
        SELECT p_leaf AS leaf_id, account_id, coalesce(sum(debit_fen), 0)::bigint AS debit_fen,
            coalesce(sum(credit_fen), 0)::bigint AS credit_fen
        FROM (
            SELECT * FROM unnest(p_debits, p_amounts, NULL::bigint[])
                AS entry (account_id, debit_fen, credit_fen)
            UNION ALL
            SELECT * FROM unnest(p_credits, NULL::bigint[], p_amounts)
        ) AS entries
        GROUP BY account_id
        ORDER BY account_id
    ), changed AS (
        UPDATE ledger_balance AS b
        SET balance_fen = b.balance_fen + b.side * (m.credit_fen - m.debit_fen)
        FROM moved AS m
        WHERE b.leaf_id = m.leaf_id AND b.account_id = m.account_id
            AND (b.accepts = 'ALL' OR b.accepts = 'CREDITS_ONLY' AND m.debit_fen = 0)
            AND b.balance_fen - b.held_fen
                - CASE b.side WHEN 1 THEN m.debit_fen ELSE m.credit_fen END >= b.floor_fen
            AND b.balance_fen
                + CASE b.side WHEN 1 THEN m.credit_fen ELSE m.debit_fen END <= b.ceiling_fen
        RETURNING 1
    ), rest AS (
        SELECT (SELECT count(*) FROM moved) - (SELECT count(*) FROM changed) AS account_count
    )
    SELECT CASE account_count WHEN 0 THEN true ELSE account_count = (
        SELECT count(*) FROM moved AS m
        JOIN ledger_pool AS p ON p.leaf_id = m.leaf_id AND p.account_id = m.account_id
        WHERE p.accepts = 'ALL') END
    INTO v_safe FROM rest;
    PERFORM set_config('ringfence.books', 'shut', true);

    IF v_safe THEN
        PERFORM ledger_transfer_write(p_leaf, p_seen, p_first, p_ids, p_debits, p_credits,
            p_amounts, p_codes, p_ats, p_links, NULL, NULL, p_sources, NULL);
    END IF;
    RETURN v_safe;
END $$;

-- Whether a limited account takes a credit (above zero) or a debit (below) and stays within its
-- limits.
CREATE FUNCTION ledger_may_move(b ledger_balance, p_credit_fen bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT (b.accepts = 'ALL' OR b.accepts = 'CREDITS_ONLY' AND p_credit_fen > 0)
        AND (b.side * p_credit_fen > 0
            OR b.balance_fen - b.held_fen + b.side * p_credit_fen >= b.floor_fen)
        AND (b.side * p_credit_fen < 0
            OR b.balance_fen + b.side * p_credit_fen <= b.ceiling_fen);
$$;

-- Whether the account is a pool that takes everything.
CREATE FUNCTION ledger_is_open_pool(p_leaf bigint, p_account uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM ledger_pool AS p
        WHERE p.leaf_id = p_leaf AND p.account_id = p_account AND p.accepts = 'ALL');
END $$;

-- Post a single transfer in few statements and without a subtransaction; return false, with nothing
-- done, where it may have to be refused. The two accounts are locked in id order.
CREATE FUNCTION ledger_post_single(
    p_leaf bigint, p_seen bigint, p_first integer, p_id uuid, p_debit uuid, p_credit uuid,
    p_amount bigint, p_code text, p_at timestamptz, p_link integer, p_source uuid
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    v_lower CONSTANT uuid := least(p_debit, p_credit);
    v_upper CONSTANT uuid := greatest(p_debit, p_credit);
    v_lower_fen CONSTANT bigint := CASE v_lower WHEN p_debit THEN -p_amount ELSE p_amount END;
    v_books text;  -- set_config is assigned: PERFORM would be a query of its own
    v_lower_moved boolean;
    v_upper_moved boolean;
BEGIN
    IF p_debit = p_credit OR p_amount NOT BETWEEN 1 AND 4000000000000000000 THEN
        RETURN false;
    END IF;
    v_books := set_config('ringfence.books', 'open', true);
    UPDATE ledger_balance AS b SET balance_fen = b.balance_fen + b.side * v_lower_fen
    WHERE b.leaf_id = p_leaf AND b.account_id = v_lower
        AND ledger_may_move(b, v_lower_fen);
    v_lower_moved := FOUND;
    -- Where the lower one refuses, the upper one is not touched: the careful way must lock it second.
    IF v_lower_moved OR ledger_is_open_pool(p_leaf, v_lower) THEN
        UPDATE ledger_balance AS b SET balance_fen = b.balance_fen - b.side * v_lower_fen
        WHERE b.leaf_id = p_leaf AND b.account_id = v_upper
            AND ledger_may_move(b, -v_lower_fen);
        v_upper_moved := FOUND;
    ELSE
        v_books := set_config('ringfence.books', 'shut', true);
        RETURN false;
    END IF;
    IF v_upper_moved OR ledger_is_open_pool(p_leaf, v_upper) THEN
        INSERT INTO ledger_transfer (leaf_id, seen, amount_fen, at, id, debit_id, credit_id, n,
            link, code, source_id)
        VALUES (p_leaf, p_seen, p_amount, p_at, p_id, p_debit, p_credit, p_first + 1,
            p_first + p_link, p_code, p_source)
        ON CONFLICT (leaf_id, id) DO NOTHING;
        IF FOUND THEN
            v_books := set_config('ringfence.books', 'shut', true);
            RETURN true;
        END IF;
    END IF;
    UPDATE ledger_balance AS b SET balance_fen = b.balance_fen - b.side * v_lower_fen
    WHERE v_lower_moved AND b.leaf_id = p_leaf AND b.account_id = v_lower;
    UPDATE ledger_balance AS b SET balance_fen = b.balance_fen + b.side * v_lower_fen
    WHERE v_upper_moved AND b.leaf_id = p_leaf AND b.account_id = v_upper;
    v_books := set_config('ringfence.books', 'shut', true);
    RETURN false;
END $$;

-- Raise RFL01 where a call is not well formed: a fault of the program that calls, not a refusal.
CREATE FUNCTION ledger_call_check(
    p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[],
    p_ats timestamptz[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_count integer := coalesce(cardinality(p_ids), 0);
BEGIN
    IF v_count NOT BETWEEN 1 AND 8000 THEN
        RAISE EXCEPTION 'A call has 1 to 8000 transfers, not %', v_count USING ERRCODE = 'RFL01';
    END IF;
    IF (v_count = ALL (ARRAY[cardinality(p_debits), cardinality(p_credits), cardinality(p_amounts),
            cardinality(p_codes), cardinality(p_ats), coalesce(cardinality(p_links), v_count),
            coalesce(cardinality(p_reverses), v_count), coalesce(cardinality(p_holds), v_count),
            coalesce(cardinality(p_sources), v_count)])) IS NOT TRUE THEN
        RAISE EXCEPTION 'The arrays of a call have one element a transfer' USING ERRCODE = 'RFL01';
    END IF;
    IF array_position(p_ids, NULL) IS NOT NULL OR array_position(p_debits, NULL) IS NOT NULL
        OR array_position(p_credits, NULL) IS NOT NULL OR array_position(p_amounts, NULL) IS NOT NULL
        OR array_position(p_codes, NULL) IS NOT NULL OR array_position(p_ats, NULL) IS NOT NULL THEN
        RAISE EXCEPTION 'A transfer has a key, two accounts, an amount, a code and an instant'
            USING ERRCODE = 'RFL01';
    END IF;
    IF p_links IS NOT NULL THEN
        IF EXISTS (
            SELECT FROM (SELECT link, n, lag(link) OVER (ORDER BY n) AS before
                FROM unnest(p_links) WITH ORDINALITY AS l (link, n)) AS l
            WHERE link <> n AND link IS DISTINCT FROM before) THEN
            RAISE EXCEPTION 'The members of a link stand together' USING ERRCODE = 'RFL01';
        END IF;
    END IF;
END $$;

-- Post 1 to 8,000 transfers of one leaf in their order; return one row for each that was not
-- simply posted: its place in the call from 1, its answer, and the facts.
--
-- Answers, in order of precedence:
--   REPEATED              the key was posted before with the same content; nothing is done again
--   KEY_REUSED            the key was posted before with another content; facts: differing
--   AMOUNT_INVALID        below 1 or above 4 * 10^18 fen
--   SAME_ACCOUNT          debit and credit are one account
--   UNKNOWN_ACCOUNT       facts: account_id
--   NOT_ACCEPTED          the account takes credits only, or nothing
--   UNKNOWN_ORIGINAL, REVERSAL_DIFFERS, ALREADY_REVERSED
--   UNKNOWN_HOLD, HOLD_OF_OTHER_ACCOUNT, HOLD_EXPIRED, HOLD_EXCEEDED
--   BELOW_FLOOR           facts: available_fen, floor_fen, amount_fen, clause
--   ABOVE_CEILING         facts: balance_fen, ceiling_fen, amount_fen, clause
--   LINK_PARTLY_POSTED    some members of the chain were posted before and some were not
--   LINK_FAILED           another member of the chain was refused
CREATE FUNCTION ledger_post(
    p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[],
    p_codes text[], p_ats timestamptz[], p_links integer[] DEFAULT NULL,
    p_reverses uuid[] DEFAULT NULL, p_holds uuid[] DEFAULT NULL, p_sources uuid[] DEFAULT NULL
) RETURNS TABLE (n integer, answer text, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_count integer := cardinality(p_ids);
    v_seen bigint := ledger_seen(p_leaf);
    v_first integer;
BEGIN
    IF v_count > 1 THEN
        IF cardinality(p_debits) = 1 THEN p_debits := array_fill(p_debits[1], ARRAY[v_count]); END IF;
        IF cardinality(p_credits) = 1 THEN p_credits := array_fill(p_credits[1], ARRAY[v_count]); END IF;
        IF cardinality(p_codes) = 1 THEN p_codes := array_fill(p_codes[1], ARRAY[v_count]); END IF;
        IF cardinality(p_ats) = 1 THEN p_ats := array_fill(p_ats[1], ARRAY[v_count]); END IF;
    END IF;
    PERFORM ledger_call_check(p_ids, p_debits, p_credits, p_amounts, p_codes, p_ats, p_links,
        p_reverses, p_holds, p_sources);
    v_first := ledger_place(v_count);

    IF p_reverses IS NULL AND p_holds IS NULL AND v_count = 1 THEN
        IF ledger_post_single(p_leaf, v_seen, v_first, p_ids[1], p_debits[1], p_credits[1],
            p_amounts[1], p_codes[1], p_ats[1], p_links[1], p_sources[1]) THEN
            RETURN;
        END IF;
    ELSIF p_reverses IS NULL AND p_holds IS NULL THEN
        BEGIN
            IF ledger_post_together(p_leaf, v_seen, v_first, p_ids, p_debits, p_credits,
                p_amounts, p_codes, p_ats, p_links, p_sources) THEN
                RETURN;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'RFL00';
        EXCEPTION
            -- Some transfer may have to be refused: what was done is undone here.
            WHEN SQLSTATE 'RFL00' OR unique_violation OR check_violation
                OR numeric_value_out_of_range THEN NULL;
        END;
    END IF;

    FOR v_attempt IN 1..3 LOOP
        BEGIN
            RETURN QUERY SELECT * FROM ledger_post_in_order(p_leaf, v_seen, v_first, p_ids,
                p_debits, p_credits, p_amounts, p_codes, p_ats, p_links, p_reverses, p_holds,
                p_sources);
            RETURN;
        EXCEPTION
            -- Another connection has just posted one of the keys: look again.
            WHEN unique_violation THEN
                IF v_attempt = 3 THEN RAISE; END IF;
        END;
    END LOOP;
END $$;
