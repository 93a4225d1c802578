-- The personal accounts' opening balances, posted in calls of 8,000. The count is of those that
-- were not simply posted: a call answers for no other.
SELECT count(answer.n)
FROM (
    SELECT
        array_agg(card_id ORDER BY line) AS ids,
        array_agg(person_id ORDER BY line) AS people,
        array_agg(personal_fen ORDER BY line) AS amounts
    FROM registry_line
    WHERE personal_fen > 0
    GROUP BY line / 8000
    ORDER BY line / 8000
) AS call
CROSS JOIN LATERAL ledger_post(%(leaf_id)s, call.ids, ARRAY[%(opening_id)s]::uuid[], call.people,
    call.amounts, ARRAY['OPENING'], ARRAY[%(at)s]::timestamptz[]) AS answer
