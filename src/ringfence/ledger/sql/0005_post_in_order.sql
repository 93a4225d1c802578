-- Posting where a transfer may be refused: the accounts are locked in id order, each transfer is
-- decided in memory in the order of the call, and what was accepted is written set-based.

-- Lock the limited ones of the accounts in id order, so that no two calls wait for each other.
-- The materialized part keeps the join on the whole key, also before the table has statistics.
CREATE FUNCTION ledger_lock(p_leaf bigint, p_accounts uuid[]) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET jit = off
AS $$
BEGIN
    PERFORM FROM (
        WITH wanted AS MATERIALIZED (
            SELECT DISTINCT p_leaf AS leaf_id, id AS account_id FROM unnest(p_accounts) AS id)
        SELECT FROM wanted AS w
        JOIN ledger_balance AS b ON b.leaf_id = w.leaf_id AND b.account_id = w.account_id
        ORDER BY w.account_id
        FOR NO KEY UPDATE OF b
    ) AS locked;
END $$;

-- For each element of p_of its place in p_in, or null.
CREATE FUNCTION ledger_places(p_of uuid[], p_in uuid[]) RETURNS integer[]
LANGUAGE sql STABLE SET enable_nestloop = off SET jit = off AS $$
    SELECT array_agg(i.n ORDER BY o.n)
    FROM unnest(p_of) WITH ORDINALITY AS o (id, n)
    LEFT JOIN unnest(p_in) WITH ORDINALITY AS i (id, n) ON i.id = o.id;
$$;

-- For each element the first place at which it stands.
CREATE FUNCTION ledger_first_places(p_of uuid[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(first ORDER BY n) FROM (
        SELECT n, min(n) OVER (PARTITION BY id) AS first
        FROM unnest(p_of) WITH ORDINALITY AS o (id, n)) AS o;
$$;

-- The content that a key stands for; `step` is how far the transfer stands from its chain's first.
CREATE TYPE ledger_content AS (
    debit_id uuid, credit_id uuid, amount_fen bigint, code text, at timestamptz, link integer,
    reverses_id uuid, hold_id uuid, source_id uuid);

-- The names of the fields in which two contents differ.
CREATE FUNCTION ledger_differing(p_one ledger_content, p_other ledger_content) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('differing', jsonb_agg(o.key ORDER BY o.key))
    FROM jsonb_each(to_jsonb(p_one)) AS o
    WHERE o.value IS DISTINCT FROM to_jsonb(p_other) -> o.key;
$$;

-- (Planned anew each time: a plan made for empty tables would be slow on full ones.)
-- What is wrong with each transfer whatever the order, and null where nothing is.
CREATE FUNCTION ledger_post_examine(
    p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[],
    p_codes text[], p_ats timestamptz[], p_links integer[], p_reverses uuid[], p_holds uuid[],
    p_sources uuid[]
) RETURNS TABLE (n integer, answer text, facts jsonb)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_custom_plan SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET jit = off
AS $$
BEGIN
    RETURN QUERY
    SELECT t.n::integer, v.answer, CASE v.answer
        WHEN 'KEY_REUSED' THEN ledger_differing(t.content, coalesce(e.content, t.first_content))
        WHEN 'AMOUNT_INVALID' THEN jsonb_build_object('amount_fen', t.amount)
        WHEN 'SAME_ACCOUNT' THEN jsonb_build_object('account_id', t.debit)
        WHEN 'UNKNOWN_ACCOUNT' THEN jsonb_build_object(
            'account_id', CASE WHEN d.side IS NULL THEN t.debit ELSE t.credit END)
        WHEN 'NOT_ACCEPTED' THEN CASE WHEN d.accepts <> 'ALL'
            THEN jsonb_build_object('account_id', t.debit, 'accepts', d.accepts, 'clause', d.clause)
            ELSE jsonb_build_object('account_id', t.credit, 'accepts', c.accepts, 'clause', c.clause)
            END
        WHEN 'ALREADY_REVERSED' THEN jsonb_build_object('reversed_by', r.id)
        WHEN 'HOLD_EXPIRED' THEN jsonb_build_object('hold_id', t.hold, 'expires_at', h.expires_at)
        WHEN 'UNKNOWN_HOLD' THEN jsonb_build_object('hold_id', t.hold)
        WHEN 'HOLD_OF_OTHER_ACCOUNT' THEN jsonb_build_object('hold_id', t.hold)
        WHEN 'UNKNOWN_ORIGINAL' THEN jsonb_build_object('reverses_id', t.reverses)
        WHEN 'REVERSAL_DIFFERS' THEN jsonb_build_object('reverses_id', t.reverses)
        END
    FROM (
        SELECT u.*, ROW (u.debit, u.credit, u.amount, u.code, u.at, u.n - u.link, u.reverses,
                u.hold, u.source)::ledger_content AS content,
            first_value(ROW (u.debit, u.credit, u.amount, u.code, u.at, u.n - u.link, u.reverses,
                u.hold, u.source)::ledger_content) OVER (PARTITION BY u.id ORDER BY u.n)
                AS first_content
        FROM unnest(p_ids, p_debits, p_credits, p_amounts, p_codes, p_ats, p_links, p_reverses,
                p_holds, p_sources)
            WITH ORDINALITY AS u (id, debit, credit, amount, code, at, link, reverses, hold,
                source, n)
    ) AS t
    LEFT JOIN LATERAL (
        SELECT x.id, ROW (x.debit_id, x.credit_id, x.amount_fen, x.code, x.at, x.n - x.link,
            x.reverses_id, x.hold_id, x.source_id)::ledger_content AS content
        FROM ledger_transfer AS x WHERE x.leaf_id = p_leaf AND x.id = t.id LIMIT 1
    ) AS e ON true
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_standing AS x
        WHERE x.leaf_id = p_leaf AND x.account_id = t.debit LIMIT 1
    ) AS d ON true
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_standing AS x
        WHERE x.leaf_id = p_leaf AND x.account_id = t.credit LIMIT 1
    ) AS c ON true
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_transfer AS x
        WHERE x.leaf_id = p_leaf AND x.id = t.reverses LIMIT 1
    ) AS o ON true
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_transfer AS x
        WHERE x.leaf_id = p_leaf AND x.reverses_id = t.reverses LIMIT 1
    ) AS r ON true
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_hold AS x WHERE x.leaf_id = p_leaf AND x.id = t.hold LIMIT 1
    ) AS h ON true
    CROSS JOIN LATERAL (SELECT CASE
        WHEN e.content = t.content THEN 'REPEATED'
        WHEN e.id IS NOT NULL OR t.content IS DISTINCT FROM t.first_content THEN 'KEY_REUSED'
        WHEN t.amount NOT BETWEEN 1 AND 4000000000000000000 THEN 'AMOUNT_INVALID'
        WHEN t.debit = t.credit THEN 'SAME_ACCOUNT'
        WHEN d.side IS NULL OR c.side IS NULL THEN 'UNKNOWN_ACCOUNT'
        WHEN d.accepts <> 'ALL' OR c.accepts = 'NOTHING' THEN 'NOT_ACCEPTED'
        WHEN t.reverses IS NOT NULL AND o.id IS NULL THEN 'UNKNOWN_ORIGINAL'
        WHEN (o.debit_id, o.credit_id, o.amount_fen) <> (t.credit, t.debit, t.amount)
            THEN 'REVERSAL_DIFFERS'
        WHEN r.id IS NOT NULL THEN 'ALREADY_REVERSED'
        WHEN t.hold IS NOT NULL AND h.id IS NULL THEN 'UNKNOWN_HOLD'
        WHEN t.hold IS NOT NULL
            AND h.account_id IS DISTINCT FROM CASE WHEN d.side = 1 THEN t.debit END
            AND h.account_id IS DISTINCT FROM CASE WHEN c.side = -1 THEN t.credit END
            THEN 'HOLD_OF_OTHER_ACCOUNT'
        WHEN h.expires_at <= t.at THEN 'HOLD_EXPIRED'
        END AS answer) AS v
    ORDER BY t.n;
END $$;

CREATE FUNCTION ledger_post_in_order(
    p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[],
    p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamptz[],
    p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]
) RETURNS TABLE (n integer, answer text, facts jsonb)
LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    v_count CONSTANT integer := cardinality(p_ids);
    -- By account, at its place in v_accounts; a pooled account has a side and nulls.
    v_accounts uuid[];
    v_sides integer[]; v_balances bigint[]; v_helds bigint[]; v_floors bigint[];
    v_ceilings bigint[]; v_clauses text[];
    -- By hold, at its place in v_holds: what is left of it, and its account's place.
    v_holds uuid[]; v_lefts bigint[]; v_hold_places integer[];
    -- By transfer: the places of its accounts and its hold.
    v_debits integer[]; v_credits integer[]; v_captures integer[];
    -- By transfer: whether it is taken. By the first place of a key, of an original: who took it.
    v_taken boolean[] := array_fill(false, ARRAY[v_count]);
    v_keys CONSTANT integer[] := ledger_first_places(p_ids);
    v_key_takers integer[] := array_fill(0, ARRAY[v_count]);
    v_originals CONSTANT integer[] := ledger_first_places(p_reverses);
    v_reversers integer[] := array_fill(0, ARRAY[v_count]);
    v_answers text[] := array_fill('POSTED'::text, ARRAY[v_count]);
    v_facts jsonb[] := array_fill(NULL::jsonb, ARRAY[v_count]);
    v_failed_link integer;
    v_from integer; v_to integer; v_sign integer; v_place integer; v_change bigint; h integer;
    t record;
BEGIN
    SELECT array_agg(DISTINCT a ORDER BY a) INTO v_accounts FROM unnest(p_debits || p_credits) AS a;
    PERFORM ledger_lock(p_leaf, v_accounts);
    SELECT array_agg(s.side ORDER BY place), array_agg(s.balance_fen ORDER BY place),
        array_agg(s.held_fen ORDER BY place), array_agg(s.floor_fen ORDER BY place),
        array_agg(s.ceiling_fen ORDER BY place), array_agg(s.clause ORDER BY place)
    INTO v_sides, v_balances, v_helds, v_floors, v_ceilings, v_clauses
    FROM unnest(v_accounts) WITH ORDINALITY AS a (id, place)
    LEFT JOIN LATERAL (
        SELECT * FROM ledger_standing AS x
        WHERE x.leaf_id = p_leaf AND x.account_id = a.id LIMIT 1
    ) AS s ON true;

    SELECT array_agg(DISTINCT u) INTO v_holds FROM unnest(p_holds) AS u WHERE u IS NOT NULL;
    SELECT array_agg(ledger_hold_left(p_leaf, l.id) ORDER BY place),
        ledger_places(array_agg(x.account_id ORDER BY place), v_accounts)
    INTO v_lefts, v_hold_places
    FROM unnest(v_holds) WITH ORDINALITY AS l (id, place)
    LEFT JOIN ledger_hold AS x ON x.leaf_id = p_leaf AND x.id = l.id;
    v_debits := ledger_places(p_debits, v_accounts);
    v_credits := ledger_places(p_credits, v_accounts);
    v_captures := ledger_places(p_holds, v_holds);

    FOR t IN SELECT e.n AS place, e.answer AS fault, e.facts, p_links[e.n] AS link,
            p_amounts[e.n] AS amount
        FROM ledger_post_examine(p_leaf, p_ids, p_debits, p_credits, p_amounts, p_codes, p_ats,
            p_links, p_reverses, p_holds, p_sources) AS e
    LOOP
        n := t.place; answer := coalesce(t.fault, 'POSTED'); facts := t.facts; h := v_captures[n];
        IF t.link = v_failed_link THEN
            v_answers[n] := 'LINK_FAILED';
            CONTINUE;
        END IF;
        IF answer = 'POSTED' THEN
            IF v_key_takers[v_keys[n]] > 0 THEN
                answer := 'REPEATED'; facts := NULL;
            ELSIF p_reverses[n] IS NOT NULL AND v_reversers[v_originals[n]] > 0 THEN
                answer := 'ALREADY_REVERSED';
                facts := jsonb_build_object('reversed_by', p_ids[v_reversers[v_originals[n]]]);
            ELSIF v_lefts[h] < t.amount THEN
                answer := 'HOLD_EXCEEDED';
                facts := jsonb_build_object('hold_id', p_holds[n], 'left_fen', v_lefts[h],
                    'amount_fen', t.amount);
            ELSE
                -- The debit account's limit is asked first, then the credit account's.
                FOREACH v_sign IN ARRAY ARRAY[-1, 1] LOOP
                    v_place := CASE v_sign WHEN -1 THEN v_debits[n] ELSE v_credits[n] END;
                    v_change := v_sign * v_sides[v_place] * t.amount;
                    IF v_change < 0 AND v_balances[v_place] - v_helds[v_place] + v_change
                        + (CASE WHEN v_hold_places[h] = v_place THEN t.amount ELSE 0 END)
                        < v_floors[v_place] THEN
                        answer := 'BELOW_FLOOR';
                        facts := jsonb_build_object('account_id', v_accounts[v_place],
                            'available_fen', v_balances[v_place] - v_helds[v_place],
                            'floor_fen', v_floors[v_place], 'amount_fen', t.amount,
                            'clause', v_clauses[v_place]);
                        EXIT;
                    ELSIF v_change > 0 AND v_balances[v_place] + v_change > v_ceilings[v_place] THEN
                        answer := 'ABOVE_CEILING';
                        facts := jsonb_build_object('account_id', v_accounts[v_place],
                            'balance_fen', v_balances[v_place],
                            'ceiling_fen', v_ceilings[v_place], 'amount_fen', t.amount,
                            'clause', v_clauses[v_place]);
                        EXIT;
                    END IF;
                END LOOP;
            END IF;
        END IF;
        IF answer IN ('POSTED', 'REPEATED') AND t.link < n
            AND (answer = 'REPEATED') <> (v_answers[n - 1] = 'REPEATED') THEN
            answer := 'LINK_PARTLY_POSTED'; facts := NULL;
        END IF;
        v_answers[n] := answer;
        v_facts[n] := facts;

        -- Take the effect of this transfer, or take back those of its chain.
        IF answer = 'POSTED' THEN
            v_from := n; v_to := n; v_sign := 1;
        ELSIF answer <> 'REPEATED' AND t.link IS NOT NULL THEN
            v_failed_link := t.link;
            v_from := t.link; v_to := n - 1; v_sign := -1;
        ELSE
            CONTINUE;
        END IF;
        FOR i IN v_from..v_to LOOP
            CONTINUE WHEN v_sign = -1 AND NOT v_taken[i];
            v_balances[v_debits[i]] := v_balances[v_debits[i]]
                - v_sign * v_sides[v_debits[i]] * p_amounts[i];
            v_balances[v_credits[i]] := v_balances[v_credits[i]]
                + v_sign * v_sides[v_credits[i]] * p_amounts[i];
            h := v_captures[i];
            IF h IS NOT NULL THEN
                v_lefts[h] := v_lefts[h] - v_sign * p_amounts[i];
                v_helds[v_hold_places[h]] := v_helds[v_hold_places[h]] - v_sign * p_amounts[i];
            END IF;
            v_taken[i] := v_sign = 1;
            v_key_takers[v_keys[i]] := CASE v_sign WHEN 1 THEN i ELSE 0 END;
            IF p_reverses[i] IS NOT NULL THEN
                v_reversers[v_originals[i]] := CASE v_sign WHEN 1 THEN i ELSE 0 END;
            END IF;
            IF v_sign = -1 THEN
                v_answers[i] := 'LINK_FAILED';
            END IF;
        END LOOP;
    END LOOP;

    PERFORM set_config('ringfence.books', 'open', true);
    WITH stands AS MATERIALIZED (
        SELECT p_leaf AS leaf_id, s.*
        FROM unnest(v_accounts, v_balances, v_helds) AS s (account_id, balance, held))
    UPDATE ledger_balance AS b SET balance_fen = s.balance, held_fen = s.held
    FROM stands AS s
    WHERE b.leaf_id = s.leaf_id AND b.account_id = s.account_id
        AND (b.balance_fen <> s.balance OR b.held_fen <> s.held);
    PERFORM set_config('ringfence.books', 'shut', true);
    PERFORM ledger_transfer_write(p_leaf, p_seen, p_first, p_ids, p_debits, p_credits, p_amounts,
        p_codes, p_ats, p_links, p_reverses, p_holds, p_sources, v_taken);
    INSERT INTO ledger_hold_event (leaf_id, hold_id, seen, n, kind, amount_fen, transfer_id, at)
    SELECT p_leaf, e.hold, p_seen, p_first + e.n, 'CAPTURED', e.amount, e.id, e.at
    FROM unnest(p_ids, p_holds, p_amounts, p_ats, v_taken) WITH ORDINALITY
        AS e (id, hold, amount, at, taken, n)
    WHERE e.taken AND e.hold IS NOT NULL;
    RETURN QUERY SELECT a.n::integer, a.answer, a.facts
        FROM unnest(v_answers, v_facts) WITH ORDINALITY AS a (answer, facts, n)
        WHERE a.answer <> 'POSTED';
END $$;
