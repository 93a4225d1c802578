-- Book the successes of one result file within a range of lines: what a person's own account has
-- comes from there, the pooled fund bears the rest (OP-16.3). Both are paid out of the money in
-- transit, with effect at the close of the day on which the bank executed them. Answers with one
-- row for each transfer that was not posted.
-- enforces OP-16.3
WITH item AS MATERIALIZED (
    SELECT
        item.key,
        item.ledger_account_id,
        item.amount_fen,
        (result.executed_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
            - interval '1 microsecond' AS at,
        -- What earlier items of the same person take of it is left out (a further run may have two).
        greatest(0, least(item.amount_fen,
            coalesce(own.balance_fen - own.held_fen - own.floor_fen, 0)
            - coalesce(sum(item.amount_fen) OVER (PARTITION BY item.ledger_account_id
                ORDER BY item.line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        ))::bigint AS own_fen
    FROM banking_itemresult AS result
    JOIN banking_runitem AS item ON item.leaf_id = result.leaf_id
        AND item.run_id = result.run_id AND item.line = result.line
    LEFT JOIN ledger_balance AS own ON own.leaf_id = item.leaf_id
        AND own.account_id = item.ledger_account_id AND own.accepts = 'ALL'
    WHERE result.leaf_id = %(leaf_id)s AND result.run_id = %(run_id)s
        AND result.file_id = %(file_id)s AND result.outcome = 'SUCCESS'
        AND result.line BETWEEN %(first)s AND %(last)s
        AND item.line BETWEEN %(first)s AND %(last)s
), transfer AS (
    SELECT key AS id, ledger_account_id AS debit_id, own_fen AS amount_fen, at
    FROM item WHERE own_fen > 0
    UNION ALL
    SELECT
        CASE WHEN own_fen = 0 THEN key
            ELSE overlay(key::text PLACING to_hex(('x' || right(key::text, 1))::bit(4)::integer | 1)
                FROM 36)::uuid
        END,
        %(pool_id)s,
        amount_fen - own_fen,
        at
    FROM item WHERE own_fen < amount_fen
), arrays AS (
    SELECT array_agg(id ORDER BY id) AS ids, array_agg(debit_id ORDER BY id) AS debits,
        array_agg(amount_fen ORDER BY id) AS amounts, array_agg(at ORDER BY id) AS ats
    FROM transfer
)
SELECT answer.n, answer.answer, answer.facts
FROM arrays
CROSS JOIN LATERAL ledger_post(%(leaf_id)s, arrays.ids, arrays.debits, ARRAY[%(run_id)s]::uuid[],
    arrays.amounts, ARRAY['BENEFIT_PAID'], arrays.ats) AS answer
WHERE arrays.ids IS NOT NULL
